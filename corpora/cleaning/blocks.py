"""Reads the visible text of a web page block by block, and gives texts a key for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.text.letters import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""HTML elements that stand within a line; every other element begins and ends a block."""
INVISIBLE: Final = frozenset({
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "audio", "video", "canvas",
    "datalist",
})  # fmt: skip
"""HTML elements whose text is not shown."""
MIN_CONTAINED: Final = 20
"""Letters, marks and digits from which a text that another one contains counts as the same text: shorter ones (a name,
a date) occur by chance."""


class Block(NamedTuple):
    """A visible text of a web page that extraction left out of the article's text.

    Attributes:
        number: index among the visible texts of the page, from 1; 0 for the page's title, which is not visible.
        text: of the block, on one line.
        after: number of lines of the article's text, empty ones aside, that precede the block on the page.
        headline: whether it is the headline of the article.
    """

    number: int
    text: str
    after: int
    headline: bool = False


def visible_texts(tree: Any) -> Iterator[str]:
    """Yield the text of each block of an lxml tree, spaces collapsed; blocks without text are left out."""
    strings: list[str] = []
    for string in _strings(tree):
        if string is not None:
            strings.append(string)
        elif text := " ".join("".join(strings).split()):
            yield text
            strings = []


def _strings(tree: Any) -> Iterator[str | None]:
    """Yield the visible strings of an lxml tree, and None where a block begins or ends."""
    # A stack instead of recursion: pages may be nested thousands of elements deep.
    stack: list[Any] = [tree]
    while stack:
        node = stack.pop()
        if node is None or isinstance(node, str):
            yield node
            continue
        edge = [] if node.tag in INLINE or not isinstance(node.tag, str) else [None]
        children = [part for child in node for part in (child, child.tail or "")]
        parts = [node.text or "", *children] if _is_visible(node) else []
        stack.extend(reversed([*edge, *parts, *edge]))
    yield None


def _is_visible(element: Any) -> bool:
    """Whether the text of an lxml element is shown; the tag of a comment is no string."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE or "hidden" in element.attrib:
        return False
    return "display:none" not in element.get("style", "").replace(" ", "").lower()


def text_key(text: str) -> str:
    """Return a text's letters, marks and digits, by which texts are compared; the text itself where it has none."""
    return wording(text) or text.strip()
