// A section that has another name now, or stands on another page: old links to it lead there, and the query comes along.
page.retired = () => {
  const found = document.getElementById("retired");
  const to = found && new Map(JSON.parse(found.textContent)).get(location.hash.slice(1));
  if (!to) return;
  const url = new URL(to, location.href);
  url.search = location.search;
  location.replace(url);
};
page.retired();
addEventListener("hashchange", page.retired);
