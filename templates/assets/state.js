// What a reader has asked for, read from an address and written to one. Only known names count.
guide.times = (calculator, name) => (calculator.quantities[name][1] === "share" ? 100 : 1);

// What a link says beside its inputs, and what is odd about it, is told by a script that loads when a link has such.
guide.readState = (widget, query) => {
  const { calculator, form, choices } = widget;
  const odd = [];
  const own = { as_of: calculator.as_of, rules: calculator.rules_edition };
  Object.assign(widget, { asked: {}, chosen: {}, unplaced: [], inView: "" });
  for (const name of widget.fields.keys()) widget.error(name, "");
  for (const [name, text] of query) {
    if (calculator.inputs.includes(name)) guide.take(widget, name, /^[-+.\de]+$/i.test(text) ? Number(text) : NaN);
    else if (choices.has(name) ? !guide.choose(widget, choices.get(name), text) : text != own[name]) odd.push([name, text]);
  }
  guide.note(widget);
  if (guide.sent) guide.sent(widget, query, odd);
  else if (odd.length) guide.loaded(form, form.dataset.sent).then(() => guide.sent(widget, query, odd));
};

guide.note = ({ form, unplaced }) => {
  const place = form.querySelector("[data-notes]");
  place.textContent = unplaced.join(" ");
  place.hidden = !unplaced.length;
};

guide.elsewhen = ({ as_of: day, own }) => day !== own;

guide.choose = ({ chosen }, choice, id) => {
  const known = (id === guide.AUTO && choice.least.length) || choice.options.some((option) => option[0] === id);
  if (known) chosen[choice.name] = id;
  else delete chosen[choice.name];
  return known;
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

// The state as a query: what differs from the guide's own and what is to be in view, then the day and the edition that it was answered with.
guide.query = ({ asked, chosen, inView, calculator }, bare) => {
  const texts = Object.entries(asked).map(([name, value]) => [name, String(Number(value.toPrecision(12)))]);
  const pairs = [...Object.entries(chosen), ...texts];
  if (inView && !bare) pairs.push(["show", inView]);
  if (!bare && (pairs.length || guide.elsewhen(calculator))) pairs.push(["as_of", calculator.as_of], ["rules", calculator.rules_edition]);
  return pairs.map(([name, text]) => `${name}=${encodeURIComponent(text).replace(/%2[CF]/g, decodeURIComponent)}`).join("&");
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
