// What may come: the twin of calculators/engine/chance.py and outlook.py, to the last bit.
guide.key = (name, seed) => {
  let found = (0x811c9dc5 ^ seed) >>> 0;
  for (const letter of name) found = Math.imul(found ^ letter.codePointAt(0), 0x01000193) >>> 0;
  return found;
};

guide.mixed = (number) => {
  let found = number ^ (number >>> 16);
  found = Math.imul(found, 0x7feb352d);
  found ^= found >>> 15;
  found = Math.imul(found, 0x846ca68b);
  return (found ^ (found >>> 16)) >>> 0;
};

// Draws of a quantity between 0 and 1, kept for the next time.
guide.draws = new Map();
guide.uniform = (name, { samples, seed }) => {
  if (!guide.draws.has(name)) {
    const key = guide.key(name, seed);
    const draws = new Float64Array(samples);
    for (let at = 0; at < samples; at += 1) draws[at] = (guide.mixed((Math.imul(at, 0x9e3779b9) + key) >>> 0) + 0.5) / 4294967296;
    guide.draws.set(name, draws);
  }
  return guide.draws.get(name);
};

guide.triangular = (draws, low, likely, high) => {
  const span = high - low;
  if (span <= 0) return new Float64Array(draws.length).fill(likely);
  return draws.map((draw) => (draw * span < likely - low
    ? low + Math.sqrt(draw * span * (likely - low))
    : high - Math.sqrt((1 - draw) * span * (high - likely))));
};

guide.band = (values, [low, high]) => {
  const sorted = values.slice().sort();
  return [low, high].map((share) => sorted[Math.ceil(share * sorted.length) - 1]);
};

// Share of the draws in which each cost is the least; the first of equals counts.
guide.chances = (costs) => {
  const won = costs.map(() => 0);
  for (let at = 0; at < costs[0].length; at += 1) {
    let best = 0;
    for (let way = 1; way < costs.length; way += 1) if (costs[way][at] < costs[best][at]) best = way;
    won[best] += 1;
  }
  return won.map((count) => count / costs[0].length);
};

// Every total of the study over columns of `count` rows; inputs without a column hold still. trail: lists to be filled, step by step.
guide.study = (calculator, slots, columns, count, trail = null) => {
  const { varied, totals } = calculator.outlook;
  const arrays = varied.map((name) => columns[name] ?? new Float64Array(count).fill(slots[calculator.at[name]]));
  const found = totals.map(() => new Float64Array(count));
  calculator.study(slots, arrays, count, found, trail);
  return Object.fromEntries(totals.map((name, place) => [name, found[place]]));
};

// Every total at the likely values.
guide.likely = (calculator, slots, trail) =>
  Object.fromEntries(Object.entries(guide.study(calculator, slots, {}, 1, trail)).map(([name, [value]]) => [name, value]));

// The totals of the draws from one number to another, put into their places.
guide.draw = (calculator, answer, from, to) => {
  const columns = {};
  for (const [name, [low, high]] of Object.entries(answer.uncertain)) {
    columns[name] = guide.triangular(guide.uniform(name, calculator.outlook).subarray(from, to), low, answer.values[name], high);
  }
  for (const [name, found] of Object.entries(guide.study(calculator, answer.slots, columns, to - from))) {
    (answer.drawn[name] ??= new Float64Array(calculator.outlook.samples)).set(found, from);
  }
};

// One thing changed at a time: [name, value, how far that is].
guide.probes = ({ outlook }, values, spreads) => {
  const found = [];
  if (outlook.scaled.length) {
    for (const [factor, far] of outlook.factors) found.push([outlook.size, factor, far], [outlook.size, 1 / factor, far]);
  }
  for (const [name, ends] of Object.entries(spreads)) {
    for (const end of ends) for (const part of outlook.parts) found.push([name, values[name] + part * (end - values[name]), part]);
  }
  return found;
};

guide.probed = (calculator, { slots, values, uncertain }, probes) => {
  const { scaled, size } = calculator.outlook;
  const columns = {};
  for (const name of [...scaled, ...Object.keys(uncertain)]) columns[name] = new Float64Array(probes.length).fill(values[name]);
  probes.forEach(([name, value], place) => {
    if (name === size) for (const input of scaled) columns[input][place] *= value;
    else columns[name][place] = value;
  });
  return guide.study(calculator, slots, columns, probes.length);
};

