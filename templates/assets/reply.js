// The reply of the command line (publisher/reply.py), made in the browser, and the same as rows.
// Where each input comes from: an option, a pair of options, the best whole number, the reader.
guide.origins = (calculator, { picked, values, asked }) => {
  const found = {};
  const load = (names, origin) => names.forEach((name) => { found[name] = origin; });
  for (const { name, keys } of calculator.choices) {
    load(keys.filter((_, place) => picked[name][4][place] !== ""), `${name}=${picked[name][0]}`);
  }
  for (const join of calculator.joins) {
    const id = guide.pair(join, picked);
    load(join.keys.filter((_, place) => join.bundles[id][place] !== ""), id);
  }
  const { tuned } = calculator;
  if (tuned) found[tuned.name] = `best of 0 to ${Number(values[tuned.upto].toPrecision(6))}`;
  load(Object.keys(asked), "you");
  return found;
};

guide.reply = (calculator, query) => {
  const answer = guide.case(calculator, query);
  const { values, low, high, picked, chosen, prospect } = answer;
  const { results, quantities, notes } = calculator;
  const origins = guide.origins(calculator, answer);
  const loaded = [...new Set(Object.values(origins))].filter((origin) => !origin.includes("=") && notes[origin]);
  const names = new Set([...results, ...calculator.names.slice(calculator.given), ...Object.keys(prospect?.totals ?? {})]);
  return {
    schema: calculator.schema, calculator: calculator.name, as_of: calculator.as_of,
    inputs: [
      ...Object.entries(picked).map(([name, [id]]) => ({ name, value: id, unit: "id", from: chosen[name] === id ? "you" : "default" })),
      ...calculator.inputs.map((name) => ({ name, value: values[name], unit: quantities[name][0], from: origins[name] ?? "default" })),
    ],
    results,
    outputs: [...names].map((name) => (
      { name, value: values[name], unit: quantities[name][0], ...(name in low && { low: low[name], high: high[name] }) })),
    notes: [
      guide.spoken(calculator, answer),
      ...results.filter((name) => Math.abs(values[name]) === Infinity).map((name) => `${name}: none in reach (${guide.label(calculator, name)})`),
      ...guide.notes(calculator, answer),
      ...loaded.map((id) => notes[id]),
    ],
    ...(prospect && guide.studied(calculator, answer)),
  };
};

guide.studied = (calculator, answer) => {
  const { outlook, quantities } = calculator;
  const { totals, bands, chances, best, change, swings } = answer.prospect;
  const swung = { swings: swings.map(([name, low, atLow, high, atHigh]) => ({ name, low, high, at_low: atLow, at_high: atHigh })) };
  if (!Object.keys(outlook.compared).length) return swung;
  const labels = guide.labels(calculator, answer);
  const said = guide.reasons(calculator, answer.values, labels).map(([id, gate, way, text]) => {
    const item = document.querySelector(`[data-reason="${id}"]`);
    const page = item.querySelector("a").getAttribute("href").replace(/^(\.\.\/)*/, "").replace("/index.html", ".md");
    if (!gate) return { id, text, page };
    return { gate, way, text, halfway: item.querySelector(".halfway")?.textContent.replace("Halfway: ", "") ?? "", page };
  });
  const way = ([name, shown]) => [name, {
    label: guide.label(calculator, shown), monthly_cost: totals[shown], unit: quantities[shown][0], band: bands[shown],
    struck_out: said.some((one) => one.gate && one.way === name), chance: chances[name] ?? 0,
    ...Object.fromEntries(Object.entries(totals).filter(([total]) => total.startsWith(`${name}.`)).map(([total, value]) => [total.slice(name.length + 1), value])),
  }];
  return {
    ways: Object.fromEntries(Object.entries(outlook.shown).map(way)), best: best || null,
    months_of_change: Object.fromEntries(outlook.turns.map((name) => [name, totals[name]])),
    verdict: guide.spoken(calculator, answer), gates: said.filter((one) => one.gate), reasons: said.filter((one) => !one.gate),
    change: change && { name: change[0][0], value: change[0][1] * (change[0][0] === outlook.size ? answer.values[outlook.size] : 1), cheapest: change[1], text: labels.change },
    ...swung,
  };
};

guide.lines = ({ inputs, outputs, as_of: day }, address) => [
  [address, `prices as of ${day}`],
  ["kind", "name", "value", "unit", "low", "high", "from"],
  ...inputs.map(({ name, value, unit, from }) => ["input", name, value, unit, "", "", from]),
  ...outputs.map(({ name, value, unit, low, high }) => ["output", name, value, unit, low, high, ""]),
].map((row) => `${row.map((cell) => (/[",]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join()}\r\n`).join("");

guide.save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
};

guide.download = (widget, kind) => {
  const { calculator } = widget;
  const query = widget.query();
  if (guide.case(calculator, query).notes.length) return widget.say("There is no answer to take away.");
  const text = JSON.stringify(guide.reply(calculator, query), null, 1); // what has no end is null
  if (kind === "json") return guide.save(`${calculator.name}.json`, "application/json", text);
  return guide.save(`${calculator.name}.csv`, "text/csv", guide.lines(JSON.parse(text), guide.published(query)));
};
