// Posts over time and figures over periods. Nothing is drawn that a page does not state.

function charts(node, said) {
  return [postChart(node, said.filter((fact) => fact.type === "POST")), figureChart(said.filter((fact) => fact.type === "METRIC"))].filter(Boolean);
}

// 2024-02-19 -> 2024.13; a bare year or month stands at its middle.
function yearFraction(date) {
  const [whole, month, day] = date.split("-").map(Number);
  if (!month) return whole + 0.5;
  return whole + (month - 1 + (day ? (day - 0.5) / 31 : 0.5)) / 12;
}

// One row per holder and title, a dot for every page that attests it; hollow where it says former.
function postChart(node, posts) {
  if (!posts.length || !years.length) return null;
  const first = Number(years[0]), last = Number(years[years.length - 1]) + 1;
  const across = (value) => `${(100 * (value - first)) / (last - first)}%`;
  const at = (element, value) => { element.style.left = across(value); return element; };
  const marks = years.length > 8 ? [years[0], years[years.length - 1]] : years;
  const today = () => (state.on ? [at(el("b", { class: "today" }), yearFraction(state.on))] : []);
  const axis = el("div", { class: "axis", "aria-hidden": "true" }, ...marks.map((one) => at(el("span", { text: one }), Number(one) + 0.5)));
  const rows = posts.map((fact) => {
    const other = fact.members.find((id) => id !== node.id);
    const name = `${other === undefined ? "" : nodes[other].label} ${argOf(fact, "title")}`.trim();
    const dots = fact.statements.filter((one) => statementPasses(one) && dateOf(one)).map((one) =>
      at(el("i", { class: argOf(fact, "former") ? "hollow" : "", title: `${dateOf(one)} ${one.quote}` }), yearFraction(dateOf(one))));
    return el("div", { class: "row" }, el("span", { class: "name", title: name }, el("bdi", { text: name })), el("div", { class: "track" }, ...today(), ...dots));
  });
  return el("section", { class: "posts" }, el("h3", { text: t("posts") }), el("div", { class: "row" }, el("span"), axis), ...rows);
}

const FIRST_FIGURES = 12;
const NUMBER = /^-?\d+(\.\d+)?$/;

// Bars only over periods of one indicator, unit and kind; all else is a line of text.
function figureChart(figures) {
  if (!figures.length) return null;
  const groups = new Map();
  for (const fact of figures) {
    const key = JSON.stringify([argOf(fact, "indicator"), argOf(fact, "unit"), argOf(fact, "kind"), /\d/.test(argOf(fact, "period"))]);
    groups.set(key, [...(groups.get(key) || []), fact]);
  }
  const body = el("section", { class: "figures" }, el("h3", { text: t("figures") }));
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length || a[0].index - b[0].index);
  const add = (some) => body.append(...some.map((group) => (drawable(group) ? bars(group) : lines(group))));
  add(sorted.slice(0, FIRST_FIGURES));
  const rest = sorted.slice(FIRST_FIGURES);
  const more = button(t("rows", rest.length), () => { more.remove(); add(rest); }, { class: "more" });
  if (rest.length) body.append(more);
  return body;
}

function drawable(group) {
  const values = group.map((fact) => argOf(fact, "value"));
  return group.length > 1 && /\d/.test(argOf(group[0], "period")) && argOf(group[0], "kind") !== "rank" && values.every((value) => NUMBER.test(value) && Number(value) >= 0);
}

const lines = (group) => el("div", {}, ...group.map((fact) =>
  el("p", { class: "line", title: fact.statements[0].quote }, ...figure(fact), inConflict(fact) ? el("span", { class: "tag warn", text: t("conflict") }) : "")));

function bars(group) {
  const ordered = [...group].sort((a, b) => (argOf(a, "period") < argOf(b, "period") ? -1 : argOf(a, "period") > argOf(b, "period") ? 1 : a.index - b.index));
  const most = Math.max(...ordered.map((fact) => Number(argOf(fact, "value")))) || 1;
  const head = el("p", { class: "line" }, el("bdi", { text: argOf(group[0], "indicator") }), ` (${argOf(group[0], "unit")})`,
    " ", el("span", { class: "quiet", text: kindWord(group[0]) }), ordered.some(inConflict) ? el("span", { class: "tag warn", text: t("conflict") }) : "");
  return el("div", { class: "bars" }, head, ...ordered.map((fact) => {
    const bar = el("i", { class: argOf(fact, "modality") === "actual" ? "" : "hollow" });
    bar.style.width = `${(100 * Number(argOf(fact, "value"))) / most}%`;
    const when = [t(argOf(fact, "period")), t(argOf(fact, "modality"))].filter(Boolean).join(" ");
    const value = argOf(fact, "qualifier") + argOf(fact, "value");
    return el("div", { class: "row", title: fact.statements[0].quote }, el("span", { class: "name", text: when }),
      el("div", { class: "track" }, bar), el("b", { class: inConflict(fact) ? "warn" : "", text: value }));
  }));
}
