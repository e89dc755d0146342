// What was known on a day: a slider under a histogram of the statements, by month or by year.

const MOST_BARS = 60;
const latest = (date) => (date.length < 5 ? `${date}-12-31` : date.length < 8 ? `${date}-31` : date);
const inTime = (date) => !state.on || (date !== "" && latest(date) <= state.on);

const periods = timeBars();
let timeParts = null; // the elements that follow the choice

// Periods without a gap from the first page to the last: { name, end, many }.
function timeBars() {
  const counts = new Map();
  for (const fact of facts)
    for (const statement of fact.statements) {
      const month = dateOf(statement).slice(0, 7);
      if (/^\d{4}(-\d\d)?$/.test(month)) counts.set(month, (counts.get(month) || 0) + 1);
    }
  const seen = [...counts.keys()].sort();
  if (!seen.length) return [];
  const from = Number(year(seen[0])), to = Number(year(seen.at(-1)));
  const all = [];
  for (let one = from; one <= to; one++)
    for (let month = 1; month <= 12; month++) all.push(`${one}-${String(month).padStart(2, "0")}`);
  const lastMonth = seen.at(-1).length > 4 ? seen.at(-1) : `${to}-12`;
  const months = all.filter((name) => name >= seen[0] && name <= lastMonth);
  const byMonth = months.length <= MOST_BARS && seen.every((name) => name.length > 4);
  const names = byMonth ? months : Array.from({ length: to - from + 1 }, (_, place) => String(from + place).padStart(4, "0"));
  return names.map((name) => ({ name, end: endOf(name), many: seen.reduce((sum, key) => sum + (key.startsWith(name) ? counts.get(key) : 0), 0) }));
}

// The last day of a month or a year.
function endOf(name) {
  if (name.length === 4) return `${name}-12-31`;
  const [whole, month] = name.split("-").map(Number);
  return `${name}-${new Date(Date.UTC(whole, month, 0)).getUTCDate()}`;
}

// The place of the bar a day lies in; a day before all of them lies in the first.
const barOf = (day) => Math.max(0, periods.findLastIndex((bar) => bar.name <= day.slice(0, bar.name.length)));

function asOfRows() {
  if (periods.length < 2) return [];
  const last = periods.length - 1, most = Math.max(...periods.map((bar) => bar.many), 1);
  const bars = periods.map((bar, place) => svg("rect", {
    x: place + 0.08, width: 0.84, y: 30 - (28 * bar.many) / most, height: (28 * bar.many) / most,
  }, svg("title", {}, `${bar.name}: ${t("quotes", bar.many)}`)));
  const chart = svg("svg", { class: "times", viewBox: `0 0 ${periods.length} 30`, preserveAspectRatio: "none", "aria-hidden": "true", on: { click: (event) => {
    const { left, width } = chart.getBoundingClientRect();
    knownOn(Math.min(last, Math.floor((periods.length * (event.clientX - left)) / width)));
  } } }, ...bars);
  const slider = el("input", { type: "range", min: 0, max: last, step: 1, "aria-label": t("asof"), on: { input: () => knownOn(Number(slider.value)) } });
  const day = el("input", { type: "date", "aria-label": t("asofday"), min: periods[0].end.slice(0, 8) + "01", max: periods[last].end,
    on: { change: () => setDay(day.value) } });
  timeParts = { bars, slider, day };
  return [chart, slider, el("div", { class: "ends", "aria-hidden": "true" }, el("span", { text: periods[0].name }), el("span", { text: periods[last].name })),
    el("div", { class: "pair" }, el("span", { class: "quiet", text: t("asofday") }), day)];
}

const knownOn = (place) => setDay(place >= periods.length - 1 ? "" : periods[place].end);

let waiting = false;

// Dragging gives more values than can be drawn: one picture per frame.
function setDay(day) {
  state.on = day;
  fillTime();
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; update(); });
}

function fillTime() {
  if (!timeParts) return;
  const { bars, slider, day } = timeParts;
  const place = state.on ? barOf(state.on) : periods.length - 1;
  bars.forEach((bar, index) => bar.classList.toggle("later", index > place));
  if (Number(slider.value) !== place) slider.value = String(place);
  slider.setAttribute("aria-valuetext", state.on || t("any"));
  if (day.value !== state.on) day.value = state.on;
}
