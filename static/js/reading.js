// Whoever has seen the end of a thread has read it: the button at its end presses itself, once.
(() => {
  const form = document.querySelector("form[data-mark-read]");
  if (!form || !("IntersectionObserver" in window)) return;
  const watcher = new IntersectionObserver(async (seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Prefer: "return=minimal" },
    }).catch(() => null);
    if (answer?.ok) form.hidden = true;
  });
  watcher.observe(form.previousElementSibling ?? form);
})();
