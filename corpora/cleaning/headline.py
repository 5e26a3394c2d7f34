"""Finds the headline of a web page whose text lacks it: the heading that the page's title repeats, or the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.cleaning.blocks import MIN_CONTAINED, Block, text_key, visible_texts
from tertium.corpora.cleaning.shapes import may_be_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

BARS: Final = re.compile(r"\s*[|│»]\s*|\s+(?:::|//)\s+")
"""Marks between a headline and the name of its site that are never part of a headline."""
DASHES: Final = re.compile(r"\s+[-–—·]\s+")
"""Marks between a headline and the name of its site that may be part of a headline too."""
MIN_SHARED_WORDS: Final = 0.6
"""Share of its words that a headline must have in common with another one to count as the same."""
TOP_LINES: Final = 3
"""Lines at the top of a text among which its headline stands, if it has one."""


def headline(tree: Any, text: str, blocks: Sequence[Block]) -> Block | None:
    """Return the block of the page's headline; None where the text has the headline already, or the page has none.

    A heading (h1) counts if the page's title has its words: other headings name the site or a section. Where no h1
    does, another block that says what the title says is the headline. The title itself (block 0) is the headline only
    of pages without any h1.

    Args:
        tree: the page, parsed by lxml.
        text: the text that was extracted from it, not empty.
        blocks: the blocks that extraction left out.
    """
    site_names = [text_key(content) for content in _meta_contents(tree, "og:site_name")]
    titles, headings = (
        [line for line in lines if may_be_headline(line) and text_key(line) not in site_names]
        for lines in (_titles(tree, site_names), _headings(tree))
    )
    if _has_headline(text, [*headings, *titles]):
        return None
    named_headings = [heading for heading in headings if any(_is_same(heading, title) for title in titles)]
    # Reversed, so that of several blocks with the same text the first stays in the dict.
    by_key = {text_key(block.text): block for block in reversed(blocks)}
    keys = (text_key(line) for line in [*named_headings, *titles])
    block = next((by_key[key] for key in keys if key in by_key), None)
    if block or headings or not titles:
        return block
    return Block(0, titles[0], 0)


def _has_headline(text: str, headlines: Iterable[str]) -> bool:
    """Whether one of the headlines stands in the text, or one of its first lines is the same."""
    lines = [line for line in text.split("\n") if line.strip()]
    line_keys, whole = {text_key(line) for line in lines}, text_key(text)
    return any(
        (key := text_key(line)) in line_keys
        or (len(key) >= MIN_CONTAINED and key in whole)
        or any(_is_same(line, top, max) for top in lines[:TOP_LINES])
        for line in headlines
    )


def _headings(tree: Any) -> Iterator[str]:
    for element in tree.iter("h1"):
        yield " ".join(" ".join(visible_texts(element)).split())


def _titles(tree: Any, site_names: Sequence[str]) -> Iterator[str]:
    """Yield the titles of the page without the name of the site: those of og:title first, then the title element."""
    for content in _meta_contents(tree, "og:title"):
        parts = [part for part in BARS.split(content) if text_key(part) not in site_names]
        whole = max(parts, key=len, default="")
        key = text_key(whole)
        # A dash may be part of the headline: cut there only where the site's name follows.
        yield from (part for part in DASHES.split(whole) if any(key == text_key(part) + name for name in site_names))
        yield whole
    for element in tree.iter("title"):
        yield max((part for bar in BARS.split(element.text or "") for part in DASHES.split(bar)), key=len)


def _meta_contents(tree: Any, name: str) -> list[str]:
    """Return the contents of the page's meta elements of this name, spaces collapsed."""
    elements = [element for element in tree.iter("meta") if name in {element.get("property"), element.get("name")}]
    return [" ".join(element.get("content", "").split()) for element in elements]


def _is_same(first: str, second: str, base: Callable[[int, int], int] = min) -> bool:
    """Whether two headlines say the same: they have the same letters, or most of their words in common.

    Args:
        first: a headline.
        second: another one.
        base: which number of words the common ones are a share of: min of the shorter, max of the longer headline.
    """
    if text_key(first) == text_key(second):
        return True
    first_words, second_words = ({text_key(word).casefold() for word in text.split()} for text in (first, second))
    shared = len(first_words & second_words)
    # One common word proves nothing.
    return shared > 1 and shared >= MIN_SHARED_WORDS * base(len(first_words), len(second_words))
