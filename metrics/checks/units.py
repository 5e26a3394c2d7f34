"""Units and currencies that differ: the same number, but dollars for euros or miles for kilometres."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.scripts import starts_dense
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.numerals import SCALES
from tertium.metrics.checks.quantities import numbers
from tertium.metrics.checks.unit_names import SAME, SIZES, STEMS
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from decimal import Decimal

    from tertium.metrics.checks.quantities import Number

_UNITS: Final = [
    (kind, unit, re.compile(rf"(?:{stems})", re.IGNORECASE))
    for kind, units in STEMS.items()
    for unit, stems in units.items()
]
_PATTERNS: Final = {(kind, unit): pattern for kind, unit, pattern in _UNITS}
_SYMBOL: Final = re.compile(r"[$＄€£¥￥₩₽₴₹₪฿]\s?$")
_WORD: Final = re.compile(r"\w+[\s-]")
_CURRENCIES: Final = [
    (unit, re.compile(rf"(?:{stems})\s?(?:\w+\s)?$", re.IGNORECASE)) for unit, stems in STEMS["currency"].items()
]
_ANY_CURRENCY: Final = re.compile(rf"(?:{'|'.join(STEMS['currency'].values())})\s?(?:\w+\s)?$", re.IGNORECASE)
"""Any of them: most numbers have none, and one pattern is asked faster than twenty."""
_STEMS_OF_SCALES: Final = sorted(
    {stem for stems in SCALES.values() for stem in stems.split()} | {"hundred"}, key=lambda stem: (-len(stem), stem)
)
_SCALE: Final = "|".join(re.escape(stem) for stem in _STEMS_OF_SCALES if not starts_dense(stem))
_DENSE: Final = "|".join(re.escape(stem) for stem in _STEMS_OF_SCALES if starts_dense(stem))
_GAP: Final = re.compile(
    rf"[\s\u202f-]*(?:(?:{_SCALE}|(?<=\d)[mb](?=\s))\w*\.?\s*(?:de\s|von\s|di\s|d['’])?){{0,2}}"
    rf"(?:{_DENSE}|[千万亿億多余餘천만억])*\s*"
    r"(?:of\s|us[- ]|u\.s\.\s|американских\s|amerikanische\w?\s)?",
    re.IGNORECASE,
)
"""All that may stand between a number and its unit."""


class Measured(NamedTuple):
    """A number with its unit.

    Attributes:
        number: in digits.
        kind: ``"currency"``, ``"length"`` …; only units of one kind are compared.
        unit: its English name.
        start: first character of number and unit.
        end: behind the last one.
    """

    number: Number
    kind: str
    unit: str
    start: int
    end: int

    @property
    def readings(self) -> frozenset[Decimal]:
        """The values of the number, with and without its scale."""
        return self.number.scaled | self.number.values


@register
@dataclass(frozen=True, slots=True)
class Units(Check):
    """Numbers that have another unit or currency than in the source, per hundred numbers with a unit there.

    Lengths (speeds too), masses, volumes, areas, temperatures, shares, data and currencies, as they begin in some 30
    languages. A number that stands in both texts needs the same unit; any other number needs one of the source,
    unless it is what a conversion gives, which `numbers` judges.
    """

    name = "units"
    rules = 3

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source = _Side(segment.source)

        def inspect(hypothesis: str) -> Checked:
            if not source.measures:
                return Checked(0)
            target = _Side(hypothesis)
            findings = [
                _finding(hypothesis, measure, expected)
                for measure in target.measures
                if (expected := _expected(measure, source, target))
            ]
            return Checked(max(len(source.measures), len(findings)), tuple(sorted(findings)))

        return inspect


def measured(text: str) -> list[Measured]:
    """Return the numbers with a unit behind them, or a currency before them."""
    return list(_measures(text))


@lru_cache(maxsize=8)
def _measures(text: str) -> tuple[Measured, ...]:
    """Return what a text measures; the same texts are asked for several times in a row."""
    return tuple(measure for number in numbers(text) if (measure := _measured(text, number)))


def _measured(text: str, number: Number) -> Measured | None:
    before = text[max(0, number.start - BEFORE) : number.start]
    if not _SYMBOL.search(before) and (behind := _behind(text, number)):
        return behind
    if not _ANY_CURRENCY.search(before):
        return None
    for unit, stem in _CURRENCIES:
        if symbol := stem.search(before):
            return Measured(number, "currency", unit, number.start - len(symbol.group()), number.end)
    return None


def _behind(text: str, number: Number) -> Measured | None:
    """Return a number with the unit behind it: at once, behind a scale, or, a currency, behind one word more."""
    gap = _GAP.match(text, number.end)
    starts = [number.end + text[number.end : number.end + 1].isspace(), gap.end() if gap else number.end]
    matches = [
        (match.end(), kind, unit)
        for start in dict.fromkeys(starts)
        for kind, unit, stem in _UNITS
        if (match := stem.match(text, start))
    ]
    if not matches and (word := _WORD.match(text, starts[1])):
        matches = [
            (match.end(), "currency", unit)
            for unit in STEMS["currency"]
            if (match := _PATTERNS["currency", unit].match(text, word.end()))
        ]
    if not matches:
        return None
    end, kind, unit = max(matches, key=lambda entry: entry[0])  # the longest: ``mm`` is no ``m``
    return Measured(number, kind, unit, number.start, end)


BEFORE: Final = 14
"""Characters before a number in which its currency may stand: room for HK$, kč, EUR, and a word between."""


def _is_same(unit: str, other: str) -> bool:
    return unit == other or frozenset({unit, other}) in SAME


def _same_units(unit: str) -> set[str]:
    return {unit, *(other for pair in SAME if unit in pair for other in pair)}


class _Side:
    """The measures of one text; looked up by number and by unit, since comparing all with all takes their square."""

    def __init__(self, text: str) -> None:
        self.text, self.measures = text, _measures(text)

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        return Counter((measure.kind, measure.unit) for measure in self.measures)

    def count(self, kind: str, unit: str) -> int:
        """Return how many measures of the kind have the unit, or one that may be the same."""
        return sum(self._counts[kind, other] for other in _same_units(unit))

    @cached_property
    def _by_reading(self) -> dict[tuple[str, Decimal], list[Measured]]:
        by_reading: dict[tuple[str, Decimal], list[Measured]] = {}
        for measure in self.measures:
            for reading in measure.readings:
                by_reading.setdefault((measure.kind, reading), []).append(measure)
        return by_reading

    def with_number(self, measure: Measured) -> list[Measured]:
        """Return the measures of the same kind with the same number, whatever its scale."""
        matches = {
            other.start: other
            for reading in measure.readings
            for other in self._by_reading.get((measure.kind, reading), ())
        }
        return [matches[start] for start in sorted(matches)]

    def mentions(self, kind: str, unit: str) -> bool:
        """Whether the text has the unit's name in full, be it with a number in words (half an inch) or with none."""
        key = (kind, unit)
        if key not in self._mentions:
            names = (match.group() for match in _PATTERNS[key].finditer(self.text))
            self._mentions[key] = any(len(name) > len("inc") or not name.isascii() for name in names)
        return self._mentions[key]

    @cached_property
    def _mentions(self) -> dict[tuple[str, str], bool]:
        return {}

    def missing(self, other: _Side, kind: str) -> list[Measured]:
        """Return the measures of a kind with units that another text has less often."""
        units = {
            unit
            for kind_of_unit, unit in self._counts
            if kind_of_unit == kind and other.count(kind, unit) < self.count(kind, unit)
        }
        return [measure for measure in self.measures if measure.kind == kind and measure.unit in units]


