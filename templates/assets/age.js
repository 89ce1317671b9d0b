// How old the prices are by the reader's own clock. Without this script their day alone is told.
for (const place of document.querySelectorAll("[data-age]")) {
  const days = Math.floor((Date.now() - Date.parse(place.dataset.age)) / 864e5);
  if (days > 0) place.textContent = days === 1 ? ", yesterday" : `, ${days} days ago`;
}
