// Labels of constant size that never overlap: the weightiest first, what collides is left out.

const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif';
const MOST_LABELS = 260;
const SURE_LABELS = 8; // so many of the weightiest may lie over other shapes, never over labels
const CELL = 64;
const HIDDEN_MARKS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const plain = nodes.map((node) => node.label.replace(HIDDEN_MARKS, ""));
let drawnLabels = [];

// Boxes [left, top, right, bottom] found again by the grid cells they touch.
class Boxes {
  constructor() { this.cells = new Map(); }
  * touched([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= right / CELL; x++)
      for (let y = Math.floor(top / CELL); y <= bottom / CELL; y++) yield `${x},${y}`;
  }
  add(box) {
    for (const cell of this.touched(box)) this.cells.set(cell, [...(this.cells.get(cell) || []), box]);
  }
  meets(box, except) {
    for (const cell of this.touched(box))
      for (const other of this.cells.get(cell) || [])
        if (other !== except && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return true;
    return false;
  }
}

function write(context, text, x, y, size, colour, bold) {
  context.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
  context.lineWidth = 3.5;
  context.strokeStyle = colours().halo;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

const nearSelected = () => new Set(state.selected === null ? [] : linksOf[state.selected]
  .filter((edge) => shown.edges.has(edge.id)).map((edge) => otherEnd(edge, state.selected)));

network.on("afterDrawing", (context) => inPixels(context, (view) => {
  const near = nearSelected(), glyphs = new Boxes(), labels = new Boxes(), spots = new Map();
  drawnLabels = [];
  for (const id of shown.nodes) {
    const { x, y } = view.at(places[id]), reach = radius(id, view.scale) * view.scale;
    if (x < -80 || y < -30 || x > view.width + 80 || y > view.height + 30) continue;
    const glyph = [x - reach * 0.8, y - reach * 0.8, x + reach * 0.8, y + reach * 0.8];
    spots.set(id, { x, y, reach, glyph });
    glyphs.add(glyph);
    if (nodes[id].size > 12) labels.add(glyph); // nothing is ever written over a large shape
  }
  ring(context, spots);
  const taken = { glyphs, labels, width: view.width };
  const first = new Set([state.selected, hovered, ...near]);
  const draw = (id) => spots.has(id) && drawnLabels.length < MOST_LABELS && label(context, id, spots.get(id), taken, near);
  first.forEach(draw);
  if (near.size && near.size <= (narrow ? 10 : 24)) edgeTexts(context, view, taken);
  byWeight.forEach(({ id }) => first.has(id) || draw(id));
}));

function label(context, id, spot, taken, near) {
  const hot = id === state.selected || id === hovered;
  const clear = hot || near.has(id) || (state.selected === null && hovered === null) || !near.size;
  const size = id === state.selected ? 15 : nodes[id].size > 15 ? 14 : 12.5;
  const bold = hot || nodes[id].size > 15;
  const full = plain[id];
  const text = full.length > 15 && !hot ? full.slice(0, 14) + "…" : full.slice(0, 60);
  context.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
  const half = context.measureText(text).width / 2 + 2, tall = size * 0.68;
  const { x, y, reach, glyph } = spot;
  const spots = [[x, y + reach + tall + 1], [x, y - reach - tall - 1], [x + reach + half + 3, y], [x - reach - half - 3, y]];
  const boxes = spots.map(([cx, cy]) => [cx - half, cy - tall, cx + half, cy + tall]);
  const beside = boxes.filter((box) => box[0] > 0 && box[2] < taken.width && !taken.labels.meets(box));
  const over = hot ? beside[0] || boxes[0] : drawnLabels.length < SURE_LABELS ? beside[0] : undefined;
  const box = beside.find((one) => !taken.glyphs.meets(one, glyph)) || over;
  if (!box) return;
  taken.labels.add(box);
  drawnLabels.push({ id, text, box });
  write(context, text, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, size, clear ? colours().ink : colours().faint, bold);
}

// What each link of the selected entity says: the post, else the relation, and how many more.
function edgeTexts(context, view, taken) {
  for (const edge of linksOf[state.selected].filter((one) => shown.edges.has(one.id))) {
    const a = view.at(places[state.selected]), b = view.at(places[otherEnd(edge, state.selected)]);
    const said = edge.facts.map((index) => facts[index]).filter((fact) => shown.facts.has(fact));
    if (!said.length) continue;
    const first = (argOf(said[0], "title") || nameOf(typeOf(said[0]))).replace(HIDDEN_MARKS, "").slice(0, 12);
    const text = said.length > 1 ? `${first} +${said.length - 1}` : first;
    context.font = `11px ${FONT}`;
    const half = context.measureText(text).width / 2;
    for (const way of [0.56, 0.42, 0.68, 0.34, 0.78]) {
      const x = a.x + (b.x - a.x) * way, y = a.y + (b.y - a.y) * way;
      const box = [x - half, y - 8, x + half, y + 8];
      if (taken.labels.meets(box) || taken.glyphs.meets(box)) continue;
      taken.labels.add(box);
      write(context, text, x, y, 11, colours().quiet, false);
      break;
    }
  }
}