guide.swings = ({ outlook }, probes, costs) => {
  const ends = new Map();
  probes.forEach(([name, value, far], place) => {
    if (far === 1 && name !== outlook.size) ends.set(name, [...(ends.get(name) ?? [name]), value, costs[outlook.outcome][place]]);
  });
  const span = ([, , atLow, , atHigh]) => Math.abs(atHigh - atLow);
  return [...ends.values()].filter((row) => span(row) > 0 && span(row) < Infinity).sort((one, other) => span(other) - span(one));
};

guide.winner = ({ outlook }, costs) => {
  let [best, least] = ["", Infinity];
  for (const [way, cost] of Object.entries(outlook.compared)) if (costs[cost] < least) [best, least] = [way, costs[cost]];
  return best;
};

guide.change = (calculator, probes, costs, best) => {
  let found = null;
  probes.forEach((probe, place) => {
    const here = {};
    for (const cost of Object.values(calculator.outlook.compared)) here[cost] = costs[cost][place];
    const winner = guide.winner(calculator, here);
    if (winner && winner !== best && (!found || probe[2] < found[0][2])) found = [probe, winner];
  });
  return found;
};

// What is likely, and from the first draws how sure that is.
guide.FIRST_DRAWS = 100;
guide.DRAWS = 200; // in one step of the work that follows
guide.look = (calculator, answer) => {
  const { outlook } = calculator;
  const trail = outlook.trail.map(() => []);
  const totals = guide.likely(calculator, answer.slots, trail);
  const best = guide.winner(calculator, totals);
  answer.uncertain = {};
  for (const name of outlook.uncertain) {
    if (answer.spreads[name]?.[0] < answer.spreads[name]?.[1]) answer.uncertain[name] = answer.spreads[name];
  }
  answer.drawn = {};
  answer.prospect = { totals, trail: Object.fromEntries(outlook.trail.map((name, place) => [name, trail[place]])), best, chances: {} };
  Object.assign(answer.values, totals);
  const ways = Object.entries(outlook.compared).filter(([, cost]) => totals[cost] < Infinity);
  answer.ways = ways;
  if (!Object.keys(outlook.compared).length) return;
  guide.draw(calculator, answer, 0, guide.FIRST_DRAWS);
  guide.sure(answer, guide.FIRST_DRAWS);
};

// The chances of the ways, from so many draws.
guide.sure = ({ ways, drawn, prospect, values }, count) => {
  const chances = ways.length ? guide.chances(ways.map(([, cost]) => drawn[cost].subarray(0, count))) : [];
  prospect.chances = Object.fromEntries(ways.map(([way], place) => [way, chances[place]]));
  values.chance = prospect.chances[prospect.best] ?? 0;
};

// All else that is found of an answer, a few milliseconds at a time.
guide.settling = function* (calculator, answer) {
  const { outlook } = calculator;
  const { prospect, values } = answer;
  if (!outlook || answer.notes.length) return;
  const compared = Object.keys(outlook.compared).length;
  for (let from = compared ? guide.FIRST_DRAWS : 0; from < outlook.samples; from += guide.DRAWS) {
    guide.draw(calculator, answer, from, Math.min(from + guide.DRAWS, outlook.samples));
    yield;
  }
  prospect.bands = {};
  for (const name of [...Object.values(outlook.shown), ...outlook.banded]) {
    prospect.bands[name] = guide.band(answer.drawn[name], outlook.shares);
    [answer.low[name], answer.high[name]] = prospect.bands[name];
  }
  if (compared) guide.sure(answer, outlook.samples);
  yield;
  const probes = guide.probes(calculator, values, answer.uncertain);
  const costs = {};
  for (let from = 0; from < probes.length; from += guide.DRAWS / 2) {
    const found = guide.probed(calculator, answer, probes.slice(from, from + guide.DRAWS / 2));
    for (const [name, part] of Object.entries(found)) (costs[name] ??= []).push(...part);
    yield;
  }
  prospect.swings = guide.swings(calculator, probes, costs);
  prospect.change = guide.change(calculator, probes, costs, prospect.best);
  if (compared) guide.findings(calculator, answer);
};

// The findings as quantities, for sentences.
guide.findings = ({ outlook }, { values, prospect: { bands, chances, change } }) => {
  values.change_far = change ? change[0][2] : Infinity;
  for (const [way, shown] of Object.entries(outlook.shown)) {
    [values[`${way}.draw_low`], values[`${way}.draw_high`]] = bands[shown];
    values[`${way}.chance`] = chances[way] ?? 0;
  }
};
