// The words that a reader has selected, as the end of an address with which a browser finds them again.
page.INLINE = /^(inline|contents|ruby)/;

// A part of the page as a browser searches it: blocks apart, every space as one. at: where a range starts and ends in it.
page.searched = (root, range) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const at = [];
  let [text, last] = ["", null];
  const add = (words) => { text += words.replace(/\s+/g, " ").replace(/^ /, /\s$/.test(text) ? "" : " "); };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement: parent, data } = node;
    if (!parent.checkVisibility() && !parent.closest("details:not([open])")) continue;
    let block = parent;
    while (page.INLINE.test(getComputedStyle(block).display)) block = block.parentElement;
    if (block !== last) text = `${text.trimEnd()}\n`;
    last = block;
    if (!range.intersectsNode(node)) { add(data); continue; }
    const [from, to] = [node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : data.length];
    add(data.slice(0, from));
    at[0] ??= text.length;
    add(data.slice(from, to));
    at[1] = text.length;
    add(data.slice(to));
  }
  return { text, at };
};

// Whole words only: a browser finds no others.
page.whole = (text, [from, to]) => {
  const letter = (place) => /[\p{L}\p{N}]/u.test(text[place] ?? "");
  while (from < to && !/\S/.test(text[from])) from += 1;
  while (from < to && !/\S/.test(text[to - 1])) to -= 1;
  while (letter(from - 1) && letter(from)) from -= 1;
  while (letter(to) && letter(to - 1)) to += 1;
  return [from, to];
};

// What an address may hold, and what others take for its end.
page.encoded = (words) => encodeURIComponent(words).replace(/[-.!~*'()_]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

page.LONG = 120; // characters from which on the first and the last words stand for all
page.ENDS = 5; // of them
page.directive = ({ text: searched, at }) => {
  const [from, to] = page.whole(searched, at);
  const [text, chosen] = [searched.toLowerCase(), searched.slice(from, to)];
  const once = (words, place) => text.indexOf(words.toLowerCase()) === place && text.indexOf(words.toLowerCase(), place + 1) < 0;
  if (chosen.length <= page.LONG && !chosen.includes("\n")) return once(chosen, from) ? page.encoded(chosen) : "";
  const lines = chosen.split("\n").filter(Boolean);
  const head = lines[0].split(" ").slice(0, page.ENDS).join(" ");
  const tail = lines.at(-1).split(" ").slice(-page.ENDS).join(" ");
  return once(head, from) && once(tail, to - tail.length) ? `${page.encoded(head)},${page.encoded(tail)}` : "";
};

// many: whether words are selected that the page has more than once.
page.quote = (heading) => {
  const chosen = getSelection();
  if (chosen.isCollapsed) return { words: "" };
  const range = chosen.getRangeAt(0);
  const start = range.cloneRange();
  start.collapse(true);
  const before = [...document.querySelectorAll("h2, h3")].filter((each) => start.comparePoint(each, 0) <= 0);
  const own = [before.at(-1), before.findLast((each) => each.tagName === "H2")].includes(heading);
  if (!own || !chosen.toString().trim()) return { words: "" };
  const found = page.directive(page.searched(document.body, range));
  return { words: found && `:~:text=${found}`, many: !found };
};
