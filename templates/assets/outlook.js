// What may come, on the page: the ways side by side, the reasons that hold, and the inputs that move the outcome most.
guide.part = (row, name) => row.querySelector(`[data-part=${name}]`);

// What is known at the likely values.
guide.ways = (widget, { prospect: { totals, best } }) => {
  const { calculator, form } = widget;
  for (const row of form.querySelectorAll("[data-way]")) {
    const shown = calculator.outlook.shown[row.dataset.way];
    row.classList.toggle("mark", row.dataset.way === best);
    widget.write(guide.part(row, "cost"), guide.value(calculator, shown, totals[shown], true));
  }
};

guide.outlook = (widget, { values, prospect, ...answer }) => {
  const { calculator, form } = widget;
  const { outlook } = calculator;
  const { totals, bands, chances, best, swings } = prospect;
  const said = guide.reasons(calculator, values, guide.labels(calculator, { values, prospect, ...answer }));
  const [cheapest, struck, open, alone] = outlook.states;
  for (const row of form.querySelectorAll("[data-way]")) {
    const { way } = row.dataset;
    const shown = outlook.shown[way];
    const out = said.some(([, gate, other]) => gate && other === way);
    widget.write(guide.part(row, "band"), bands[shown].map((end) => guide.value(calculator, shown, end, true)).join(" to "));
    widget.write(guide.part(row, "chance"), guide.value(calculator, "chance", chances[way] ?? 0, true));
    widget.write(guide.part(row, "state"), way === best ? cheapest : out ? struck : totals[outlook.compared[way]] < Infinity ? open : alone);
  }
  const texts = new Map(said.map(([id, , , text]) => [id, text]));
  for (const item of form.querySelectorAll("[data-reason]")) {
    item.hidden = !texts.has(item.dataset.reason);
    if (!item.hidden) widget.write(guide.part(item, "text"), texts.get(item.dataset.reason));
  }
  guide.swingRows(widget, swings.slice(0, outlook.most), outlook.outcome);
};

guide.swingRows = (widget, swings, outcome) => {
  const body = widget.form.querySelector("[data-swings]");
  if (!body) return;
  const rows = new Map([...body.rows].map((row) => [row.dataset.swing, row]));
  for (const row of rows.values()) row.hidden = true;
  for (const [name, low, atLow, high, atHigh] of [...swings].reverse()) {
    const row = rows.get(name);
    row.hidden = false;
    const figures = { low: [name, low], at_low: [outcome, atLow], high: [name, high], at_high: [outcome, atHigh] };
    for (const [part, figure] of Object.entries(figures)) widget.write(guide.part(row, part), guide.value(widget.calculator, ...figure, true));
    body.prepend(row);
  }
};

// Every option side by side.
guide.sideBySide = function* (widget, answer) {
  const { calculator, form } = widget;
  const { choice, columns } = calculator.sweep;
  const table = form.querySelector(`table[data-sweep="${CSS.escape(choice)}"]`);
  if (!table) return;
  const found = yield* guide.sweeping(calculator, answer.asked, answer.chosen, answer.values);
  const body = table.tBodies[0];
  const byId = new Map([...body.rows].map((row) => [row.dataset.id, row]));
  const seen = new Set(found.map(([id]) => id));
  for (const [id, row] of byId) row.hidden = !seen.has(id);
  for (const [id, results] of found) {
    const row = byId.get(id);
    if (!row) continue;
    row.classList.toggle("mark", id === answer.picked[choice][0]);
    for (const name of columns) {
      const cell = row.querySelector(`[data-q="${CSS.escape(name)}"]`);
      widget.write(cell, guide.value(calculator, name, results[name], true));
      cell.dataset.sort = results[name];
    }
    body.append(row);
    yield;
  }
  table.dispatchEvent(new Event("rows"));
};
