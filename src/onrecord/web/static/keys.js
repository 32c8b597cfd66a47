/* Keys as in mail programs. Lists are marked with data-rows, their rows with data-row; nothing here is needed to use the app. */
"use strict";
(() => {
  let before = "";
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]");
  const rows = () => Array.from(document.querySelectorAll("[data-rows] [data-row]"));
  const current = () => document.querySelector('[data-row][aria-current="true"]');

  function select(row) {
    const was = current();
    if (was) was.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
    const link = row.matches("a") ? row : row.querySelector("a");
    if (link) link.focus({ preventScroll: true });
  }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
    if (next >= 0 && next < all.length) return select(all[next]);
    const more = document.querySelector(step > 0 ? "[data-next]" : "[data-previous]");
    if (more) more.click();
  }

  function press(selector) {
    const within = current() || document;
    const button = within.querySelector(selector) || document.querySelector(selector);
    if (button) button.click();
  }

  const actions = {
    j: () => move(1), k: () => move(-1),
    f: () => press('[data-act="flag"]'), u: () => press('[data-act="unread"]'),
    "/": () => { const box = document.getElementById("q"); box.focus(); box.select(); },
    "?": () => document.getElementById("keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (before === "g") {
      before = "";
      const link = document.querySelector(`nav.pages a[data-key="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    before = event.key === "g" ? "g" : "";
    if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
  });

  const button = document.getElementById("show-keys");
  if (button) { button.hidden = false; button.addEventListener("click", actions["?"]); }
})();
