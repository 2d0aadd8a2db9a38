/* Search in the record's lists, loaded from files beside this one; without it the lists read as well. */
(() => {
  const place = document.getElementById("record-search");
  const root = place.dataset.root;
  const months = [];
  let waiting = null;
  window.recordOf = (month) => months.push(month);

  const load = () =>
    (waiting ??= Promise.all(
      RECORD.map(
        (file) =>
          new Promise((done) => {
            const script = document.createElement("script");
            script.src = `${root}${file}`;
            script.onload = script.onerror = done;
            document.head.append(script);
          }),
      ),
    ));

  const label = document.createElement("label");
  label.className = "field__label";
  label.htmlFor = "record-words";
  label.textContent = place.dataset.label;
  const box = document.createElement("input");
  box.className = "input";
  box.type = "search";
  box.id = "record-words";
  const found = document.createElement("ul");
  found.setAttribute("aria-live", "polite");
  place.append(label, box, found);

  const line = (month, [post, subject, id]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${root}posts/${post}.html`;
    link.textContent = subject || id;
    item.append(link, ` ${month.board} ${month.month}`);
    return item;
  };

  box.addEventListener("input", async () => {
    const words = box.value.trim().toLowerCase();
    await load();
    if (words !== box.value.trim().toLowerCase()) return;
    const hits = [];
    for (const month of words ? months : []) {
      for (const row of month.posts) {
        if (hits.length < 200 && `${row[1]} ${row[2]}`.toLowerCase().includes(words)) {
          hits.push(line(month, row));
        }
      }
    }
    found.replaceChildren(...(hits.length || !words ? hits : [place.dataset.none]));
  });
})();
