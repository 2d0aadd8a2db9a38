// A form that came back: begin where it says what to mend.
(() => {
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();
})();
