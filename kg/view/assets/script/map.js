// The map: vis-network draws shapes and lines at the places Python computed. No physics.

const dark = () => document.documentElement.dataset.theme === "dark";
const colourOf = (kind) => (dark() ? kind.dark : kind.color);
const portrait = innerHeight > innerWidth * 1.25; // a phone held upright gets the map on its side
const places = nodes.map(({ x, y }) => (portrait ? { x: y, y: x } : { x, y }));
const reduced = matchMedia("(prefers-reduced-motion: reduce)");

compute(); // so that vis never draws what is not shown

const edgeColour = () => ({ color: dark() ? "#4a535f" : "#bcc4ce", inherit: false });
const visNodes = new vis.DataSet(nodes.map(({ id }) => ({ id, ...places[id], shape: "custom", ctxRenderer: glyph, hidden: true })));

// The radius of an entity in map units: on the screen it never gets too small to tell its shape.
function radius(id, scale = network.getScale()) {
  return nodes[id].size * Math.max(1, (narrow ? 0.5 : 0.8) / scale);
}

const outlines = new Map(Object.entries(shapes).map(([name, [, drawing]]) => [name, drawing.d && new Path2D(drawing.d)]));

// Draws an entity for vis: the same shapes as in the legend, with a rim in the page's colour.
function glyph({ ctx, id, x, y }) {
  const reach = radius(id), outline = outlines.get(nodes[id].shape);
  const drawNode = () => {
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(reach / 6, reach / 6);
    ctx.fillStyle = colourOf(kindOf(nodes[id]));
    ctx.strokeStyle = colours().halo;
    ctx.lineWidth = 1.2;
    if (outline) ctx.translate(-7, -7);
    const round = outline ? null : new Path2D();
    if (round) round.arc(0, 0, 5.5, 0, 2 * Math.PI);
    ctx.stroke(outline || round);
    ctx.fill(outline || round);
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width: 2 * reach, height: 2 * reach } };
}

const visEdges = new vis.DataSet(
  edges.map(({ id, from, to, width, dashes }) => ({ id, from, to, width, dashes: dashes ? [5, 4] : false, color: edgeColour(), hidden: true })),
);
const many = nodes.length > 1500;
const network = new vis.Network(byId("map"), { nodes: visNodes, edges: visEdges }, {
  ...data.options,
  interaction: { ...data.options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many },
});

let litEdges = [];

// The links of the selected entity stand out; vis is told of the changed ones only.
function lightEdges() {
  const now = state.selected === null ? [] : linksOf[state.selected];
  const lit = now.map(({ id, width }) => ({ id, color: { color: colours().accent, opacity: now.length > 40 ? 0.45 : 0.9 }, width: width + 1 }));
  const ids = new Set(now.map((edge) => edge.id));
  const off = litEdges.filter(({ id }) => !ids.has(id)).map(({ id, width }) => ({ id, color: edgeColour(), width }));
  litEdges = now;
  if (lit.length + off.length) visEdges.update([...lit, ...off]);
}

let drawnNodes = new Set();
let drawnEdges = new Set();

// Hands vis the changed `hidden` flags only.
function drawShown() {
  const turn = (set, before, now) => {
    const changed = [...before].filter((id) => !now.has(id)).map((id) => ({ id, hidden: true }));
    changed.push(...[...now].filter((id) => !before.has(id)).map((id) => ({ id, hidden: false })));
    if (changed.length) set.update(changed);
  };
  turn(visNodes, drawnNodes, shown.nodes);
  turn(visEdges, drawnEdges, shown.edges);
  drawnNodes = new Set(shown.nodes);
  drawnEdges = new Set(shown.edges);
  network.redraw();
}

function recolour() {
  visEdges.update(edges.map(({ id }) => ({ id, color: edgeColour() })));
  lightEdges();
}

const stageSize = () => ({ width: byId("map").clientWidth || 1, height: byId("map").clientHeight || 1 });

// The part of the stage that no card covers (on phones the card lies over the map).
function freeHeight() {
  const { height } = stageSize();
  const card = byId("card");
  return getComputedStyle(card).position === "fixed" && !card.hidden ? Math.max(120, height - card.offsetHeight) : height;
}

function fit(ids = shown.nodes) {
  const points = [...ids].map((id) => places[id]);
  if (!points.length) return;
  const xs = points.map((point) => point.x), ys = points.map((point) => point.y);
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const { width, height } = stageSize();
  const free = freeHeight() - 40; // the status line stands at the bottom
  const scale = Math.min((width - Math.min(150, width * 0.36)) / (right - left + 1), (free - 80) / (bottom - top + 1), 1.3);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (height - free) / 2 / scale };
  network.moveTo({ position, scale, animation: false });
}

function flyTo(id) {
  const scale = Math.max(network.getScale(), 0.85);
  const { height } = stageSize();
  const position = { x: places[id].x, y: places[id].y + (height - freeHeight()) / 2 / scale };
  network.moveTo({ position, scale, animation: reduced.matches ? false : { duration: 300, easingFunction: "easeOutQuad" } });
}

let hovered = null;
network.on("hoverNode", ({ node }) => { hovered = node; network.redraw(); });
network.on("blurNode", () => { hovered = null; network.redraw(); });
network.on("click", ({ nodes: hit }) => select(hit.length ? hit[0] : null, false));
network.on("doubleClick", ({ nodes: hit }) => hit.length && focusOn(hit[0]));
network.on("dragEnd", ({ nodes: moved }) => moved.forEach((id) => Object.assign(places[id], network.getPosition(id))));

// The visible neighbour that lies most nearly in the direction of an arrow key.
function neighbourTowards(id, [dx, dy]) {
  let best = null, bestScore = 0;
  for (const edge of linksOf[id].filter((one) => shown.edges.has(one.id))) {
    const other = otherEnd(edge, id);
    const x = places[other].x - places[id].x, y = places[other].y - places[id].y;
    const distance = Math.hypot(x, y) || 1;
    const along = (x * dx + y * dy) / distance;
    if (along > 0.3 && along / Math.sqrt(distance) > bestScore) [best, bestScore] = [other, along / Math.sqrt(distance)];
  }
  return best;
}
