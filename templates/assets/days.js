// Answers with the prices, offers and defaults of another day. Loaded, with what was on record when, once somebody asks for a day.
guide.stateOn = (on, place) => on.findLast(([from]) => from <= place);

// Every choice as it was on a day; beside it, on what each of its options rests and what is to be known of it.
guide.dated = (calculator, day) => {
  const { past } = calculator;
  const place = past.days.findLastIndex((each) => each <= day);
  calculator.told = {};
  const notes = { ...calculator.notes };
  for (const [name, { keys, rows, told, on }] of Object.entries(past.choices)) {
    const choice = calculator.choices.find((each) => each.name === name);
    const [, standard, groups, places] = guide.stateOn(on, place);
    for (const [id] of choice.options) delete notes[id];
    Object.assign(choice, { keys, default: standard, groups, options: places.map((at) => rows[at]) });
    calculator.told[name] = Object.fromEntries(places.map((at) => [rows[at][0], told[at]]));
    for (const at of places) if (told[at][2]) notes[rows[at][0]] = told[at][2];
  }
  for (const [id, on] of Object.entries(past.pairs)) notes[id] = guide.stateOn(on, place)[1];
  for (const [at, bundles] of Object.entries(past.bundles)) {
    const join = calculator.joins[at];
    for (const [id, on] of Object.entries(bundles)) [, join.bundles[id], join.spreads[id]] = guide.stateOn(on, place);
  }
  Object.assign(calculator, { as_of: day, notes, at: null });
  guide.datedDefaults(calculator, place);
  guide.prepare(calculator);
};

guide.datedDefaults = (calculator, place) => {
  const { past, outlook, ranged_by: ranged } = calculator;
  calculator.rests = {};
  for (const [name, on] of Object.entries(past.defaults)) {
    const [, low, likely, high, words, evidence] = guide.stateOn(on, place);
    calculator.defaults[calculator.inputs.indexOf(name)] = likely;
    delete calculator.spreads[name];
    if (low < high && outlook?.uncertain.includes(name)) calculator.spreads[name] = [low, high];
    if (ranged?.[0] === name) calculator.ranged_by = [name, low, high];
    calculator.rests[name] = [words, evidence];
  }
};

// A field tells why its default is what it was on the day. The page holds the words of its own day.
guide.whyThen = ({ calculator: { past, as_of: day, own } }, why) => {
  const on = past.defaults[why.closest("[data-field]").dataset.field];
  if (!on) return;
  const place = why.querySelector("[data-why]");
  place.own ??= place.textContent;
  place.textContent = day === own ? place.own : guide.stateOn(on, past.days.findLastIndex((each) => each <= day))[6];
  const source = why.querySelector(".source");
  if (source) source.hidden = day !== own;
};

// The table of every option lists those of the day, each with its source. What they come to follows with the answer.
guide.dayRows = ({ form, calculator: { choices, past, sweep, told } }) => {
  const table = sweep && form.querySelector(`table[data-sweep="${CSS.escape(sweep.choice)}"]`);
  const known = sweep && told[sweep.choice];
  if (!table || !known) return;
  table.like ??= table.tBodies[0].rows[0].cloneNode(true);
  table.tBodies[0].replaceChildren(...choices.find(({ name }) => name === sweep.choice).options.map(([id, label]) => {
    const row = table.like.cloneNode(true);
    const [head, source] = [row.cells[0], row.querySelector("[data-q=source]")];
    const [place, , note] = known[id];
    const [[from]] = past.evidence[place];
    const [title] = past.sources[from];
    Object.assign(row, { hidden: true, className: "" }).dataset.id = id;
    Object.assign(head, { textContent: label }).dataset.sort = label;
    if (note) head.append(" ", Object.assign(document.createElement("small"), { textContent: note }));
    source.dataset.sort = from;
    source.title = title;
    Object.assign(source.querySelector("a"), { textContent: title.split(",")[0], hash: `source-${from}` });
    return row;
  }));
};

guide.turn = async (widget, day, query) => {
  const { calculator, form } = widget;
  await widget.away?.later(); // its notes are of the page's own day
  guide.dated(calculator, day);
  guide.cases.clear();
  for (const [name, fields] of widget.fields) {
    if (name in calculator.past.choices) for (const field of fields) guide.options(field, widget.choices.get(name));
  }
  widget.whys ??= form.addEventListener("toggle", ({ target }) => { if (target.matches(".why")) guide.whyThen(widget, target); }, true) ?? true;
  for (const why of form.querySelectorAll(".why[open]")) guide.whyThen(widget, why);
  guide.dayRows(widget);
  const words = guide.dayWords(day);
  for (const place of form.querySelectorAll("[data-priced]")) place.textContent = words;
  for (const link of form.querySelectorAll("[data-report]")) link.dataset.day = words;
  form.querySelector("[data-days]").value = day;
  query.set("as_of", day);
  query.turned = true; // what the link said stays as it was
  guide.readState(widget, query);
  widget.dirty = (new URLSearchParams(location.search).get("as_of") ?? calculator.own) !== day; // else the address asked for it
  widget.show();
};
