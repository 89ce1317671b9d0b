// Where axes end and what they name: the twin of calculators/engine/ticks.py.
guide.decades = (low, high) => {
  const ticks = [1];
  while (ticks[0] > low) ticks.unshift(ticks[0] / 10);
  while (ticks.at(-1) < high) ticks.push(ticks.at(-1) * 10);
  return ticks.filter((tick) => tick * 10 > low && tick < high * 10);
};

guide.axis = (low, high, ticks, log) => {
  const [least, most] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
  return { low, high, ticks, at: (value, length) => ((log ? Math.log10(value) : value) - least) / (most - least) * length };
};

guide.plain = (low, high, most) => {
  const wide = high - low;
  let scale = 1;
  while (scale * 10 * most < wide) scale *= 10;
  while (scale * most >= wide && scale > 1e-12) scale /= 10;
  const step = scale * [1, 2, 2.5, 5, 10].find((part) => scale * part * most >= wide);
  const [first, last] = [Math.floor(low / (step / 2)) * (step / 2), Math.ceil(high / (step / 2)) * (step / 2)];
  const ticks = [];
  for (let n = Math.ceil(first / step); n <= Math.floor(last / step); n += 1) ticks.push(step * n);
  return guide.axis(first, last, ticks);
};

guide.log = (low, high) => {
  const [first] = guide.decades(low, low);
  const [last] = guide.decades(high, high);
  const least = Math.max(...[1, 2, 5].map((part) => first * part).filter((end) => end <= low));
  const most = Math.min(...[1, 2, 5, 10].map((part) => last * part).filter((end) => end >= high));
  const ticks = guide.decades(least, most);
  const inside = ticks.filter((tick) => least <= tick && tick <= most);
  return inside.length > 1 ? guide.axis(least, most, inside, true) : guide.axis(ticks[0], ticks.at(-1), ticks, true);
};

guide.tick = (rules, value, style) => {
  const kilo = Math.abs(value) >= 1000 && Math.abs(value) < 1e6;
  const text = guide.number(rules, kilo ? value / 1000 : value, style);
  return (kilo ? text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") : text.replace(/\.00$/, "")) + (kilo ? "k" : "");
};
