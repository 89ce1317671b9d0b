// What a reader has asked for, read from an address and written to one. Only known names count; the rest is told in plain words.
guide.isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).getUTCDate() === Number(text.slice(8));
guide.IGNORED = /^(utm_|fbclid$|gclid$|ref$)/; // what others hang on to links

guide.times = (calculator, name) => (calculator.quantities[name][1] === "share" ? 100 : 1);

guide.readState = (widget, query) => {
  const { calculator } = widget;
  const notes = [];
  const strange = [];
  Object.assign(widget, { asked: {}, chosen: {} });
  for (const name of widget.fields.keys()) widget.error(name, "");
  widget.unplaced = notes;
  for (const [name, text] of query) {
    const choice = widget.choices.get(name);
    if (choice) guide.choose(widget, choice, text);
    else if (calculator.inputs.includes(name)) guide.take(widget, name, Number(text || NaN));
    else if (name === "as_of" || name === "rules") notes.push(guide.edition(calculator, name, text));
    else if (!guide.IGNORED.test(name)) strange.push(name.slice(0, 40));
  }
  if (strange.length) {
    const names = strange.length > 3 ? `${strange.length} inputs` : strange.join(", ");
    notes.push(`The link sets ${names}, which this calculator does not have; the rest of it holds.`);
  }
  guide.ofDay(widget, query.get("as_of") ?? calculator.own, query);
  const place = widget.form.querySelector("[data-notes]");
  place.textContent = notes.filter(Boolean).join(" ");
  place.hidden = !place.textContent;
};

// What to know of a link from another day or from other formulas.
guide.edition = ({ as_of: day, own, rules_edition: rules }, name, text) => {
  if (name === "rules") return text === String(rules) ? "" : "The formulas have changed since this link was made; the figures are today’s.";
  if (text === day) return day === own ? "" : `Answered with the prices and offers of ${day}.`;
  return guide.isDay(text) ? `This link was made with the prices of ${text}; the figures here rest on those of ${day}.` : "";
};
guide.elsewhen = ({ as_of: day, own }) => day !== own;

// The prices of another day come in a file of their own. The field knows which days there are.
guide.ofDay = (widget, day, query) => {
  const field = widget.form.querySelector("[data-days]");
  const { as_of: now } = widget.calculator;
  if (!field || day === now || !guide.isDay(day)) return;
  const typed = document.activeElement === field;
  if (!typed) field.value = day;
  if (field.checkValidity()) guide.loaded(widget.form, field.dataset.days).then(() => guide.turn(widget, day, query));
  else if (!typed) field.value = now;
};

guide.choose = (widget, choice, id) => {
  if ((id === guide.AUTO && choice.least.length) || choice.options.some((option) => option[0] === id)) widget.chosen[choice.name] = id;
  else widget.error(choice.name, "The link names an option that is not on record; the default stands in.");
};

guide.take = (widget, name, value) => {
  const { calculator } = widget;
  const [, , label, least, most] = calculator.quantities[name];
  delete widget.asked[name];
  if (Number.isNaN(value)) return widget.error(name, `${label}: write a number, such as 1,500 or 1.5M. The default stands in.`);
  const clamped = Math.min(Math.max(value, least), most);
  const ends = [least, most].map((end) => guide.fieldText(end * guide.times(calculator, name)));
  widget.error(name, clamped === value ? "" : `${label} lies between ${ends[0]} and ${ends[1]}; the nearest is taken.`);
  widget.asked[name] = clamped;
};

// The state as a query: what differs from the guide's own, then the day and the edition that it was answered with.
guide.query = ({ asked, chosen, calculator }, bare) => {
  const texts = Object.entries(asked).map(([name, value]) => [name, String(Number(value.toPrecision(12)))]);
  const pairs = [...Object.entries(chosen), ...texts];
  if (!bare && (pairs.length || guide.elsewhen(calculator))) pairs.push(["as_of", calculator.as_of], ["rules", calculator.rules_edition]);
  return pairs.map(([name, text]) => `${name}=${encodeURIComponent(text).replace(/%2F/g, "/")}`).join("&");
};

// A choice's options, under their headings; the page holds only the one that it was built with.
guide.options = (field, choice) => {
  const add = (parent, value, label) => {
    const option = parent.appendChild(document.createElement("option"));
    Object.assign(option, { value, textContent: label, selected: value === held });
  };
  const held = field.value;
  field.textContent = "";
  if (choice.least.length) add(field, guide.AUTO, choice.best_label);
  let from = 0;
  for (const [label, count] of choice.groups) {
    const parent = label ? field.appendChild(Object.assign(document.createElement("optgroup"), { label })) : field;
    for (const [id, text] of choice.options.slice(from, from + count)) add(parent, id, text);
    from += count;
  }
};
