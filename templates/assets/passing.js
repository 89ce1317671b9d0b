"use strict";
// Shows what holds once a day has passed on the reader's own clock. Without this script the day alone is told.
(() => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const part of document.querySelectorAll("[data-passes]")) part.hidden = today < part.dataset.passes;
})();
