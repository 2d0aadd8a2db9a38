// Writing: the five buttons work at the cursor; a pasted or dropped file is attached.
(() => {
  const marks = {
    heading: { line: "## " },
    list: { line: "- " },
    quote: { line: "> " },
    bold: { before: "**", after: "**" },
    link: { before: "[", after: "](https://)" },
  };

  const put = (area, words) => {
    area.focus();
    // Only this way can it be undone by Ctrl+Z; a browser without it does without.
    if (!document.execCommand?.("insertText", false, words)) {
      area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const lines = (area, mark) => {
    const text = area.value;
    const start = text.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const found = text.indexOf("\n", area.selectionEnd);
    area.setSelectionRange(start, found < 0 ? text.length : found);
    const chosen = text.slice(area.selectionStart, area.selectionEnd).split("\n");
    put(area, chosen.map((line) => mark + line).join("\n"));
  };

  const around = (area, { before, after }) => {
    const start = area.selectionStart;
    const chosen = area.value.slice(start, area.selectionEnd);
    put(area, before + chosen + after);
    area.setSelectionRange(start + before.length, start + before.length + chosen.length);
  };

  const attach = (form, files) => {
    const input = form.querySelector('input[type="file"]');
    if (!input || !files.length) return false;
    const all = new DataTransfer();
    for (const file of [...input.files, ...files]) all.items.add(file);
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const area = form.querySelector("textarea");
    form.addEventListener("click", (event) => {
      const mark = marks[event.target.closest('button[name="insert"]')?.value];
      if (!mark) return;
      event.preventDefault();
      if (mark.line) lines(area, mark.line);
      else around(area, mark);
    });
    area.addEventListener("paste", (event) => {
      const { files } = event.clipboardData;
      // A table copied out of a spreadsheet brings its picture along; the words are meant.
      const words = event.clipboardData.getData("text/plain");
      if (!words && attach(form, files)) event.preventDefault();
    });
    area.addEventListener("drop", (event) => {
      if (attach(form, event.dataTransfer.files)) event.preventDefault();
    });
  }
})();
