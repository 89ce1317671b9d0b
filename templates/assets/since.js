// What moved between two days: the same question answered on each, and every input that is not what it was. Loaded with the days.
// The same calculator with what was on record on a day; the page's own stays as it is.
guide.onDay = (calculator, day) => {
  const copy = { ...calculator, choices: calculator.choices.map((choice) => ({ ...choice })), defaults: calculator.defaults.slice(), spreads: { ...calculator.spreads } };
  copy.joins = calculator.joins.map((join) => ({ ...join, bundles: { ...join.bundles }, spreads: { ...join.spreads } }));
  guide.dated(copy, day);
  return copy;
};

// What a reader stated, answered on a day. An option that was not on record then gives way to the default.
guide.answerOn = function* (calculator, { asked, chosen }) {
  const held = ([name, id]) => guide.choose({ chosen: {} }, calculator.choices.find((choice) => choice.name === name), id);
  const answer = guide.begin(calculator, asked, Object.fromEntries(Object.entries(chosen).filter(held)));
  yield;
  yield* guide.settling(calculator, answer);
  const said = guide.spoken(calculator, answer, guide.verdict);
  return { calculator, answer, said };
};

// The results that two answers are told apart by: those that the page shows first, but none that neither has.
guide.MOST_COMPARED = 4;
guide.compared = (...sides) => {
  const [first, ...more] = sides[0].calculator.past.leading;
  const has = (name) => sides.some(({ answer }) => Number.isFinite(answer.values[name]));
  return [first, ...(more.length < guide.MOST_COMPARED ? more : more.filter(has))].slice(0, guide.MOST_COMPARED);
};

// What moved, grouped: [{from, names, spread, tells}]. Names of one origin that moved alike stand together, as the price of input
// in and out of peak hours. spread: only how uncertain they are moved; tells: whether that moves a result that is compared.
guide.moves = function* (then, now) {
  const groups = guide.movedAlike(then, now);
  const shown = guide.compared(then, now);
  const results = guide.resultsAt(now, then, [], shown);
  const tell = (names) => guide.resultsAt(now, then, names, shown) !== results;
  for (const group of groups) {
    group.tells = tell(group.names);
    yield;
  }
  for (const from of new Set(groups.map((group) => group.from))) {
    const own = groups.filter((group) => group.from === from && !group.spread);
    if (own.some((group) => group.tells) || !tell(own.flatMap(({ names }) => names))) continue;
    for (const group of own) group.tells = true; // none moves a result without the others
    yield;
  }
  return groups;
};

guide.movedAlike = (then, now) => {
  const { calculator, answer } = now;
  const [was, is] = [guide.origins(then.calculator, then.answer), guide.origins(calculator, answer)];
  const groups = new Map();
  for (const [slot, name] of calculator.inputs.entries()) {
    const values = [then.answer.slots[slot], answer.slots[slot]];
    const ends = [then, now].map((side) => calculator.outlook?.uncertain.includes(name) && String(side.answer.spreads[name]));
    const spread = values[0] === values[1];
    const [before, from] = [was, is].map((origins) => (origins[name] ?? "default").split("=")[0]);
    if ((spread && ends[0] === ends[1]) || name === calculator.tuned?.name || before !== from) continue; // follows from another pick
    const key = [from, spread, ...values, ...(spread ? ends : []), guide.unit(calculator, name)].join("|");
    if (!groups.has(key)) groups.set(key, { from, names: [], spread });
    groups.get(key).names.push(name);
  }
  return [...groups.values()];
};

// Some results as they are today, with some inputs as they were.
guide.resultsAt = ({ calculator, answer }, then, names, shown) => {
  const slots = answer.slots.slice();
  for (const name of names) slots[calculator.at[name]] = then.answer.slots[calculator.at[name]];
  calculator.solve(slots);
  const totals = calculator.outlook ? guide.likely(calculator, slots) : {};
  return shown.map((name) => totals[name] ?? slots[calculator.at[name]]).join();
};

// The unit behind a value; a share has its own sign.
guide.unit = ({ quantities, words }, name) => (quantities[name][1] === "share" ? "" : words[quantities[name][0]][0].trim());
