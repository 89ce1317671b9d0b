// From what a reader asks to inputs and results: the twin of calculators/engine/choices.py and calculator.py.
// An option is [id, label, eligible, tags, values in the order of its choice's keys, spreads, what it implies]; null stands for "without end".
guide.AUTO = "best";

guide.load = (values, keys, row) => keys.forEach((key, place) => { if (row[place] !== "") values[key] = row[place] ?? Infinity; });

// What an option sets is as certain as the option says, whatever was said before.
guide.spread = (spreads, names, own) => {
  for (const name of names) delete spreads[name];
  Object.assign(spreads, own);
};

guide.join = (calculator, picked, values, spreads) => {
  const notes = [];
  for (const join of calculator.joins) {
    const parts = join.parts.map(([name, tag]) => [picked[name], tag]);
    if (parts.some(([option]) => !option)) continue;
    const id = parts.map(([option, tag]) => (tag ? option[3][tag] : option[0])).join("@");
    const bundle = join.bundles[id];
    if (bundle) {
      guide.load(values, Object.keys(bundle), Object.values(bundle));
      guide.spread(spreads, Object.keys(bundle), join.spreads[id]);
    } else notes.push(join.missing.replace(/\{(\d)\}/g, (_, place) => parts[place][0][1]));
  }
  return notes;
};

guide.agrees = (choice, option, picked) => Object.entries(choice.same).every(([tag, [other, otherTag]]) => {
  const chosen = picked[other];
  return !chosen || option[3][tag] === (otherTag ? chosen[3][otherTag] : chosen[0]);
});

guide.less = (one, other) => {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place >= 0 && one[place] < other[place];
};

guide.best = (calculator, choice, values, asked, picked) => {
  let best = null;
  let least = choice.least.map(() => Infinity);
  for (const option of choice.options) {
    if (!option[2] || !guide.agrees(choice, option, picked)) continue;
    const trial = { ...values };
    guide.load(trial, choice.keys, option[4]);
    if (guide.join(calculator, { ...picked, [choice.name]: option }, trial, {}).length) continue;
    const found = calculator.solve({ ...trial, ...asked });
    const key = choice.least.map((name) => found[name]);
    if (!best || guide.less(key, least)) [best, least] = [option, key];
  }
  return best;
};

guide.resolve = (calculator, asked, chosen) => {
  const values = { ...calculator.defaults };
  const spreads = { ...calculator.spreads };
  const picked = {};
  const implied = {};
  const missing = [];
  let notes = [];
  for (const choice of calculator.choices) {
    const id = chosen[choice.name] ?? implied[choice.name] ?? choice.default;
    const option = id === guide.AUTO ? guide.best(calculator, choice, values, asked, picked) : choice.options.find((row) => row[0] === id);
    if (!option) { missing.push(choice.none_fits); break; } // what comes after may rest on it
    picked[choice.name] = option;
    Object.assign(implied, option[6]);
    guide.load(values, choice.keys, option[4]);
    guide.spread(spreads, choice.keys.filter((_, place) => option[4][place] !== ""), option[5]);
    notes = guide.join(calculator, picked, values, spreads);
  }
  for (const name of Object.keys(asked)) delete spreads[name];
  return { values: { ...values, ...asked }, picked, notes: [...missing, ...notes], spreads, implied };
};

// An input that the guide sets itself: the whole number from 0 to a result at which a total is least.
guide.tune = (calculator, values, asked) => {
  const spec = calculator.tuned;
  if (!spec || spec.name in asked) return values;
  const top = Math.min(calculator.solve(values)[spec.upto], spec.most);
  const numbers = Float64Array.from({ length: Math.floor(top) + 1 }, (_, number) => number);
  const costs = guide.study(calculator, values, { [spec.name]: numbers }, numbers.length)[spec.least];
  let best = 0;
  costs.forEach((cost, number) => { if (cost < costs[best]) best = number; });
  return { ...values, [spec.name]: best };
};

guide.answer = (calculator, asked, chosen) => {
  const resolved = guide.resolve(calculator, asked, chosen);
  if (resolved.notes.length) return { ...resolved, low: {}, high: {} };
  resolved.values = guide.tune(calculator, resolved.values, asked);
  const solve = (changed) => ({ ...resolved.values, ...changed, ...calculator.solve({ ...resolved.values, ...changed }) });
  const low = {};
  const high = {};
  if (calculator.outlook) {
    const prospect = guide.prospect(calculator, resolved.values, resolved.spreads);
    for (const [name, ends] of Object.entries(prospect.bands)) [low[name], high[name]] = ends;
    return { ...resolved, values: { ...solve({}), ...guide.findings(calculator, prospect) }, low, high, prospect };
  }
  if (calculator.ranged_by && !(calculator.ranged_by[0] in asked)) {
    const [name, ...ends] = calculator.ranged_by;
    const found = ends.map((end) => solve({ [name]: end }));
    for (const result of calculator.results) {
      low[result] = Math.min(...found.map((end) => end[result]));
      high[result] = Math.max(...found.map((end) => end[result]));
    }
  }
  return { ...resolved, values: solve({}), low, high };
};

// Rows [id, results] of every option that fits, the least first.
guide.sweep = (calculator, asked, chosen, values) => {
  const { choice: name, columns, keep, fix } = calculator.sweep;
  const choice = calculator.choices.find((one) => one.name === name);
  const kept = { ...fix };
  for (const [input, result] of Object.entries(keep)) kept[input] = values[result];
  const free = (option) => ([input]) => ["", undefined].includes(option[4][choice.keys.indexOf(input)]);
  const rows = [];
  for (const option of choice.options) {
    const own = Object.fromEntries(Object.entries(asked).filter(free(option)));
    const resolved = guide.resolve(calculator, { ...own, ...kept }, { ...chosen, [name]: option[0] });
    if (!resolved.notes.length) rows.push([option[0], calculator.solve(resolved.values)]);
  }
  const key = ([, found]) => columns.map((column) => found[column]);
  return rows.sort((one, other) => Number(guide.less(key(other), key(one))) - Number(guide.less(key(one), key(other))));
};
