// The list: the facts of the map as a table, for reading aloud, sorting and copying.

const ROWS = 200;
const sorting = { column: "date", down: true };
let rowsShown = ROWS;

const literal = (fact) => fact.type === "METRIC"
  ? [argOf(fact, "indicator"), amountOf(fact), t(argOf(fact, "period")), t(argOf(fact, "modality"))].filter(Boolean).join(" ")
  : fact.args.filter(([role, value]) => typeof value === "string" && role !== "former" && role !== "modality").map(([, value]) => value).join(" ");

// Said of the past, or as a plan or aim; a figure has its modality in its words already.
function remark(fact) {
  const modality = fact.type === "METRIC" ? "" : argOf(fact, "modality");
  const said = [argOf(fact, "former") ? t("former") : "", modality && modality !== "actual" ? t(modality) : ""].filter(Boolean);
  return said.length ? ` (${said.join(", ")})` : "";
}

const labelAt = (fact, place) => (fact.members[place] === undefined ? "" : nodes[fact.members[place]].label);

const columns = [
  { key: "subject", value: (fact) => labelAt(fact, 0), cell: (fact) => (fact.members.length ? entityLink(fact.members[0]) : "") },
  { key: "relation", value: (fact) => nameOf(typeOf(fact)) },
  { key: "object", value: (fact) => labelAt(fact, 1), cell: (fact) => (fact.members.length > 1 ? entityLink(fact.members[1]) : "") },
  { key: "detail", value: (fact) => literal(fact) + remark(fact) },
  { key: "date", value: (fact) => dateOf(statementOf(fact)) },
  { key: "page", value: (fact) => articles[statementOf(fact).article].title },
  { key: "evidence", value: (fact) => statementOf(fact).quote },
];

const statementOf = (fact) => fact.statements.find(statementPasses) || fact.statements[0];
const compareText = new Intl.Collator("zh", { numeric: true }).compare;

function sortedFacts() {
  const { value } = columns.find((column) => column.key === sorting.column);
  const keyed = [...shown.facts].map((fact) => ({ fact, key: value(fact) }));
  keyed.sort((a, b) => (sorting.down ? -1 : 1) * compareText(a.key, b.key) || a.fact.index - b.fact.index);
  return keyed.map((one) => one.fact);
}

function showList() {
  byId("table").hidden = !state.list;
  byId("map").hidden = state.list;
  if (!state.list) return byId("table").replaceChildren();
  const all = sortedFacts();
  const rows = all.slice(0, rowsShown).map((fact) => el("tr", {}, ...columns.map(({ key, value, cell }) =>
    el("td", { class: key }, cell ? cell(fact) : el("bdi", { text: value(fact) })))));
  const more = all.length > rowsShown ? button(t("rows", all.length - rowsShown), () => { rowsShown += 500; showList(); }, { class: "more" }) : "";
  byId("table").replaceChildren(...(all.length ? [el("table", {}, el("thead", {}, el("tr", {}, ...columns.map(head))), el("tbody", {}, ...rows))]
    : [el("p", { class: "quiet", text: t("empty") })]), more);
}

function head({ key }) {
  const active = sorting.column === key;
  const turn = () => { Object.assign(sorting, { column: key, down: active ? !sorting.down : false }); showList(); writeLink(); };
  const arrow = active ? (sorting.down ? " ↓" : " ↑") : "";
  return el("th", { scope: "col", "aria-sort": active ? (sorting.down ? "descending" : "ascending") : "none" }, button(t(key) + arrow, turn));
}
