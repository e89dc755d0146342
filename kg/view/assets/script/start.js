// Ties the parts together: what a choice changes, the buttons, the keys, the first picture.

// After any change of what is shown.
function update() {
  compute();
  drawShown();
  fillCounts();
  showStatus();
  showCard();
  rowsShown = ROWS;
  showList();
  writeLink();
}

function showStatus(message) {
  byId("count").textContent = message || t("count", shown.nodes.size, nodes.length, shown.facts.size) + (state.on ? ` · ${t("asof")} ${state.on}` : "");
  const widen = shown.cut && !message;
  byId("widen").replaceChildren(...(widen ? [button(t("more"), () => widenTo(state.limit * 2)), button(t("all"), () => widenTo(nodes.length))] : []));
}

function widenTo(limit) {
  state.limit = Math.min(limit, nodes.length);
  update();
  fit();
}

// Opens the card of an entity, or of a link where `beside` names the other end.
function select(id, move, beside = null) {
  if (state.picking !== null && id !== null && id !== state.picking) return finishPath(id);
  const known = id === null || shown.nodes.has(id);
  if (!known) {
    state.pinned.add(id);
    if ((state.focus !== null || state.path) && move) Object.assign(state, { focus: null, path: null });
  }
  Object.assign(state, { selected: id, beside });
  if (known) { showCard(); writeLink(); network.redraw(); } else update();
  if (id !== null && move && !state.list) flyTo(id);
}

function focusOn(id) {
  Object.assign(state, { focus: id, path: null, hops: 1, selected: id === null ? state.selected : id });
  update();
  fit();
}

function setHops(hops) {
  state.hops = hops;
  update();
  fit();
}

function expand(id) {
  linksOf[id].forEach((edge) => state.pinned.add(otherEnd(edge, id)));
  if (state.focus !== null) Object.assign(state, { focus: id, hops: 1 });
  state.path = null;
  update();
}

function hide(id) {
  state.hidden.add(id);
  state.pinned.delete(id);
  if (state.focus === id) state.focus = null;
  Object.assign(state, { selected: null, beside: null });
  update();
}

function startPath(id) {
  state.picking = id;
  showStatus(t("pathpick", nodes[id].label));
  byId("query").focus();
}

function finishPath(goal) {
  const path = pathBetween(state.picking, goal);
  state.picking = null;
  if (!path) return showStatus(t("nopath"));
  Object.assign(state, { path, focus: null, selected: goal, beside: null });
  update();
  fit();
}

function back() {
  if (byId("help").open) return byId("help").close();
  if (state.picking !== null) { state.picking = null; return showStatus(); }
  if (document.body.classList.contains("filters")) return showFilters(false);
  if (state.path || state.focus !== null) { Object.assign(state, { path: null, focus: null, hops: 1 }); update(); return fit(); }
  if (state.list) return setList(false);
  select(null, false);
}

function setList(on) {
  state.list = on;
  fillTools();
  update();
  if (!on) network.setSize("100%", "100%"), fit();
}

function showFilters(on) {
  document.body.classList.toggle("filters", on);
  fillTools();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  fillAll();
}

function setLanguage(to) {
  language = to;
  fillAll();
}

function fillTools() {
  const open = document.body.classList.contains("filters");
  byId("tools").setAttribute("aria-label", t("help"));
  byId("tools").replaceChildren(
    button(t("filters"), () => showFilters(!open), { class: "narrow", "aria-pressed": String(open) }),
    button(t("list"), () => setList(!state.list), { "aria-pressed": String(state.list) }),
    button(t("fit"), () => fit(), { class: "wide" }),
    button(t("png"), savePng, { class: "wide" }),
    button(t("svg"), () => save(svgText(), "image/svg+xml", "graph.svg"), { class: "wide" }),
    button(t("csv"), () => save(csvText(), "text/csv", "facts.csv"), { class: "wide" }),
    button(t(dark() ? "light" : "dark"), () => setTheme(dark() ? "light" : "dark")),
    button(t("language"), () => setLanguage(language === "zh" ? "en" : "zh")),
    button("?", showHelp, { "aria-label": t("help"), class: "wide" }));
}

function showHelp() {
  byId("help").replaceChildren(el("h2", { text: t("help") }), el("ul", {}, ...t("keys").split("|").map((text) => el("li", { text }))),
    button(t("close"), () => byId("help").close()));
  byId("help").showModal();
}

function fillAll() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = byId("title").textContent = t("title");
  byId("skip").textContent = t("skip");
  byId("query").placeholder = t("search");
  byId("query").setAttribute("aria-label", t("search"));
  byId("hits").setAttribute("aria-label", t("search"));
  byId("map").setAttribute("aria-label", t("mapname"));
  byId("table").setAttribute("aria-label", t("list"));
  byId("footer").textContent = t("footer");
  fillTools();
  fillPanel();
  update();
}

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

const keys = {
  "/": () => { byId("query").focus(); byId("query").select(); },
  "?": showHelp,
  0: () => fit(),
  l: () => setList(!state.list),
  f: () => state.selected !== null && focusOn(state.focus === state.selected ? null : state.selected),
  e: () => state.selected !== null && expand(state.selected),
  p: () => state.selected !== null && startPath(state.selected),
  Escape: back,
  Enter: () => state.selected !== null && document.activeElement === byId("map") && byId("card").focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("select, textarea, input:not([type=checkbox], [type=range])") && event.key !== "Escape") return;
  const way = Object.hasOwn(ARROWS, event.key) && document.activeElement === byId("map") ? ARROWS[event.key] : null;
  if (way) {
    const next = state.selected === null ? [...shown.nodes][0] : neighbourTowards(state.selected, way);
    if (next !== null && next !== undefined) select(next, true);
  } else if (Object.hasOwn(keys, event.key)) keys[event.key]();
  else return;
  if (event.key !== "Enter") event.preventDefault();
});

function open() {
  readLink();
  fillAll();
  if (state.selected !== null && state.focus === null && !state.path) flyTo(state.selected);
  else fit();
}

byId("skip").addEventListener("click", () => { setList(true); byId("table").focus(); });
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
window.addEventListener("hashchange", open);
open();
fit(state.focus === null && !state.path && state.selected !== null ? [state.selected] : shown.nodes);

// For the console and for tests: what is shown, and where things stand on the screen.
window.kgView = Object.freeze({
  state, data, shown, select, csvText, svgText,
  labels: () => drawnLabels.map(({ id, text, box }) => ({ id, text, box })),
  position: (id) => network.canvasToDOM(places[id]),
});
