// Copies the address of a section, figure, table or verdict, or one that stands in a list, and hands it to the device's own share sheet
// where there is one.
page.said = Object.assign(document.createElement("span"), { className: "said", role: "status" });

// What the page was asked goes along: of the form that the link stands in, or of the page's first.
page.address = (link, words) => {
  const { hash = `#${link.closest("section[id]").id}` } = link;
  const widget = guide.widgets.find(({ form }) => form.contains(link)) ?? guide.widgets[0];
  const query = widget?.query() ?? "";
  const short = link.closest("h2, h3") && !link.matches(".plain") && !words; // no page is told which words it is to show
  return short ? guide.published(query, document.body.dataset.share.replace("*", hash.slice(1))) : guide.published(query) + hash + words;
};

page.send = (url, title) => navigator.share({ title, url }).catch(() => {}); // closed again: nothing to say

page.copy = async (link) => {
  const heading = link.closest("h2, h3");
  const { words, many } = heading ? page.quote(heading) : { words: "" };
  const url = link.dataset.address ?? page.address(link, words);
  const named = heading ? [...heading.childNodes].filter((part) => ![link, page.said].includes(part)) : [link.closest("figure, li")?.querySelector("strong, figcaption, h4")];
  const title = named.map((part) => part?.textContent).join("").trim() || document.title;
  if (link.dataset.action === "share") return page.send(url, title);
  const own = link.form?.querySelector("[data-status]");
  const place = own ?? page.said;
  place.replaceChildren();
  if (!own) link.after(place); // it has to stand there before it speaks
  try {
    await navigator.clipboard.writeText(url);
    await new Promise((done) => { setTimeout(done, 50); });
    place.append(words ? "Link to the selected words copied." : many ? "Link copied, to the section: the selected words stand here more than once." : "Link copied.");
  } catch {
    const field = Object.assign(document.createElement("input"), { value: url, readOnly: true });
    const label = document.createElement("label");
    label.append("Copy this address", field);
    place.append(label);
    if (!own) page.over(place, link); // before the field is looked at, since the page would scroll to it
    field.focus();
    field.setSelectionRange(0, url.length);
    field.scrollLeft = 0; // its start stays in view
  }
  if (own) return;
  if (navigator.share) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Share" });
    button.addEventListener("click", () => page.send(url, title));
    place.append(button);
  }
  page.over(place, link);
};

// Where the link is looked at, or at the end of the place that it is in where the window has no room for it; on paper of its own, so
// that nothing moves.
page.ROOM = 496; // pixels: the widest that it gets, and a margin
page.over = (place, link) => {
  const near = document.documentElement.clientWidth - link.getBoundingClientRect().left > page.ROOM;
  place.style.top = `${link.offsetTop + (link.offsetHeight - place.offsetHeight) / 2}px`;
  place.style.left = near ? `${link.offsetLeft}px` : "auto";
  place.style.right = near ? "auto" : 0;
};

for (const kind of ["pointerdown", "keydown", "focusin"]) addEventListener(kind, ({ key, target }) => {
  const { said } = page;
  const back = key === "Escape" && said.contains(document.activeElement);
  if (key ? key !== "Escape" : said.contains(target) || target === said.previousSibling) return;
  if (back) said.previousSibling.focus();
  said.remove();
});
