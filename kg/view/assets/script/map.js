// The map: vis-network pans, zooms, finds what is under the pointer and draws every entity
// at the place Python computed. No physics; the lines are drawn in lines.js.

const dark = () => document.documentElement.dataset.theme === "dark";
const colourOf = (kind) => (dark() ? kind.dark : kind.color);
const portrait = innerHeight > innerWidth * 1.25; // a phone held upright gets the map on its side
const places = nodes.map(({ x, y }) => (portrait ? { x: y, y: x } : { x, y }));
const reduced = matchMedia("(prefers-reduced-motion: reduce)");

compute(); // so that vis never draws what is not shown

const visNodes = new vis.DataSet(nodes.map(({ id }) => ({ id, ...places[id], shape: "custom", ctxRenderer: glyph, hidden: true })));

// The radius of an entity in map units: on the screen it never gets too small to tell its shape,
// unless there are too many to tell apart anyway.
function radius(id, scale = network.getScale()) {
  const least = (narrow ? 0.5 : 0.8) * Math.min(1, Math.sqrt(250 / shown.nodes.size));
  return nodes[id].size * Math.max(1, Math.max(least, 0.25) / scale);
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

const network = new vis.Network(byId("map"), { nodes: visNodes, edges: [] }, data.options);

let drawnNodes = new Set();

// Hands vis the changed `hidden` flags only.
function drawShown() {
  const changed = [...drawnNodes].filter((id) => !shown.nodes.has(id)).map((id) => ({ id, hidden: true }));
  changed.push(...[...shown.nodes].filter((id) => !drawnNodes.has(id)).map((id) => ({ id, hidden: false })));
  if (changed.length) visNodes.update(changed);
  drawnNodes = new Set(shown.nodes);
  network.redraw();
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
  if (!points.length || state.list) return;
  const xs = points.map((point) => point.x), ys = points.map((point) => point.y);
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const { width, height } = stageSize();
  const free = freeHeight() - 40; // the status line stands at the bottom
  const scale = Math.max(0.01, Math.min((width - Math.min(150, width * 0.26)) / (right - left + 1), (free - 80) / (bottom - top + 1), 1.3));
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
network.on("click", ({ nodes: hit, pointer }) => {
  const edge = hit.length ? null : edgeAt(pointer.canvas);
  if (edge) select(edge.from, false, edge.to);
  else select(hit.length ? hit[0] : null, false);
});
network.on("doubleClick", ({ nodes: hit }) => hit.length && focusOn(hit[0]));
network.on("dragEnd", ({ nodes: moved }) => moved.forEach((id) => Object.assign(places[id], network.getPosition(id))));

// The shown link within a finger's breadth of a point of the map, or null.
function edgeAt(point) {
  let best = null, least = 7 / network.getScale();
  for (const id of shown.edges) {
    const a = places[edges[id].from], b = places[edges[id].to];
    const dx = b.x - a.x, dy = b.y - a.y;
    const along = Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
    if (distance < least) [best, least] = [edges[id], distance];
  }
  return best;
}

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
