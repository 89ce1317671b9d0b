// What a search finds: the browser makes an index of words from the sections' texts, and ranks the sections for a query.
{
  const { pages, columns, same } = search.index;
  const sections = search.sections = columns[0].map((_, at) => columns.map((column) => column[at]));
  const WORD = /[\p{L}\p{N}]+(?:[.,’'][\p{L}\p{N}]+)*/gu;
  const COMMON = new Set(("a about am an and any are as at be been but by can could did do does for from get had has have how i if in into is isnt"
    + " it its me my not of on or our shall should so than that the their them then there these they this to us was we were what when where which"
    + " who why will with would you your").split(" "));
  // How much a word counts in the short title of its page, in the heading, the question, the text, and the names of rows.
  const WEIGHTS = [1, 3, 2, 1, 6];
  const START = 4; // in the short title, where the section is the start of the page
  const TEXT = 3, NAMES = 4; // places in that list
  const HEADS = 1.5; // how much a word in a heading tells beside one in a text
  const SATURATION = 2, LENGTH = 0.6; // the constants of BM25
  const SAME = 0.5, STARTED = 0.8, MISTYPED = 0.6; // weights of a word that only stands for the one asked
  const LEAST = 0.1; // of the best section's score: what has less does not fit
  const MOST_STARTED = 80; // words that begin alike
  const SURE = 5; // letters from which a word that nobody uses is taken for another

  // ---- Words: small letters without marks; of plurals, -ing, -ed and a last e the stem, so that price and pricing are one

  const kept = (make) => {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) known.set(word, make(word));
      return known.get(word);
    };
  };

  const plain = kept((word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}.]/gu, ""));

  const stem = kept((word) => {
    if (word.length < 4 || /^\d/.test(word)) return word;
    const one = word.replace(/ies$/, "y").replace(/([^su])s$/, "$1");
    const bare = one.replace(/^(.*[aeiouy].*[^e])(?:ing|ed)$/, "$1");
    return (bare.length < 3 ? one : bare).replace(/([bdgmnprt])\1$/, "$1").replace(/(..)e$/, "$1");
  });

  // The words of a text, each with its place, as it is written, and its stem.
  const read = kept((text) => [...text.matchAll(WORD)].map(({ 0: word, index }) => [index, word, stem(plain(word))]));

  const words = (text) => (text.match(WORD) ?? []).map(plain);

  // Those of them that were looked for.
  search.places = (text, sought) => read(text).filter(([, , key]) => sought.has(key));

  // ---- The index: by stem, how much it tells of each section that has it

  const postings = new Map();
  const vocabulary = new Set();

  const counted = (counts, place, found, weight) => {
    for (const word of found) {
      vocabulary.add(word);
      const key = stem(word);
      if (!counts.has(key)) counts.set(key, new Map());
      counts.get(key).set(place, (counts.get(key).get(place) ?? 0) + weight);
    }
  };

  // A word that few sections have tells more; one that stands there often, not much more than one that stands there twice.
  const rated = (counts, share) => {
    for (const [key, found] of counts) {
      const rarity = share * Math.log(1 + (sections.length - found.size + 0.5) / (found.size + 0.5));
      if (!postings.has(key)) postings.set(key, new Map());
      const scores = postings.get(key);
      for (const [place, count] of found) scores.set(place, (scores.get(place) ?? 0) + rarity * (count / (count + SATURATION)));
    }
  };

  {
    const [heads, texts] = [new Map(), new Map()];
    const all = sections.map(([at, , heading, question, text, names]) => [pages[at][1], heading, question, text, names.join(" ")].map(words));
    const mean = all.reduce((sum, fields) => sum + fields[TEXT].length, 0) / all.length;
    all.forEach((fields, place) => fields.forEach((found, field) => {
      if (field < TEXT) counted(heads, place, found, field || sections[place][1] ? WEIGHTS[field] : START);
      else if (field === NAMES) counted(texts, place, new Set(found), WEIGHTS[field]);
      else counted(texts, place, found, WEIGHTS[field] / (1 - LENGTH + (LENGTH * found.length) / mean));
    }));
    rated(heads, HEADS);
    rated(texts, 1);
  }

  const all = [...vocabulary].sort();
  const groups = same.map((group) => group.map((member) => words(member).map(stem)));
  const members = new Map(); // by stem: the members of groups that it is a word of, as [group, member]
  for (const group of groups) for (const member of group) for (const key of member) members.set(key, [...members.get(key) ?? [], [group, member]]);

  // ---- A query: for each of its words what may stand for it, as [stems that must all be there, weight]

  // Whether two words differ by one letter more, less or other, or by two that changed places.
  const near = (word, other) => {
    if (Math.abs(word.length - other.length) > 1) return false;
    let start = 0;
    while (start < word.length && word[start] === other[start]) start += 1;
    const [a, b] = [word.slice(start), other.slice(start)];
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  };

  const begun = (word) => {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle] < word) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < low + MOST_STARTED && all[end]?.startsWith(word)) end += 1;
    return all.slice(low, end);
  };

  const each = (found, weight) => [...new Set(found.map(stem))].map((key) => [[key], weight]);

  const meant = (word, open) => [...postings.has(stem(word)) ? each([word], 1) : [], ...open && word.length > 1 ? each(begun(word), STARTED) : []];

  const mistyped = (word) => (word.length < SURE ? [] : each(all.filter((other) => near(word, other)), MISTYPED));

  // What else the words around a place are called.
  const others = (keys, place) => (members.get(keys[place]) ?? []).flatMap(([group, member]) => {
    const starts = keys.some((_, at) => at <= place && place < at + member.length && member.every((key, step) => keys[at + step] === key));
    return starts ? group.filter((other) => other !== member).map((other) => [other, SAME]) : [];
  });

  // The last word may not be written to its end; common words are left out, unless there is no other.
  const concepts = (query) => {
    const every = words(query);
    const keys = every.map(stem);
    const open = (at) => at === every.length - 1 && /[\p{L}\p{N}]$/u.test(query);
    const places = [...every.keys()];
    const told = places.filter((at) => !COMMON.has(every[at]) || (open(at) && every.length === 1));
    return (told.length ? told : places).map((at) => {
      const found = [...meant(every[at], open(at)), ...others(keys, at)];
      return found.length ? found : mistyped(every[at]);
    });
  };

  const best = (meanings) => {
    const scores = new Float64Array(sections.length);
    for (const [[first, ...rest], weight] of meanings) {
      for (const [place, score] of postings.get(first) ?? []) {
        const least = rest.reduce((low, key) => Math.min(low, postings.get(key)?.get(place) ?? 0), score);
        scores[place] = Math.max(scores[place], weight * least);
      }
    }
    return scores;
  };

  // The places of the sections that fit, best first; and every stem that was looked for.
  search.find = (query) => {
    const asked = concepts(query);
    const sums = new Float64Array(sections.length);
    const met = new Float64Array(sections.length);
    for (const scores of asked.map(best)) {
      scores.forEach((score, place) => {
        sums[place] += score;
        met[place] += score > 0;
      });
    }
    const total = sums.map((sum, place) => sum * (met[place] / asked.length) ** 1.5);
    const least = LEAST * Math.max(...total);
    const found = [...total.keys()].filter((place) => met[place] && total[place] >= least);
    return { found: found.sort((a, b) => total[b] - total[a] || a - b), sought: new Set(asked.flat().flatMap(([keys]) => keys)) };
  };
}
