// The front door: name, alias, pinyin in every reading, initials; arrow keys and Enter.

const MOST_HITS = 12;
const names = nodes.map((node) => [node.label, ...node.aliases].map((name) => name.toLowerCase()));
const readings = nodes.map((node) => node.pinyin.map((key) => {
  const syllables = key.split(" ");
  return { joined: syllables.join(""), initials: syllables.map((one) => one[0] || "").join("") };
}));
let hits = [];
let chosen = 0;

// Smaller is better: exact, start, inside, alias, initials, pinyin. Infinity for no match.
function score(node, query) {
  const [label, ...aliases] = names[node.id];
  if (label === query) return 0;
  if (label.startsWith(query)) return 1;
  if (aliases.includes(query)) return 2;
  if (label.includes(query)) return 3;
  if (aliases.some((alias) => alias.includes(query))) return 4;
  const keys = readings[node.id], latin = query.replace(/[\s'’]/g, "");
  if (!/^[a-zü0-9]+$/.test(latin)) return Infinity;
  if (keys.some((key) => key.initials === latin || key.joined === latin)) return 5;
  if (keys.some((key) => key.initials.startsWith(latin))) return 6;
  if (keys.some((key) => key.joined.startsWith(latin))) return 7;
  if (latin.length > 1 && keys.some((key) => key.initials.includes(latin))) return 8;
  return latin.length > 2 && keys.some((key) => key.joined.includes(latin)) ? 9 : Infinity;
}

function find(text) {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const scored = nodes.map((node) => ({ node, points: score(node, query) })).filter((one) => one.points < Infinity);
  scored.sort((a, b) => a.points - b.points || b.node.facts - a.node.facts || a.node.id - b.node.id);
  return scored.slice(0, MOST_HITS).map((one) => one.node);
}

function showHits() {
  const list = byId("hits"), typed = byId("query").value.trim();
  hits = find(typed);
  chosen = 0;
  list.hidden = !typed;
  byId("query").setAttribute("aria-expanded", String(Boolean(typed)));
  list.replaceChildren(...hits.map(hitRow));
  if (!hits.length) list.append(el("li", { class: "quiet", text: t("nothing") }));
  markHit(0);
}

function hitRow(node, place) {
  const press = (event) => { event.preventDefault(); pick(place); };
  const about = [nameOf(kindOf(node)), t("facts", node.facts)].join(" · ");
  return el("li", { role: "option", id: `hit${place}`, on: { pointerdown: press } },
    shapeIcon(kindOf(node)), el("bdi", { text: node.label }), el("small", { text: about }));
}

function markHit(place) {
  chosen = hits.length ? (place + hits.length) % hits.length : 0;
  [...byId("hits").children].forEach((row, index) => row.setAttribute("aria-selected", String(hits.length > 0 && index === chosen)));
  const current = hits.length ? byId(`hit${chosen}`) : null;
  byId("query").setAttribute("aria-activedescendant", current ? current.id : "");
  if (current) current.scrollIntoView({ block: "nearest" });
}

function closeHits() {
  byId("hits").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
}

// Shows what was found even where a filter or the limit had hidden it.
function pick(place) {
  const node = hits[place];
  if (!node) return;
  closeHits();
  byId("query").blur();
  state.kinds.delete(node.kind);
  state.hidden.delete(node.id);
  state.pinned.add(node.id);
  if (state.path || (state.focus !== null && !shown.nodes.has(node.id))) Object.assign(state, { path: null, focus: null });
  select(node.id, true);
  fillPanel();
}

byId("query").addEventListener("input", showHits);
byId("query").addEventListener("focus", () => byId("query").value.trim() && showHits());
byId("query").addEventListener("blur", closeHits);
byId("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter") pick(chosen);
  else if (event.key === "ArrowDown") markHit(chosen + 1);
  else if (event.key === "ArrowUp") markHit(chosen - 1);
  else if (event.key === "Escape") { closeHits(); byId("query").blur(); }
  else return;
  event.preventDefault();
  event.stopPropagation();
});
