// A result's working: its formula in words and in the reader's numbers, and where each number comes from. Loaded when asked for.
{
  const OPERATIONS = {
    "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, negative: (a) => -a,
    "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "&": (a, b) => a && b, "|": (a, b) => a || b,
    minimum: Math.min, maximum: Math.max, where: (test, yes, no) => (test ? yes : no),
  };

  guide.traced = (tree, known) => {
    if (!Array.isArray(tree)) return typeof tree === "string" ? known[tree] : tree ?? Infinity;
    const [op, ...parts] = tree;
    return op === "constant" ? parts[0] : (OPERATIONS[op] ?? guide.powers[op] ?? Math[op])(...parts.map((part) => guide.traced(part, known)));
  };

  // Every quantity as the last step leaves it, and what is handed on from step to step.
  guide.retraced = ({ rules, level, steps }, values) => {
    const known = { ...values };
    const trail = {};
    const run = (names) => { for (const name of names) known[name] = guide.traced(rules[name][0], known); };
    run(level);
    if (steps) {
      for (const name of steps.carried) [known[name], trail[name]] = [0, []];
      for (let step = 1; step <= known[steps.length]; step += 1) {
        known[steps.counter] = step;
        for (const name of steps.carried) known[name + steps.before] = known[name];
        run(steps.inner);
        for (const name of steps.carried) trail[name].push(known[name]);
      }
      run(steps.closing);
    }
    return { known, trail };
  };

  const make = (name, style, ...parts) => {
    const made = document.createElement(name);
    made.className = style;
    made.append(...parts);
    return made;
  };
  const live = (work, act) => { act(); work.fresh.push(act); };
  const said = ({ calculator, known, labels }, name) => labels[name] ?? guide.value(calculator, name, known[name]);

  // The formula with its numbers; of two cases the one that holds.
  const filled = (work, parts) => parts.map((part) => {
    if (typeof part === "string") return guide.fill(work.calculator, part, work.known, work.labels);
    const holds = guide.traced(part[0], work.known);
    return `as ${filled(work, part[1])} ${holds ? "holds" : "does not hold"}: ${filled(work, part[holds ? 2 : 3])}`;
  }).join("");

  // Where an input comes from, in words; on what that rests, and the sources that it names. What is loaded last counts.
  const origin = ({ calculator, answer: { asked, picked, chosen } }, name) => {
    if (name in asked) return ["From you"];
    const { working, told, past, joins, rests } = calculator;
    let [text, place] = rests?.[name] ?? working.given[name] ?? [];
    let book = rests?.[name] ? past : working; // on another day a default may rest on something else
    working.setters.forEach(([choices, names, rows], at) => {
      const options = choices.map((choice) => picked[choice]);
      if (!options.every(Boolean)) return;
      const join = joins[at - calculator.choices.length];
      const dated = join ? undefined : told?.[choices[0]]; // on another day an option rests on something else
      const row = (dated ?? rows)[join ? guide.pair(join, picked) : options[0][0]];
      const sets = dated ? calculator.choices[at].keys.some((key, slot) => key === name && options[0][4][slot] !== "") : names.includes(name) && !row?.[2].includes(name);
      if (!row || !sets) return;
      const own = choices.some((choice, each) => chosen[choice] === options[each][0]);
      text = `${own ? "Your" : "The guide’s"} choice: ${options.map(([, label]) => label).join(", with ")}`;
      place = row[1][name] ?? row[0];
      book = dated ? past : working;
    });
    return [text, book.evidence[place], book.sources];
  };

  const doubt = (work, name) => {
    const link = work.form.querySelector("[data-report]").cloneNode();
    const [text] = work.calculator.working.names[name];
    link.append("This figure is wrong?", make("span", "unseen", ` ${text}`));
    work.doubts.set(link, () => guide.report(link, work.widget.query(), `${text}: ${said(work, name)}`, text));
    work.doubts.get(link)();
    return link;
  };

  const from = (work, name) => {
    const [text, found, sources] = origin(work, name);
    const [ids, told] = found ?? [[], ""];
    const parts = ids.flatMap((id, at) => {
      const [title, href, days] = sources[id];
      return [at ? "; " : ". Source: ", href ? Object.assign(make("a", "external", title), { href, rel: "noopener" }) : title, `, ${days}`];
    });
    return make("p", "source", text, ...parts, told && `; ${told}`, ".", ...(found ? [" ", doubt(work, name)] : []));
  };

  const months = ({ calculator, trail }, name) => {
    const values = trail[name];
    const kept = [1, 2, 3, 6, 12, 24, 48, values.length].filter((month, at, all) => month <= values.length && all.indexOf(month) === at);
    const rows = kept.map((month) => [month, guide.value(calculator, name, values[month - 1])]);
    return rows.map(([head, text]) => make("tr", "", Object.assign(make("th", "", "Month ", head), { scope: "row" }), make("td", "num", text)));
  };

  const panel = (work, name, ...title) => {
    const { names, rules, steps } = work.calculator.working;
    const box = make("div", "worked", ...title);
    const line = (style, text) => {
      const made = make("span", "");
      live(work, () => { made.textContent = text(); });
      box.append(make("p", style, made));
      return made;
    };
    if (!rules[name]) {
      live(work, () => {
        const made = from(work, name);
        if (made.textContent !== box.lastChild?.textContent) box.replaceChildren(...title, made);
      });
      return box;
    }
    const [, words, numbers, after, doc, reads] = rules[name];
    const result = () => `= ${said(work, name)}`;
    const sum = () => `= ${filled(work, numbers)}${Number.isFinite(work.known[name]) ? after : ""}`;
    line("sum", () => `= ${words}`);
    const made = line("sum", sum);
    live(work, () => { made.parentElement.hidden = sum() === result(); });
    line("got", result);
    box.lastChild.append(doubt(work, name));
    line("doc", () => doc + (steps?.inner.includes(name) ? ` Worked out month by month; shown for month ${work.known[steps.counter]}.` : ""));
    if (work.trail[name]) {
      const table = make("table", "");
      box.append(table);
      live(work, () => table.replaceChildren(make("tbody", "", ...months(work, name))));
    }
    box.append(make("ul", "", ...reads.map((each) => {
      const value = make("b", "");
      value.dataset.of = each;
      live(work, () => { value.textContent = said(work, each); });
      const head = [make("span", "", names[each][0]), value];
      if (!rules[each]) return make("li", "", make("div", "leaf", ...head), panel(work, each));
      const fold = make("details", "", make("summary", "", ...head));
      fold.addEventListener("toggle", () => { if (!fold.children[1]) fold.append(panel(work, each)); });
      return make("li", "", fold);
    })));
    return box;
  };

  guide.rework = (work) => {
    const [widget, answer] = guide.latestOf(work.form);
    const { calculator } = widget;
    const { names, rules, steps } = calculator.working;
    Object.assign(work, { widget, answer, calculator, labels: {}, ...guide.retraced(calculator.working, answer.values) });
    const { known, labels } = work;
    for (const name of Object.keys(names)) if (known[name] === Infinity && !rules[name]) labels[name] = "without end";
    for (const name of steps?.carried ?? []) labels[name + steps.before] = guide.value(calculator, name, known[name + steps.before]);
    if (work.place) work.place.hidden = answer.notes.length > 0;
    if (answer.notes.length) return;
    for (const act of work.fresh) act();
    for (const [link, tell] of work.doubts) if (link.isConnected) tell();
  };

  // The list of results sticks to the screen, and an open working is taller than that: what was pressed stays where it is.
  const still = (button, act) => {
    const { top } = button.getBoundingClientRect();
    act();
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
  };

  guide.work = (button) => {
    const was = guide.works.get(button);
    button.setAttribute("aria-expanded", String(!was));
    if (was) {
      guide.works.delete(button);
      return still(button, () => was.place.remove());
    }
    const work = { form: button.form, fresh: [], doubts: new Map() };
    guide.works.set(button, work);
    guide.rework(work);
    const name = button.dataset.work;
    const [text, unit] = work.calculator.working.names[name];
    const box = panel(work, name, make("p", "name", text, make("span", "unit", ` ${unit}`)));
    const line = button.closest("tr");
    const cell = make(line ? "td" : "dd", "opened", box);
    if (line) cell.colSpan = line.cells.length;
    work.place = line ? make("tr", "", cell) : cell;
    box.id = `work-${button.form.dataset.calculator}-${name}${line ? "-way" : ""}`.replace(/\W/g, "-");
    button.setAttribute("aria-controls", box.id);
    still(button, () => (line ?? button.parentElement).after(work.place));
    work.place.hidden = work.answer.notes.length > 0;
  };
}
