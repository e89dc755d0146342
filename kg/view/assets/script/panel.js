// The legend, which is the filter by kind, and the other filters, all with live counts.

const counters = new Map(); // "kind PER" -> the element that shows how many are on the map

function fillPanel() {
  counters.clear();
  byId("panel").setAttribute("aria-label", t("filters"));
  byId("panel").replaceChildren(
    group(t("kinds"), kindRows()), group(t("types"), typeRows()), ...asOf(), group(t("years"), [yearRange()]),
    group(t("modality"), [modalityChoice()]), group(t("confidence"), [confidenceChoice()]),
    group(t("pages"), pageRows()), button(t("reset"), clearFilters, { class: "reset" }));
  fillCounts();
}

const asOf = () => { const rows = asOfRows(); return rows.length ? [group(t("asof"), rows)] : []; };

const group = (title, rows) => el("fieldset", {}, el("legend", { text: title }), ...rows);

function toggle(off, key, counter, icon, text, title) {
  const box = el("input", { type: "checkbox", on: { change: () => { box.checked ? off.delete(key) : off.add(key); update(); } } });
  box.checked = !off.has(key);
  const count = el("span", { class: "number" });
  counters.set(counter, count);
  return el("label", { class: "toggle", title }, box, icon, el("span", { class: "text" }, el("bdi", { text })), count);
}

function kindRows() {
  const present = [...new Set([...Object.keys(data.look.kinds), ...nodes.map((node) => node.kind)])];
  return present.filter((kind) => nodes.some((node) => node.kind === kind)).map((kind) => {
    const known = own(data.look.kinds, kind) || data.look.unknown;
    return toggle(state.kinds, kind, `kind ${kind}`, shapeIcon(known), own(data.look.kinds, kind) ? nameOf(known) : kind);
  });
}

function typeRows() {
  const present = [...new Set([...Object.keys(data.look.types), ...facts.map((fact) => fact.type)])];
  return present.filter((type) => facts.some((fact) => fact.type === type)).map((type) =>
    toggle(state.types, type, `type ${type}`, "", nameOf(typeOf({ type }))));
}

function pageRows() {
  return documents.map((page, index) =>
    toggle(state.pages, index, `page ${index}`, "", page.title === page.stem ? page.stem : [page.date, page.title].filter(Boolean).join(" "), `${page.title}\n${page.path}\n${page.why}`));
}

function choice(name, value, options, set) {
  const list = el("select", { "aria-label": name, on: { change: () => { set(list.value); update(); } } },
    ...options.map(([key, text]) => el("option", { value: key, text })));
  list.value = value;
  return list;
}

function yearRange() {
  const options = [["", t("any")], ...years.map((one) => [one, one])];
  return el("div", { class: "pair" }, choice(`${t("years")} ≥`, state.from, options, (value) => (state.from = value)), "–",
    choice(`${t("years")} ≤`, state.to, options, (value) => (state.to = value)));
}

const modalityChoice = () => choice(t("modality"), state.modality,
  [["", t("any")], ...["actual", "target", "plan"].map((one) => [one, t(one)])], (value) => (state.modality = value));

const confidenceChoice = () => choice(t("confidence"), String(state.confidence || ""),
  [["", t("any")], ...["0.6", "0.75", "0.9"].map((one) => [one, one])], (value) => (state.confidence = Number(value)));

function fillCounts() {
  fillTime();
  const counts = new Map();
  const count = (key) => counts.set(key, (counts.get(key) || 0) + 1);
  shown.nodes.forEach((id) => count(`kind ${nodes[id].kind}`));
  for (const fact of shown.facts) {
    count(`type ${fact.type}`);
    new Set(fact.statements.filter(statementPasses).map((one) => articles[one.article].document)).forEach((page) => count(`page ${page}`));
  }
  counters.forEach((element, key) => (element.textContent = String(counts.get(key) || 0)));
}

function clearFilters() {
  for (const off of [state.kinds, state.types, state.pages, state.hidden, state.pinned]) off.clear();
  Object.assign(state, { from: "", to: "", on: "", modality: "", confidence: 0, focus: null, path: null, limit: opening });
  update();
  fillPanel();
  fit();
}
