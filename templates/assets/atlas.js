// Who wins where, over a grid of two inputs: the twin of calculators/engine/atlas.py. Offers are picked anew for each column.
guide.winners = function* (calculator, asked, chosen) {
  const { across, columns, up, rows } = calculator.atlas;
  const dropped = Object.fromEntries((calculator.instead[across] ?? []).map((other) => [other, 0]));
  const found = [];
  for (const value of columns) {
    const { slots, notes } = guide.resolve(calculator, { ...asked, ...dropped, [across]: value }, chosen);
    const column = [];
    for (const row of rows) {
      slots[calculator.at[up]] = row;
      if (!notes.length) guide.tune(calculator, slots, asked, true);
      column.push(notes.length ? "" : guide.winner(calculator, guide.likely(calculator, slots)));
      yield;
    }
    found.push(column);
  }
  return found;
};
