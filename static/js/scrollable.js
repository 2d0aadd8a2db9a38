// A wide table or listing in a post scrolls by itself; let the keyboard reach it.
(() => {
  for (const wide of document.querySelectorAll(".prose table, .prose pre")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
})();
