/* The list of the inbox follows what happens in the thread beside it. */
"use strict";
(() => {
  const facets = document.querySelector("details[data-wide]");
  if (facets && window.innerWidth <= 1200) facets.removeAttribute("open");

  const row = (id) => document.querySelector(`[data-message="${CSS.escape(id)}"]`);

  /* The open message at the top of its pane; the first of a thread below the thread's own heading. */
  function show() {
    const asked = document.querySelector("#thread .asked");
    if (!asked) return;
    if (asked === document.querySelector("#thread .letter")) document.getElementById("thread").scrollTop = 0;
    else asked.scrollIntoView({ block: "start" });
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "thread") return;
    const shown = document.querySelector("#thread [data-thread]");
    if (!shown) return;
    document.body.classList.add("reading");
    document.querySelectorAll('.rows [aria-current="true"]').forEach((each) => each.removeAttribute("aria-current"));
    const chosen = row(shown.dataset.thread);
    if (chosen) { chosen.setAttribute("aria-current", "true"); chosen.classList.remove("unread"); }
    show();
  });

  document.addEventListener("marked", (event) => {
    const { message, mark, set } = event.detail;
    const line = row(message);
    if (!line) return;
    if (mark === "flagged") line.classList.toggle("flagged", set);
    if (mark === "read") line.classList.toggle("unread", !set);
  });

  if (window.innerWidth > 900) show();
})();
