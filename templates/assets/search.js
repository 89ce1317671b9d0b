// What a reader sees of a search: a dialog on every page, or the same in the text of the search page.
{
  const { sections, index: { pages, style } } = search;
  const SHOWN = 12;
  const SNIPPET = 160; // characters
  const BEFORE = 50; // of them before the first word that was looked for
  const TRIED = 30; // of the words that were looked for in a text, to find where most stand together
  const NAMES = 6;
  const FILE = "search/index.html";
  const HINT = "Write a question or a name. Enter opens the first result.";

  const own = document.querySelector("[data-searching]"); // the place for it on the page of search

  const make = (tag, own, ...inside) => {
    const made = Object.assign(document.createElement(tag), own);
    made.append(...inside);
    return made;
  };

  // A text in pieces; the words that were looked for are marked.
  const marked = (text, sought) => {
    let end = 0;
    const pieces = search.places(text, sought).flatMap(([at, word]) => {
      const before = text.slice(end, at);
      end = at + word.length;
      return [before, make("mark", {}, word)];
    });
    return [...pieces, text.slice(end)];
  };

  // Where to start so that a snippet holds most of the words.
  const fullest = (places) => {
    const many = (from) => new Set(places.slice(from, from + TRIED).filter(([at]) => at < places[from][0] + SNIPPET - BEFORE).map(([, , key]) => key)).size;
    const counts = places.slice(0, TRIED).map((_, from) => many(from));
    return places[counts.indexOf(Math.max(...counts))]?.[0] ?? 0;
  };

  // The part of a text that has most of the words, from the start of a sentence or of a word.
  const excerpt = (text, sought) => {
    const first = fullest(search.places(text, sought));
    const sentence = text.slice(0, first).search(/[^.?!]*$/);
    const wanted = first - sentence <= BEFORE * 2 ? sentence : text.indexOf(" ", first - BEFORE);
    const start = wanted + text.slice(wanted).search(/\S|$/);
    const room = text.slice(start, start + SNIPPET);
    const end = start + room.length < text.length ? room.lastIndexOf(" ") : room.length;
    return `${start && text[start - 2] !== "." ? "… " : ""}${room.slice(0, end)}${start + end < text.length ? " …" : ""}`;
  };

  // Rows of a table, where they have words that the text has not; else of the text what fits best.
  const snippet = ([, , , , text, names], sought) => {
    const said = new Set(search.places(text, sought).map(([, , key]) => key));
    const rows = names.filter((name) => search.places(name, sought).some(([, , key]) => !said.has(key)));
    return rows.length ? rows.slice(0, NAMES).join(" · ") + (rows.length > NAMES ? " …" : "") : excerpt(text, sought);
  };

  // A section of the page at hand is reached without its address being changed, as that holds the reader's numbers.
  const address = (root, [at, anchor]) => {
    const path = `${root}${pages[at][0]}index.html`;
    const here = new URL(path, location).pathname === location.pathname.replace(/\/$/, "/index.html");
    return here ? `#${anchor || "main"}` : path + (anchor && `#${anchor}`);
  };

  const result = (root, section, sought) => {
    const [at, , heading, question] = section;
    const link = make("a", { href: address(root, section) }, make("span", { className: "on" }, pages[at][1]), make("b", {}, ...marked(heading, sought)));
    return make("li", {}, link, ...question ? [make("p", { className: "question" }, ...marked(question, sought))] : [], make("p", {}, ...marked(snippet(section, sought), sought)));
  };

  const told = (query, found) => {
    if (!query.trim()) return HINT;
    if (!found.length) return `Nothing found for “${query.trim()}”. Other words may find it.`;
    const count = `${found.length} ${found.length === 1 ? "section" : "sections"}`;
    return found.length > SHOWN ? `${count}, the best ${SHOWN} of them shown` : count;
  };

  // Where else to look: the list of everything, which stands on the page of search itself; the sources; what was found, as a link.
  const otherwise = (root, query, found) => [
    ...own ? [] : [[FILE, "All pages and sections"]],
    ...pages.filter(([folder]) => folder === "sources/").map(([folder]) => [`${folder}index.html`, "All sources"]),
    ...found.length ? [[`${FILE}?q=${encodeURIComponent(query.trim())}`, "Link to this search"]] : [],
  ].map(([file, text]) => make("a", { href: root + file }, text));

  // A field, and under it what was found. root: the way to the site's root.
  const panel = (root, ...beside) => {
    const field = make("input", { type: "search", id: "search-words", name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    const status = make("p", { className: "found" });
    const list = make("ol", { className: "results" });
    const elsewhere = make("p", { className: "elsewhere" });
    status.setAttribute("role", "status");
    const show = () => {
      const { found, sought } = search.find(field.value);
      status.textContent = told(field.value, found);
      list.replaceChildren(...found.slice(0, SHOWN).map((at) => result(root, sections[at], sought)));
      elsewhere.replaceChildren(...otherwise(root, field.value, found));
    };
    const form = make("form", {}, make("label", { htmlFor: field.id, className: "unseen" }, "Search the guide"), field, ...beside);
    form.setAttribute("role", "search");
    field.addEventListener("input", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    const whole = make("div", { className: "finder" }, form, status, list, elsewhere);
    whole.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [field, ...list.querySelectorAll("a")];
      event.preventDefault();
      stops[Math.min(Math.max(stops.indexOf(document.activeElement) + step, 0), stops.length - 1)].focus();
    });
    show();
    return { whole, field, show };
  };

  // Its looks; should they not load, it works without.
  const styled = (root) => new Promise((done) => {
    document.head.append(make("link", { rel: "stylesheet", href: root + style, onload: done, onerror: done }));
  });

  let dialog;
  let held;

  search.open = async () => {
    if (!dialog) {
      const close = make("button", { type: "button" }, "Close");
      const root = document.links.find.getAttribute("href").slice(0, -FILE.length);
      held = panel(root, close);
      dialog = make("dialog", { className: "search", ariaLabel: "Search the guide" }, held.whole);
      dialog.addEventListener("click", ({ target }) => { if (target === dialog || target === close || target.closest("a")) dialog.close(); });
      document.body.append(dialog);
      await styled(root);
    }
    if (!dialog.open) dialog.showModal();
    held.field.focus();
    held.field.select();
  };

  // The page of search: what its address asks for is found, and the address follows what is asked.
  if (own) {
    const { whole, field, show } = panel("../");
    own.append(whole);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.addEventListener("change", () => history.replaceState(null, "", field.value ? `?q=${encodeURIComponent(field.value)}` : location.pathname));
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.target === field) return;
      event.preventDefault();
      field.focus();
    });
    show();
  }
}
