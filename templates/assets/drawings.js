// What each kind of live chart shows, as its Python twin under calculators/charts does: labels and values for its words, rows, and marks.
guide.titled = (text) => text[0].toUpperCase() + text.slice(1);

guide.contenders = (calculator, { values, prospect: { totals, best, bands, chances } }) => {
  const { outlook: { shown, compared, states: [cheapest, struck, open, alone], ways } } = calculator;
  return Object.entries(shown).map(([way, name]) => {
    const state = way === best ? cheapest : values[`${way}.allowed`] <= 0 ? struck : totals[compared[way]] < Infinity ? open : alone;
    return { way, inside: ways[way], label: guide.titled(ways[way]), cost: totals[name], band: bands?.[name], chance: chances?.[way] ?? 0,
      state, open: state === cheapest || state === open, best: way === best, struck: state === struck };
  });
};

guide.listed = (rows) => rows.map(([name, text]) => `${name}: ${text}`).join("; ");

guide.drawings.ways = (calculator, live, answer) => {
  const { outlook } = calculator;
  const ways = guide.contenders(calculator, answer);
  live.last = answer.prospect.bands ?? live.last;
  const band = ({ way }) => live.last[outlook.shown[way]];
  const sum = (each) => (each.open ? guide.dollars(calculator, each.cost) : each.state);
  const open = ways.filter((each) => each.open);
  const [first, second] = [...open].sort((one, other) => one.cost - other.cost);
  return {
    values: {}, labels: { list: guide.listed(ways.map((each) => [each.label, sum(each)])), first: first?.label ?? "", second: second?.inside ?? "" },
    rows: ways.map((each) => [each.label, [each.cost, "money"], ...band(each).map((end) => [end, "money"]), each.struck ? "–" : [each.chance, "share"], each.state]),
    draw: ({ plot: [width], tops, name: [x, down] }) => {
      const { high } = guide.plain(0, Math.max(...open.map((each) => Math.max(each.cost, band(each)[1]))) || 1, 5);
      const at = (each, value) => (each.open ? value / (high || 1) * width : 0);
      const marks = { bars: [], spans: [], sums: [], names: [] };
      const places = ways.map((each, place) => {
        const [top, middle, end, [low, most]] = [tops[place], tops[place] + 6.5, at(each, each.cost), band(each).map((value) => at(each, value))];
        const weight = { "font-weight": each.best ? "bold" : "normal" };
        marks.bars.push([0, top, end, top + 13, { opacity: each.best ? 1 : 0.7 }]);
        if (each.open) marks.spans.push([low, middle, most, middle], ...[low, most].map((stop) => [stop, middle - 4, stop, middle + 4]));
        marks.sums.push([Math.max(end, most) + 6, middle, sum(each), { ...weight, fill: `var(--${each.best ? "ink" : "muted"})` }]);
        marks.names.push([x, top + down, each.label, weight]);
        return [end, end, middle];
      });
      return { marks, places };
    },
  };
};

guide.drawings.trail = (calculator, live, answer) => {
  const { values, prospect: { totals, trail, best } } = answer;
  const ways = guide.contenders(calculator, answer);
  for (const each of ways) each.paid = [values[`${each.way}.upfront`], ...trail[`${each.way}.spent`]];
  const open = ways.filter((each) => each.open);
  if (!open.length) return null;
  const last = open[0].paid.length - 1;
  const money = (value) => guide.money(calculator, value);
  const spent = ({ paid }) => money(paid[last]);
  const [first, second] = [...open].sort((one, other) => one.paid[last] - other.paid[last]);
  const base = open.find(({ way }) => way === live.base);
  const month = ({ way }) => totals[`${way}.total_switch`];
  const [turned] = base ? open.filter((each) => each !== base && month(each) < Infinity)
    .sort((one, other) => (other.way === best) - (one.way === best) || month(one) - month(other)) : [];
  const turn = turned ? month(turned) : Infinity;
  const upfront = Math.max(...open.map(({ paid }) => paid[0]));
  return {
    values: { open_ways: open.length, base_open: Number(Boolean(base)), turn_month: turn, most_upfront: upfront,
      turn_stays: Number(Boolean(turned?.paid.slice(turn).every((paid, place) => paid < base.paid[turn + place]))) },
    labels: { list: guide.listed(open.map((each) => [each.label, spent(each)])), first: first.label, first_spent: spent(first),
      second: second?.inside ?? "", second_spent: second ? spent(second) : "", turn_way: turned?.label ?? "", turn_inside: turned?.inside ?? "",
      turn_month: String(turn), most_upfront: money(upfront) },
    rows: first.paid.map((_, place) => [[place, "count"], ...ways.map((each) => (each.open ? [each.paid[place], "money"] : "–"))]),
    draw: (frame, said) => {
      const { plot: [width, height], narrow, most, em } = frame;
      const every = open.flatMap(({ paid }) => paid);
      const step = live.steps.find((each) => each * most >= last) ?? live.steps.at(-1);
      const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, place) => place * step);
      const { at, marks } = guide.plot(calculator, frame, guide.axis(0, last, ticks), guide.plain(Math.min(0, ...every), Math.max(...every) || 1, 5), ["count", "money"]);
      const ends = guide.apart(open.map(({ paid }) => at(last, paid[last])[1]), 18, 0, height);
      for (const each of ways) {
        const name = guide.titled(each.inside.replace(/^the /, ""));
        marks[`line_${each.way}`] = each.open ? [guide.outline(each.paid.map((paid, place) => at(place, paid)))] : [];
        marks[`end_${each.way}`] = each.open ? [[width + 8, ends[open.indexOf(each)], narrow ? name : `${name} ${spent(each)}`]] : [];
      }
      Object.assign(marks, { turn: [], dot: [], said: [], upfront: turned || upfront <= 0 ? [] : [[6, at(0, upfront)[1] + 16, said.upfront]] });
      if (turned) {
        const [x, y] = at(turn, turned.paid[turn]);
        const text = said[narrow ? "turn_narrow" : "turn"];
        const lines = text.split("\n");
        const half = 17 * lines.length / 2 + 6;
        const left = x - 8 > Math.max(...lines.map((line) => line.length)) * em;
        const under = !left && at(0, Math.min(...open.flatMap(({ paid }) => paid.slice(turn))))[1] < height - 2 * half;
        Object.assign(marks, { turn: [[x, 0, x, height]], dot: [[x, y]],
          said: [[left ? x - 8 : x + 8, under ? height - half : half, text, { "text-anchor": left ? "end" : "start" }]] });
      }
      return { marks, places: first.paid.map((_, place) => [at(place, 0)[0], at(place, 0)[0], ...open.map(({ paid }) => at(place, paid[place])[1])]) };
    },
  };
};

