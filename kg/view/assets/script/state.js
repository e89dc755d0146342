// What the reader has chosen, which entities and links that leaves, and the link that says so.

const narrow = innerWidth <= 760;
const opening = narrow ? Math.ceil(data.backbone / 2) : data.backbone; // a phone opens with half

const state = {
  kinds: new Set(), types: new Set(), pages: new Set(), // switched off
  from: "", to: "", on: "", modality: "", confidence: 0,
  limit: opening, pinned: new Set(), hidden: new Set(),
  selected: null, beside: null, focus: null, hops: 1, path: null, picking: null, list: false,
};

const shown = { nodes: new Set(), edges: new Set(), facts: new Set(), cut: false };

function statementPasses(statement) {
  const whole = dateOf(statement), date = year(whole);
  return (
    inTime(whole) &&
    statement.confidence >= state.confidence &&
    !state.pages.has(articles[statement.article].document) &&
    (!state.from || date >= state.from) &&
    (!state.to || (date && date <= state.to))
  );
}

function factPasses(fact) {
  if (state.types.has(fact.type)) return false;
  if (state.modality && (argOf(fact, "modality") || "actual") !== state.modality) return false;
  return fact.statements.some(statementPasses);
}

const nodePasses = (node) => !state.kinds.has(node.kind) && !state.hidden.has(node.id);

function filtering() {
  return Boolean(
    state.types.size || state.pages.size || state.from || state.to || state.on || state.modality || state.confidence,
  );
}

// Fills `shown`: facts by the filters, nodes by scope and rank, links where both ends remain.
function compute() {
  const passing = new Set(facts.filter(factPasses));
  const open = edges.filter((edge) => edge.facts.some((index) => passing.has(facts[index])));
  const scope = state.path || (state.focus === null ? null : ball(state.focus, state.hops, open));
  const quiet = filtering();
  const fits = (node) =>
    nodePasses(node) && (factsOf[node.id].some((fact) => passing.has(fact)) || (!quiet && !node.facts));
  shown.nodes = new Set();
  shown.cut = false;
  for (const node of byRank) {
    if (node.id === state.selected) shown.nodes.add(node.id);
    else if (!fits(node) || (scope && !scope.has(node.id))) continue;
    else if (scope || state.pinned.has(node.id) || shown.nodes.size < state.limit) shown.nodes.add(node.id);
    else shown.cut = true;
  }
  shown.edges = new Set(open.filter((edge) => shown.nodes.has(edge.from) && shown.nodes.has(edge.to)).map((edge) => edge.id));
  shown.facts = new Set([...passing].filter((fact) => fact.members.length && fact.members.every((id) => shown.nodes.has(id))));
}

function ball(centre, hops, open) {
  const near = new Map();
  for (const edge of open) {
    if (!nodePasses(nodes[edge.from]) || !nodePasses(nodes[edge.to])) continue;
    for (const end of [edge.from, edge.to]) near.set(end, [...(near.get(end) || []), otherEnd(edge, end)]);
  }
  const found = new Set([centre]);
  let edgeOfBall = [centre];
  for (let step = 0; step < hops; step++) {
    edgeOfBall = edgeOfBall.flatMap((id) => near.get(id) || []).filter((id) => !found.has(id) && found.add(id));
  }
  return found;
}

// The shortest way between two entities over links that pass the filters, or null.
function pathBetween(start, goal) {
  const before = new Map([[start, null]]);
  const queue = [start];
  for (const id of queue) {
    if (id === goal) break;
    for (const edge of linksOf[id]) {
      const next = otherEnd(edge, id);
      const usable = nodePasses(nodes[next]) && edge.facts.some((index) => factPasses(facts[index]));
      if (!before.has(next) && usable) before.set(next, id) && queue.push(next);
    }
  }
  if (!before.has(goal)) return null;
  const path = new Set();
  for (let id = goal; id !== null; id = before.get(id)) path.add(id);
  return path;
}

const keysOf = (ids) => [...ids].map((id) => nodes[id].key).join(" ");
const keyOf = (id) => (id === null || id === undefined ? "" : nodes[id].key);

// The address of the page in a state: the present one with `changes`.
function permalink(changes = {}) {
  const now = { ...state, ...changes };
  const entries = {
    n: keyOf(now.selected), b: keyOf(now.beside), f: keyOf(now.focus), h: now.focus !== null && now.hops > 1 ? now.hops : "",
    p: now.path ? keysOf(now.path) : "", k: [...now.kinds].join(" "), t: [...now.types].join(" "),
    d: [...now.pages].map((page) => (documents[page] ? documents[page].stem : "")).join("\n"),
    y: now.from || now.to ? `${now.from}-${now.to}` : "", m: now.modality, c: now.confidence || "",
    s: now.on, x: keysOf(now.hidden), a: keysOf(now.pinned), o: now.limit === opening ? "" : now.limit,
    v: now.list ? "list" : "", r: sorting.column === "date" && sorting.down ? "" : (sorting.down ? "-" : "") + sorting.column, l: language === data.lang ? "" : language,
  };
  const filled = Object.entries(entries).filter(([, value]) => value !== "");
  return "#" + new URLSearchParams(filled.map(([key, value]) => [key, String(value)]));
}

function writeLink() {
  try {
    history.replaceState(null, "", permalink());
  } catch {
    // a frame without an address of its own (srcdoc) has nothing to write to
  }
}

function readLink() {
  const read = new URLSearchParams(location.hash.slice(1));
  const many = (key, by = " ") => (read.get(key) || "").split(by).filter(Boolean);
  const ids = (key) => many(key).map((one) => byKey.get(one)).filter((id) => id !== undefined);
  const one = (key) => byKey.get(read.get(key)) ?? null;
  const stems = new Set(many("d", "\n"));
  const span = /^(\d{0,4})-(\d{0,4})$/.exec(read.get("y") || "") || [];
  Object.assign(state, {
    selected: one("n"), beside: one("b"), focus: one("f"), hops: Math.min(Math.max(Number(read.get("h")) || 1, 1), 3),
    path: read.get("p") ? new Set(ids("p")) : null, kinds: new Set(many("k")), types: new Set(many("t")),
    pages: new Set(documents.flatMap((page, index) => (stems.has(page.stem) ? [index] : []))),
    from: span[1] || "", to: span[2] || "", modality: read.get("m") || "", confidence: Number(read.get("c")) || 0,
    hidden: new Set(ids("x")), pinned: new Set(ids("a")), limit: Number(read.get("o")) || opening,
    list: read.get("v") === "list", picking: null, on: /^\d{4}-\d\d-\d\d$/.test(read.get("s") || "") ? read.get("s") : "",
  });
  const order = read.get("r") || "-date", column = order.replace("-", "");
  if (columns.some((one) => one.key === column)) Object.assign(sorting, { column, down: order.startsWith("-") });
  const wanted = read.get("l") || data.lang;
  language = own(data.words, wanted) ? wanted : language;
}
