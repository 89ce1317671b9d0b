// The page that people send links from: finds a question, copies its link, and opens the form, whose script comes when it is used.
(() => {
  const list = document.querySelector("[data-links]");
  const form = document.querySelector("[data-sender]");
  const items = [...list?.querySelectorAll("li") ?? []];
  const titleOf = (group) => group.querySelector("h3").firstChild.textContent.trim(); // without the link that its heading has
  const asked = (item) => item.querySelector("h4").textContent;

  const copy = async (text, place, button) => {
    try {
      await navigator.clipboard.writeText(text);
      place.textContent = "Link copied.";
      [button.textContent, button.title] = ["Copied", button.title || button.textContent];
      setTimeout(() => { button.textContent = button.title; }, 2000);
    } catch {
      place.textContent = text; // no clipboard here: it stands there to be copied by hand
    }
  };

  const button = (text, item, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, ariaLabel: `${text}: ${asked(item)}` });
    made.addEventListener("click", () => act(made));
    return made;
  };

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
    if (form.querySelector("select").value === item.id) guide.send(form, fieldsOf(item), item, copy); // else another was chosen since
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
    const place = list.querySelector("[data-status]");
    item.querySelector(".to details").before(
      button("Copy", item, (own) => copy(item.querySelector(".to a").textContent, place, own)),
      fieldsOf(item) && "fills" in item.dataset ? button("Add numbers", item, () => {
        form.querySelector("select").value = item.id;
        form.scrollIntoView();
        choose(item).then(() => form.querySelector("select").focus({ preventScroll: true }));
      }) : "",
    );
  }
  const field = list?.querySelector("[data-find]");
  field?.addEventListener("input", () => find(field, list.querySelector("output")));
})();
