// An answer as it was sent and, beside it, today's, with what moved between the two. Loaded with the days.
guide.cell = (text, hint, tag = "td") => {
  const cell = guide.made(tag, {}, text);
  if (hint) cell.append(guide.made("small", {}, hint));
  return cell;
};

guide.row = (own, head, hint, was, is) => {
  const name = guide.cell(head, hint, "th");
  name.scope = "row";
  return guide.made("tr", own, name, was, is);
};

// A value as a cell shows it, with its spread where that is what moved.
guide.worthOf = ({ calculator, answer }, name, spread) => {
  const value = guide.value(calculator, name, answer.values[name], true);
  const ends = spread && answer.spreads[name]?.map((end) => guide.value(calculator, name, end, true));
  return ends ? `${value} (${ends.join(" to ")})` : value;
};

// What one choice, pair or the guide itself sets, as rows. What moved alike is told once.
guide.valueRows = (then, now, groups, own, hint) => groups.map(({ names: [name, ...more], spread }) => {
  const { calculator } = now;
  const likewise = more.length > 2 ? `and ${more.length} others alike` : more.length && `likewise ${more.map((each) => guide.label(calculator, each).toLowerCase()).join(", ")}`;
  const hints = [guide.unit(calculator, name), hint, likewise].filter(Boolean).join("; ");
  return guide.row(own, guide.label(calculator, name), hints, ...[then, now].map((side) => guide.cell(guide.worthOf(side, name, spread))));
});

guide.pickRow = (then, now, name) => {
  const [[was, before], [is, after]] = [then, now].map(({ answer }) => answer.picked[name]);
  const had = ({ calculator }, id) => calculator.choices.find((choice) => choice.name === name).options.some((option) => option[0] === id);
  const words = now.answer.chosen[name] ? "" : "the guide’s pick";
  return guide.row({}, guide.label(now.calculator, name), words, guide.cell(before, had(now, was) ? "" : "no longer on record"), guide.cell(after, had(then, is) ? "" : "not on record then"));
};

// What moved as rows: each choice's pick with its values, then other values, last what is only less or more certain; and how much moved without a change to what is compared.
guide.movedRows = function* (then, now) {
  const { calculator } = now;
  const moves = yield* guide.moves(then, now);
  const [picks, others, quiet] = [[], [], new Set()];
  const told = (from) => moves.filter((group) => group.from === from && (group.tells || group.spread));
  for (const { name } of calculator.choices) {
    const [was, is] = [then, now].map(({ answer }) => answer.picked[name]);
    const found = told(name);
    if (was[0] !== is[0] && (found.length || now.answer.chosen[name] || then.answer.chosen[name])) {
      picks.push(guide.pickRow(then, now, name), ...guide.valueRows(then, now, found, { className: "under" }, ""));
    } else if (was[0] === is[0]) others.push([found, is[1]]);
    else quiet.add(name);
  }
  for (const join of calculator.joins) others.push([told(guide.pair(join, now.answer.picked)), ""]);
  others.push([told("default"), "the guide’s default"]);
  const rest = [false, true].flatMap((last) => others.flatMap(([found, hint]) => guide.valueRows(then, now, found.filter(({ spread }) => spread === last), {}, hint)));
  const still = moves.filter(({ from, tells, spread }) => !tells && !spread && !quiet.has(from)).flatMap(({ names }) => names);
  return [[...picks, ...rest], still.length + quiet.size];
};

// A verdict in a few words: what a sentence says before its first stop, unless a figure or a name stands there.
guide.judgment = ({ calculator: { sentence }, answer: { values } }) => {
  const [say] = sentence[guide.variant(sentence, values)][1].split(/:|\. |\.$| between/);
  return say.includes("{") ? "" : say;
};

guide.bestOf = ({ calculator: { outlook }, answer: { prospect } }) => outlook?.shown[prospect?.best];

// The results of an answer in words.
guide.figures = ({ calculator, answer: { notes, values } }, shown) => shown.map((name) => (notes.length ? "–" : guide.value(calculator, name, values[name])));

guide.alike = (then, now, shown) => {
  const [was, is] = [then, now].map((side) => [side.said, ...guide.figures(side, shown)].join());
  return was === is;
};

// Whether the verdict turned: nothing where neither day has one in a few words.
guide.verdicts = (then, now) => {
  const [was, is] = [then, now].map(guide.judgment);
  if (was === is) return is && `The verdict is what it was, “${is}”.`;
  if (was && is) return `The verdict was “${was}” and is “${is}” today.`;
  return was ? `The verdict was “${was}” and no longer is.` : `The verdict is “${is}” today and was not then.`;
};

// What the best way costs, or else the first of the results that moved.
guide.leads = (then, now, shown) => {
  const [was, is] = [then, now].map((side) => guide.figures(side, shown));
  const [best, moved] = [shown.indexOf(guide.bestOf(now)), was.findIndex((text, place) => text !== is[place])];
  const at = Math.max(best < 0 ? moved : best, 0);
  const { calculator, answer } = now;
  const bare = guide.value(calculator, shown[at], answer.values[shown[at]], Number.isFinite(then.answer.values[shown[at]]));
  return `${guide.label(calculator, shown[at])}: ${was[at] === is[at] ? `${is[at]}, then and now` : `${was[at]} then, ${bare} now`}.`;
};

