"""The text of a web page, by trafilatura, and the visible text that it leaves out."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    more often than in the text was left out the other times. The headline is marked, if it is among them; one that only
    the page's title has is returned too.
    """
    from trafilatura import load_html

    from tertium.corpora.cleaning.headline import headline

    tree = load_html(page) if page.strip() else None
    if tree is None:
        return []
    blocks = list(texts(tree))
    found = list(_left_out(blocks, text))
    top = headline(tree, text, found) if text else None
    marked = [one._replace(headline=one == top) for one in found]
    return marked if top is None or top in found else [top._replace(headline=True), *marked]


def _left_out(blocks: Sequence[str], text: str) -> Iterator[Block]:
    keys = [key(part) for line in text.split("\n") for part in (line, *(line.split("|") if "|" in line else ()))]
    whole, unused = key(text), Counter(keys)
    long = sorted({one for one in keys if len(one) >= LONG}, key=lambda one: (-len(one), one))
    places = _places(blocks, text)

    def is_left_out(part: str) -> bool:
        one = key(part)
        if one in unused:
            unused[one] -= 1
            return unused[one] < 0
        return len(one) < LONG or one not in whole

    for number, block in enumerate(blocks, 1):
        parts = [block] if (one := key(block)) in unused or one in whole else _without(block, long)
        yield from (Block(number, part, places[number - 1]) for part in parts if is_left_out(part))


def _places(blocks: Sequence[str], text: str) -> list[int]:
    """Return how many lines of the text stand before each block of the page."""
    lines = [key(line) for line in text.split("\n") if line.strip()]
    starts: dict[str, list[str]] = {}
    for line in lines:
        starts.setdefault(line[:LONG], []).append(line)
    pieces = [(piece, i) for i, block in enumerate(blocks) for piece in _pieces(key(block), starts)]
    same = SequenceMatcher(None, [piece for piece, _ in pieces], lines, autojunk=False).get_matching_blocks()
    place_of = {pieces[one.a + k][1]: one.b + k for one in same for k in range(one.size)}
    before = accumulate((place_of.get(i, -1) + 1 for i in range(len(blocks))), max, initial=0)
    return list(before)[:-1]


def _pieces(block: str, starts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the long lines that a block holds, by their keys and in their order; the block where it holds none."""
    at = range(len(block) - LONG + 1)
    return [one for i in at for one in starts.get(block[i : i + LONG], ()) if block.startswith(one, i)] or [block]


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
    """Return the letters and digits of a text; the text itself where it has none."""
    return "".join(character for character in text if character.isalnum()) or text.strip()
