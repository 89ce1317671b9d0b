// From what a reader asks to inputs and results: the twin of calculators/engine/choices.py and calculator.py.
// Values stand in the slots of an array, in the order of the calculator's quantities; inputs come first.
// An option is [id, label, eligible, tags, values in the order of its choice's keys, spreads, what it implies]; null stands for "without end".
guide.AUTO = "best";

guide.prepare = (calculator) => {
  if (calculator.at) return calculator;
  calculator.own ??= calculator.as_of;
  const names = Object.keys(calculator.quantities).slice(0, calculator.slots);
  calculator.names = names;
  calculator.inputs = names.slice(0, calculator.given);
  calculator.at = Object.assign(Object.create(null), Object.fromEntries(names.map((name, slot) => [name, slot])));
  calculator.base = new Float64Array(names.length);
  guide.load(calculator.base, calculator.defaults.keys(), calculator.defaults);
  for (const bundle of [...calculator.choices, ...calculator.joins]) bundle.slots = bundle.keys.map((key) => calculator.at[key]);
  for (const choice of calculator.choices) {
    choice.fitting = new Map(); // options that may be picked, by what they have to agree with
    // A pair that has nothing to do with this choice is loaded already.
    const own = ({ parts, keys }) => parts.some(([name]) => name === choice.name) || keys.some((key) => choice.keys.includes(key));
    choice.joins = calculator.joins.filter(own);
    choice.apart = calculator.joins.filter((join) => !own(join));
  }
  return calculator;
};

guide.load = (values, slots, row) => {
  let place = 0;
  for (const slot of slots) {
    const value = row[place++];
    if (value !== "") values[slot] = value ?? Infinity;
  }
};

// Values by name as an array, and back.
guide.slotted = (calculator, named) => {
  const values = guide.prepare(calculator).base.slice();
  for (const [name, value] of Object.entries(named)) if (name in calculator.at) values[calculator.at[name]] = value;
  return values;
};

guide.named = (calculator, values) => {
  const found = {};
  calculator.names.forEach((name, slot) => { found[name] = values[slot]; });
  return found;
};

// What an option sets is as certain as the option says, whatever was said before.
guide.spread = (spreads, keys, row, own) => {
  keys.forEach((key, place) => { if (row[place] !== "") delete spreads[key]; });
  Object.assign(spreads, own);
};

guide.pair = ({ parts }, picked) => parts.map(([name, tag]) => (tag ? picked[name][3][tag] : picked[name][0])).join("@");

guide.join = (joins, picked, values, spreads) => {
  const notes = [];
  for (const join of joins) {
    if (!join.parts.every(([name]) => picked[name])) continue;
    const id = guide.pair(join, picked);
    const bundle = join.bundles[id];
    if (bundle) {
      guide.load(values, join.slots, bundle);
      if (spreads) guide.spread(spreads, join.keys, bundle, join.spreads[id]);
    } else notes.push(join.missing.replace(/\{(\d)\}/g, (_, place) => picked[join.parts[place][0]][1]));
  }
  return notes;
};

guide.agrees = (choice, option, picked) => Object.entries(choice.same).every(([tag, [other, otherTag]]) => {
  const chosen = picked[other];
  return !chosen || option[3][tag] === (otherTag ? chosen[3][otherTag] : chosen[0]);
});

// The options that may be picked unasked beside what is picked already, each with what its pairs bring along.
guide.fitting = (choice, picked) => {
  const others = [...Object.values(choice.same), ...choice.joins.flatMap(({ parts }) => parts)].map(([name]) => picked[name]?.[0]);
  const key = others.join();
  if (!choice.fitting.has(key)) {
    const found = choice.options.filter((option) => option[2] && guide.agrees(choice, option, picked)).map((option) => [option, guide.bundles(choice, option, picked)]);
    choice.fitting.set(key, found.filter(([, bundles]) => bundles.every(([, row]) => row)));
  }
  return choice.fitting.get(key);
};

guide.bundles = (choice, option, picked) => {
  const beside = { ...picked, [choice.name]: option };
  return choice.joins.filter(({ parts }) => parts.every(([name]) => beside[name])).map((join) => [join.slots, join.bundles[guide.pair(join, beside)]]);
};

guide.less = (one, other) => {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place >= 0 && one[place] < other[place];
};

guide.best = (calculator, choice, values, stated, picked) => {
  const trial = new Float64Array(values.length);
  const wanted = choice.least.map((name) => calculator.at[name]);
  let best = null;
  let least = choice.least.map(() => Infinity);
  if (guide.join(choice.apart, picked, trial).length) return best;
  for (const [option, bundles] of guide.fitting(choice, picked)) {
    trial.set(values);
    guide.load(trial, choice.slots, option[4]);
    for (const [places, row] of bundles) guide.load(trial, places, row);
    for (const [slot, value] of stated) trial[slot] = value;
    calculator.solve(trial);
    const key = wanted.map((slot) => trial[slot]);
    if (!best || guide.less(key, least)) [best, least] = [option, key];
  }
  return best;
};

