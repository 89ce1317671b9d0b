"use strict";
// Leads on from an address that was given up: the query comes along, and so does the section, under the name that it has now.
(() => {
  const { to } = document.currentScript.dataset;
  const known = new Map(JSON.parse(document.getElementById("retired").textContent)).get(location.hash.slice(1));
  const path = known ?? to;
  const url = new URL(location.protocol === "file:" ? path : path.replace(/index\.html(?=#|$)/, ""), location.href);
  url.search = location.search;
  if (!known && !url.hash) url.hash = location.hash;
  location.replace(url);
})();
