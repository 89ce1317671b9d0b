// What every page has, with or without a calculator. Scripts that few readers need are loaded when they are first asked for,
// in the order given.
const page = { loading: new Map() };

page.loaded = (files, failed) => Promise.all(files.split(" ").map((src, place, all) => {
  if (!page.loading.has(src)) {
    page.loading.set(src, new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src, async: false, onload: done });
      script.onerror = () => {
        for (const each of all.slice(place)) page.loading.delete(each); // what needs it runs once more after it
        failed();
      };
      document.head.append(script);
    }));
  }
  return page.loading.get(src);
}));
