// The form that fills a link in. It reads, checks and answers with what calculators have: see widget.js and state.js.
guide.senders = new Map(); // fieldset of a calculator → what fills its links in

guide.Sender = class {
  constructor(whole, form, copy) {
    const calculator = guide.prepare(calculators[form.dataset.for]);
    Object.assign(this, { whole, form, copy, calculator, fields: new Map(), choices: new Map(calculator.choices.map((choice) => [choice.name, choice])) });
    this.gather(form);
    form.addEventListener("input", ({ target }) => (target.dataset.show ? this.show() : this.changed(target)));
  }

  // To another question, or back to how its page opens.
  open(item) {
    Object.assign(this, { item, asked: {}, chosen: {}, unplaced: [], answer: null });
    for (const box of this.form.querySelectorAll("[data-show]")) box.checked = false;
    for (const name of this.fields.keys()) this.error(name, "");
    for (const [name, text] of new URLSearchParams(item.dataset.start)) {
      const choice = this.choices.get(name);
      if (choice) guide.choose(this, choice, text);
      else guide.take(this, name, Number(text));
    }
    this.begun = Object.keys(this.chosen);
    this.start = this.query();
    this.show();
  }

  // What the page opens with has to be overruled by name.
  insist() {
    for (const name of this.begun) this.chosen[name] ??= this.fields.get(name)?.[0].value ?? this.choices.get(name).default;
  }

  query() {
    const { calculator, chosen, asked } = this;
    const ordered = (names, found) => Object.fromEntries(names.filter((name) => name in found).map((name) => [name, found[name]]));
    return guide.query({ calculator, chosen: ordered([...this.choices.keys()], chosen), asked: ordered(calculator.inputs, asked) });
  }

  // The twin of publisher/prefill.py: nothing where nothing is stated.
  stated() {
    const own = this.query();
    const shown = [...this.form.querySelectorAll("[data-show]:checked")].map((box) => box.dataset.show);
    if (own === this.start && !shown.length) return "";
    return [own, shown.length ? `show=${shown.join()}` : ""].filter(Boolean).join("&");
  }

  link() {
    const query = this.stated();
    const own = this.whole.querySelector("[data-long]").checked ? this.item.dataset.full : this.item.querySelector(".to a").textContent;
    return query ? own.replace(/(\?[^#]*)?(#.*)?$/, (_, brought, section = "") => `?${query}${section}`) : own;
  }

  show() {
    this.insist();
    const { calculator, whole } = this;
    this.answer = guide.begin(calculator, this.asked, this.chosen);
    this.fill(this.answer);
    const said = this.answer.notes.length ? `${this.answer.notes.join(". ")}.` : guide.verdict(calculator, this.answer.values, guide.labels(calculator, this.answer));
    this.write(whole.querySelector("[data-verdict]"), said);
    this.write(whole.querySelector("[data-link]"), this.link());
    this.aside();
    this.draw();
  }

  // A section without a form hands its numbers on to the calculator's own page.
  aside() {
    const place = this.whole.querySelector("[data-apart]");
    const query = this.stated();
    place.hidden = !("apart" in this.item.dataset && query);
    const link = place.querySelector("a");
    link.href = link.textContent = `${this.form.dataset.page}?${query}`;
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
guide.send = (whole, fields, item, copy) => {
  if (!guide.senders.size) {
    whole.querySelector(".bench").hidden = false;
    for (const button of whole.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => {
        const sender = guide.sender;
        if (button.dataset.do === "copy") copy(sender.link(), whole.querySelector("[data-status]"), button);
        else sender[button.dataset.do]();
      });
    }
    whole.querySelector("[data-long]").addEventListener("input", () => guide.sender.show());
  }
  if (!guide.senders.has(fields)) guide.senders.set(fields, new guide.Sender(whole, fields, copy));
  for (const each of whole.querySelectorAll("[data-for]")) each.hidden = each !== fields;
  guide.sender = guide.senders.get(fields);
  guide.sender.open(item);
};
