// Answers with the prices and offers of another day. Loaded, with what was on record when, once somebody asks for a day.
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
  Object.assign(calculator, { as_of: day, notes, at: null });
  guide.prepare(calculator);
};

guide.turn = async (widget, day, query) => {
  const { calculator, form } = widget;
  await widget.away?.later(); // its notes are of the page's own day
  guide.dated(calculator, day);
  guide.cases.clear();
  for (const [name, fields] of widget.fields) {
    if (name in calculator.past.choices) for (const field of fields) guide.options(field, widget.choices.get(name));
  }
  const words = new Date(`${day}T00:00Z`).toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).replace(/(\w+) (\d+), /, "$2 $1 ");
  for (const place of form.querySelectorAll("[data-priced]")) place.textContent = words;
  for (const link of form.querySelectorAll("[data-report]")) link.dataset.day = words;
  form.querySelector("[data-days]").value = day;
  query.set("as_of", day);
  guide.readState(widget, query);
  widget.dirty = (new URLSearchParams(location.search).get("as_of") ?? calculator.own) !== day; // else the address asked for it
  widget.show();
};
