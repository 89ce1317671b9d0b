// Up to three cases beside the one at hand, kept as query strings for as long as the tab is open.
guide.MOST_KEPT = 3;

guide.made = (tag, own, ...inside) => {
  const made = Object.assign(document.createElement(tag), own);
  made.append(...inside);
  return made;
};

guide.Compare = class {
  constructor(widget, place) {
    Object.assign(this, { widget, place, key: `kept ${widget.calculator.name}`, kept: [], button: place.querySelector("button") });
    try { this.kept = JSON.parse(sessionStorage.getItem(this.key)) ?? []; } catch { /* nothing may be stored here */ }
    place.addEventListener("click", ({ target: { dataset } }) => this[dataset.act]?.(Number(dataset.at)));
    place.addEventListener("input", (event) => {
      event.stopPropagation();
      this.kept[event.target.dataset.at][0] = event.target.value;
      this.save();
    });
    this.draw();
  }

  save() {
    try { sessionStorage.setItem(this.key, JSON.stringify(this.kept)); } catch { /* then they are kept until the page is left */ }
  }

  changed(text) {
    this.save();
    this.draw();
    this.widget.say(text);
  }

  named(query) {
    const { calculator } = this.widget;
    const answer = guide.case(calculator, query);
    return guide.stated(answer).slice(0, 2).map((name) => (name in answer.chosen
      ? guide.input(calculator, answer, name).split(":")[0]
      : `${guide.label(calculator, name)} ${guide.value(calculator, name, answer.asked[name], true)}`)).join(", ") || "The guide’s own inputs";
  }

  keep(query) {
    if (this.kept.some(([, other]) => other === query)) return this.widget.say("This case is kept already.");
    if (this.kept.length === guide.MOST_KEPT) return this.widget.say("Three cases are kept. Remove one to keep this one.");
    const name = this.named(query);
    this.kept.push([name, query]);
    return this.changed(`Kept as “${name}”.`);
  }

  open(at) {
    const [name, query] = this.kept[at];
    this.widget.open(query);
    this.widget.say(`“${name}” is open.`);
  }

  drop(at) {
    const [[name]] = this.kept.splice(at, 1);
    this.button.focus();
    this.changed(`“${name}” is removed.`);
  }

  // Each case's answer takes a moment; between two of them the page may do what is more urgent. A newer drawing takes over.
  async draw() {
    const { kept, place, widget: { calculator } } = this;
    const turn = {};
    this.turn = turn;
    const figure = place.querySelector("figure");
    const full = kept.length === guide.MOST_KEPT;
    figure.hidden = !kept.length;
    place.querySelector("[data-most]").hidden = !full;
    this.button.ariaDisabled = String(full);
    const found = [];
    if (kept.length) {
      for (const query of [...kept.map((one) => one[1]), this.widget.query()]) {
        await new Promise((done) => { setTimeout(done); });
        if (this.turn !== turn) return;
        found.push(guide.case(calculator, query));
      }
    }
    const { id } = document.activeElement;
    figure.querySelector("thead").replaceChildren(this.head());
    figure.querySelector("tbody").replaceChildren(...found.length ? [...this.rows(found), this.buttons()] : []);
    if (id) document.getElementById(id)?.focus();
  }

  head() {
    const { id } = this.place;
    const field = ([name], at) => {
      const input = guide.made("input", { value: name, id: `${id}-name-${at}`, autocomplete: "off" });
      input.dataset.at = at;
      return guide.made("th", { scope: "col" }, guide.made("label", {}, `Case ${at + 1}`, input));
    };
    return guide.made("tr", {}, guide.made("td"), ...this.kept.map(field), guide.made("th", { scope: "col" }, "Now"));
  }

  // What differs, the verdict, and the headline results.
  rows(found) {
    const { calculator } = this.widget;
    const shown = Object.values(calculator.outlook?.shown ?? {});
    const row = (label, cells) => guide.made("tr", {}, guide.made("th", { scope: "row" }, label), ...cells.map((inside) => guide.made("td", {}, ...inside)));
    const names = [...new Set([...calculator.opened, ...found.flatMap(guide.stated)])];
    const inputs = names.map((name) => [guide.label(calculator, name), found.map((answer) => [guide.input(calculator, answer, name)])]);
    const said = (name, value, bare) => guide.value(calculator, name, value, bare);
    const result = (name) => ({ notes, values, low, high }) => {
      if (notes.length) return ["–"];
      const band = name in low && low[name] !== high[name] ? [guide.made("small", {}, `${said(name, low[name], true)} to ${said(name, high[name], true)}`)] : [];
      return [said(name, values[name]), ...band];
    };
    return [
      ...inputs.filter(([, cells]) => cells.some(([text]) => text !== cells[0][0])),
      ["Verdict", found.map((answer) => [guide.spoken(calculator, answer, guide.verdict)])],
      ...(shown.length ? shown : calculator.results).map((name) => [guide.label(calculator, name), found.map(result(name))]),
    ].map(([label, cells]) => row(label, cells));
  }

  buttons() {
    const button = (act, text, at) => {
      const made = guide.made("button", { type: "button", id: `${this.place.id}-${act}-${at}`, ariaLabel: `${text} case ${at + 1}` }, text);
      Object.assign(made.dataset, { act, at });
      return made;
    };
    const cell = (_, at) => guide.made("td", {}, button("open", "Open", at), button("drop", "Remove", at));
    return guide.made("tr", {}, guide.made("td"), ...this.kept.map(cell), guide.made("td"));
  }
};
