// The form that fills a link in. It reads, checks and answers with what calculators have: see widget.js and state.js.
guide.senders = new Map(); // fieldset of a calculator → what fills its links in

guide.Sender = class {
  constructor(whole, form) {
    const calculator = guide.prepare(calculators[form.dataset.for]);
    Object.assign(this, { whole, form, calculator, fields: new Map(), choices: new Map(calculator.choices.map((choice) => [choice.name, choice])) });
    this.gather(form);
    form.addEventListener("input", ({ target }) => (target.dataset.show ? this.show() : this.changed(target)));
  }

  // To another question, or back to what it starts from.
  open(item) {
    Object.assign(this, { item, asked: {}, chosen: {}, unplaced: [], answer: null });
    for (const box of this.form.querySelectorAll("[data-show]")) box.checked = false;
    for (const name of this.fields.keys()) this.error(name, "");
    for (const [name, text] of new URLSearchParams(item.dataset.start)) {
      const choice = this.choices.get(name);
      if (choice) guide.choose(this, choice, text);
      else guide.take(this, name, Number(text));
    }
    this.start = { ...this.chosen, ...this.asked };
    this.begun = this.query();
    this.show();
  }

  // What a section starts from is added by the page that opens; so it is overruled by name, and is never just left out.
  insist({ values }) {
    const missing = Object.keys(this.start).filter((name) => !(name in this.chosen) && !(name in this.asked));
    for (const name of missing) {
      if (this.choices.has(name)) this.chosen[name] = this.fields.get(name)?.[0].value ?? this.choices.get(name).default;
      else if (Number.isFinite(values[name])) this.asked[name] = values[name];
    }
    return missing.length;
  }

  // The inputs alone, in the calculator's own order.
  query() {
    const { calculator, chosen, asked } = this;
    const ordered = (names, found) => Object.fromEntries(names.filter((name) => name in found).map((name) => [name, found[name]]));
    return guide.query({ calculator, chosen: ordered([...this.choices.keys()], chosen), asked: ordered(calculator.inputs, asked) }, true);
  }

  // The twin of publisher/prefill.py: nothing where nothing is stated.
  stated() {
    const own = this.query();
    const shown = [...this.form.querySelectorAll("[data-show]:checked")].map((box) => box.dataset.show).join();
    const { as_of: day, rules_edition: rules } = this.calculator;
    return own === this.begun && !shown ? "" : [own, shown && `show=${shown}`, `as_of=${day}`, `rules=${rules}`].filter(Boolean).join("&");
  }

  link() {
    const query = this.stated();
    const own = this.whole.querySelector("[data-long]").checked ? this.item.dataset.full : this.item.querySelector(".to a").textContent;
    return query ? own.replace(/(\?[^#]*)?(#.*)?$/, (_, brought, section = "") => `?${query}${section}`) : own;
  }

  show() {
    const begin = () => { this.answer = guide.begin(this.calculator, this.asked, this.chosen); };
    begin();
    if (this.insist(this.answer)) begin();
    this.fill(this.answer);
    this.write(this.whole.querySelector("[data-link]"), this.link());
    this.whole.querySelector(".link").dataset.address = this.link();
    this.speak();
    this.aside();
    this.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.settle(this.answer), 250);
  }

  // The verdict as it is once all draws are in, as the page will say it.
  settle(answer) {
    if (answer !== this.answer || answer.notes.length) return;
    for (const step of guide.settling(this.calculator, answer)) void step;
    this.speak();
  }

  speak() { this.write(this.whole.querySelector("[data-verdict]"), guide.spoken(this.calculator, this.answer, guide.verdict)); }

  // What goes along and has no field here.
  aside() {
    const { calculator, answer, form, start, chosen, asked } = this;
    const names = Object.keys(start).filter((name) => !this.fields.has(name) && (chosen[name] ?? asked[name]) === start[name]);
    const place = form.querySelector("[data-own]");
    place.hidden = !names.length || !this.stated();
    place.textContent = `The link also keeps what this section tells of. ${names.map((name) => `${guide.label(calculator, name)}: ${guide.input(calculator, answer, name)}`).join("; ")}.`;
  }

  draw() {
    const rows = guide.code(this.link());
    const place = this.whole.querySelector("[data-code]");
    place.hidden = !rows;
    if (!rows) return;
    const side = rows.length + 8;
    place.querySelector("svg")?.remove();
    guide.piece(place, "svg", { role: "img", "aria-label": "QR code of the link", "shape-rendering": "crispEdges", viewBox: `0 0 ${side} ${side}` });
    guide.piece(place.lastChild, "path", { d: rows.flatMap((row, top) => row.map((dark, left) => (dark ? `M${left + 4} ${top + 4}h1v1h-1z` : ""))).join("") });
  }

  svg() {
    const drawn = this.whole.querySelector("[data-code] svg");
    const [path, box] = [drawn.querySelector("path").getAttribute("d"), drawn.getAttribute("viewBox")];
    const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path fill="#fff" d="M0 0h999v999H0z"/><path d="${path}"/></svg>`;
    this.save("svg", `data:image/svg+xml,${encodeURIComponent(text)}`);
  }

  png() {
    const rows = guide.code(this.link());
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = (rows.length + 8) * 10;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "#000";
    rows.forEach((row, top) => row.forEach((dark, left) => { if (dark) pen.fillRect((left + 4) * 10, (top + 4) * 10, 10, 10); }));
    this.save("png", canvas.toDataURL());
  }

  save(kind, href) { Object.assign(document.createElement("a"), { href, download: `${this.item.id.slice(5)}.${kind}` }).click(); }

  reset() { this.open(this.item); }
};

for (const name of ["gather", "changed", "fill", "error", "write"]) guide.Sender.prototype[name] = guide.Widget.prototype[name];

// Opens the form for a question of the list.
guide.send = (whole, fields, item) => {
  if (!guide.senders.size) {
    whole.querySelector(".bench").hidden = false;
    for (const button of whole.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => guide.sender[button.dataset.do]());
    }
    whole.querySelector("[data-long]").addEventListener("input", () => guide.sender.show());
  }
  if (!guide.senders.has(fields)) guide.senders.set(fields, new guide.Sender(whole, fields));
  for (const each of whole.querySelectorAll("[data-for]")) each.hidden = each !== fields;
  guide.sender = guide.senders.get(fields);
  guide.sender.open(item);
};