def _expected(measure: Measured, source: _Side, target: _Side) -> Measured | None:
    """Return the source's measure in whose place a measure of the target has another unit; None where it is right."""
    same = source.with_number(measure)
    if same and not any(_is_same(other.unit, measure.unit) for other in same):
        return same[0]
    if same and _count_of(measure, target) > _count_of(measure, source):
        # The same number with several units, one of which was changed: 72 % and 72 ‰.
        other = next((other for other in same if _count_of(other, target) < _count_of(other, source)), None)
        if other is not None and not _is_same(other.unit, measure.unit):
            return other
    if same or source.count(measure.kind, measure.unit) or source.mentions(measure.kind, measure.unit):
        return None
    lost = source.missing(target, measure.kind)
    return None if any(_is_converted(other, measure) for other in lost) else next(iter(lost), None)


def _count_of(measure: Measured, side: _Side) -> int:
    return sum(_is_same(other.unit, measure.unit) for other in side.with_number(measure))


def _is_converted(measure: Measured, other: Measured) -> bool:
    """Whether the second measure is the first one in its unit, rounded; of temperatures nothing else is expected."""
    sizes = SIZES.get(measure.kind)
    if sizes is None:
        return measure.kind == "temperature"
    ratio = sizes[measure.unit] / sizes[other.unit]
    return any(
        abs(float(value) * ratio - float(converted)) <= ROUNDED * float(converted)
        for value in measure.readings
        for converted in other.readings
    )


ROUNDED: Final = 0.3
"""Relative error up to which a converted number is taken for a rounded one: `numbers` judges it, not this check."""


