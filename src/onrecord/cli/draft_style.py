"""The style sheet of a checked draft: light and dark, on paper and on a small screen, told apart without colour too."""

from __future__ import annotations

# Outcomes differ in line as well as in colour (wavy, dotted, plain), for people who see no colour and for grey printers.
STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfcf9; --line: #cfcac0; --soft: #55514a;
  --bad: #a3171b; --bad-ground: #fbe3e1; --look: #7a4a00; --look-ground: #fcefd2;
  --open: #4f4a43; --open-ground: #efece5; --good: #12602f; --good-ground: #e2f2e6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece8e0; --paper: #191816; --line: #48443d; --soft: #b5aea2;
    --bad: #ff9d97; --bad-ground: #4a1d1c; --look: #f4c264; --look-ground: #453310;
    --open: #c9c2b5; --open-ground: #34312c; --good: #8fd6a4; --good-ground: #1b3a25; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 84rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Georgia, "Noto Serif", "DejaVu Serif", serif; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; font-size: .9rem; color: var(--soft); }
header p { margin: .3rem 0; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; margin: .5rem 0; color: var(--ink); overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0 0 .75rem; }
code, cite, .working { font: .8rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
cite { font-style: normal; color: var(--soft); }
.key span { display: inline-block; padding: 0 .5rem; margin-right: .4rem;
  border: 1px solid currentColor; border-radius: .2rem; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2.5rem; align-items: start; }
.draft { white-space: pre-wrap; overflow-wrap: break-word; max-width: 42rem; }
mark { color: inherit; background: none; padding: 0; text-decoration-line: underline; text-decoration-thickness: 2px;
  text-underline-offset: .2em; text-decoration-skip-ink: none; }
mark.fails { background: var(--look-ground); text-decoration-style: wavy; text-decoration-color: var(--look); }
mark.fails.error { background: var(--bad-ground); text-decoration-color: var(--bad); }
mark.cannot_tell { background: var(--open-ground); text-decoration-style: dotted; text-decoration-color: var(--open); }
mark.cannot_tell.warning { background: var(--look-ground); text-decoration-color: var(--look); }
mark.holds { background: var(--good-ground); text-decoration-style: solid; text-decoration-color: var(--good); }
.n { font: 700 .68rem/1 system-ui, sans-serif; vertical-align: super; padding: 0 .15em; text-decoration: none; }
.fails, .warning { color: var(--look); }
.fails.error { color: var(--bad); }
.cannot_tell { color: var(--open); }
.cannot_tell.warning { color: var(--look); }
.holds { color: var(--good); }
.draft mark, .draft mark.error, .draft mark.warning { color: var(--ink); }
.draft mark.statement { background: none; }
.checks { font-size: .9rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { border: 1px solid var(--line); border-left: .35rem solid currentColor; border-radius: .2rem; padding: .5rem .8rem;
  margin-bottom: .8rem; scroll-margin-top: 1rem; }
li p, li blockquote { margin: .25rem 0; color: var(--ink); overflow-wrap: anywhere; }
li .what, li .what a, li .what strong { color: inherit; }
blockquote { padding-left: .7rem; border-left: 2px solid var(--line); }
li p.more, li p.working, li p.place { color: var(--soft); }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
:target { outline: 2px solid currentColor; outline-offset: 3px; }
@media (max-width: 60rem) { main { display: block; } .draft { margin-bottom: 2rem; } }
@media print {
  :root { --ink: #000; --paper: #fff; --line: #999; --soft: #333; --bad: #8b0000; --bad-ground: #fff; --look: #5c3700;
    --look-ground: #fff; --open: #333; --open-ground: #fff; --good: #0b4a22; --good-ground: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  main { display: block; }
  .draft { max-width: none; margin-bottom: 1.5rem; }
  li { break-inside: avoid; }
  a { text-decoration: none; } }
"""
