// What every page has, with or without a calculator. Scripts that few readers need are loaded when they are first asked for,
// in the order given.
const page = { loading: new Map() };

page.loaded = (files, failed) => {
  if (!page.loading.has(files)) {
    page.loading.set(files, new Promise((done) => {
      files.split(" ").forEach((src, place, all) => {
        const script = Object.assign(document.createElement("script"), { src, async: false });
        if (place === all.length - 1) script.onload = done;
        script.onerror = () => {
          page.loading.delete(files);
          failed();
        };
        document.head.append(script);
      });
    }));
  }
  return page.loading.get(files);
};
