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

// The costs of the ways at given values of the inputs.
guide.costsAt = (calculator, slots) => {
  calculator.solve(slots);
  const totals = guide.likely(calculator, slots);
  return Object.values(calculator.outlook.shown).map((name) => totals[name]);
};

// Every input whose value or spread is not what it was: [what sets it, its name, whether that moves a cost, whether it is the spread alone].
// What follows from another pick is told with that pick.
guide.movedInputs = function* (then, now) {
  const { calculator, answer } = now;
  const [was, is] = [guide.origins(then.calculator, then.answer), guide.origins(calculator, answer)];
  const costs = guide.costsAt(calculator, answer.slots.slice()).join();
  const found = [];
  for (const [slot, name] of calculator.inputs.entries()) {
    const same = then.answer.slots[slot] === answer.slots[slot];
    const spread = same && String(then.answer.spreads[name]) !== String(answer.spreads[name]);
    if ((same && !spread) || name === calculator.tuned?.name) continue;
    const [from, to] = [was, is].map((origins) => (origins[name] ?? "default").split("=")[0]);
    if (from !== to) continue;
    const slots = answer.slots.slice();
    slots[slot] = then.answer.slots[slot];
    found.push([to, name, guide.costsAt(calculator, slots).join() !== costs, spread]);
    yield;
  }
  return found;
};
