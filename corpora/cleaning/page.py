"""Defines the values of cleaning: a line with its label, a page as the rules see it, and a rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tertium.corpora.cleaning.shapes import is_sentence, may_be_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Label: TypeAlias = Literal[
    "text", "headline", "doubtful",
    "navigation", "comments", "credit", "caption", "date", "site", "related", "subscription", "disclaimer",
    "recurring", "repeated", "fragment", "removed",
]  # fmt: skip
"""Kind of a line. Lines with one of the first three labels are kept, ``doubtful`` ones only if a partner article has
them too."""

KEPT: Final[frozenset[Label]] = frozenset({"text", "headline", "doubtful"})
"""Labels of the lines that cleaning keeps."""
MIN_BODY_LINE: Final = 90
"""Length from which a sentence counts as the first line of the body, in characters."""
LONG_HEADLINE: Final = 60
"""Length from which of two candidates for the headline the earlier one is taken, not the longer one, in characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a raw article with its label.

    Attributes:
        number: line number in the file, from 1; of a web page in the extracted text, and after its last line for what
            extraction left out.
        text: of the line, without surrounding space.
        block: index of its paragraph, the lines between two empty ones, from 0; -1 where extraction left it out.
        label: kind of the line.
        rule: name of the rule that gave the label; empty for plain text.
    """

    number: int
    text: str
    block: int
    label: Label = "text"
    rule: str = ""

    @property
    def kept(self) -> bool:
        """Whether cleaning keeps the line; `doubtful` lines may be removed after the pairing."""
        return self.label in KEPT


@dataclass(frozen=True)
class Page:
    """The lines of an article as the rules see them.

    Attributes:
        lines: lines that aren't empty, with their indentation.
        blocks: index of each line's paragraph.
        foreign: indices of the lines in another language than the article.
        recurring: indices of the lines that many articles share.
        extracted: whether the lines come from a web page, where extraction has used the mark-up already.
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
        """The lines without surrounding space, any run of spaces as one space."""
        return tuple(" ".join(line.split()) for line in self.lines)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """Indices of the lines that hold a whole sentence."""
        return frozenset(i for i, text in enumerate(self.texts) if is_sentence(text))

    @cached_property
    def body(self) -> int:
        """Index of the first line that reads like the text of an article; the number of lines where none does."""
        return next((i for i in sorted(self.sentences) if len(self.texts[i]) >= MIN_BODY_LINE), len(self))

    @cached_property
    def headline(self) -> int | None:
        """Index of the headline: the longest line before the body that may be one; None where there is none."""
        candidates = [i for i in range(self.body) if i not in self.sentences and may_be_headline(self.texts[i])]
        return max(candidates, key=lambda i: (min(len(self.texts[i]), LONG_HEADLINE), -i), default=None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of cleaning: it finds the lines of one kind.

    Attributes:
        name: name in tables and in a user's rules.
        label: label of the lines that it finds.
        find: returns the indices of those lines.
    """

    name: str
    label: Label
    find: Callable[[Page], Iterable[int]]
