// What a link says beside its inputs: its day and its edition, what to put in view, names of old. Loaded when a link has such.
guide.isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).getUTCDate() === Number(text.slice(8));
guide.dayWords = (day) => {
  const date = new Date(`${day}T00:00Z`);
  return `${date.getUTCDate()} ${date.toLocaleDateString("en", { month: "long", timeZone: "UTC" })} ${date.getUTCFullYear()}`;
};

guide.sent = (widget, query, odd) => {
  const { calculator, choices } = widget;
  const renewed = guide.renewed(widget, query, odd);
  if (renewed) {
    guide.readState(widget, renewed);
    widget.dirty = true; // the address takes the present names
    widget.show();
    return;
  }
  const strange = [];
  for (const [name, text] of odd) {
    if (choices.has(name)) widget.error(name, "The link names an option that is not on record; the default stands in.");
    else if (name === "as_of" && !document.activeElement.dataset.days) widget.unplaced.push(guide.ofAnother(calculator, text));
    else if (name === "rules") widget.unplaced.push(guide.edition(widget, text));
    else if (guide.goneFrom(name)) widget.unplaced.push(`“${name}” in the link is ${guide.goneFrom(name)}.`);
    else if (name !== "show" && name !== "as_of" && !page.IGNORED.test(name)) strange.push(name.slice(0, 40));
  }
  strange.push(...guide.inView(widget, query.getAll("show").pop() ?? ""));
  if (strange.length) {
    const names = strange.length > 3 ? `${strange.length} inputs` : strange.join(", ");
    widget.unplaced.push(`The link names ${names}, which this calculator does not have; the rest of it holds.`);
  }
  guide.ofDay(widget, query);
  if (!query.turned) guide.compare(widget, query);
  if (guide.elsewhen(calculator)) widget.unplaced.push(`Answered with the prices and offers of ${guide.dayWords(calculator.as_of)}.`);
  widget.unplaced = widget.unplaced.filter(Boolean);
  guide.note(widget);
};

// What to know of a link from another day, where the page does not answer as of that day.
guide.ofAnother = ({ name, as_of: day }, text) =>
  (guide.isDay(text) && guide.links.dated.includes(name) ? `This link was made with the prices of ${guide.dayWords(text)}; the figures here rest on those of ${guide.dayWords(day)}.` : "");

// Editions since a link's own by which the answers of a calculator moved; a number that is none of them says nothing.
guide.since = ({ name, rules_edition: now }, text) => {
  const from = /^\d{1,4}$/.test(text) ? Number(text) : now;
  return guide.links.editions.filter(([number, , , moved]) => number > Math.max(from, 1) && (!moved.length || moved.includes(name)));
};

guide.edition = ({ calculator, form }, text) => {
  if (form.querySelector("[data-days]") || !guide.since(calculator, text).length) return "";
  return "The formulas have changed since this link was made; the figures are today’s.";
};

guide.retired = (name) => (Object.hasOwn(guide.links.inputs, name) ? guide.links.inputs[name] : []);
guide.goneFrom = (name) => guide.retired(name)[2];

// The same query under present names, or nothing where it has none of old. What stands there under its present name counts more.
guide.renewed = ({ calculator, choices }, query, odd) => {
  const known = (name) => calculator.inputs.includes(name) || choices.has(name);
  const { options } = guide.links;
  const renewed = odd.map(([name, text]) => {
    const [now, times] = guide.retired(name);
    if (now && known(now)) return [name, now, query.has(now) ? [] : [times === 1 ? text : String(Number(text || NaN) * times)]];
    if (choices.has(name) && Object.hasOwn(options, text)) return [name, name, [options[text]]];
    return null;
  }).filter(Boolean);
  if (!renewed.length) return null;
  const found = new URLSearchParams(query);
  for (const [name, now, texts] of renewed) {
    found.delete(name);
    for (const text of texts) found.set(now, text);
  }
  return found;
};

