// Long tables: filter by typing, sort by a column's head. Without this script they are whole and in their own order.
guide.filter = (field) => {
  const table = document.getElementById(field.dataset.filter);
  const count = document.querySelector(`[data-count="${field.dataset.filter}"]`);
  const apply = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      row.classList.toggle("left-out", !fits);
      if (fits && !row.hidden) shown += 1;
    }
    count.textContent = words.length ? `${shown} rows` : "";
  };
  field.addEventListener("input", (event) => { event.stopPropagation(); apply(); });
  table.addEventListener("rows", apply);
};

guide.sortBy = (table, place, head, numeric) => {
  const up = head.getAttribute("aria-sort") !== "ascending";
  const key = (row) => {
    const cell = row.cells[place];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    return numeric ? (text === "inf" ? Infinity : parseFloat(text)) : text.toLowerCase();
  };
  const rows = [...table.tBodies[0].rows].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
    return (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
  });
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  table.tBodies[0].append(...rows);
};

guide.sortable = (table) => {
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => guide.sortBy(table, place, head, head.classList.contains("num")));
  });
};

for (const part of document.querySelectorAll(".tools[data-enhance]")) part.hidden = false;
for (const field of document.querySelectorAll("[data-filter]")) guide.filter(field);
for (const table of document.querySelectorAll("table[data-sortable]")) guide.sortable(table);
