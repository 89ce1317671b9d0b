// Charts that follow the reader: a drawing gives its marks as rows in pixels, which are written into the named layers of the SVG.
guide.drawings = {};
guide.money = (calculator, value) => guide.number(calculator.rules, value, "money");
guide.dollars = (calculator, value) => guide.money(calculator, value).replace(/\.00$/, "");

// A mark is [x, y], [x, y, x2, y2], [x, y, text], or the path of a line; attributes may come last.
guide.mark = (part, row, kind) => {
  part.setAttribute("display", row ? "inline" : "none");
  if (!row) return;
  const [x, y, x2, y2] = [row].flat().map((value) => (value.toFixed ? Number(value.toFixed(1)) : value));
  const extra = typeof row === "string" ? { d: row } : kind === "rect" ? { d: `M${x},${y}H${x2}V${y2}H${x}Z` } : { transform: `translate(${x},${y})` };
  if (kind === "rule") Object.assign(extra, { x2: x2 - x, y2: y2 - y });
  if (kind === "text") {
    const lines = x2.split("\n");
    extra.transform = `translate(${x},${y + 4.05 - 8.5 * (lines.length - 1)})`;
    part.textContent = lines[1] ? "" : x2;
    if (lines[1]) lines.forEach((line, place) => {
      const span = part.appendChild(document.createElementNS(part.namespaceURI, "tspan"));
      span.textContent = line;
      if (place) { span.setAttribute("x", 0); span.setAttribute("dy", 17); }
    });
  }
  Object.assign(extra, typeof row.at(-1) === "object" && row.at(-1));
  for (const [name, value] of Object.entries(extra)) part.setAttribute(name, value);
};

guide.put = (svg, name, rows) => {
  for (const layer of svg.querySelectorAll(`.${name}_marks, .${name}_ring_marks`)) {
    while (layer.children.length < rows.length) layer.append(layer.firstElementChild.cloneNode(true));
    [...layer.children].forEach((part, place) => {
      guide.mark(part, rows[place], /mark-(\w+)/.exec(layer.classList.value)[1]);
      if (layer.matches("[class*=_ring_]")) part.setAttribute("fill", "var(--paper)");
    });
  }
};

guide.outline = (points) => `M${points.map((point) => point.map((value) => value.toFixed(1)).join(",")).join("L")}`;

// Both axes of a plot, and where a pair of values stands.
guide.plot = (calculator, { plot: [width, height] }, x, y, styles) => {
  const at = (one, other) => [x.at(one, width), height - y.at(other, height)];
  const names = [x, y].map((axis, place) => axis.ticks.map((tick) => guide.tick(calculator.rules, tick, styles[place])));
  const [across, ups] = [x.ticks.map((tick) => x.at(tick, width)), y.ticks.map((tick) => height - y.at(tick, height))];
  return { at, marks: {
    grid: ups.map((up) => [0, up, width, up]), stops: [[0, height, width, height], ...across.map((each) => [each, height, each, height + 5])],
    ups: ups.map((up, place) => [-8, up, names[1][place]]), steps: across.map((each, place) => [each, height + 17, names[0][place]]),
  } };
};

// Places moved as little as needed to stand a gap apart.
guide.apart = (places, gap, least, most) => {
  const order = places.map((_, place) => place).sort((one, other) => places[one] - places[other]);
  const found = [];
  for (const place of order) { found[place] = Math.max(places[place], least); least = found[place] + gap; }
  for (const place of order.reverse()) { found[place] = Math.min(found[place], most); most = found[place] - gap; }
  return found;
};

guide.rows = (calculator, table, rows) => {
  const body = table.tBodies[0];
  while (body.rows.length < rows.length) body.append(body.rows[0].cloneNode(true));
  for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
  [...body.rows].forEach((row, place) => {
    row.hidden = !rows[place];
    if (row.hidden) return;
    rows[place].forEach((cell, at) => {
      const [text, sort] = typeof cell === "string" ? [cell, cell] : [guide.number(calculator.rules, ...cell), cell[0]];
      row.cells[at].textContent = text;
      row.cells[at].dataset.sort = sort;
    });
  });
  table.dispatchEvent(new Event("rows"));
};

// Write a chart: its words, its marks at both widths, and where complete its table. `made` is null where there is nothing to show.
guide.redraw = (calculator, live, { values, picked }, made, complete) => {
  const figure = document.getElementById(live.id);
  figure.hidden = !made;
  if (!made) return;
  const said = { ...Object.fromEntries(Object.entries(picked).map(([name, option]) => [name, option[1]])), ...made.labels };
  for (const [part, sentence] of live.says) {
    const known = { ...values, ...made.values };
    said[part] = guide.fill(calculator, sentence.find(([when]) => when.every((each) => guide.holds(each, known)))[1], known, said);
  }
  for (const [place, part] of [["strong", "title"], ["figcaption span", "subtitle"]]) figure.querySelector(place).textContent = said[part];
  const table = figure.querySelector("table");
  if (complete) guide.rows(calculator, table, made.rows);
  if (complete) live.shown = Object.keys(live.frames).filter((kind) => figure.querySelector(`.drawing.${kind}`).checkVisibility());
  for (const [kind, frame] of Object.entries(live.frames)) {
    if (!complete && live.shown && !live.shown.includes(kind)) continue; // the other width follows when there is time
    const svg = figure.querySelector(`.drawing.${kind} svg`);
    const { marks, places } = made.draw(frame, said);
    svg.querySelector("desc").textContent = said.desc;
    for (const [name, rows] of Object.entries(marks)) guide.put(svg, name, rows);
    places.forEach((place, at) => { if (table.tBodies[0].rows[at]) table.tBodies[0].rows[at].dataset[kind] = place.join(" "); });
  }
};

guide.drawn = function* ({ calculator }, answer, complete) {
  if (answer.notes.length) return;
  for (const live of calculator.charts) {
    const figure = document.getElementById(live.id);
    if (!figure) continue; // a page may show one chart alone
    const late = live.late && !complete;
    figure.classList.toggle(live.late ? "late" : "soon", !complete);
    if (!late) {
      const found = guide.drawings[live.kind](calculator, live, answer);
      guide.redraw(calculator, live, answer, found?.next ? yield* found : found, complete);
    }
    yield;
  }
};

guide.followers.push({
  now: (widget, answer) => { for (const _ of guide.drawn(widget, answer, false)); },
  settled: (widget, answer) => guide.drawn(widget, answer, true),
});