// What a link said of its day and its edition is kept until another link is read: the page sets today beside it.
guide.compare = (widget, query) => {
  const { calculator, form } = widget;
  const field = form.querySelector("[data-days]");
  if (!field) return;
  const day = query.getAll("as_of").pop() ?? "";
  const at = guide.isDay(day) && day >= field.min && day < field.max ? day : calculator.own;
  const moved = guide.since(calculator, query.getAll("rules").pop() ?? "");
  const options = Object.fromEntries([...query].filter(([name]) => widget.choices.has(name)));
  widget.sent = at !== calculator.own || moved.length ? { day: at, moved, options } : null;
  if (widget.sent && new URLSearchParams(location.search).getAll("as_of").pop() === day) widget.sent.key = guide.question(widget).key;
  if (!widget.sent) widget.beside?.remove();
  else if (at === calculator.own) Promise.all([guide.loaded(form, field.dataset.days), widget.away?.later()]).then(() => widget.show());
};

// What is asked on either day: what the reader states, and what the link names that the day on the page does not have.
guide.question = ({ asked, chosen, sent }) => {
  const question = { asked: { ...asked }, chosen: { ...sent?.options, ...chosen } };
  return { ...question, key: JSON.stringify(Object.values(question).map((part) => Object.entries(part).sort())) };
};

// The prices of another day come in a file of their own. The field knows which days there are.
guide.ofDay = (widget, query) => {
  const { form, calculator: { as_of: now, own } } = widget;
  const field = form.querySelector("[data-days]");
  const day = query.getAll("as_of").pop() ?? own;
  const turn = {};
  widget.turning = turn; // a newer one takes over
  if (!field || day === now || !guide.isDay(day)) return;
  const typed = document.activeElement === field;
  if (!typed) field.value = day;
  if (field.checkValidity()) guide.loaded(form, field.dataset.days).then(() => widget.turning === turn && guide.turn(widget, day, query));
  else if (!typed) field.value = now;
};

// Inputs that the sender puts in view stand before all others, in the sender's order. Gives the names that are none.
guide.MOST_IN_VIEW = 8;
guide.inView = (widget, text) => {
  const { form, calculator, choices } = widget;
  const names = [...new Set(text.split(","))].filter(Boolean);
  const known = names.filter((name) => calculator.inputs.includes(name) || choices.has(name)).slice(0, guide.MOST_IN_VIEW);
  widget.inView = known.join(",");
  const group = form.querySelector("[data-first]");
  if (widget.inView !== (group?.dataset.first ?? "")) guide.bring(widget, known);
  return names.filter((name) => !calculator.inputs.includes(name) && !choices.has(name)).map((name) => name.slice(0, 40));
};

guide.bring = async (widget, names) => {
  const { form, inView } = widget;
  const inputs = form.querySelector("fieldset.inputs");
  if (!inputs) return;
  if (names.some((name) => !form.querySelector(`[data-field="${CSS.escape(name)}"]`))) await widget.unfold();
  if (widget.inView !== inView) return; // another link was opened meanwhile
  for (const [mark, field] of widget.lifted ?? []) mark.replaceWith(field);
  form.querySelector("[data-first]")?.remove();
  widget.lifted = [];
  const fields = names.map((name) => form.querySelector(`[data-field="${CSS.escape(name)}"]`)).filter(Boolean);
  if (!fields.length) return;
  for (const field of fields) {
    const mark = document.createComment("");
    field.replaceWith(mark);
    widget.lifted.push([mark, field]);
  }
  const group = Object.assign(document.createElement("div"), { className: "first" });
  const words = Object.assign(document.createElement("p"), { className: "name", id: `${form.dataset.calculator}-first`, textContent: "The sender put these first" });
  group.dataset.first = inView;
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", words.id);
  group.append(words, ...fields);
  inputs.querySelector("legend").after(group);
  if (widget.answer) widget.work(widget.answer, guide.sparks(widget, widget.answer));
};