def conversions(source: str, target: str) -> list[tuple[float, float]]:
    """Return (factor, shift) of each conversion that a translator may have made: target = source * factor + shift.

    One for each two units of a kind that stand in one text each; degrees are converted between the two scales.
    """
    kinds = {measure.kind for text in (source, target) for measure in _measures(text)}
    sides = [_units(text, kinds) for text in (source, target)] if kinds else [set(), set()]
    changes = [
        (sizes[unit] / sizes[other], 0.0)
        for (kind, unit), (kind_of_other, other) in product(*sides)
        if kind == kind_of_other and unit != other and (sizes := SIZES.get(kind))
    ]
    if all(any(kind == "temperature" for kind, _ in side) for side in sides):
        changes += [(5 / 9, -32 * 5 / 9), (9 / 5, 32.0), (5 / 9, 0.0), (9 / 5, 0.0)]
    return changes


def _units(text: str, kinds: set[str]) -> set[tuple[str, str]]:
    """Return kind and unit of what the text measures, and what it names of these kinds without a number: a mile."""
    side = _Side(text)
    named = {(kind, unit) for kind in kinds for unit in SIZES.get(kind, {}) if side.mentions(kind, unit)}
    return named | {(measure.kind, measure.unit) for measure in side.measures}


class _Amount(NamedTuple):
    """A measured amount, in one unit or in two: 178 cm, 5 feet 10 inches.

    Attributes:
        kind: of its units.
        size: in one unit of the kind, see `SIZES`.
        starts: of its numbers in the text.
    """

    kind: str
    size: float
    starts: tuple[int, ...]


_SMALLER: Final = {
    ("length", "foot"): ("inch", r"in\b\.?|[\"″”]|['’]{2}|"),
    ("length", "metre"): ("centimetre", "|"),
    ("mass", "stone"): ("pound", "|"),
    ("mass", "pound"): ("ounce", "|"),
    ("mass", "kilogram"): ("gram", "|"),
}
"""Kind and unit to the smaller unit that may follow it, and how that may be shortened behind it: 6 ft 4 in, 1 m 78."""
_SHORT: Final = {
    "foot": re.compile(r"(?P<number>\d{1,2})\s?['’′](?=\s?\d)"),
    "stone": re.compile(r"(?P<number>\d{1,2})\s?st\b(?=\s?\d)"),
    "metre": re.compile(r"(?P<number>\d)\s?m(?=\d\d\b)"),
}
"""Signs that are units only where a smaller unit follows: 5'10", 9 st 4 lb, 1m78."""
_NEXT: Final = re.compile(r"[\s,-]{0,3}(?:(?:and|und|et|y|e|en|og|och|и|і)\s)?(?P<number>\d{1,3})\s?", re.IGNORECASE)


def _compounds(text: str) -> list[_Amount]:
    """Return the amounts in two units."""
    heads = [(measure.kind, measure.unit, measure.start, measure.end) for measure in _measures(text)]
    heads += [
        ("mass" if unit == "stone" else "length", unit, *match.span())
        for unit, sign in _SHORT.items()
        for match in sign.finditer(text)
    ]
    amounts = []
    for kind, unit, start, end in heads:
        smaller, short = _SMALLER.get((kind, unit), ("", ""))
        if not smaller or not (rest := _NEXT.match(text, end)) or not (head := _NUMBER.match(text, start)):
            continue
        if re.compile(rf"(?:{STEMS[kind][smaller]})\w*|(?:{short})(?!\w)", re.IGNORECASE).match(text, rest.end()):
            size = int(head.group()) * SIZES[kind][unit] + int(rest["number"]) * SIZES[kind][smaller]
            amounts.append(_Amount(kind, size, (start, rest.start("number"))))
    return amounts


_NUMBER: Final = re.compile(r"\d+")


def compound_conversions(source: str, target: str) -> tuple[set[int], set[int]]:
    """Return where numbers start, in source and target, that make an amount in two units which was converted.

    5 feet 10 inches and 178 cm are one amount, so that none of the three numbers is in the other text.
    """
    in_two = [_compounds(text) for text in (source, target)]
    if not any(in_two):
        return set(), set()
    single = [
        [
            _Amount(measure.kind, float(value) * SIZES[measure.kind][measure.unit], (measure.number.start,))
            for measure in _measures(text)
            if measure.unit in SIZES.get(measure.kind, {})
            for value in measure.readings
        ]
        for text in (source, target)
    ]
    pairs = [*product(in_two[0], [*in_two[1], *single[1]]), *product(single[0], in_two[1])]
    same = [(a, b) for a, b in pairs if a.kind == b.kind and abs(a.size - b.size) <= IN_TWO * a.size]
    return {start for a, _ in same for start in a.starts}, {start for _, b in same for start in b.starts}


IN_TWO: Final = 0.03
"""Relative error of an amount in two units, which is exact, when it is converted and rounded."""


def _finding(hypothesis: str, measure: Measured, expected: Measured) -> Finding:
    label = "currency" if measure.kind == "currency" else "unit"
    note = f"{expected.unit} in the source, not {measure.unit}"
    return Finding(measure.start, min(measure.end, len(hypothesis)), f"{label} changed", note, 0.85)
