"""The text of a web page, by trafilatura, and the visible text that it leaves out."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from tertium.corpora.cleaning.blocks import LONG, Block, key, texts
from tertium.corpora.cleaning.headline import headline
from tertium.corpora.text.letters import WORDING
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


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
    places = [character.start() for character in WORDING.finditer(text)]
    bare = "".join(text[i] for i in places)
    for line in keys:
        at = bare.find(line) if len(line) <= len(bare) else -1
        if at >= 0:
            for rest in (text[: places[at]], text[places[at + len(line) - 1] + 1 :]):
                if WORDING.search(rest):
                    yield from _without(rest, keys)
            return
    yield text.strip()
