// What is said of a result: the twin of calculators/engine/sentences.py, from the same sentences.
guide.holds = (condition, values) => {
  const [, left, sign, right, state] = /^([\w.]+) (?:(<|<=|>|>=) ([\w.]+)|is (none|some))$/.exec(condition);
  const value = values[left];
  if (state) return (Math.abs(value) === Infinity) === (state === "none");
  const other = /^\d/.test(right) ? Number(right) : values[right];
  return { "<": value < other, "<=": value <= other, ">": value > other, ">=": value >= other }[sign];
};

guide.value = (calculator, name, value, bare) => {
  const [unit, style] = calculator.quantities[name] ?? calculator.quantities[name.split(".").pop()];
  return bare ? guide.number(calculator.rules, value, style) : guide.said(calculator.rules, value, style, calculator.words[unit]);
};

// The number of the variant that holds.
guide.variant = (sentence, values) => sentence.findIndex(([when]) => when.every((condition) => guide.holds(condition, values)));

guide.tell = (calculator, sentence, values, labels) => guide.fill(calculator, sentence[guide.variant(sentence, values)][1], values, labels);

guide.verdict = (calculator, values, labels) => guide.tell(calculator, calculator.sentence, values, labels);

guide.afterword = (calculator, values, labels) => calculator.afterwords.map((sentence) => guide.tell(calculator, sentence, values, labels)).join(" ");

guide.sentence = (...all) => [guide.verdict(...all), guide.afterword(...all)].filter(Boolean).join(" ");

guide.fill = (calculator, say, values, labels) =>
  say.replace(/\{([\w.]+)(?::(bare))?\}/g, (_, name, bare) => labels[name] ?? guide.value(calculator, name, values[name], bare));

// Every reason that holds: [id, rule, way, words].
guide.reasons = (calculator, values, labels) => calculator.reasons
  .filter(([, , , when]) => when.every((condition) => guide.holds(condition, values)))
  .map(([id, gate, way, , say]) => [id, gate, way, guide.fill(calculator, say, values, labels)]);

// Words of an answer that are no values: its options, and what would change it.
guide.labels = (calculator, answer) => {
  const labels = Object.fromEntries(Object.entries(answer.picked).map(([name, option]) => [name, option[1]]));
  const { outlook } = calculator;
  if (!outlook) return labels;
  Object.assign(labels, { change: "", change_way: "" });
  if (answer.prospect?.change) {
    const [[name, value], way] = answer.prospect.change;
    const changed = name === outlook.size ? answer.values[name] * value : value;
    labels.change = `${outlook.labels[name]} at ${guide.value(calculator, name, changed, true)}`;
    labels.change_way = outlook.ways[way];
  }
  return labels;
};
