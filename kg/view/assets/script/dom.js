// Builds elements. Text only ever goes in as text: nothing from a page becomes markup.

const byId = (id) => document.getElementById(id);

function el(tag, settings = {}, ...children) {
  return furnish(document.createElement(tag), settings, children);
}

function svg(tag, settings = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), settings, children);
}

function furnish(element, settings, children) {
  for (const [key, value] of Object.entries(settings)) {
    if (key === "text") element.textContent = value;
    else if (key === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const button = (text, run, settings = {}) => el("button", { type: "button", text, on: { click: run }, ...settings });

const shapes = {
  dot: ["circle", { cx: 7, cy: 7, r: 5.5 }],
  square: ["path", { d: "M2 2h10v10h-10z" }],
  hexagon: ["path", { d: "M3.8 1.5h6.4L13.4 7l-3.2 5.5H3.8L.6 7z" }],
  diamond: ["path", { d: "M7 .8 13.2 7 7 13.2.8 7z" }],
  triangle: ["path", { d: "M7 1.2 13 12H1z" }],
  triangleDown: ["path", { d: "M1 2h12L7 12.8z" }],
  star: ["path", { d: "M7 .5 8.8 5l4.8.3-3.7 3.1 1.2 4.7L7 10.5l-4.1 2.6 1.2-4.7L.4 5.3 5.2 5z" }],
};

function shapeIcon(kind) {
  const [tag, drawing] = shapes[kind.shape] || shapes.dot;
  const mark = svg(tag, { ...drawing, fill: colourOf(kind) });
  return svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", class: "shape", "aria-hidden": "true" }, mark);
}

function entityLink(id) {
  const node = nodes[id];
  const show = (event) => {
    event.preventDefault();
    select(id, true);
  };
  return el("a", { href: permalink({ selected: id }), class: "entity", on: { click: show } }, shapeIcon(kindOf(node)), el("bdi", { text: node.label }));
}

async function copyText(text, control) {
  const before = control.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.body.appendChild(el("textarea", { text }));
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  control.textContent = t("copied");
  setTimeout(() => (control.textContent = before), 1200);
}
