// What is on the map as a picture or a table. Files are made here; nothing is sent anywhere.

function save(content, type, name) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.body.appendChild(el("a", { href: address, download: name, hidden: true }));
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const legendKinds = () => [...new Set([...shown.nodes].map((id) => nodes[id].kind))].sort();

function savePng() {
  if (state.list) { // the map has to be there to be pictured
    setList(false);
    return requestAnimationFrame(() => requestAnimationFrame(savePng));
  }
  const source = byId("map").querySelector("canvas");
  const copy = el("canvas", { width: source.width, height: source.height });
  const context = copy.getContext("2d");
  context.fillStyle = colours().halo;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  const ratio = source.width / stageSize().width;
  context.scale(ratio, ratio);
  context.font = `12px ${FONT}`;
  legendKinds().forEach((kind, place) => {
    const known = own(data.look.kinds, kind) || data.look.unknown;
    context.fillStyle = colourOf(known);
    context.fillRect(12, 14 + place * 18, 10, 10);
    context.fillStyle = colours().ink;
    context.fillText(nameOf(known), 28, 23 + place * 18);
  });
  copy.toBlob((blob) => save(blob, "image/png", "graph.png"));
}

function svgText() {
  const points = [...shown.nodes].map((id) => places[id]);
  const edge = (pick, axis, sign) => pick(...points.map((point) => point[axis])) + sign * 90;
  const [left, top, right, bottom] = points.length
    ? [edge(Math.min, "x", -1), edge(Math.min, "y", -1), edge(Math.max, "x", 1), edge(Math.max, "y", 1)] : [0, 0, 1, 1];
  const picture = svg("svg", { viewBox: [left, top, right - left, bottom - top].join(" "), "font-family": FONT, "font-size": 12, "text-anchor": "middle" });
  for (const id of shown.edges) {
    const { from, to, width } = edges[id];
    picture.append(svg("line", { x1: places[from].x, y1: places[from].y, x2: places[to].x, y2: places[to].y, stroke: "#b8bec6", "stroke-width": width }));
  }
  for (const node of byRank.filter((one) => shown.nodes.has(one.id))) {
    const { x, y } = places[node.id], [tag, drawing] = shapes[node.shape] || shapes.dot, scale = node.size / 6;
    const glyph = svg(tag, { ...drawing, fill: kindOf(node).color });
    picture.append(svg("g", { transform: `translate(${x - 7 * scale} ${y - 7 * scale}) scale(${scale})` }, glyph),
      svg("text", { x, y: y + node.size + 14, text: plain[node.id] }));
  }
  return new XMLSerializer().serializeToString(picture);
}

// A cell that a spreadsheet cannot take for a formula.
function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replace(/"/g, '""')}"`;
}

function csvText() {
  const rows = sortedFacts().map((fact) => columns.map((column) => csvCell(column.value(fact))).join(","));
  return "\ufeff" + [columns.map((column) => csvCell(t(column.key))).join(","), ...rows].join("\r\n") + "\r\n";
}
