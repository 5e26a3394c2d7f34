"""The text of a web page, by trafilatura, and the visible text that it leaves out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """A visible text of a web page: its place among them, from 1, and the text on one line."""

    number: int
    text: str


def extract(page: str) -> str:
    """Return the main text of a web page, one paragraph per line with empty lines between; "" where there is none.

    Comments and tables' frames are left out; headings, lists and quotations stay.
    """
    import trafilatura

    if not page.strip():
        return ""
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, RecursionError) as error:
        raise DataError(f"a web page can't be read: {error}", hint="save it again") from error
    return "\n\n".join((text or "").split("\n"))


def left_out(page: str, text: str) -> list[Block]:
    """Return the visible text of a page that `extract` left out of its text, in the order of the page.

    Marks and spaces don't count; of a block that is in the text in part, the rest is returned. What stands on the page
    more often than in the text was left out the other times.
    """
    keys = [_key(part) for line in text.split("\n") for part in (line, *(line.split("|") if "|" in line else ()))]
    whole, unused = _key(text), Counter(keys)
    long = sorted({key for key in keys if len(key) >= LONG}, key=lambda key: (-len(key), key))

    def is_left_out(part: str) -> bool:
        key = _key(part)
        if key in unused:
            unused[key] -= 1
            return unused[key] < 0
        return len(key) < LONG or key not in whole

    made: list[Block] = []
    for number, block in enumerate(_blocks(page), 1):
        parts = [block] if (key := _key(block)) in unused or key in whole else _without(block, long)
        made.extend(Block(number, part) for part in parts if is_left_out(part))
    return made


def _without(text: str, keys: Sequence[str]) -> Iterator[str]:
    """Yield what is left of a text without the lines, by their keys, that lie in it."""
    places = [i for i, character in enumerate(text) if character.isalnum()]
    bare = "".join(text[i] for i in places)
    for key in keys:
        at = bare.find(key) if len(key) <= len(bare) else -1
        if at >= 0:
            for rest in (text[: places[at]], text[places[at + len(key) - 1] + 1 :]):
                if any(character.isalnum() for character in rest):
                    yield from _without(rest, keys)
            return
    yield text.strip()


def _blocks(page: str) -> Iterator[str]:
    """Yield the visible texts of a page, block by block."""
    line: list[str] = []
    for piece in _pieces(page):
        if piece is not None:
            line.append(piece)
        elif text := " ".join("".join(line).split()):
            yield text
            line = []


def _pieces(page: str) -> Iterator[str | None]:
    """Yield the visible strings of a page, and None where a block begins or ends."""
    from trafilatura import load_html

    tree = load_html(page) if page.strip() else None
    todo: list[Any] = [] if tree is None else [tree]
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


def _key(text: str) -> str:
    """Return the letters and digits of a text; the text itself where it has none."""
    return "".join(character for character in text if character.isalnum()) or text.strip()
