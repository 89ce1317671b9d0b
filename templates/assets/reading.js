// Exact values of a chart under a pointer, a finger or the arrow keys: always the words of its own table.
guide.told = (row, most) => [...row.cells].slice(0, most || 9).map((cell, place) => {
  const head = row.closest("table").tHead.rows[0].cells[place];
  const text = cell.firstChild.textContent.trim();
  const unit = head.querySelector(".unit")?.textContent ?? "";
  if (!place && !cell.matches(".num")) return text;
  return `${head.textContent.replace(unit, "").trim()} ${text} ${/[$%–]/.test(text) ? "" : unit}`.trim();
}).join("\n");

guide.reading = (figure, drawing) => {
  const { reading, told } = figure.dataset;
  const svg = drawing.querySelector("svg");
  const ground = svg.querySelector(".background");
  const cursor = ground.parentNode.appendChild(document.createElementNS(svg.namespaceURI, "path"));
  const box = drawing.appendChild(document.createElement("div"));
  cursor.classList.add("cursor");
  box.className = "readout";
  box.setAttribute("role", "status");
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "application");
  const label = () => drawing.setAttribute("aria-label", `${figure.querySelector("strong").textContent}. Chart: arrow keys read its values, Escape ends.`);
  label();
  let now;

  // Where the rows of the table are drawn. A live chart moves them, so they are read each time.
  const stops = () => [...figure.querySelectorAll(`tr[data-${drawing.classList[1]}]:not([hidden])`)].map((row) => {
    const [x, end, ...ys] = row.dataset[drawing.classList[1]].split(" ").map(Number);
    return { row, x, end, ys, y: ys[0], series: row.dataset.series };
  }).sort((one, other) => (reading === "y" ? one.y - other.y : one.x - other.x));

  const place = () => {
    const [inner, outer] = [ground.getBoundingClientRect(), drawing.getBoundingClientRect()];
    return { inner, outer, scale: inner.width / ground.getBBox().width };
  };

  const show = (stop) => {
    now = stop;
    figure.classList.toggle("picked", Boolean(stop?.series));
    for (const mark of svg.querySelectorAll("[class*=_marks]")) mark.classList.toggle("on", mark.classList.value.includes(` ${stop?.series}_`));
    box.textContent = stop ? guide.told(stop.row, Number(told)) : "";
    cursor.setAttribute("d", "");
    if (!stop) return;
    const { x, y, end, ys } = stop;
    cursor.setAttribute("d", reading === "y" ? `M0,${y + 10}H${x}` : ys.map((at) => `M${x - 5},${at}a5,5 0 1 0 10,0a5,5 0 1 0 -10,0`).join("")
      + (reading === "x" ? `M${x},0V${ground.getBBox().height}` : `M${x},${y}H${end}`));
    const { inner, outer, scale } = place();
    const left = inner.left - outer.left + (reading === "y" ? 0 : x * scale);
    const before = left > outer.width / 2;
    const top = inner.top - outer.top + y * scale;
    box.style.left = before ? "auto" : `${left + 16}px`;
    box.style.right = before ? `${outer.width - left + 16}px` : "auto";
    box.style.top = `${reading === "x" ? 0 : top > box.offsetHeight + 16 ? top - box.offsetHeight - 16 : top + 16}px`;
  };

  // The nearest row. A step reaches from its start to its end.
  const point = ({ clientX, clientY }) => {
    const { inner, scale } = place();
    const [x, y] = [(clientX - inner.left) / scale, (clientY - inner.top) / scale];
    const far = (stop) => Math.hypot(reading === "y" ? 0 : Math.max(stop.x - x, x - stop.end, 0), reading === "x" ? 0 : stop.y - y);
    show(stops().reduce((best, stop) => (best && far(best) <= far(stop) ? best : stop), undefined));
  };

  drawing.addEventListener("pointermove", point);
  drawing.addEventListener("pointerdown", point);
  drawing.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType === "mouse") show(); });
  drawing.addEventListener("focus", label); // a live chart's title follows
  drawing.addEventListener("blur", () => show());
  drawing.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e9, End: 1e9, Escape: 0 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = stops();
    const own = all.find(({ row }) => row === now?.row);
    let line = all.filter(({ series }) => series === (own ?? all[0]).series);
    // Up and down go to the next series; each stands for itself where it is nearest.
    if (own?.series && /Up|Down/.test(event.key)) {
      const near = new Map();
      for (const stop of all) if (!(Math.abs(near.get(stop.series)?.x - own.x) <= Math.abs(stop.x - own.x))) near.set(stop.series, stop);
      line = [...near.set(own.series, own).values()].sort((one, other) => one.y - other.y);
    }
    show(step ? line[Math.min(Math.max((own ? line.indexOf(own) : step > 1 ? 0 : -step) + step, 0), line.length - 1)] : undefined);
  });
};

for (const figure of document.querySelectorAll("figure[data-reading]")) {
  for (const drawing of figure.querySelectorAll(".drawing")) guide.reading(figure, drawing);
}
