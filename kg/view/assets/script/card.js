// The card: everything the pages say about one entity, each fact with the words it rests on.

const FIRST_GROUPS = 10;
const FIRST_QUOTES = 3;

function showCard() {
  const card = byId("card");
  const node = state.selected === null ? null : nodes[state.selected];
  card.hidden = node === null;
  document.body.classList.toggle("carded", node !== null);
  card.replaceChildren();
  if (node === null) return;
  const said = factsOf[node.id].filter((fact) => factPasses(fact) && (state.beside === null || fact.members.includes(state.beside)));
  card.setAttribute("aria-label", node.label);
  card.append(cardHead(node, said), cardTools(node), ...charts(node, said), ...sections(node, said));
  if (!said.length) card.append(el("p", { class: "quiet", text: t("empty") }));
  card.scrollTop = 0;
}

function cardHead(node, said) {
  const kind = kindOf(node);
  const chip = el("span", { class: "chip" }, shapeIcon(kind), listed([nameOf(kind), subOf(node)].filter(Boolean)));
  const close = button("×", () => select(null, false), { class: "close", "aria-label": t("close") });
  const amount = `${t("facts", said.length)} · ${t("mentions", node.mentions)}` + (state.on ? ` · ${t("asof")} ${state.on}` : "");
  return el("div", { class: "head" }, close, chip, el("h2", {}, el("bdi", { text: node.label })),
    node.aliases.length ? el("p", { class: "quiet" }, `${t("alias")} `, el("bdi", { text: listed(node.aliases) })) : "",
    state.beside === null ? "" : el("p", {}, t("between"), " ", entityLink(state.beside), " ", button(t("everything"), () => select(node.id, false))),
    el("p", { class: "quiet", text: amount }));
}

function cardTools(node) {
  const focused = state.focus === node.id;
  const hops = el("select", { "aria-label": t("hops"), on: { change: () => setHops(Number(hops.value)) } },
    ...[1, 2, 3].map((step) => el("option", { value: step, text: t("hop", step) })));
  hops.value = String(state.hops);
  const copy = button(t("copy"), () => copyText(location.href.split("#")[0] + permalink(), copy));
  return el("div", { class: "tools" },
    button(t(focused ? "unfocus" : "focus"), () => focusOn(focused ? null : node.id), { "aria-pressed": String(focused) }),
    focused ? hops : "", button(t("expand"), () => expand(node.id)), button(t("path"), () => startPath(node.id)),
    button(t("hide"), () => hide(node.id)), copy, button(t("print"), printCard));
}

// One section per relation and side of it, in the order of the relations in the look.
function sections(node, said) {
  const order = Object.keys(data.look.types);
  const grouped = new Map();
  for (const fact of [...said].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || a.index - b.index)) {
    const role = (fact.args.find(([, value]) => value === node.id) || [""])[0];
    const head = own(typeOf(fact).heads, role) || typeOf(fact);
    const key = `${fact.type} ${role}`;
    if (!grouped.has(key)) grouped.set(key, { head, facts: [] });
    grouped.get(key).facts.push(fact);
  }
  return [...grouped.values()].map(({ head, facts: members }) => section(node, nameOf(head), members));
}

function section(node, title, members) {
  const groups = [...sameEvidence(members).values()];
  const body = el("section", {}, el("h3", { text: `${title} · ${members.length}` }));
  const add = (some) => body.append(...some.map((group) => factGroup(node, group)));
  add(groups.slice(0, FIRST_GROUPS));
  const rest = groups.slice(FIRST_GROUPS);
  if (rest.length) {
    const more = button(t("rows", rest.length), () => { more.remove(); add(rest); }, { class: "more" });
    body.append(more);
  }
  return body;
}

// Facts that rest on the same words stand together, with the quote once.
function sameEvidence(members) {
  const groups = new Map();
  for (const fact of members) {
    const key = JSON.stringify(fact.statements.map((one) => [one.article, one.sentence ?? one.quote, one.by ?? ""]));
    groups.set(key, [...(groups.get(key) || []), fact]);
  }
  return groups;
}

