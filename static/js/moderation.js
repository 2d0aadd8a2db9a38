// The queue by keyboard: j and k walk, a goes to 掲載する, r to the reasons, d goes to 破棄する.
// No key decides anything by itself, and none does anything while somebody writes.
(() => {
  const posts = [...document.querySelectorAll("[data-held]")];
  if (!posts.length) return;
  let at = -1;
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), posts.length - 1);
    posts[at].focus();
    posts[at].scrollIntoView({ block: "start" });
  };
  const button = (act) => posts[at]?.querySelector(`button[name="act"][value="${act}"]`);
  const opened = () => {
    const details = button("reject")?.closest("details");
    if (details) details.open = true;
  };
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select, button, a, summary");
    if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "a") button("approve")?.focus();
    else if (event.key === "r") { opened(); posts[at]?.querySelector("select")?.focus(); }
    else if (event.key === "d") { opened(); button("discard")?.focus(); }
    else return;
    event.preventDefault();
  });
})();
