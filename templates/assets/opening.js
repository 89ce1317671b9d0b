// A short address opens the place that it tells of. Where to is written in the page and nowhere else: what the address brings along is
// handed on as a query, as it stands, and sets the inputs that it names instead of those that the place starts with.
(() => {
  const { target, inputs, section } = document.currentScript.dataset;
  const path = location.protocol === "file:" ? target : target.replace(/index\.html$/, "");
  const brought = location.search.slice(1);
  const named = new Set(new URLSearchParams(brought).keys());
  const own = inputs.split("&").filter((pair) => !named.has(pair.split("=")[0]));
  const query = [...own, brought].filter(Boolean).join("&");
  location.replace(path + (query && `?${query}`) + (section && `#${section}`));
})();
