// Costs over volume, as calculators/charts/volume.py, break_even.py and fleet.py draw them. Each volume is solved anew, some at a time.
guide.curve = function* (calculator, live, { values }, crossing) {
  const own = values.volume;
  const met = crossing >= own / live.far && crossing <= own * live.far ? crossing : own;
  const [under, below] = [own, met].map((each) => guide.decades(each, each)[0]);
  const low = Math.max(Math.min(under / live.below, below), 1);
  const block = own * values["rent.block_rate"] / values["rent.needed_rate"];
  const most = Math.max(own * live.above, met * 3, block * live.full);
  const high = guide.decades(most, most).at(-1);
  const round = (parts) => {
    const found = [];
    for (let power = low; power <= high; power *= 10) found.push(...parts.map((part) => part * power).filter((volume) => volume <= high));
    return found;
  };
  const steps = Array.from({ length: live.steps }, (_, n) => (n + 1) * block);
  const every = [...round(live.fine), ...steps.map((step) => step * (1 - live.corner)), ...steps.map((step) => step * (1 + live.corner)), own, crossing];
  const rows = [];
  for (const volume of [...new Set(every)].sort((one, other) => one - other)) {
    if (volume < low || volume > high) continue;
    const given = { ...values, ...live.fixed, [live.asked]: volume };
    const slots = guide.slotted(calculator, given);
    calculator.solve(slots);
    const found = guide.named(calculator, slots);
    for (const [side, [first, second, extra]] of Object.entries(live.sides)) {
      found[side] = found[first] + (second ? found[second] : 0) + (extra ? given[extra] * volume : 0);
    }
    rows.push({ ...found, volume });
    if (!(rows.length % 8)) yield;
  }
  const sides = Object.keys(live.sides);
  const costs = rows.flatMap((row) => sides.map((side) => row[side]));
  const at = (volume, side) => rows.find((row) => row.volume === volume)[side];
  const volumes = round(live.coarse);
  return { rows, sides, own, at, low, high, costs, table: volumes.map((volume) => [[volume, "count"], ...live.columns.map(([name, style]) => [at(volume, name), style])]),
    draw: (frame) => {
      const ticks = guide.decades(low, high);
      const plot = guide.plot(calculator, frame, guide.axis(low, high, ticks.filter((_, place) => !frame.narrow || place % 2 === 0), true),
        guide.log(Math.max(Math.min(...costs), live.least ?? 0), Math.max(...costs)), ["count", "money"]);
      for (const side of sides) plot.marks[`line_${side}`] = [guide.outline(rows.map((row) => plot.at(row.volume, row[side])))];
      plot.places = volumes.map((volume) => [plot.at(volume, 1)[0], plot.at(volume, 1)[0], ...sides.map((side) => plot.at(volume, at(volume, side))[1])]);
      return plot;
    } };
};

guide.drawings.fleet = function* (calculator, live, answer) {
  const curve = yield* guide.curve(calculator, live, answer, Infinity);
  const [least, most, now] = [Math.min(...curve.costs), Math.max(...curve.costs), curve.at(curve.own, "rent")];
  const money = (value) => guide.money(calculator, value);
  return {
    values: { near_times: now / least }, rows: curve.table,
    labels: { times: guide.number(calculator.rules, now / least, "plain"), least_text: money(least), most_text: money(most), own_rent: money(now) },
    draw: (frame, said) => {
      const { at, marks, places } = curve.draw(frame);
      const [[x, y], [, floor]] = [at(curve.own, now), at(curve.own, least)];
      return { places, marks: { ...marks, floor: [[0, floor, frame.plot[0], floor]], dot_rent: [[x, y]], said: [[x + 9, y - 14, said.here]], least: [[6, floor - 12, said.full]] } };
    },
  };
};

guide.drawings.crossing = function* (calculator, live, answer) {
  const { values } = answer;
  const [crossing, always] = live.crossing.map((name) => values[name]);
  const { rows, own, at: cost, low, high, table, draw } = yield* guide.curve(calculator, live, answer, crossing);
  const inside = low < crossing && crossing < high;
  const banded = inside && crossing < always && always <= high;
  const near = rows.reduce((best, row) => (row.rent / row.call < best.rent / best.call ? row : best));
  const [money, number] = [(value) => guide.money(calculator, value), (value, style) => guide.number(calculator.rules, value, style)];
  const costs = { call: cost(own, "call"), rent: cost(own, "rent") };
  const dear = costs.rent > costs.call ? "rent" : "call";
  return {
    values: { band_inside: Number(banded) }, rows: table,
    labels: { times: number(crossing / own, "plain"), crossing: number(crossing, "count"), crossing_always: number(always, "count"),
      gap_times: number(near.rent / near.call, "plain"), block_saving: money(values.request_saving * values.block_volume), own_call: money(costs.call), own_rent: money(costs.rent) },
    draw: (frame, said) => {
      const { plot: [width, height], narrow, em } = frame;
      const { at, marks, places } = draw(frame);
      const wide = (text) => Math.max(...text.split("\n").map((line) => line.length)) * em;
      const anchor = (left) => ({ "text-anchor": left ? "end" : "start" });
      const ends = guide.apart(["call", "rent"].map((side) => at(high, rows.at(-1)[side])[1]), 18, 0, height);
      const [x, tops] = [at(own, 1)[0], { call: at(own, costs.call)[1], rent: at(own, costs.rent)[1] }];
      const tight = Math.abs(tops.rent - tops.call) < 48;
      ["call", "rent"].forEach((side, place) => {
        const over = side === dear;
        const text = over && !narrow ? said[`${side}_here`] : money(costs[side]);
        const left = over ? x > wide(text) : !tight;
        marks[`end_${side}`] = [[width + 8, ends[place], narrow ? live.names[side] : `${live.names[side]} ${money(rows.at(-1)[side])}`]];
        marks[`dot_${side}`] = [[x, tops[side]]];
        marks[`own_${side}`] = [[left ? x - 4 : over ? x : x + 6, tops[side] + (tight && !over ? 15 : -15), text, anchor(left)]];
      });
      Object.assign(marks, { band: [], cross: [], meet: [], said: [], gap: [], best: [] });
      if (inside) {
        const [at_, meet] = at(crossing, cost(crossing, "call"));
        const left = at_ - 8 > wide(said.cross);
        Object.assign(marks, { band: banded ? [[at_, 0, at(always, 1)[0], height]] : [], cross: [[at_, 0, at_, height]], meet: [[at_, meet]],
          said: [[left ? at_ - 8 : at_ + 8, 26, said.cross, anchor(left)]] });
      } else if (near.rent > near.call) {
        const [[where, one], [, other]] = [at(near.volume, near.call), at(near.volume, near.rent)];
        Object.assign(marks, { gap: [[where, one, where, other]], best: [[where + 8, (one + other) / 2, said[narrow ? "gap_narrow" : "gap"]]] });
      }
      return { marks, places };
    },
  };
};