guide.drawings.swings = (calculator, live, { values, prospect: { swings, totals } }) => {
  const { outlook } = calculator;
  if (!swings.length) return null;
  const likely = totals[outlook.outcome];
  const bare = (name, value) => guide.value(calculator, name, value, true);
  const label = ([name]) => guide.titled(outlook.labels[name]);
  const turning = swings.find(([, , atLow, , atHigh]) => Math.min(atLow, atHigh) < 0 && Math.max(atLow, atHigh) > 0);
  const spans = swings.slice(0, outlook.most).map((swing) => {
    const [name, low, atLow, high, atHigh] = swing;
    const [from, to] = [[atLow, bare(name, low)], [atHigh, bare(name, high)]].sort((one, other) => one[0] - other[0]);
    return { name: label(swing), from, to };
  });
  const dollars = (value) => guide.dollars(calculator, value);
  return {
    values: { turning: Number(Boolean(turning)), likely }, labels: { turning_input: turning ? label(turning) : "", widest_input: outlook.labels[swings[0][0]],
      list: guide.listed(spans.map(({ name, from, to }) => [name, `${dollars(from[0])} to ${dollars(to[0])}`])) },
    rows: swings.slice(0, outlook.most).map((swing) => [label(swing), bare(swing[0], swing[1]), [swing[2], "money"], bare(swing[0], swing[3]), [swing[4], "money"]]),
    draw: ({ plot: [width, height], tops, most, wrap, narrow, em, name: x }) => {
      const [low, high] = [Math.min(...spans.map(({ from }) => from[0])), Math.max(...spans.map(({ to }) => to[0]))];
      const [before, after] = ["from", "to"].map((end) => Math.max(...spans.map((span) => span[end][1].length)) * em + 8);
      const pixel = (high - low) / (width - before - after);
      const axis = guide.plain(low - before * pixel, high + after * pixel, most);
      const [mean, zero] = [likely, 0].map((value) => axis.at(value, width));
      const left = mean < width / 2;
      const marks = { bars: [], names: [], lows: [], highs: [], zero: zero > 0 && zero < width ? [[zero, 0, zero, height]] : [],
        mean: [[mean, -6, mean, height]], likely: [[mean + (left ? -2 : 2), -16, `likely ${dollars(likely)}`, { "text-anchor": left ? "start" : "end" }]],
        stops: axis.ticks.map((tick) => [axis.at(tick, width), 0, axis.at(tick, width), height + 5]),
        steps: axis.ticks.map((tick) => [axis.at(tick, width), height + 17, guide.tick(calculator.rules, tick, "money")]) };
      const places = spans.map(({ name, from, to }, place) => {
        const [start, end] = [from, to].map(([value]) => axis.at(value, width));
        const [top, middle] = [tops[place], tops[place] + 6.5];
        const text = name.replace(new RegExp(`(.{1,${wrap}})(?: |$)`, "g"), "$1\n").trim();
        marks.bars.push([start, top, end, top + 13]);
        marks.names.push([x, narrow ? top - 2 - 8.5 * text.split("\n").length : middle, text]);
        marks.lows.push([start - 5, middle, from[1]]);
        marks.highs.push([end + 5, middle, to[1]]);
        return [end, start, middle];
      });
      return { marks, places };
    },
  };
};
