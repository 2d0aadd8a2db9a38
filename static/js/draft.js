// What is being written is kept in this browser until it has arrived, whatever happens to the page.
(() => {
  const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
  let kept;
  try {
    kept = window.localStorage;
  } catch {
    return; // the visitor wants nothing kept
  }
  const mine = () => Object.keys(kept).filter((key) => key.startsWith("draft:"));
  const read = (key) => {
    try {
      return JSON.parse(kept.getItem(key));
    } catch {
      return null;
    }
  };

  // The server says what has arrived; only then is it forgotten here.
  const arrived = document.cookie.match(/(?:^|; )arrived=([\w-]+)/)?.[1];
  if (arrived) {
    for (const key of mine()) if (key.endsWith(`:${arrived}`)) kept.removeItem(key);
    document.cookie = "arrived=; Max-Age=0; Path=/; SameSite=Lax";
  }
  for (const key of mine()) {
    if (!(Date.now() - read(key)?.at < KEPT_MS)) kept.removeItem(key);
  }

  // On a shared machine nothing stays behind.
  for (const form of document.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", () => mine().forEach((key) => kept.removeItem(key)));
  }

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = `draft:${form.dataset.person ?? ""}:${form.dataset.draft}`;
    const fields = ["subject", "text"].map((name) => form.elements[name]).filter(Boolean);
    const told = form.querySelector("[data-draft-found]");
    const words = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
    const isEmpty = () => fields.every((field) => !field.value.trim());
    const save = () => {
      try {
        if (isEmpty()) kept.removeItem(key);
        else kept.setItem(key, JSON.stringify({ at: Date.now(), ...words() }));
      } catch {
        // full: the form itself still has the words
      }
    };

    const found = read(key);
    if (found && isEmpty()) {
      for (const field of fields) field.value = found[field.name] ?? "";
      if (told) told.hidden = false;
    }
    told?.querySelector("button")?.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      kept.removeItem(key);
      told.hidden = true;
      fields.at(-1).focus();
    });
    let later;
    form.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(save, 400);
    });
    form.addEventListener("submit", save);
    window.addEventListener("pagehide", () => {
      if (later) save();
    });
  }
})();