function factGroup(node, group) {
  const evidence = group[0].statements.filter(statementPasses);
  const quotes = evidence.map((statement, place) => quote(statement, group.map((fact) => (fact.statements[place] || statement).quote)));
  const rest = quotes.slice(FIRST_QUOTES);
  return el("div", { class: "fact" }, ...group.map((fact) => factLine(node, fact)), ...quotes.slice(0, FIRST_QUOTES),
    rest.length ? el("details", {}, el("summary", { text: t("quotes", quotes.length) }), ...rest) : "");
}

function factLine(node, fact) {
  const line = el("p", { class: "line" });
  if (fact.type === "METRIC") line.append(...figure(fact));
  else line.append(...details(fact, node.id));
  const modality = argOf(fact, "modality");
  if (fact.type !== "METRIC" && modality && modality !== "actual") line.append(" ", el("span", { class: "tag", text: t(modality) }));
  if (argOf(fact, "former")) line.append(" ", el("span", { class: "tag", text: t("former") }));
  if (inConflict(fact)) line.append(" ", el("span", { class: "tag warn", text: t("conflict") }));
  const span = [fact.from, fact.to].filter(Boolean).join(" – ");
  if (span) line.append(" ", el("span", { class: "quiet", text: span }));
  return line;
}

// The arguments of a fact but the entity whose card this is; entities are links.
function details(fact, without) {
  const known = typeOf(fact);
  const parts = [];
  for (const [role, value] of fact.args) {
    if (value === without || role === "former" || role === "modality") continue;
    if (typeof value === "number") parts.push(entityLink(value), " ");
    else if (value !== "") parts.push(el("bdi", { class: known.text.includes(role) ? "text" : "quiet", text: value }), " ");
  }
  return parts;
}

function amountOf(fact) {
  return argOf(fact, "qualifier") + argOf(fact, "value") + argOf(fact, "unit");
}

function kindWord(fact) {
  const known = own(data.look.figures, argOf(fact, "kind"));
  return known ? nameOf(known) : argOf(fact, "kind");
}

function figure(fact) {
  const about = [t(argOf(fact, "period")), t(argOf(fact, "modality")), kindWord(fact)].filter(Boolean).join(" · ");
  return [el("bdi", { text: argOf(fact, "indicator") }), " ", el("b", { text: amountOf(fact) }), " ", el("span", { class: "quiet", text: about })];
}

function quote(statement, parts) {
  const whole = statement.sentence === undefined ? statement.quote : sentences[statement.sentence];
  const article = articles[statement.article];
  const page = documentOf(statement);
  const speaker = typeof statement.by === "number" ? [entityLink(statement.by)] : [];
  const cite = button(t("cite"), () => copyText(citation(statement), cite), { class: "cite" });
  const source = el("p", { class: "source" }, el("bdi", { text: article.title }), " · ", dateOf(statement) || t("undated"), " · ",
    el("bdi", { text: page ? page.path : "" }), " · ", el("span", { title: `${t("rule")} ${statement.rule}`, text: `${t("sure")} ${statement.confidence}` }), " ", cite);
  return el("figure", {}, el("blockquote", {}, ...marked(whole, parts)),
    speaker.length ? el("p", { class: "source" }, t("speaker", "").trim() + " ", ...speaker) : "", source);
}

// The sentence with the words that carry the facts marked.
function marked(whole, parts) {
  const on = new Array(whole.length).fill(false);
  for (const part of parts) {
    const start = part ? whole.indexOf(part) : -1;
    if (start >= 0 && part.length < whole.length) on.fill(true, start, start + part.length);
  }
  const runs = [];
  for (let start = 0, end = 1; end <= whole.length; end++) {
    if (end < whole.length && on[end] === on[start]) continue;
    const text = whole.slice(start, end);
    runs.push(on[start] ? el("mark", { text }) : document.createTextNode(text));
    start = end;
  }
  return runs;
}

// The card as a dossier: everything that waits behind a button or a fold is printed too.
function printCard() {
  byId("card").querySelectorAll("button.more").forEach((more) => more.click());
  byId("card").querySelectorAll("details").forEach((fold) => (fold.open = true));
  window.print();
}

function citation(statement) {
  const page = documentOf(statement);
  const [start, end] = statement.at;
  const where = page ? `${page.path}, ${start}–${end}` : "";
  return `“${statement.quote}” —— ${articles[statement.article].title}, ${dateOf(statement) || t("undated")} (${where})`;
}
