"""Numbers that differ: one text has them in digits, the other in neither digits nor words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.number_side import Side
from tertium.metrics.checks.units import compound_conversions, conversions
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.metrics.checks.quantities import Number

_PERCENT: Final = re.compile(r"\s?(?:%|％|per ?cent|prozent|pro ?cent|відсот|процент)", re.IGNORECASE)

_PARTS: Final = {Decimal(share): {Decimal(part)} for share, part in ((25, 4), (75, 4), (33, 3), (66, 3), (67, 3))}
"""Per cent that a fraction in words stands for, and what its word is read as: two thirds, a quarter."""

COUNTED: Final = 2
"""Largest number that an East Asian text counts where others have an article or a plural: もう1台, 2倍."""

CLOSE: Final = 0.08
"""Relative error of a number that a translator converted to another unit, and rounded."""

_ITEM: Final = regex.compile(rf"(?V1)\d{{1,2}}(?:\.\d)?\s?{UNSPACED}|0\d\s")
"""The number of a list's item or heading, which translators drop: behind it an unspaced script, or with a leading 0."""


@register
@dataclass(frozen=True, slots=True)
class Numbers(Check):
    """Numbers lost, changed or added, per hundred different numbers of either text.

    The formats of all languages are understood (1,500.5 and 1.500,5; 10 000; 720万 and 7.2 million; 3 p.m. and 15 Uhr),
    times of day in words (half past three, halb vier), numerals in words for en, de, cs, uk, ru, pl, fr, es, it, pt,
    nl, tr, ar, he, zh and ja, above 20 for ko, scales (lakh, 億, مليون) for some 30. In other languages a small number
    may stand in one text only. A number that was converted to another unit, both being named, is no error: 10 inches
    and 25 cm, 5 feet 10 and 178 cm.
    """

    name = "numbers"
    rules = 4

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source = Side(segment.source, segment.languages[0])

        def inspect(hypothesis: str) -> Checked:
            target = Side(hypothesis, segment.languages[1])
            lost, added = _unconverted(source, target, source.without(target), target.without(source))
            changed = min(len(lost), len(added))  # the n-th that is lost became the n-th that is new
            lost = lost[:changed] + [number for number in lost[changed:] if _is_lost(number, source, target)]
            added = added[:changed] + [number for number in added[changed:] if _is_added(number, source, target)]
            return _checked(source, target, lost, added)

        return inspect


def _checked(source: Side, target: Side, lost: Sequence[Number], added: Sequence[Number]) -> Checked:
    findings = []
    for i in range(max(len(lost), len(added))):
        expected = source.text[lost[i].start : lost[i].end] if i < len(lost) else ""
        if i < len(added):
            label, note = (
                ("changed", f"{expected} in the source") if expected else ("added", "no such number in the source")
            )
            findings.append(Finding(added[i].start, added[i].end, f"number {label}", note, 0.9 if expected else 0.8))
        else:
            end = len(target.text)
            findings.append(Finding(end, end, "number lost", f"{expected} in the source", 0.8))
    matched = len({min(number.scaled) for number in source.digits}) - len(lost)
    return Checked(matched + len(findings), tuple(sorted(findings)))


def _is_lost(number: Number, source: Side, target: Side) -> bool:
    """Whether a lost number is an error: not with its name (COVID-19), as an item's, or where words may hold it."""
    is_nameless = number.name and number.name not in target.folded
    is_item = number.start == 0 and _ITEM.match(source.text)
    is_excused = is_nameless or is_item or _is_said_otherwise(number, source, target)
    return not is_excused and not target.excuses(number, source)


def _is_said_otherwise(number: Number, text: Side, other: Side) -> bool:
    """Whether another text may say a number of this one otherwise: by words, on a clock, without its century."""
    is_idiom = 100 in number.values and _PERCENT.match(text.text, number.end)  # noqa: PLR2004 - absolutely
    is_share = not other.words.isdisjoint(_PARTS.get(max(number.values), ())) and _PERCENT.match(text.text, number.end)
    is_millennium = 2000 in number.values and text.is_decade(number)  # noqa: PLR2004 - its beginning
    if is_idiom or is_share or is_millennium or text.is_century(number, other):
        return True
    return other.excuses_decade(number, text)


def _is_added(number: Number, source: Side, target: Side) -> bool:
    """Whether a new number is an error: not as a part of a name, nor where words of the source may hold it."""
    counts = tags.base(target.language) in {"ja", "ko", "zh"} and max(number.values) <= COUNTED
    is_age = target.text[number.end : number.end + 1] == "代"  # 10代 are teenagers
    if number.name or counts or is_age or _is_said_otherwise(number, target, source):
        return False
    return not source.excuses(number, target)


def _unconverted(
    source: Side, target: Side, lost: list[Number], added: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Return the lost and added numbers but for those that a translator converted: 10 inches, 25 cm."""
    if not lost and not added:
        return lost, added
    of_source, of_target = compound_conversions(source.text, target.text)
    lost = [number for number in lost if number.start not in of_source]
    added = [number for number in added if number.start not in of_target]
    if not (changes := conversions(source.text, target.text)):
        return lost, added
    amounts, others = source.amounts(), target.amounts()
    return (
        [number for number in lost if not _any_close(_converted({float(max(number.scaled))}, changes), others)],
        [number for number in added if not _any_close(_converted(amounts, changes), map(float, number.scaled))],
    )


def _converted(amounts: Iterable[float], changes: Sequence[tuple[float, float]]) -> list[float]:
    return [amount * factor + shift for amount in amounts for factor, shift in changes]


def _any_close(expected: Iterable[float], numbers: Iterable[float]) -> bool:
    """Whether one of the numbers is one of those expected, rounded; small ones to a whole number, up or down."""
    numbers = list(numbers)
    return any(
        abs(value - number) <= CLOSE * abs(value) or (abs(value - number) < 1 and number == int(number))
        for value in expected
        for number in numbers
    )
