"""The headline of a web page where its text lacks it: the heading that the page's title names, or the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.cleaning.blocks import LONG, Block, key, texts
from tertium.corpora.cleaning.page import may_be_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

BARS: Final = re.compile(r"\s*[|│»]\s*|\s+(?:::|//)\s+")
"""What stands between a headline and the name of its site, and in no headline."""
DASHES: Final = re.compile(r"\s+[-–—·]\s+")
"""What may stand in a headline too."""
SAME: Final = 0.6
"""Share of the words of one headline that the other one has, if both say the same."""
TOP: Final = 3
"""Lines of a text among which its headline stands, if it has one."""


def headline(tree: Any, text: str, blocks: Sequence[Block]) -> Block | None:
    """Return the block of the page's headline; None where the text has it already, or the page names none.

    A heading (h1) counts if the page's title has its words: others name a site, or a part of it. Where no h1 does,
    another block of the page may; the title itself (block 0) is taken from pages without any h1.

    Args:
        tree: the page, by lxml.
        text: what extraction made of it, not empty.
        blocks: what it left out.
    """
    names = [key(one) for one in _contents(tree, "og:site_name")]
    titles, headings = (
        [one for one in found if may_be_headline(one) and key(one) not in names]
        for found in (_titles(tree, names), _headings(tree))
    )
    if _has(text, [*headings, *titles]):
        return None
    wanted = [one for one in headings if any(_same(one, title) for title in titles)]
    visible = {key(block.text): block for block in reversed(blocks)}
    found = next((visible[key(one)] for one in [*wanted, *titles] if key(one) in visible), None)
    if found or headings or not titles:
        return found
    return Block(0, titles[0], 0)


def _has(text: str, found: Iterable[str]) -> bool:
    """Whether one of the headlines stands in the text, or its first lines say the same."""
    lines = [line for line in text.split("\n") if line.strip()]
    keys, whole = {key(line) for line in lines}, key(text)
    return any(
        key(one) in keys
        or (len(key(one)) >= LONG and key(one) in whole)
        or any(_same(one, top, max) for top in lines[:TOP])
        for one in found
    )


def _headings(tree: Any) -> Iterator[str]:
    for element in tree.iter("h1"):
        yield " ".join(" ".join(texts(element)).split())


def _titles(tree: Any, names: Sequence[str]) -> Iterator[str]:
    """Yield what the page says that it is about, without the name of the site: og:title first, then the title."""
    for said in _contents(tree, "og:title"):
        parts = [part for part in BARS.split(said) if key(part) not in names]
        whole = max(parts, key=len, default="")
        yield from (part for part in DASHES.split(whole) if any(key(whole) == key(part) + name for name in names))
        yield whole
    for element in tree.iter("title"):
        yield max((part for bar in BARS.split(element.text or "") for part in DASHES.split(bar)), key=len)


def _contents(tree: Any, name: str) -> list[str]:
    """Return the contents of the page's meta elements of this name."""
    found = [one for one in tree.iter("meta") if name in {one.get("property"), one.get("name")}]
    return [" ".join(one.get("content", "").split()) for one in found]


def _same(one: str, other: str, of: Callable[[int, int], int] = min) -> bool:
    """Whether two headlines are one: the same letters, or most of the words of the shorter one, or of the longer."""
    if key(one) == key(other):
        return True
    words, others = ({key(word).casefold() for word in text.split()} for text in (one, other))
    return len(words & others) > 1 and len(words & others) >= SAME * of(len(words), len(others))
