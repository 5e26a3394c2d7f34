"""The visible text of a web page, block by block, and how two texts are told to be the same."""

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
"""Elements that stand within a line; every other one begins a block and ends one."""
UNSEEN: Final = frozenset({
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "audio", "video", "canvas",
    "datalist",
})  # fmt: skip
"""Elements whose text no reader sees."""
LONG: Final = 20
"""Letters and digits from which a text that lies in another one is no coincidence."""


class Block(NamedTuple):
    """A text of a web page that isn't in the article's text.

    Attributes:
        number: its place among the visible texts of the page, from 1; 0 for the page's title, which is none.
        text: on one line.
        after: lines of the article's text, empty ones aside, that stand before it on the page.
        headline: whether it is the headline of the article.
    """

    number: int
    text: str
    after: int
    headline: bool = False


def texts(tree: Any) -> Iterator[str]:
    """Yield the visible texts of a page, or of a part of it, block by block."""
    line: list[str] = []
    for piece in _strings(tree):
        if piece is not None:
            line.append(piece)
        elif text := " ".join("".join(line).split()):
            yield text
            line = []


def _strings(tree: Any) -> Iterator[str | None]:
    """Yield the visible strings of a page, and None where a block begins or ends."""
    todo: list[Any] = [tree]
    while todo:
        one = todo.pop()
        if one is None or isinstance(one, str):
            yield one
            continue
        edge = [] if one.tag in INLINE or not isinstance(one.tag, str) else [None]
        inside = [part for child in one for part in (child, child.tail or "")]
        parts = [one.text or "", *inside] if _is_seen(one) else []
        todo.extend(reversed([*edge, *parts, *edge]))
    yield None


def _is_seen(element: Any) -> bool:
    """Whether an lxml element's text is seen; comments and the like have no name."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or "hidden" in element.attrib:
        return False
    return "display:none" not in element.get("style", "").replace(" ", "").lower()


def key(text: str) -> str:
    """Return the letters, marks and digits of a text; the text itself where it has none."""
    return wording(text) or text.strip()
