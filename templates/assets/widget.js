// A calculator that answers while its reader types. State is the address; without this script the page is right as it stands.
guide.Widget = class {
  constructor(form, calculator) {
    Object.assign(this, { form, calculator, asked: {}, chosen: {}, implied: {} });
    this.choices = new Map(calculator.choices.map((choice) => [choice.name, choice]));
    this.fields = [...form.querySelectorAll("fieldset [name]")];
    this.read(new URLSearchParams(location.search || form.dataset.start));
    for (const part of form.querySelectorAll("fieldset[data-enhance]")) part.disabled = false;
    for (const button of form.querySelectorAll("[data-action]")) {
      button.hidden = false;
      button.addEventListener("click", () => this[button.dataset.action]());
    }
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const follower of guide.followers) follower.opened?.(this);
    addEventListener("popstate", () => { this.read(new URLSearchParams(location.search || form.dataset.start)); this.show(); });
    this.show();
  }

  percent(name) { return this.calculator.quantities[name][1] === "share" ? 100 : 1; }

  // Take the address over. Only known names count; a value that does not fit is left out or clamped, with a note beside its field.
  read(query) {
    this.asked = {};
    this.chosen = {};
    for (const field of this.fields) this.error(field.name, "");
    for (const [name, text] of query) {
      const choice = this.choices.get(name);
      if (choice) this.choose(choice, text);
      else if (this.calculator.inputs.includes(name)) this.take(name, Number(text || NaN));
    }
    for (const field of this.fields) {
      if (this.choices.has(field.name)) field.value = this.chosen[field.name] ?? field.dataset.default;
    }
  }

  choose(choice, id) {
    if ((id === guide.AUTO && choice.least.length) || choice.options.some((option) => option[0] === id)) this.chosen[choice.name] = id;
    else this.error(choice.name, "The link names an option that is not on record; the default stands in.");
  }

  take(name, value) {
    const [, , label, least, most] = this.calculator.quantities[name];
    const percent = this.percent(name);
    delete this.asked[name];
    if (Number.isNaN(value)) return this.error(name, `${label}: write a number, such as 1,500 or 1.5M. The default stands in.`);
    const clamped = Math.min(Math.max(value, least), most);
    const ends = [least, most].map((end) => guide.fieldText(end * percent));
    this.error(name, clamped === value ? "" : `${label} lies between ${ends[0]} and ${ends[1]}; the nearest is taken.`);
    this.asked[name] = clamped;
  }

  changed(field) {
    const name = field.name;
    if (!name || !this.fields.includes(field)) return;
    const choice = this.choices.get(name);
    this.error(name, "");
    if (choice) {
      delete this.chosen[name];
      for (const key of choice.keys) delete this.asked[key];
      if (field.value !== (this.implied[name] ?? field.dataset.default)) this.choose(choice, field.value);
    } else if (field.value.trim() === "") delete this.asked[name];
    else this.take(name, guide.fieldValue(field.value) / this.percent(name));
    this.show();
    const query = this.query();
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
  }

  query() {
    const texts = Object.entries(this.asked).map(([name, value]) => [name, String(Number(value.toPrecision(12)))]);
    return [...Object.entries(this.chosen), ...texts].map(([name, text]) => `${name}=${encodeURIComponent(text).replace(/%2F/g, "/")}`).join("&");
  }

  error(name, text) {
    const place = this.form.querySelector(`[data-error="${CSS.escape(name)}"]`);
    const field = this.fields.find((one) => one.name === name);
    if (place) [place.textContent, place.hidden] = [text, !text];
    if (!field) return;
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (text) for (let group = field.closest("details"); group; group = group.parentElement.closest("details")) group.open = true;
  }

  show() {
    const answer = guide.answer(this.calculator, this.asked, this.chosen);
    for (const follower of guide.followers) { follower.now?.(this, answer); follower.settled?.(this, answer); }
    const fits = !answer.notes.length;
    this.write(this.form.querySelector("[data-sentence]"), fits ? this.words(answer) : `${answer.notes.join(". ")}.`);
    this.form.classList.toggle("unfit", !fits);
    this.fill(answer);
    const command = this.form.querySelector("[data-command]");
    if (command) this.write(command, ["python build.py calc", this.calculator.name, ...this.query().split("&")].join(" ").trim());
    for (const place of this.form.querySelectorAll("output[data-q]")) this.result(place, answer, fits);
    if (!fits) return;
    if (this.calculator.outlook) this.outlook(answer);
    if (this.calculator.sweep) this.rows(answer);
    for (const place of document.querySelectorAll("[data-role=where]")) {
      const value = answer.values[place.dataset.q];
      if (value !== undefined) this.write(place, Number.isFinite(value) ? guide.value(this.calculator, place.dataset.q, value, true) : "without end");
    }
  }

  words(answer) {
    return guide.sentence(this.calculator, answer.values, guide.labels(this.calculator, answer));
  }

  // Fields that the reader has not touched show what is computed with: the chosen offer's price, the chosen team's salary.
  fill({ values, implied }) {
    this.implied = implied;
    for (const field of this.fields) {
      if (this.choices.has(field.name)) field.value = this.chosen[field.name] ?? implied[field.name] ?? field.dataset.default;
      if (this.choices.has(field.name) || field === document.activeElement) continue;
      const value = this.asked[field.name] ?? values[field.name];
      if (value !== undefined) field.value = guide.fieldText(value * this.percent(field.name));
    }
  }

  result(place, { values, low, high }, fits) {
    const name = place.dataset.q;
    this.write(place, fits ? guide.value(this.calculator, name, values[name], true) : "–");
    const unit = place.parentElement.querySelector(".unit");
    if (unit) unit.hidden = !fits || !Number.isFinite(values[name]);
    const range = this.form.querySelector(`[data-range="${CSS.escape(name)}"]`);
    const spread = fits && name in low && low[name] !== high[name];
    if (range) range.hidden = !spread;
    if (range && spread) {
      const ends = [low[name], high[name]].map((end) => guide.value(this.calculator, name, end, true));
      this.write(range, `between ${ends[0]} and ${ends[1]}`);
    }
  }

  // The ways side by side, the reasons that hold, and the inputs that move the outcome most.
  outlook(answer) {
    const { calculator } = this;
    const { outlook } = calculator;
    const { totals, bands, chances, best, swings } = answer.prospect;
    const said = guide.reasons(calculator, answer.values, guide.labels(calculator, answer));
    const [cheapest, struck, open, alone] = outlook.states;
    const part = (row, name, text) => this.write(row.querySelector(`[data-part=${name}]`), text);
    for (const row of this.form.querySelectorAll("[data-way]")) {
      const { way } = row.dataset;
      const shown = outlook.shown[way];
      const out = said.some(([, gate, other]) => gate && other === way);
      row.classList.toggle("mark", way === best);
      part(row, "cost", guide.value(calculator, shown, totals[shown], true));
      part(row, "band", bands[shown].map((end) => guide.value(calculator, shown, end, true)).join(" to "));
      part(row, "chance", guide.value(calculator, "chance", chances[way] ?? 0, true));
      part(row, "state", way === best ? cheapest : out ? struck : totals[outlook.compared[way]] < Infinity ? open : alone);
    }
    const texts = new Map(said.map(([id, , , text]) => [id, text]));
    for (const item of this.form.querySelectorAll("[data-reason]")) {
      item.hidden = !texts.has(item.dataset.reason);
      if (!item.hidden) part(item, "text", texts.get(item.dataset.reason));
    }
    this.swings(swings.slice(0, outlook.most), outlook.outcome);
  }

  swings(swings, outcome) {
    const body = this.form.querySelector("[data-swings]");
    if (!body) return; // a frame shows none
    const rows = new Map([...body.rows].map((row) => [row.dataset.swing, row]));
    for (const row of rows.values()) row.hidden = true;
    for (const [name, low, atLow, high, atHigh] of [...swings].reverse()) {
      const row = rows.get(name);
      row.hidden = false;
      const figures = { low: [name, low], at_low: [outcome, atLow], high: [name, high], at_high: [outcome, atHigh] };
      for (const [part, [quantity, value]] of Object.entries(figures)) {
        this.write(row.querySelector(`[data-part=${part}]`), guide.value(this.calculator, quantity, value, true));
      }
      body.prepend(row);
    }
  }

  rows(answer) {
    const { choice, columns } = this.calculator.sweep;
    const table = this.form.querySelector(`table[data-sweep="${CSS.escape(choice)}"]`);
    if (!table) return;
    const body = table.tBodies[0];
    const byId = new Map([...body.rows].map((row) => [row.dataset.id, row]));
    for (const row of byId.values()) row.hidden = true;
    for (const [id, found] of guide.sweep(this.calculator, this.asked, this.chosen, answer.values)) {
      const row = byId.get(id);
      if (!row) continue;
      row.hidden = false;
      row.classList.toggle("mark", id === answer.picked[choice][0]);
      for (const name of columns) {
        const cell = row.querySelector(`[data-q="${CSS.escape(name)}"]`);
        this.write(cell, guide.value(this.calculator, name, found[name], true));
        cell.dataset.sort = found[name];
      }
      body.append(row);
    }
    table.dispatchEvent(new Event("rows"));
  }

  write(place, text) { if (place.textContent !== text) place.textContent = text; }

  open(query) {
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    this.read(new URLSearchParams(query));
    this.show();
  }

  reset() {
    this.open(this.form.dataset.start);
    history.replaceState(null, "", location.pathname + location.hash);
    this.say("The guide’s own inputs are back.");
  }

  async copy() {
    const query = this.query();
    const address = location.href.split(/[?#]/)[0] + (query && `?${query}`);
    try {
      await navigator.clipboard.writeText(address);
      this.say("Link copied.");
    } catch {
      this.say(address); // no clipboard here: show it to be copied by hand
    }
  }

  say(text) {
    const place = this.form.querySelector("[data-status]");
    place.textContent = text;
  }
};

for (const form of document.querySelectorAll("form[data-calculator]")) {
  const calculator = self.calculators?.[form.dataset.calculator];
  if (calculator) new guide.Widget(form, calculator);
}
