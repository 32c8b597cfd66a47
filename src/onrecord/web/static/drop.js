/* Dropping files on the form of sources, and saying what was chosen. Without this script the two file inputs do the same. */
"use strict";
(() => {
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  const said = form.querySelector("[data-chosen]");
  const dropped = [];

  const say = (text) => { said.textContent = text; };
  const stop = (event) => { event.preventDefault(); };

  async function walk(entry, path) {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      dropped.push([file, path + file.name]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const entries = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!entries.length) return;
      for (const each of entries) await walk(each, path + entry.name + "/");
    }
  }

  document.addEventListener("dragover", (event) => { stop(event); form.closest("details")?.setAttribute("open", ""); form.classList.add("over"); });
  document.addEventListener("dragleave", () => form.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    stop(event);
    form.classList.remove("over");
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) await walk(entry, "");
    if (!entries.length) dropped.push(...Array.from(event.dataTransfer.files, (file) => [file, file.name]));
    say(`${dropped.length} file${dropped.length === 1 ? "" : "s"} dropped. Press Build.`);
  });
  form.addEventListener("change", () => {
    const n = Array.from(form.querySelectorAll('input[type="file"]')).reduce((sum, input) => sum + input.files.length, 0);
    if (n) say(`${n} file${n === 1 ? "" : "s"} chosen.`);
  });
  form.addEventListener("submit", async (event) => {
    if (!dropped.length) { say("Handing over …"); return; }
    stop(event);
    const body = new FormData(form);
    for (const [file, name] of dropped) body.append("file", file, name);
    say("Handing over …");
    const answer = await fetch(form.action, { method: "POST", body, redirect: "follow" });
    if (answer.ok) location.href = "/"; else say(`That did not work (${answer.status}).`);
  });
})();
