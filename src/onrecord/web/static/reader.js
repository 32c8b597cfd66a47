/* The citation of whatever is selected in the text, ready to be copied. Offsets are code points of the document. */
"use strict";
(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const line = document.getElementById("citation");
  const copy = document.getElementById("copy-citation");
  const points = (string) => Array.from(string).length;
  let waiting = 0;

  function offsetOf(node, at) {
    if (node.nodeType !== Node.TEXT_NODE) {
      const within = at < node.childNodes.length ? node.childNodes[at] : node;
      const texts = [];
      if (within.nodeType === Node.TEXT_NODE) texts.push(within);
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode);
      if (!texts.length) return null;
      return within === node ? offsetOf(texts.at(-1), texts.at(-1).length) : offsetOf(texts[0], 0);
    }
    const run = node.parentElement.closest("[data-s]");
    return run ? Number(run.dataset.s) + points(node.data.slice(0, at)) : null;
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
      const start = offsetOf(range.startContainer, range.startOffset);
      const end = offsetOf(range.endContainer, range.endOffset);
      if (start === null || end === null || end <= start) return;
      const answer = await fetch(`/cite/${encodeURIComponent(text.dataset.document)}?start=${start}&end=${end}`);
      if (!answer.ok) return;
      line.textContent = `${await answer.text()}, characters ${start}–${end}: “${selection.toString().replace(/\s+/g, " ").trim()}”`;
      const note = document.getElementById("note-here");
      if (note) note.href = `/notes/new?document=${encodeURIComponent(text.dataset.document)}&start=${start}&end=${end}`;
      line.dataset.start = start; line.dataset.end = end;
      document.dispatchEvent(new CustomEvent("cited", { detail: { document: text.dataset.document, start, end } }));
    }, 200);
  });

  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(line.textContent);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });

  /* The next page is drawn ahead, so that turning to it shows it at once; read to its end, lest it hold a connection. */
  const frame = document.querySelector("[data-then]");
  const image = frame && frame.querySelector("img");
  if (image) image.decode().then(() => fetch(frame.dataset.then).then((answer) => answer.blob()), () => {});

  const here = document.getElementById("here");
  if (here) here.scrollIntoView({ block: "center" });
})();