// What a reader should see first.
guide.finding = (then, now, shown) => {
  const [was, is] = [then, now].map(({ answer }) => !answer.notes.length);
  if (!was && !is) return "Neither day has an answer.";
  if (was !== is) return is ? "That day has no answer; today has one." : "That day has an answer; today has none.";
  return guide.alike(then, now, shown) ? "That day’s answer is today’s as well." : `${guide.verdicts(then, now)} ${guide.leads(then, now, shown)}`.trim();
};

guide.side = (side, shown, head, ...foot) => {
  const { calculator, said } = side;
  const told = guide.figures(side, shown);
  const results = shown.map((name, place) => guide.made("div", { className: name === guide.bestOf(side) ? "mark" : "" },
    guide.made("dt", {}, guide.label(calculator, name)), guide.made("dd", {}, told[place])));
  return guide.made("div", { className: "side", role: "group", ariaLabel: head }, guide.made("p", { className: "name" }, head), guide.made("p", { className: "stated" }, said), guide.made("dl", {}, ...results), ...foot);
};

// Both answers side by side, the one that the page stands at marked; the other's button moves the page.
guide.sides = (widget, shown, sides) => sides.map(([side, day, head, words]) => {
  if (day === widget.calculator.as_of) return guide.side(side, shown, head, guide.made("p", { className: "here" }, "This page stands at this answer."));
  const button = guide.made("button", { type: "button" }, words);
  button.addEventListener("click", () => {
    const query = new URLSearchParams(guide.query(widget));
    for (const [name, id] of Object.entries(guide.question(widget).chosen)) query.set(name, id);
    widget.fresh = true; // the way back leads to the other
    guide.turn(widget, day, query);
    widget.say(`Answered with the prices of ${guide.dayWords(day)}.`);
  });
  return guide.side(side, shown, head, button);
});

guide.method = (moved) => [
  guide.made("p", { className: "name" }, "The method has changed as well"),
  guide.made("p", {}, "The formulas of the link’s own time cannot be run any more; every figure here comes from today’s. What changed:"),
  guide.made("ul", {}, ...moved.map(([number, day, changed]) => guide.made("li", {}, `Edition ${number}, ${day}: ${changed}`))),
];

guide.movedTable = (rows, still, days) => {
  const more = still ? `${still} other ${still > 1 ? "prices or picks" : "price or pick"} moved without a change to these figures.` : "";
  if (!rows.length) return [guide.made("p", { className: "source" }, more || "No price, pick or default that counts here has moved.")];
  const head = guide.made("tr", {}, ...["What moved", ...days].map((text) => guide.made("th", { scope: "col" }, text)));
  const table = guide.made("table", { className: "shifts" }, guide.made("thead", {}, head), guide.made("tbody", {}, ...rows));
  return [table, ...(more ? [guide.made("p", { className: "source" }, more)] : [])];
};

// Where both stand. What a reader chooses anew is no longer the link's.
guide.madeBeside = (widget) => {
  widget.form.addEventListener("change", ({ target: { name } }) => { delete widget.sent?.options[name]; });
  return guide.made("section", { className: "since", ariaLabel: "As sent and today" });
};

guide.beside = (widget, then, now, rows, still) => {
  const { form, sent: { day, moved, key }, calculator: { own } } = widget;
  const [past, today] = [day, own].map(guide.dayWords);
  const asSent = key === guide.question(widget).key && !moved.length;
  const shown = guide.compared(then, now);
  const both = () => guide.made("div", { className: "sides" }, ...guide.sides(widget, shown, [
    [then, day, asSent ? `As sent, ${past}` : `With the prices of ${past}`, asSent ? "Answer as sent" : "Answer with those prices"],
    [now, own, `Today, ${today}`, "Answer with today’s prices"],
  ]));
  const parts = day === own ? [] : [
    guide.made("p", { className: "finding", id: `${form.dataset.calculator}-since` }, guide.finding(then, now, shown).replaceAll("−$", "−\u2060$")), // a sign stays beside its figure
    ...(guide.alike(then, now, shown) ? [] : [both()]),
    ...(rows ? guide.movedTable(rows, still, [past, today]) : []),
  ];
  const box = (widget.beside ??= guide.madeBeside(widget));
  const held = box.contains(document.activeElement);
  box.replaceChildren(...parts, ...(moved.length ? guide.method(moved) : []));
  if (!box.isConnected) (form.querySelector("[data-afterword]") ?? form.querySelector("[data-sentence]")).after(box);
  if (held) box.querySelector("button")?.focus({ preventScroll: true });
};

guide.besides = function* (widget) {
  const { sent, calculator } = widget;
  if (!sent || !calculator.past || !guide.origins) return; // not all is loaded yet
  const stated = guide.question(widget);
  const old = yield* guide.answerOn(guide.onDay(calculator, sent.day), stated);
  const now = yield* guide.answerOn(guide.onDay(calculator, calculator.own), stated);
  const compares = sent.day !== calculator.own && !old.answer.notes.length && !now.answer.notes.length;
  const [rows, still] = compares ? yield* guide.movedRows(old, now) : [];
  guide.beside(widget, old, now, rows, still);
};

guide.followers.push({ settled: guide.besides, unanswered: guide.besides }); // where a day has no answer, the other may have one
