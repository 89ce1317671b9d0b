"""Where the time of an answer goes: own time of each of the page's functions, found by wrapping them.

Wrapping costs some microseconds a call, so that these are shares, not times to be kept.
"""

from __future__ import annotations

from playwright.sync_api import Page

SHOWN = 6  # functions
SHARE = 0.04  # of the whole, below which a function is left out
WRAP = """() => {
  const open = [];
  self.spent = {};
  const timed = (name, work) => {
    const start = performance.now();
    open.push(0);
    try { return work(); } finally {
      const whole = performance.now() - start;
      spent[name] = (spent[name] ?? 0) + whole - open.pop();
      if (open.length) open[open.length - 1] += whole;
    }
  };
  const wrapped = (name, body) => function (...given) {
    const found = timed(name, () => body.apply(this, given));
    if (typeof found?.next !== "function") return found;
    return { next: () => timed(name, () => found.next()), [Symbol.iterator]() { return this; } };
  };
  const wrap = (owner, before) => {
    for (const name of Object.getOwnPropertyNames(owner)) {
      const body = owner[name];
      if (typeof body === "function" && !/^(constructor|timed|[A-Z].*|slice|work)$/.test(name)) owner[name] = wrapped(before + name, body);
    }
  };
  wrap(guide, "");
  wrap(guide.Widget.prototype, "widget.");
  for (const calculator of Object.values(calculators)) wrap(calculator, "formulas.");
  guide.followers.forEach((follower, place) => wrap(follower, `follower ${place}: `));
}"""
STEP = """() => new Promise((done) => {
  const form = document.querySelector("form[data-calculator]");
  const field = form.querySelector("input[type=range]") ?? form.querySelector("input[type=text]");
  field.value = field.type === "range" ? String(Number(field.value) + 3) : String(Math.round(Number(field.value.replace(/,/g, "")) * 1.1));
  self.spent = {};
  const start = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const whole = performance.now() - start;
  const at_once = { whole, spent };
  self.spent = {};
  new MutationObserver((changes, watch) => {
    if (!("settled" in form.dataset)) return;
    watch.disconnect();
    done({ "at once": at_once, after: { whole: performance.now() - start - whole, spent } });
  }).observe(form, { attributeFilter: ["data-settled"] });
})"""


def split(page: Page) -> list[str]:
    """A line for what is done at once and one for the rest, of a slider's step on the page that stands open."""
    page.evaluate(WRAP)
    page.evaluate(STEP)  # the first run compiles
    lines = []
    for stage, found in page.evaluate(STEP).items():
        spent = sorted(found["spent"].items(), key=lambda pair: -pair[1])
        rest = found["whole"] - sum(found["spent"].values())
        parts = [f"{name} {time:.0f}" for name, time in spent[:SHOWN] if time > SHARE * found["whole"]]
        lines.append(f"{stage} {found['whole']:.0f} ms: {', '.join(parts)}; the browser and waiting {rest:.0f}")
    return lines