guide.resolve = (calculator, asked, chosen) => {
  const { at, base } = guide.prepare(calculator);
  const stated = Object.entries(asked).map(([name, value]) => [at[name], value]);
  const slots = base.slice();
  const spreads = { ...calculator.spreads };
  const picked = {};
  const implied = {};
  const missing = [];
  for (const choice of calculator.choices) {
    const id = chosen[choice.name] ?? implied[choice.name] ?? choice.default;
    const option = id === guide.AUTO ? guide.best(calculator, choice, slots, stated, picked) : choice.options.find((row) => row[0] === id);
    if (!option) { missing.push(choice.none_fits); break; } // what comes after may rest on it
    picked[choice.name] = option;
    Object.assign(implied, option[6]);
    guide.load(slots, choice.slots, option[4]);
    guide.spread(spreads, choice.keys, option[4], option[5]);
    guide.join(choice.joins, picked, slots, spreads);
  }
  const notes = guide.join(calculator.joins, picked, slots, spreads);
  for (const [slot, value] of stated) slots[slot] = value;
  for (const name of Object.keys(asked)) delete spreads[name];
  return { slots, picked, notes: [...missing, ...notes], spreads, implied, asked, chosen };
};

// An input that the guide sets itself: the whole number from 0 to a result at which a total is least.
guide.tune = (calculator, slots, asked, few) => {
  const spec = calculator.tuned;
  if (!spec || spec.name in asked) return;
  calculator.solve(slots);
  const top = Math.floor(Math.min(slots[calculator.at[spec.upto]], spec.most));
  const numbers = few ? guide.few(top) : Float64Array.from({ length: top + 1 }, (_, number) => number);
  const costs = guide.study(calculator, slots, { [spec.name]: numbers }, numbers.length)[spec.least];
  let best = 0;
  costs.forEach((cost, number) => { if (cost < costs[best]) best = number; });
  slots[calculator.at[spec.name]] = numbers[best];
};

// The answer at the likely values, with all that can be told at once; `guide.settling` tells the rest.
guide.begin = (calculator, asked, chosen) => {
  const answer = Object.assign(guide.resolve(calculator, asked, chosen), { low: {}, high: {} });
  const { slots } = answer;
  if (!answer.notes.length) {
    guide.tune(calculator, slots, asked);
    calculator.solve(slots);
  }
  answer.values = guide.named(calculator, slots);
  if (answer.notes.length) return answer;
  if (calculator.outlook) guide.look(calculator, answer);
  else if (calculator.ranged_by && !(calculator.ranged_by[0] in asked)) guide.range(calculator, answer);
  return answer;
};

// The results with one input at the ends of its range.
guide.range = ({ solve, at, ranged_by: [name, ...ends], results }, { slots, low, high }) => {
  const found = ends.map((end) => {
    const trial = slots.slice();
    trial[at[name]] = end;
    solve(trial);
    return trial;
  });
  for (const result of results) {
    const values = found.map((trial) => trial[at[result]]);
    low[result] = Math.min(...values);
    high[result] = Math.max(...values);
  }
};

guide.answer = (calculator, asked, chosen) => {
  const answer = guide.begin(calculator, asked, chosen);
  for (const step of guide.settling(calculator, answer)) void step;
  return answer;
};

// Rows [id, results] of every option that fits, the least first.
guide.sweeping = function* (calculator, asked, chosen, values) {
  const { choice: name, columns, keep, fix } = calculator.sweep;
  const choice = calculator.choices.find((one) => one.name === name);
  const kept = { ...fix };
  for (const [input, result] of Object.entries(keep)) kept[input] = values[result];
  const free = (option) => ([input]) => ["", undefined].includes(option[4][choice.keys.indexOf(input)]);
  const rows = [];
  for (const option of choice.options) {
    const question = { ...Object.fromEntries(Object.entries(asked).filter(free(option))), ...kept };
    const answer = guide.resolve(calculator, question, { ...chosen, [name]: option[0] });
    if (answer.notes.length) continue;
    calculator.solve(answer.slots);
    rows.push([option[0], Object.fromEntries(columns.map((column) => [column, answer.slots[calculator.at[column]]]))]);
    yield;
  }
  const key = ([, found]) => columns.map((column) => found[column]);
  return rows.sort((one, other) => Number(guide.less(key(other), key(one))) - Number(guide.less(key(one), key(other))));
};

guide.sweep = (...question) => {
  const steps = guide.sweeping(...question);
  let step;
  do step = steps.next(); while (!step.done);
  return step.value;
};
