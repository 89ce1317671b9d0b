// Sliders, and under each a small chart of the outcome over its range. A scale is [from, to, steps, log, zero at its start].
guide.worth = ([from, to, steps, log, zero], place) => {
  if (zero && place === 0) return 0;
  const share = (place - zero) / (steps - zero);
  if (!log) return Number((from + share * (to - from)).toPrecision(10));
  return place === steps ? to : Number((from * (to / from) ** share).toPrecision(2));
};

guide.place = ([from, to, steps, log, zero], value) => {
  if (log && value < from) return 0;
  const share = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.round(zero + Math.min(Math.max(share, 0), 1) * (steps - zero));
};

// The answer at likely values alone: the cost of each way and which is the least, or the headline and which words are said.
guide.light = (calculator, asked, chosen) => {
  const { slots, notes } = guide.resolve(calculator, asked, chosen);
  if (notes.length) return null;
  guide.tune(calculator, slots, asked, true);
  if (!guide.comparing(calculator)) {
    calculator.solve(slots);
    return { costs: [slots[calculator.at[calculator.outlook?.outcome || calculator.results[0]]]], verdict: guide.lead(calculator, slots) };
  }
  const totals = guide.likely(calculator, slots);
  return { costs: Object.values(calculator.outlook.compared).map((cost) => totals[cost]), verdict: guide.winner(calculator, totals) };
};

// What a verdict says first: "Call the API", "Rent". Wordings that differ only after that are no turn.
guide.lead = ({ sentence, ...calculator }, slots) => sentence[guide.variant(sentence, guide.named(calculator, slots))][1].split(":")[0];

guide.comparing = ({ outlook }) => outlook && Object.keys(outlook.compared).length;

// Splits that stand for all where many points are asked: every small one, then ever fewer.
guide.few = (top) => {
  const numbers = [];
  for (let number = 0; number < top; number += Math.max(1, Math.floor(number / 3))) numbers.push(number);
  return Float64Array.from([...numbers, top]);
};

guide.POINTS = 14;
guide.sparks = function* (widget, answer) {
  const found = []; // all are drawn at once, so that the page is laid out once
  for (const box of widget.form.querySelectorAll("[data-spark]")) {
    if (!box.checkVisibility()) continue;
    const name = box.dataset.spark;
    const scale = widget.calculator.quantities[name][5];
    const dropped = Object.fromEntries((widget.calculator.instead[name] ?? []).map((other) => [other, 0]));
    const points = [];
    for (let at = 0; at <= guide.POINTS; at += 1) {
      const value = guide.worth(scale, Math.round((at / guide.POINTS) * scale[2]));
      points.push([value, guide.light(widget.calculator, { ...answer.asked, ...dropped, [name]: value }, answer.chosen)]);
      yield;
    }
    found.push([box, name, scale, points.filter((point) => point[1])]);
  }
  for (const drawing of found) guide.spark(widget, ...drawing);
};

guide.turned = (calculator, verdict) => {
  if (guide.comparing(calculator)) return calculator.outlook.ways[verdict] ?? "no way is left";
  return /[{.]/.test(verdict) ? "another answer" : verdict[0].toLowerCase() + verdict.slice(1);
};

guide.SVG = "http://www.w3.org/2000/svg";
guide.piece = (parent, tag, attributes) => {
  const piece = parent.appendChild(document.createElementNS(guide.SVG, tag));
  for (const [name, value] of Object.entries(attributes)) piece.setAttribute(name, value);
};

// Lines over the slider's length; below them a strip in the color of the way that is cheapest there, cut where the verdict turns.
guide.spark = ({ calculator }, box, name, scale, points) => {
  const [svg, words] = box.children;
  svg.textContent = words.textContent = "";
  if (points.length < 2) return;
  const ways = guide.comparing(calculator) ? Object.keys(calculator.outlook.compared) : [""];
  const finite = points.flatMap(([, { costs }]) => costs.filter(Number.isFinite));
  if (!finite.length) return;
  const even = Math.min(...finite) <= 0;
  const bent = even ? (cost) => cost : Math.log;
  const [low, high] = [Math.min(...finite), Math.max(...finite)].map(bent);
  const x = (value) => (guide.place(scale, value) / scale[2]) * 200;
  const y = (cost) => 30 - ((bent(cost) - low) / (high - low || 1)) * 28;
  if (even && high > 0) guide.piece(svg, "path", { d: `M0 ${y(0)}H200`, class: "zero" });
  const turns = [];
  let from = 0;
  points.forEach(([value, { verdict }], at) => {
    const next = points[at + 1];
    if (next && next[1].verdict === verdict) return;
    const to = next ? (x(value) + x(next[0])) / 2 : 200;
    if (ways[0]) guide.piece(svg, "rect", { x: from, y: 34, width: to - from, height: 5, class: `way-${verdict}` });
    if (next) {
      guide.piece(svg, "path", { d: `M${to} 2V40`, class: "turn-at" });
      turns.push(`from ${guide.value(calculator, name, next[0], true)}: ${guide.turned(calculator, next[1].verdict)}`);
    }
    from = to;
  });
  ways.forEach((way, place) => {
    const drawn = points.filter(([, { costs }]) => Number.isFinite(costs[place]));
    guide.piece(svg, "path", { d: drawn.map(([value, { costs }], at) => `${at ? "L" : "M"}${x(value).toFixed(1)} ${y(costs[place]).toFixed(1)}`).join(""), class: `line way-${way}` });
  });
  words.textContent = turns.length > 2 ? `turns ${turns.length} times, first ${turns[0]}` : turns.length ? `turns ${turns.join("; ")}` : "turns nowhere here";
};
