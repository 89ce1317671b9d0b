// A section with the numbers of the link that opened it: the answer of the calculator that it tries, by that calculator's own rules.
// `guide.insets` stands before this script. Without it, and without numbers in the link, a page is right as it is.
guide.Inset = class {
  // query: what is asked. stated: which of it the link names; the rest is the section's own.
  constructor(calculator, choices, query, stated) {
    const { title, href, days } = guide.insets.calculators[calculator.name];
    const form = document.createElement("section");
    form.className = "inset";
    form.innerHTML = `<p class="name">With the numbers in this link</p><ul></ul><p class="notice" data-notes role="status" hidden></p>
<p class="sentence" data-sentence></p><p class="afterword" data-afterword></p>
<p class="source">Prices as of <span data-priced></span>. <a data-whole></a> <span data-status role="status"></span></p><input type="date" data-days required hidden>`;
    form.ariaLabel = form.firstChild.textContent;
    form.querySelector("[data-priced]").textContent = guide.insets.day;
    Object.assign(form.querySelector("[data-whole]"), { href: guide.insets.from(href), textContent: `Change these numbers: ${title}` });
    const field = form.querySelector("[data-days]");
    if (days) Object.assign(field, { min: days.first, max: days.last }).dataset.days = guide.insets.from(days.files);
    else field.remove();
    Object.assign(this, { form, stated, calculator, choices, fields: new Map() });
    guide.readState(this, query);
    this.show();
  }

  error(name, text) { if (text) this.unplaced.push(text); }

  // Other sections have inputs of their own: a link to them takes along what this one was opened with.
  query() {
    const own = (inputs) => Object.fromEntries(Object.entries(inputs).filter(([name]) => this.stated.includes(name)));
    return guide.query({ ...this, asked: own(this.asked), chosen: own(this.chosen) });
  }

  show() {
    const { calculator, form, stated } = this;
    const answer = guide.answer(calculator, this.asked, this.chosen);
    const put = (part, text) => { form.querySelector(`[data-${part}]`).textContent = text; };
    put("sentence", guide.spoken(calculator, answer, guide.verdict));
    put("afterword", answer.notes.length ? "" : guide.afterword(calculator, answer.values, guide.labels(calculator, answer)));
    form.querySelector("ul").replaceChildren(...guide.stated(answer).map((name) => Object.assign(document.createElement("li"), {
      textContent: `${guide.label(calculator, name)}: ${guide.input(calculator, answer, name)}${stated.includes(name) ? "" : " (this section’s own)"}`,
    })));
    form.querySelector("[data-whole]").search = guide.query(this);
  }
};

// Paths from the site's root, as this page reaches them.
{
  const root = new URL("..", document.currentScript.src);
  guide.insets.from = (paths) => paths.split(" ").map((path) => new URL(path, root).href).join(" ");
}

// The section that an address opens: its heading, and the one of level 2 over it.
guide.opened = () => {
  const target = document.getElementById(location.hash.slice(1));
  const before = [...document.querySelectorAll(".body :is(h2, h3)[id]")].filter((each) => each === target || (target && each.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING));
  return [before.at(-1), before.findLast(({ tagName }) => tagName === "H2")];
};

guide.insets.shown = new Set(); // what stands on the page already

guide.inset = async () => {
  const { first, tries, calculators: known, sent, from, shown } = guide.insets;
  const [heading, over] = guide.opened();
  const [name, own] = (tries[heading?.id] ?? tries[over?.id] ?? first).split("?");
  await page.loaded(from(`${known[name].files} ${sent}`), () => {});
  const calculator = guide.prepare(calculators[name]);
  const choices = new Map(calculator.choices.map((choice) => [choice.name, choice]));
  const knows = (each) => calculator.inputs.includes(each) || choices.has(each);
  const link = new URLSearchParams(location.search);
  const asked = guide.renewed({ calculator, choices }, link, [...link].filter(([each]) => !knows(each))) ?? link;
  const query = new URLSearchParams(own);
  for (const [each, text] of asked) {
    const idle = (knows(each) && calculator.instead[each]) || []; // a volume that is stated puts a bill to rest
    for (const other of idle) if (!asked.has(other)) query.delete(other);
    query.set(each, text);
  }
  const stated = [...asked.keys()].filter(knows);
  if (!stated.length || shown.has(`${name}?${query}`)) return;
  shown.add(`${name}?${query}`);
  const inset = new guide.Inset(calculator, choices, query, stated);
  guide.widgets.push(inset);
  guide.lay(inset.form, heading, shown.size === 1 && performance.getEntriesByType("navigation")[0]?.name.includes(":~:"));
};

// Under the heading, or under the page's head. words: whether the address asks for words, which the browser has put in the middle of
// the screen: there they stay.
guide.lay = async (part, heading, words) => {
  const body = document.querySelector(".body");
  if (words) await guide.still();
  const next = heading ? heading.nextElementSibling : body.firstElementChild;
  const at = next?.getBoundingClientRect().top;
  if (heading) heading.after(part);
  else body.prepend(part);
  if (words && at < innerHeight / 2) scrollBy({ top: next.getBoundingClientRect().top - at, behavior: "instant" });
};

// Resolves once the page is there and rests.
guide.still = async () => {
  for (let at = -1; at !== scrollY || document.readyState !== "complete";) {
    at = scrollY;
    await new Promise((done) => { setTimeout(done, 150); });
  }
};

addEventListener("hashchange", guide.inset);
guide.inset();
