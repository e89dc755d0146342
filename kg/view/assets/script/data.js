// The data island and what follows from it once. Nothing in this file changes later.

const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges, facts, articles, documents, sentences } = data;
const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

const kindOf = (node) => own(data.look.kinds, node.kind) || data.look.unknown;
const typeOf = (fact) => own(data.look.types, fact.type) || { zh: fact.type, en: fact.type, ends: [], text: [], heads: {} };
const year = (date) => date.slice(0, 4);
const argOf = (fact, role) => {
  const found = fact.args.find(([name]) => name === role);
  return found ? found[1] : "";
};

// A statement's document, and its date; a page that is not in the table has neither.
const documentOf = (statement) => documents[articles[statement.article].document];
const dateOf = (statement) => (documentOf(statement) || { date: "" }).date;

const byKey = new Map(nodes.map((node) => [node.key, node.id]));
const byRank = [...nodes].sort((a, b) => a.rank - b.rank);
const byWeight = [...byRank].sort((a, b) => b.facts - a.facts);
const linksOf = nodes.map(() => []);
const factsOf = nodes.map(() => []);

edges.forEach((edge, index) => {
  edge.id = index;
  linksOf[edge.from].push(edge);
  linksOf[edge.to].push(edge);
});

facts.forEach((fact, index) => {
  fact.index = index;
  fact.members = [...new Set(fact.args.map(([, value]) => value).filter((value) => typeof value === "number"))];
  fact.members.forEach((id) => factsOf[id].push(fact));
});

const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
const years = [...new Set(documents.map((page) => year(page.date)).filter(Boolean))].sort();

// Figures that speak of the same thing and period but give different values.
const figureKey = (fact) =>
  JSON.stringify(["subject", "indicator", "unit", "kind", "period", "modality"].map((role) => argOf(fact, role)));
const sameFigure = new Map();
for (const fact of facts.filter((one) => one.type === "METRIC" && argOf(one, "period"))) {
  const key = figureKey(fact);
  sameFigure.set(key, [...(sameFigure.get(key) || []), fact]);
}
const amountsOf = (some) => new Set(some.map((fact) => argOf(fact, "qualifier") + argOf(fact, "value")));
const inConflict = (fact) => fact.type === "METRIC" && amountsOf((sameFigure.get(figureKey(fact)) || []).filter(factPasses)).size > 1;
