// Lines between entities, of constant width on the screen, and the ring around the selected one.

const colours = () => (dark()
  ? { ink: "#e6e8eb", quiet: "#a2aab4", faint: "#7d8590", halo: "#15181d", accent: "#7fb0ff", line: "#4a535f" }
  : { ink: "#1d2129", quiet: "#5f6670", faint: "#9aa1ab", halo: "#ffffff", accent: "#1f5fbf", line: "#bcc4ce" });

function screen() {
  const scale = network.getScale(), view = network.getViewPosition(), { width, height } = stageSize();
  const at = ({ x, y }) => ({ x: (x - view.x) * scale + width / 2, y: (y - view.y) * scale + height / 2 });
  return { scale, width, height, at };
}

// Draws in screen pixels whatever the zoom.
function inPixels(context, draw) {
  const ratio = context.canvas.width / stageSize().width;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  draw(screen());
  context.restore();
}

// The links of the selected entity, or the one link whose card is open.
function isLit(edge) {
  const ends = [edge.from, edge.to];
  return ends.includes(state.selected) && (state.beside === null || ends.includes(state.beside));
}

// Lines of one style share one path, which keeps ten thousand of them quick.
network.on("beforeDrawing", (context) => inPixels(context, ({ at }) => {
  const styles = new Map();
  for (const id of shown.edges) {
    const edge = edges[id], lit = isLit(edge);
    const style = `${lit ? 1 : 0} ${edge.width} ${edge.dashes ? 1 : 0}`;
    if (!styles.has(style)) styles.set(style, { edge, lit, path: new Path2D() });
    const start = at(places[edge.from]), end = at(places[edge.to]), { path } = styles.get(style);
    path.moveTo(start.x, start.y);
    path.lineTo(end.x, end.y);
  }
  const ordered = [...styles.values()].sort((a, b) => a.lit - b.lit);
  for (const { edge, lit, path } of ordered) {
    context.strokeStyle = lit ? colours().accent : colours().line;
    context.globalAlpha = lit && linksOf[state.selected].length > 40 ? 0.45 : shown.edges.size > 1000 && !lit ? 0.5 : 1;
    context.lineWidth = edge.width * 0.8 + (lit ? 0.8 : 0);
    context.setLineDash(edge.dashes ? [5, 4] : []);
    context.stroke(path);
  }
}));

function ring(context, spots) {
  const spot = spots.get(state.selected);
  if (!spot) return;
  context.strokeStyle = colours().accent;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(spot.x, spot.y, spot.reach + 4, 0, 2 * Math.PI);
  context.stroke();
}
