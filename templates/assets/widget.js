// A calculator that answers while its reader types or drags. State is the address; without this script the page is right as it stands.
guide.SLICE = 10; // milliseconds of work at a time, so that the next input is never kept waiting

guide.Widget = class {
  constructor(form, calculator) {
    Object.assign(this, { form, calculator: guide.prepare(calculator), asked: {}, chosen: {}, fresh: true });
    this.choices = new Map(calculator.choices.map((choice) => [choice.name, choice]));
    this.fields = new Map();
    this.gather(form);
    for (const part of form.querySelectorAll("fieldset[data-enhance]")) part.disabled = false;
    for (const button of form.querySelectorAll("[data-action]")) {
      button.hidden = button.dataset.action === "share" && !navigator.share;
      button.addEventListener("click", () => this[button.dataset.action]?.()); // a link is copied and shared as every other is
    }
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("change", ({ target }) => {
      this.fresh = true;
      if (!target.dataset.days) return;
      const query = new URLSearchParams(guide.query(this));
      query.set("as_of", target.value);
      guide.readState(this, query);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("toggle", ({ target }) => {
      if (target.open && target.dataset.more) this.unfold();
      else if (this.answer) this.work(this.answer, guide.sparks(this, this.answer));
    }, true);
    addEventListener("popstate", () => { this.read(); this.show(); });
    this.channel = new MessageChannel();
    this.channel.port1.onmessage = () => this.slice();
    const pulse = form.querySelector("[data-pulse]");
    if (pulse) new IntersectionObserver(([seen]) => { pulse.hidden = seen.isIntersecting || seen.boundingClientRect.top > 0; }).observe(form.querySelector("[data-sentence]"));
    for (const follower of guide.followers) follower.opened?.(this);
    this.read();
    this.show(!location.search);
  }

  gather(part) {
    for (const field of part.querySelectorAll("fieldset [name], .group [name]")) {
      this.fields.set(field.name, [...(this.fields.get(field.name) ?? []), field]);
      if (this.choices.has(field.name)) guide.options(field, this.choices.get(field.name));
    }
  }

  // Further inputs are a page's largest part, and few readers open them: they come when somebody does.
  async unfold() {
    const more = this.form.querySelector("[data-more]");
    if (!more || more.dataset.here) return;
    await guide.loaded(this.form, more.dataset.more);
    if (more.dataset.here) return;
    more.dataset.here = "1";
    more.querySelector(".listed").insertAdjacentHTML("beforebegin", this.calculator.further.replaceAll("ROOT", this.form.dataset.root));
    this.gather(more);
    this.fill(this.answer);
  }

  // A page of a preset starts from it; an address with a query tells all.
  read() {
    const query = new URLSearchParams(location.search);
    for (const name of [...query.keys()]) if (page.IGNORED.test(name)) query.delete(name);
    guide.readState(this, new URLSearchParams(`${query}` || this.form.dataset.start));
  }

  changed(field) {
    const { name } = field;
    if (!this.fields.get(name)?.includes(field)) return;
    const choice = this.choices.get(name);
    this.error(name, "");
    if (choice) {
      delete this.chosen[name];
      for (const key of choice.keys) delete this.asked[key];
      if (field.value !== (this.answer?.implied[name] ?? choice.default)) guide.choose(this, choice, field.value);
    } else if (field.type === "range") guide.take(this, name, guide.worth(this.calculator.quantities[name][5], Number(field.value)));
    else if (field.value.trim() === "") delete this.asked[name];
    else guide.take(this, name, guide.fieldValue(field.value) / guide.times(this.calculator, name));
    for (const other of this.calculator.instead[name] ?? []) if (this.answer?.values[other] > 0) this.asked[other] = 0;
    this.dirty = true;
    this.show();
  }

  query() { return guide.query(this); }

  error(name, text) {
    const place = this.form.querySelector(`[data-error="${CSS.escape(name)}"]`);
    if (place) [place.textContent, place.hidden] = [text, !text];
    else if (text) this.unplaced.push(text); // its field is not on the page: it is told with the notes
    for (const field of this.fields.get(name) ?? []) {
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      if (text) for (let group = field.closest("details"); group; group = group.parentElement.closest("details")) group.open = true;
    }
  }

  // What can be told at once; the rest follows in slices, and all of it where the page holds the answer already.
  show(held) {
    const { form } = this;
    if (!held) form.classList.add("settling");
    delete form.dataset.settled;
    const first = this.first();
    this.answer = first.next().value;
    if (!held) while (!first.next().done);
    this.work(this.answer, guide.chain(first, this.later(this.answer)));
  }

  * first() {
    const { form, calculator } = this;
    const answer = guide.begin(calculator, this.asked, this.chosen);
    const fits = !answer.notes.length;
    yield answer;
    this.speak(answer);
    form.classList.toggle("unfit", !fits);
    this.fill(answer);
    yield;
    for (const place of form.querySelectorAll("output[data-q]")) this.result(place, answer, fits);
    if (fits && calculator.outlook) guide.ways(this, answer);
    for (const follower of fits ? guide.followers : []) {
      follower.now?.(this, answer);
      yield;
    }
  }

  speak(answer) {
    const text = guide.spoken(this.calculator, answer, guide.verdict);
    for (const place of this.form.querySelectorAll("[data-sentence], [data-pulse]")) this.write(place, text);
  }

  * later(answer) {
    const { form, calculator } = this;
    const fits = !answer.notes.length;
    const command = form.querySelector("[data-command]");
    if (command) this.write(command, [`python build.py${guide.elsewhen(calculator) ? ` --as-of ${calculator.as_of}` : ""} calc`, calculator.name, ...guide.query(this, true).split("&")].join(" ").trim());
    if (fits) {
      yield* guide.settling(calculator, answer);
      this.speak(answer); // the verdict asks how sure it is, which all draws tell
      for (const place of form.querySelectorAll("output[data-q]")) this.result(place, answer, fits);
      if (calculator.outlook) guide.outlook(this, answer);
    }
    const after = form.querySelector("[data-afterword]");
    if (after) this.write(after, fits ? guide.afterword(calculator, answer.values, guide.labels(calculator, answer)) : "");
    form.classList.remove("settling");
    const whole = form.querySelector("[data-whole]");
    if (whole) whole.search = this.query();
    if (this.dirty) this.remember();
    if (!fits) {
      for (const follower of guide.followers) yield* follower.unanswered?.(this) ?? [];
      return;
    }
    yield* guide.sparks(this, answer);
    for (const follower of guide.followers) yield* follower.settled?.(this, answer) ?? [];
    for (const place of document.querySelectorAll("[data-role=where]")) {
      const value = answer.values[place.dataset.q];
      if (value !== undefined) this.write(place, Number.isFinite(value) ? guide.value(calculator, place.dataset.q, value, true) : "without end");
    }
    yield;
    if (calculator.sweep) yield* guide.sideBySide(this, answer);
    form.dataset.settled = "";
  }

  // The address and what a screen reader hears follow once the hand rests.
  remember() {
    const query = this.query();
    history[this.fresh ? "pushState" : "replaceState"](null, "", location.pathname + (query && `?${query}`) + location.hash);
    Object.assign(this, { dirty: false, fresh: false });
    this.write(this.form.querySelector("[data-heard]"), this.form.querySelector("[data-sentence]").textContent);
  }

  work(answer, steps) {
    this.job = { answer, steps: this.job?.answer === answer ? guide.chain(this.job.steps, steps) : steps };
    const start = () => this.channel.port2.postMessage(0);
    if (document.hidden) start();
    else requestAnimationFrame(start); // what was answered at once is painted first
  }

  slice() {
    const { job } = this;
    if (!job || job.answer !== this.answer) return;
    const end = performance.now() + guide.SLICE;
    while (performance.now() < end) {
      if (job.steps.next().done) {
        if (this.job === job) this.job = null;
        return;
      }
    }
    this.channel.port2.postMessage(0);
  }

  // Fields that the reader has not touched show what is computed with: the chosen offer's price, the chosen team's salary.
  fill({ values, implied, notes }) {
    const { calculator } = this;
    for (const [name, fields] of this.fields) {
      const choice = this.choices.get(name);
      if (choice) {
        const id = this.chosen[name] ?? implied[name] ?? choice.default;
        for (const field of fields) if (field.value !== id) field.value = id;
        continue;
      }
      const shown = calculator.shown_as[name];
      const value = shown && !notes.length ? values[shown] : this.asked[name] ?? values[name];
      if (value === undefined) continue;
      for (const field of fields) {
        if (field.type === "range") {
          field.value = guide.place(calculator.quantities[name][5], value);
          field.setAttribute("aria-valuetext", guide.value(calculator, name, value));
        } else if (field !== document.activeElement) {
          field.value = guide.fieldText(value * guide.times(calculator, name));
          if (field.dataset.blank) field.size = Math.max(field.value.length, 2);
        }
      }
    }
  }

  result(place, { values, low, high }, fits) {
    const name = place.dataset.q;
    this.write(place, fits ? guide.value(this.calculator, name, values[name], true) : "–");
    const unit = place.parentElement.querySelector(".unit");
    if (unit) unit.hidden = !fits || !Number.isFinite(values[name]);
    const range = this.form.querySelector(`[data-range="${CSS.escape(name)}"]`);
    if (!range || (fits && this.calculator.outlook && !(name in low) && !range.hidden)) return; // its band comes with the draws
    range.hidden = !fits || !(name in low) || low[name] === high[name];
    if (range.hidden) return;
    const ends = [low[name], high[name]].map((end) => guide.value(this.calculator, name, end, true));
    this.write(range, `between ${ends[0]} and ${ends[1]}`);
  }

  write(place, text) { if (place.textContent !== text) place.textContent = text; }

  // To another state, told as a query.
  open(query, words = "") {
    history.pushState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    this.fresh = true;
    this.read();
    this.show();
    this.say(words);
  }

  reset() { this.open("", "The guide’s own inputs are back."); }

  say(text) { this.write(this.form.querySelector("[data-status]"), text); }
};

guide.chain = function* (first, second) { yield* first; yield* second; };

// Drawings that stand apart come after this script.
addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-calculator]")) {
    const calculator = self.calculators?.[form.dataset.calculator];
    if (calculator) guide.widgets.push(new guide.Widget(form, calculator));
  }
});
