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

// Of a way's fields the one nearest to the middle of all.
guide.middle = (places) => {
  const [x, y] = [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
  const far = (place) => (place[0] - x) ** 2 + (place[1] - y) ** 2;
  return places.reduce((best, place) => (far(place) < far(best) ? place : best));
};

// The twin of calculators/charts/atlas.py.
guide.drawings.atlas = function* (calculator, live, { asked, chosen, values }) {
  const { atlas: { columns, up, rows }, outlook } = calculator;
  const found = yield* guide.winners(calculator, asked, chosen);
  const name = (way) => outlook.ways[way] ?? "no way";
  const count = (value) => guide.number(calculator.rules, value, "count");
  const far = (row) => Math.max(row / values[up], values[up] / row);
  const own = rows.reduce((best, row, place) => (far(row) < far(rows[best]) ? place : best), 0);
  const turn = found.findIndex((column) => column[own] !== found[0][own]);
  return {
    values: { map_ways: new Set(found.flat()).size, map_turn: columns[turn] ?? Infinity },
    labels: { map_first: guide.titled(name(found[0][own])), map_next: turn < 0 ? "" : guide.titled(name(found[turn][own])), map_turn: turn < 0 ? "" : count(columns[turn]) },
    rows: rows.map((row, place) => [[row, "count"], found.reduce((parts, column, at) => (
      at && column[place] === found[at - 1][place] ? parts : [...parts, at ? `from ${count(columns[at])} ${name(column[place])}` : name(column[place])]), []).join("; ")]),
    draw({ plot: [width, height] }) {
      const [wide, high] = [width / columns.length, height / rows.length];
      const middles = {};
      const tiles = found.flatMap((column, at) => column.map((way, row) => {
        const [x, y] = [at * wide, height - (row + 1) * high];
        (middles[way] ??= []).push([x + wide / 2, y + high / 2]);
        return [x, y, x + wide, y + high, { fill: `var(--${way || "rule"})` }];
      }));
      const [x, y] = live.ends.map((ends) => guide.axis(...ends, [], true));
      return {
        marks: {
          tiles, here: [[x.at(values.volume, width), height - y.at(values[up], height)]],
          regions: Object.entries(middles).map(([way, places]) => [...guide.middle(places), name(way)]),
        },
        places: rows.map((_, row) => [0, width, height - (row + 0.5) * high]),
      };
    },
  };
};
