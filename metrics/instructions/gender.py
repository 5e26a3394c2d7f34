"""Gender: how many outputs keep the gender that the source text states (MT-GenEval, Currey et al. 2022)."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
import regex

from tertium.corpora.types import NOTHING, REFERENCES
from tertium.errors import DataError, counted
from tertium.metrics.base import Counted, Span
from tertium.metrics.checks import items
from tertium.metrics.excess import excess
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores
    from tertium.metrics.checks.items import Items

SIDES: Final = ("masculine", "feminine")
BLANKS: Final = str.maketrans(dict.fromkeys(string.punctuation, " "))
"""The official score parts words at ASCII punctuation only: « and । stay on them."""
FEW: Final = 0.9
"""Share of outputs with a gendered word below which the official share needs a warning."""


class Words(NamedTuple):
    """What tells the genders of an item's two references apart, and the item's place among its pair's segments.

    Attributes:
        right: words of the right reference only.
        wrong: words of the reference in the other gender only.
        item: of one segment, or of two, which are right together.
    """

    right: frozenset[str]
    wrong: frozenset[str]
    item: int


class Sides(NamedTuple):
    """How an output shows the gender: by words of the right reference, by words of the wrong one."""

    right: bool
    wrong: bool


@register
@dataclass(frozen=True, slots=True)
class Gender:
    """Outputs without a word of the reference in the wrong gender, per hundred: the official score.

    It holds an output for right that has no gendered word at all, as a copy of the source: a warning says how many show
    none, and ``of=decided`` leaves them out.

    Counts per item: right (has words of the right reference only), wrong (has one of the wrong reference), not shown
    (neither). An item of two segments, one a gender, is right where both are; its last segment has its counts.

    Attributes:
        items: path of a TSV file with the columns correct and flipped (contextual), or masculine_reference and
            feminine_reference (counterfactual: two segments an item, whose ids are the item's, a sign and the gender,
            or which follow each other, masculine first). Without a file, the first reference is right, and the second
            has the other gender.
        by: ``item``, or ``segment``, which counts each gender by itself.
        of: ``all`` items; ``decided`` ones have a gendered word of either reference.
    """

    name = "gender"
    rules = 1
    unit = "%"
    higher_is_better = True
    source = "MT-GenEval; tertium's code"

    items: str = ""
    by: Literal["item", "segment"] = "item"
    of: Literal["all", "decided"] = "all"

    @property
    def needs(self) -> frozenset[Role]:
        """Nothing with items, else references."""
        return NOTHING if self.items else REFERENCES

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (right, wrong, not shown).

        Raises:
            DataError: the items don't fit the segments, or there are none and no segment has two references.
        """
        words = self._words(texts)
        strays = self._strays(texts)
        last = {row.item: i for i, row in enumerate(words) if row is not None}

        def count(hypotheses: Sequence[str]) -> Counted:
            spans: list[Span] = []
            shown: dict[int, list[Sides]] = {}
            unscored: dict[int, str] = {}
            for i, (row, hypothesis) in enumerate(zip(words, hypotheses, strict=True)):
                if reason := excess([hypothesis]) or ("" if row else "no references in both genders"):
                    unscored[i] = reason
                elif row is not None:
                    tokens = _tokens(hypothesis)
                    wrong = row.wrong & tokens.keys()
                    shown.setdefault(row.item, []).append(Sides(not row.right.isdisjoint(tokens), bool(wrong)))
                    spans += [
                        Span(i, *tokens[word], "gender", note=_note(row), confidence=0.9) for word in sorted(wrong)
                    ]
            rows = np.zeros((len(words), len(("right", "wrong", "not shown"))))
            for item, sides in shown.items():
                rows[last[item], _column(sides)] = 1
            return Counted(rows, tuple(sorted(spans, key=_place)), (*strays, *self._warnings(rows)), unscored)

        return count

    def _words(self, texts: Texts) -> list[Words | None]:
        if not self.items:
            if not any(len(references) > 1 for references in texts.references):
                raise DataError(
                    f"{self.name} needs a reference in each gender, and no segment has two references",
                    hint=f"{self.name}:items=FILE, or a second reference in the other gender behind the right one",
                )
            return [
                _told_apart(references[0], references[1], i) if len(references) > 1 else None
                for i, references in enumerate(texts.references)
            ]
        table = items.read(self.items)
        if table.has("correct", "flipped"):
            pairs = list(zip(table.column("correct"), table.column("flipped"), strict=True))
            rows = table.rows(texts.ids)
            return [None if row is None else _told_apart(*pairs[row], row) for row in rows]
        return self._of_both_genders(table, texts)

    def _strays(self, texts: Texts) -> tuple[str, ...]:
        """Return what is to be said of items that are of no segment."""
        table = items.read(self.items) if self.items else None
        return table.warnings(texts.ids) if table and table.has("correct", "flipped") else ()

    def _of_both_genders(self, table: Items, texts: Texts) -> list[Words | None]:
        """Return the words for a set of two segments an item."""
        pairs = list(zip(*(table.column(f"{side}_reference") for side in SIDES), strict=True))
        keys = table.keys or tuple(str(row) for row in range(1, len(table) + 1))
        segments = {
            (key, side): _told_apart(pair[k], pair[1 - k], 2 * row + k if self.by == "segment" else row)
            for row, (key, pair) in enumerate(zip(keys, pairs, strict=True))
            for k, side in enumerate(SIDES)
        }
        named = [segments.get((segment[: -len(side) - 1], side)) for segment in texts.ids for side in [_side(segment)]]
        if any(named):
            return named
        if len(texts) != len(segments):
            pairs_there, segments_there = counted(len(table), "item"), counted(len(texts), "segment")
            message = f"{self.items} has {pairs_there} of two genders for {segments_there}, and no id of theirs"
            raise DataError(message, hint=f"ids {keys[0]}#masculine and {keys[0]}#feminine, or two segments an item")
        return list(segments.values())

    def _warnings(self, rows: Counts) -> tuple[str, ...]:
        right, wrong, not_shown = rows.sum(axis=0).astype(int).tolist()
        total = right + wrong + not_shown
        if self.of == "decided" or not_shown <= (1 - FEW) * total:
            return ()
        decided = f"{100 * right / (right + wrong):.1f} %" if right + wrong else "no score"
        official = f"{100 * (total - wrong) / total:.1f} % counts {not_shown} of {total} outputs as right"
        without = f"without them {decided}, {right} of {right + wrong}"
        return (f"{official} that have no gendered word of either reference; {without}",)

    def score(self, totals: Counts) -> Scores:
        """Return the share of right outputs in percent, over any leading axes; nan where none counts."""
        right, wrong, not_shown = np.moveaxis(totals, -1, 0)
        unshown = not_shown if self.of == "all" else 0
        total = right + wrong + unshown
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(total > 0, 100 * (right + unshown) / total, np.nan)

    @property
    def signature(self) -> str:
        """The options, with the hash of the items in place of their path, and the version of the rules."""
        content = items.digest(self.items) if self.items else "none"
        return f"{self.name}|items:{content}|by:{self.by}|of:{self.of}|rules:{self.rules}"


def _tokens(text: str) -> Mapping[str, tuple[int, int]]:
    """Return the words of a text as the official score parts them, each with the place of its first occurrence."""
    parted = text.translate(BLANKS)
    # The dict keeps the first place of a word, as the last that is set.
    return {match.group().lower(): match.span() for match in reversed(list(regex.finditer(r"\S+", parted)))}


def _told_apart(right: str, wrong: str, item: int) -> Words:
    """Return the words by which two references differ."""
    rights, wrongs = frozenset(_tokens(right)), frozenset(_tokens(wrong))
    return Words(rights - wrongs, wrongs - rights, item)


def _side(segment: str) -> str:
    """Return the gender that a segment's id ends in; of others a text that no key has."""
    return next((side for side in SIDES if segment.endswith(side)), "?")


def _column(sides: Sequence[Sides]) -> int:
    """Return the column of an item's counts: right, wrong, not shown."""
    if any(side.wrong for side in sides):
        return 1
    return 0 if all(side.right for side in sides) else 2


def _note(words: Words) -> str:
    return f"as in the reference: {', '.join(sorted(words.right))}" if words.right else "in no reference of this gender"


def _place(span: Span) -> tuple[int, int]:
    return span.segment, span.start
