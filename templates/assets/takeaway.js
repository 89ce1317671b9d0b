// An answer to take away: a memo on paper. Frames, files and kept cases load when somebody asks for them.
// A case is what a reader stated, as the address has it. The last answers are kept.
guide.cases = new Map();
guide.case = (calculator, query) => {
  if (guide.cases.size > 9) guide.cases.clear();
  const key = `${calculator.name}?${query}`;
  if (!guide.cases.has(key)) {
    const [asked, chosen] = [{}, {}];
    for (const [name, text] of new URLSearchParams(query)) {
      if (calculator.inputs.includes(name)) asked[name] = Number(text);
      else if (calculator.choices.some((choice) => choice.name === name)) chosen[name] = text;
    }
    guide.cases.set(key, guide.answer(calculator, asked, chosen));
  }
  return guide.cases.get(key);
};

guide.label = ({ labels, quantities }, name) => labels?.[name] ?? quantities[name]?.[2] ?? name;
guide.stated = ({ asked, chosen }) => [...Object.keys(chosen), ...Object.keys(asked)];
guide.input = (calculator, { picked, values }, name) =>
  picked[name]?.[1] ?? (name in calculator.quantities ? guide.value(calculator, name, values[name]) : "–");
guide.spoken = (calculator, answer, say = guide.sentence) =>
  (answer.notes.length ? `${answer.notes.join(". ")}.` : say(calculator, answer.values, guide.labels(calculator, answer)));

guide.notes = ({ notes = {} }, { picked }) => Object.values(picked).filter(([id]) => notes[id]).map(([id, label]) => `${label}: ${notes[id]}`);

// Paper tells it as well, and the day of the prices that answer.
addEventListener("beforeprint", () => {
  const [widget] = guide.widgets;
  const paper = document.querySelector(".print-only");
  if (!widget || !paper) return;
  paper.lastElementChild.textContent = guide.published(widget.query());
  const day = document.querySelector("form[data-calculator] [data-priced]");
  if (day) paper.firstElementChild.textContent = day.textContent;
});

guide.TakeAway = class {
  constructor(widget, place) {
    Object.assign(this, { widget, place, area: place.querySelector("textarea") });
    place.hidden = false;
    place.addEventListener("click", ({ target }) => {
      const { take } = target.dataset;
      if (take) this.later().then(() => (this[take] ? this[take](target) : guide.download(widget, take)));
    });
    addEventListener("beforeprint", () => this.fill());
    addEventListener("afterprint", () => document.documentElement.classList.remove("memo"));
  }

  later() { return guide.loaded(this.widget.form, this.place.dataset.later); }

  async memo() {
    await this.widget.unfold();
    document.documentElement.classList.add("memo");
    print();
  }

  // The memo's own lines; the rest of it stands on the page.
  fill() {
    const { calculator, form } = this.widget;
    const query = this.widget.query();
    const answer = guide.case(calculator, query);
    const stated = guide.stated(answer);
    const part = (name, ...texts) => this.place.querySelector(`[data-memo=${name}]`).replaceChildren(...texts.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }));
    const label = (name) => form.querySelector(`[data-field="${name}"] label`)?.textContent ?? form.querySelector(`[name="${name}"]`)?.ariaLabel ?? guide.label(calculator, name);
    part("inputs", ...[...new Set([...calculator.opened, ...stated])].map((name) =>
      `${label(name)}: ${guide.input(calculator, answer, name)}${stated.includes(name) ? " (changed)" : ""}`));
    part("notes", ...guide.notes(calculator, answer));
    const names = [...calculator.opened, ...stated, ...(answer.prospect?.swings ?? []).slice(0, 8).map(([name]) => name)];
    const sources = names.map((name) => form.querySelector(`[data-field="${name}"] .source`)?.textContent.trim());
    part("sources", ...new Set(sources.filter(Boolean)));
    part("address", guide.published(query));
    form.classList.add("on-paper");
    for (const { id } of calculator.charts) document.getElementById(id)?.setAttribute("data-live", "");
    form.classList.toggle("moved", query !== form.dataset.start); // a chart that stands still is of the page's own case
  }
};

guide.followers.push({
  opened(widget) {
    const [away, kept] = ["takeaway", "compare"].map((name) => widget.form.querySelector(`[data-${name}]`));
    if (away) {
      widget.away = new guide.TakeAway(widget, away);
      const compare = () => { widget.kept ??= new guide.Compare(widget, kept); };
      kept.hidden = false;
      kept.querySelector("button").addEventListener("click", () => {
        const query = widget.query(); // the reader may go on before the script is there
        widget.away.later().then(() => { compare(); widget.kept.keep(query); });
      });
      try { if (sessionStorage.getItem(`kept ${widget.calculator.name}`)) widget.away.later().then(compare); } catch { /* nothing is stored here */ }
    }
    this.now(widget);
  },
  now(widget) {
    widget.away?.frame?.();
    const full = document.querySelector("a[data-full]"); // from a frame to the page itself, with the same inputs
    if (full) full.search = widget.query();
  },
  settled(widget) { widget.kept?.draw(); },
});
