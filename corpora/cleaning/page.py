"""The values of cleaning: a line with its label, a page as the rules see it, and the rule itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import regex

from tertium.corpora.cleaning.phrases import says_anything
from tertium.corpora.text.scripts import ideographs, unspaced_letters
from tertium.corpora.text.stops import STOPS, writes_stops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Label: TypeAlias = Literal[
    "text", "headline", "doubtful",
    "navigation", "comments", "credit", "caption", "date", "site", "related", "subscription", "disclaimer",
    "recurring", "repeated", "fragment", "removed",
]  # fmt: skip
"""What a line is. The first three stay; of them ``doubtful`` stays only if a partner article has the line too."""

KEPT: Final[frozenset[Label]] = frozenset({"text", "headline", "doubtful"})

ENDS: Final = regex.compile(rf"[{STOPS}:;,،؛，、；][\"'“”’»«›‹)\]」』】*\s]*$")
"""A line that ends like this is a sentence, leads into one, or is an item of a list of them; machine translation leaves
a space before a quote."""
INNER_END: Final = regex.compile(
    rf"(?V1)[\p{{L}}\p{{M}}_]{{2,}}[.!?…]['\"“”’»)]*\s+[„“‚‘«\"'(]?[\p{{L}}--\p{{Ll}}]|[[{STOPS}]--[.!?…]](?=.)"
)
"""The end of a sentence within a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a raw article and what cleaning takes it for.

    Attributes:
        number: its place in the file, from 1; of a web page, its place in the extracted text, or behind that.
        text: without surrounding space.
        block: which paragraph it stands in: lines between two empty ones, from 0; -1 where extraction left it out.
        label: what it is.
        rule: which rule said so; empty for plain text.
    """

    number: int
    text: str
    block: int
    label: Label = "text"
    rule: str = ""

    @property
    def kept(self) -> bool:
        """Whether the line stays for now."""
        return self.label in KEPT


@dataclass(frozen=True)
class Page:
    """An article's lines as the rules see them.

    Attributes:
        lines: those that aren't empty, as found, indentation included.
        blocks: the paragraph of each.
        foreign: lines in another language than the article.
        recurring: lines that many articles of the folder share.
        extracted: whether the lines come from a web page, where the mark-up has told text from the rest already.
    """

    lines: tuple[str, ...]
    blocks: tuple[int, ...]
    foreign: frozenset[int] = frozenset()
    recurring: frozenset[int] = frozenset()
    extracted: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The lines without surrounding space, no-break spaces as spaces."""
        return tuple(" ".join(line.split()) for line in self.lines)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """Lines that hold a whole sentence: those that end like one, and the long ones."""
        return frozenset(i for i, text in enumerate(self.texts) if is_sentence(text))

    @cached_property
    def body(self) -> int:
        """Index of the first line that reads like the text of an article; the number of lines where none does."""
        return next((i for i in sorted(self.sentences) if len(self.texts[i]) >= BODY), len(self))

    @cached_property
    def headline(self) -> int | None:
        """Index of the headline: the longest line before the body that ends in no full stop and says nothing else."""
        before = [i for i in range(self.body) if i not in self.sentences and may_be_headline(self.texts[i])]
        return max(before, key=lambda i: (min(len(self.texts[i]), 60), -i), default=None)


@dataclass(frozen=True, slots=True)
class Rule:
    """What finds the lines of one kind.

    Attributes:
        name: what `--explain` and a user's rules call it.
        label: what it says that its lines are.
        find: the indices of its lines.
    """

    name: str
    label: Label
    find: Callable[[Page], Iterable[int]]


BODY: Final = 90
"""Characters of a line that, ending in a full stop, is taken for the first of the body."""
HEADLINE: Final = 15
"""Characters a headline has at least."""
FEWEST: Final = 4
"""Words of the shortest line that counts as a sentence."""
FEWEST_UNSTOPPED: Final = 20
"""The same in Thai and Lao, whose sentences end in no mark, so that a headline or an item of a menu may look alike."""
SENTENCE: Final = 160
"""Characters from which a line is text whatever it ends in; one of Chinese or Japanese counts as three."""


def is_sentence(text: str) -> bool:
    """Whether a line holds at least one whole sentence of more than a few words."""
    if len(text) + 2 * ideographs(text) >= SENTENCE:
        return True
    words = len(text.split()) + unspaced_letters(text) // 2
    return (words >= FEWEST and bool(ENDS.search(text))) or (words >= FEWEST_UNSTOPPED and not writes_stops(None, text))


def is_blurb(text: str) -> bool:
    """Whether a line is a sentence and a second one without an end, as sites have above their headlines."""
    return bool(INNER_END.search(text)) and not ENDS.search(text)


def may_be_headline(text: str) -> bool:
    """Whether a line is long enough for a headline, and neither a blurb nor one of the known phrases."""
    return len(text) >= HEADLINE and not is_blurb(text) and not says_anything(text)
