"""Short lists of an article, which the telling apart of main content takes for a menu: they are put back as lines.

In: a parsed page and its main text as first read. Out: the same tree, the lists that were lost made plain paragraphs. A list
belongs to the article where it follows a paragraph that does and is no list of links. Trap: "Wren: 101" in such a list is
often the very number that a release is about.
"""

from __future__ import annotations

from resiliparse.parse.html import DOMNode, HTMLTree

MAX_LISTS = 200
MAX_ITEMS = 100  # of one list; a longer one is kept by the library or is an index
MOST_LINKED = 0.5  # of a list's letters; more is navigation


def restore_lists(tree: HTMLTree, main: str) -> bool:
    """Make plain paragraphs of the lists that are missing from the main text; True where there was one."""
    if tree.body is None:
        return False
    flat = " ".join(main.split())
    found = False
    for listed in list(tree.body.get_elements_by_tag_name("ul"))[:MAX_LISTS]:
        items = list(listed.get_elements_by_tag_name("li"))[: MAX_ITEMS + 1]
        words = [_words(item) for item in items]
        if not words or len(words) > MAX_ITEMS or all(each in flat for each in words) or not _follows(listed, flat):
            continue
        linked = sum(len(_words(link)) for link in listed.get_elements_by_tag_name("a"))
        if linked <= MOST_LINKED * sum(map(len, words)):
            _to_paragraphs(tree, listed, words)
            found = True
    return found


def _follows(listed: DOMNode, main: str) -> bool:
    """True where the element before a list is a paragraph of the main text."""
    before = listed.prev
    while before is not None and not _words(before):
        before = before.prev
    return before is not None and before.tag == "p" and _words(before) in main


def _to_paragraphs(tree: HTMLTree, listed: DOMNode, words: list[str]) -> None:
    block, parent = tree.create_element("div"), listed.parent
    if block is None or parent is None:
        return
    for each in words:
        paragraph = tree.create_element("p")
        if paragraph is not None:
            paragraph.text = each
            block.append_child(paragraph)
    parent.replace_child(block, listed)


def _words(node: DOMNode) -> str:
    return " ".join((node.text or "").split())
