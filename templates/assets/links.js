// The page that people send links from: finds a question, and opens the form, whose script comes when it is used. Links are
// copied here as everywhere: see linking.js.
(() => {
  const list = document.querySelector("[data-links]");
  const form = document.querySelector("[data-sender]");
  const items = [...list?.querySelectorAll("li") ?? []];
  const titleOf = (group) => group.querySelector("h3").firstChild.textContent.trim(); // without the link that its heading has
  const asked = (item) => item.querySelector("h4").textContent;

  const button = (text, item, more) => Object.assign(
    document.createElement("button"), { type: "button", textContent: text, ariaLabel: `${text}: ${asked(item)}`, ...more },
  );

  const find = (field, count) => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of items) {
      const text = `${titleOf(item.closest("section"))} ${item.textContent}`.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      item.hidden = !fits;
      found += fits;
    }
    for (const group of list.querySelectorAll("section")) group.hidden = !group.querySelector("li:not([hidden])");
    count.textContent = words.length ? `${found} of ${items.length} questions` : "";
  };

  // The form: its questions are those of the list.
  const fieldsOf = (item) => form?.querySelector(`[data-for="${item.dataset.for}"]`);
  const choose = async (item) => {
    const place = form.querySelector("[data-failed]");
    const failed = () => { place.hidden = false; };
    place.hidden = true;
    await page.loaded(form.dataset.sender, failed);
    await page.loaded(fieldsOf(item).dataset.files, failed);
    if (form.querySelector("select").value === item.id) guide.send(form, fieldsOf(item), item); // else another was chosen since
  };

  if (form && list) {
    const field = form.querySelector("select");
    for (const group of list.querySelectorAll("section")) {
      const part = field.appendChild(Object.assign(document.createElement("optgroup"), { label: titleOf(group) }));
      for (const item of group.querySelectorAll("li")) if (fieldsOf(item)) part.append(new Option(asked(item), item.id));
    }
    field.addEventListener("change", () => { if (field.value) choose(document.getElementById(field.value)); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }
  for (const item of items) {
    const copy = button("Copy", item, { className: "link" });
    copy.dataset.address = item.querySelector(".to a").textContent;
    const fill = () => {
      form.querySelector("select").value = item.id;
      form.scrollIntoView();
      choose(item).then(() => form.querySelector("select").focus({ preventScroll: true }));
    };
    const fills = fieldsOf(item) && "fills" in item.dataset;
    item.querySelector(".to details").before(copy, fills ? button("Add numbers", item, { onclick: fill }) : "");
  }
  const field = list?.querySelector("[data-find]");
  field?.addEventListener("input", () => find(field, list.querySelector("output")));
})();
