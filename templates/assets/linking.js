// Links to copy, and links that bring numbers along. What they need is loaded when a reader is about to ask for it.
for (const kind of ["pointerover", "focusin", "click"]) addEventListener(kind, (event) => {
  const link = event.target.closest?.(".link");
  const { copying } = document.body.dataset;
  if (!link || !copying || event.ctrlKey || event.metaKey || event.shiftKey) return; // to be opened elsewhere
  const click = kind === "click";
  if (click) event.preventDefault();
  page.loaded(copying, () => { if (click && link.hash) location = link.hash; }).then(() => click && page.copy(link));
});

addEventListener("DOMContentLoaded", () => {
  const { inset } = document.body.dataset;
  const names = [...new URLSearchParams(location.search).keys()];
  if (inset && names.some((name) => !page.IGNORED.test(name))) page.loaded(inset, () => {});
});
