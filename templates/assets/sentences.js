// What is said of a result: the twin of calculators/engine/sentences.py, from the same sentences.
guide.holds = (condition, values) => {
  const [, left, sign, right, state] = /^([\w.]+) (?:(<|<=|>|>=) ([\w.]+)|is (none|some))$/.exec(condition);
  const value = values[left];
  if (state) return (Math.abs(value) === Infinity) === (state === "none");
  const other = /^\d/.test(right) ? Number(right) : values[right];
  return { "<": value < other, "<=": value <= other, ">": value > other, ">=": value >= other }[sign];
};

guide.value = (calculator, name, value, bare) => {
  const [unit, style] = calculator.quantities[name];
  return bare ? guide.number(calculator.rules, value, style) : guide.said(calculator.rules, value, style, calculator.words[unit]);
};

guide.sentence = (calculator, values, labels) => {
  const [, say] = calculator.sentence.find(([when]) => when.every((condition) => guide.holds(condition, values)));
  return say.replace(/\{([\w.]+)(?::(bare))?\}/g, (_, name, bare) => labels[name] ?? guide.value(calculator, name, values[name], bare));
};
