"""Extracts the text of a web page with trafilatura, and finds the visible text that extraction leaves out."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tertium.corpora.cleaning.blocks import MIN_CONTAINED, Block, text_key, visible_texts
from tertium.corpora.cleaning.headline import headline
from tertium.corpora.text.letters import WORDING
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REFERENCE: Final = re.compile(r"&#(x[0-9a-f]{1,8}|[0-9]{1,8})(?![0-9a-f]);?", re.IGNORECASE | re.ASCII)
"""A reference to a character by its number."""
UNHOLDABLE: Final = frozenset({*range(0x20), 0xFFFE, 0xFFFF} - {*map(ord, "\t\n\r")})
"""Numbers of characters that XML can't hold, which lxml's trees refuse; HTML's parser mends other wrong numbers."""


def extract(page: str) -> str:
    """Return the main text of a web page, one paragraph per line with empty lines between; "" where there is none.

    Readers' comments are left out; headings, lists, tables and quotations stay.

    Raises:
        DataError: trafilatura can't parse the page.
    """
    import trafilatura

    if not page.strip():
        return ""
    try:
        text = trafilatura.extract(_extractable(page), include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, RecursionError) as error:
        raise DataError(f"a web page can't be read: {error}", hint="save it again") from error
    return "\n\n".join((text or "").split("\n"))


def left_out(page: str, text: str) -> list[Block]:
    """Return the visible text of a page that `extract` left out of its text, in the order of the page.

    Punctuation and spaces make no difference. Of a block that the text has in part, the rest is returned. What stands
    on the page more often than in the text was left out the other times. The headline is marked if it is among the
    blocks; a headline that only the page's title has comes first.
    """
    from trafilatura import load_html

    tree = load_html(_extractable(page)) if page.strip() else None
    if tree is None:
        return []
    blocks = list(_left_out(list(visible_texts(tree)), text))
    top = headline(tree, text, blocks) if text else None
    marked = [block._replace(headline=block == top) for block in blocks]
    return marked if top is None or top in blocks else [top._replace(headline=True), *marked]


def _extractable(page: str) -> str:
    """Return the page with U+FFFD for references to characters that XML can't hold.

    One such reference, ``&#27;`` say, and trafilatura finds no text on the whole page.
    """

    def replaced(reference: re.Match[str]) -> str:
        digits = reference[1].lower()
        number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
        return "\N{REPLACEMENT CHARACTER}" if number in UNHOLDABLE else reference[0]

    return REFERENCE.sub(replaced, page)


def _left_out(blocks: Sequence[str], text: str) -> Iterator[Block]:
    """Yield those of a page's blocks, or parts of them, that the text doesn't have."""
    # Extraction writes a row of a table as one line with bars; on the page every cell is a block.
    keys = [text_key(part) for line in text.split("\n") for part in (line, *(line.split("|") if "|" in line else ()))]
    whole, unused = text_key(text), Counter(keys)
    # The longest first: a line may contain another one.
    long_keys = sorted({key for key in keys if len(key) >= MIN_CONTAINED}, key=lambda key: (-len(key), key))
    preceding = _preceding_lines(blocks, text)

    def is_left_out(part: str) -> bool:
        key = text_key(part)
        if key in unused:
            unused[key] -= 1
            return unused[key] < 0
        return len(key) < MIN_CONTAINED or key not in whole

    for number, block in enumerate(blocks, 1):
        is_in_text = (key := text_key(block)) in unused or key in whole
        parts = [block] if is_in_text else _without(block, long_keys)
        yield from (Block(number, part, preceding[number - 1]) for part in parts if is_left_out(part))


def _preceding_lines(blocks: Sequence[str], text: str) -> list[int]:
    """Return for each block of the page how many lines of the text precede it."""
    lines = [text_key(line) for line in text.split("\n") if line.strip()]
    by_start: dict[str, list[str]] = {}
    for line in lines:
        by_start.setdefault(line[:MIN_CONTAINED], []).append(line)
    pieces = [(piece, i) for i, block in enumerate(blocks) for piece in _pieces(text_key(block), by_start)]
    # Without autojunk: difflib would ignore lines that occur often.
    matcher = SequenceMatcher(None, [piece for piece, _ in pieces], lines, autojunk=False)
    # Block to the line of the text that it matches, the last one if it matches several.
    line_of = {
        pieces[match.a + k][1]: match.b + k for match in matcher.get_matching_blocks() for k in range(match.size)
    }
    # A block follows the lines of all blocks before it, whether they are in order or not.
    counts = accumulate((line_of.get(i, -1) + 1 for i in range(len(blocks))), max, initial=0)
    return list(counts)[:-1]


def _pieces(block: str, by_start: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the keys of the long lines that a block contains, in their order; the block where it contains none."""
    starts = range(len(block) - MIN_CONTAINED + 1)
    return [
        line for i in starts for line in by_start.get(block[i : i + MIN_CONTAINED], ()) if block.startswith(line, i)
    ] or [block]


def _without(text: str, keys: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a text around the lines, given by their keys, that it contains."""
    # Position in the text of each character of its key.
    positions = [character.start() for character in WORDING.finditer(text)]
    key = "".join(text[i] for i in positions)
    for line in keys:
        start = key.find(line) if len(line) <= len(key) else -1
        if start >= 0:
            for rest in (text[: positions[start]], text[positions[start + len(line) - 1] + 1 :]):
                if WORDING.search(rest):
                    yield from _without(rest, keys)
            return
    yield text.strip()
