// Search is loaded when a reader opens it: by its link in the masthead, or with / where nothing is being written.
// A returned false keeps the browser from following the link; should a file not load, the link leads on.
{
  const link = document.links.find; // the one whose id is find
  if (link) {
    link.onclick = onkeydown = (event) => (event.key ?? "/") !== "/" || event.ctrlKey || event.metaKey || "selectionEnd" in event.target
      || !page.loaded(link.dataset.find, () => { location = link; }).then(() => search.open());
  }
}
