"""Units and currencies that differ: the same number, but dollars for euros or miles for kilometres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.quantities import numbers
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.metrics.checks.quantities import Number

STEMS: Final = {
    "currency": {
        "dollar": r"(?:us|a|c|nz|hk|s)?\$|usd\b|d[oó]ll?[aá]r|долл?ар|美元|美金|ドル|[新澳港]元",
        "euro": r"€|eur\b|euros?\b|eura?\b|євро|евро|欧元|歐元|ユーロ",
        "pound": r"£|gbp\b|pounds? sterling|pfund|libr|funt|фунт|英镑|英鎊",
        "yen": r"¥|jpy\b|\byen|ієн|иен|日元|日圆|円",
        "yuan": r"cny\b|rmb\b|yuan|renminbi|юан|人民币|人民幣|元",
        "rouble": r"₽|rub\b|roub|rubl|rubel|рубл|卢布",
        "hryvnia": r"₴|uah\b|hryvn|griwna|hřiv|грив|грн",
        "crown": r"kč|czk\b|sek\b|nok\b|dkk\b|korun|kron|crown|крон|克朗",
        "franc": r"chf\b|franc|franken|frank|франк|法郎",
        "rupee": r"₹|inr\b|rupee|rupi|рупі|рупи|卢比",
        "zloty": r"zł|pln\b|zlot|злот|兹罗提",
    },
    "length": {
        "kilometre": r"km\b|kilomet|кілометр|километр|км\b|公里|千米|キロ",
        "mile": r"miles?\b|meilen?\b|míl|миль|милі|миля|mil[ei]?\b|英里",
        "metre": r"m\b|met(?:er|re)|metr|метр|м\b|米",
        "centimetre": r"cm\b|centimet|zentimet|сантиметр|см\b|厘米|公分",
        "millimetre": r"mm\b|millimet|milimet|міліметр|миллиметр|мм\b|毫米",
        "foot": r"ft\b|feet|foot|fuß|fuss\b|stop[ay]?\b|фут|英尺",
        "inch": r"inch|zoll\b|palc|дюйм|英寸",
        "yard": r"yards?\b|yardů|ярд|码",
    },
    "mass": {
        "kilogram": r"kg\b|kilogram|kilo\b|kilos\b|кілограм|килограмм|кг\b|公斤|千克",
        "gram": r"g\b|gram|грам|г\b|克",
        "tonne": r"tons?\b|tonn|tun[ay]?\b|тонн|吨",
        "pound": r"lbs?\b|pounds?\b|pfund|libr|фунт|磅",
        "ounce": r"oz\b|ounce|unze|unc[eií]|унці|унци|盎司",
    },
    "volume": {
        "litre": r"l\b|lit(?:er|re)|litr|літр|литр|升",
        "millilitre": r"ml\b|millilit|mililit|мілілітр|миллилитр|мл\b|毫升",
        "gallon": r"gal\b|gallon|galon|галон|галлон|加仑",
    },
    "temperature": {
        "Celsius": r"°\s?[cс]\b|(?:degrees?|grad|stup\w+|градус\w*) (?:cels|цельс)|摄氏",
        "Fahrenheit": r"°\s?f\b|(?:degrees?|grad|stup\w+|градус\w*) (?:fahr|фарен)|华氏",
    },
    "share": {
        "per cent": r"%|％|percent|per cent|pct\b|prozent|procent|відсот|процент|por ciento|pour cent|百分",
        "per mille": r"‰|promil|per mille|проміл|промил",
    },
    "data": {
        "gigabyte": r"gb\b|gigab|гб\b|гігаб|гигаб",
        "megabyte": r"mb\b|megab|мб\b|мегаб",
        "terabyte": r"tb\b|terab|тб\b|тераб",
        "kilobyte": r"kb\b|kilob|кб\b",
    },
}  # fmt: skip
"""Kind to unit to a pattern of how its names and symbols begin, in many languages."""

_UNITS: Final = [
    (kind, unit, re.compile(rf"(?:{stems})", re.IGNORECASE))
    for kind, units in STEMS.items()
    for unit, stems in units.items()
]
_SCALES: Final = (
    r"(?:million\w*|billion\w*|trillion\w*|milli?ard\w*|thousand|hundred|mio|mrd|mil|tis|тис|млн|млрд|bn|m|k)\.?\s"
)
"""Words between a number and its unit: 3 million dollars."""
_GAP: Final = re.compile(rf"[\s\u202f-]*(?:{_SCALES}|[千万亿億多余餘]+)?\s*(?:of\s)?", re.IGNORECASE)
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


@register
@dataclass(frozen=True, slots=True)
class Units(Check):
    """Numbers that have another unit or currency than in the source, per hundred numbers with a unit there.

    Lengths, masses, volumes, temperatures, shares, data and currencies, as they begin in en, de, cs, uk, ru, pl, fr,
    es, it, nl, zh and ja. Only a number that stands in both texts is judged; converted ones are for `numbers`.
    """

    name = "units"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        expected = measured(segment.source)

        def inspect(hypothesis: str) -> Checked:
            present = measured(hypothesis)
            findings = [
                _finding(hypothesis, wanted, changed) for wanted in expected if (changed := _changed(wanted, present))
            ]
            return Checked(len(expected), tuple(sorted(findings)))

        return inspect


def measured(text: str) -> list[Measured]:
    """Return the numbers with a unit behind them, or a currency before them."""
    return [measure for number in numbers(text) if (measure := _measured(text, number))]


def _measured(text: str, number: Number) -> Measured | None:
    gap = _GAP.match(text, number.end)
    start = gap.end() if gap else number.end
    matches = [(kind, unit, match) for kind, unit, stem in _UNITS if (match := stem.match(text, start))]
    if matches:
        kind, unit, match = max(matches, key=lambda entry: entry[2].end())  # the longest: ``mm`` is no ``m``
        return Measured(number, kind, unit, number.start, match.end())
    before = text[max(0, number.start - 4) : number.start]  # room for HK$, kč, EUR and a space
    for kind, unit, stem in _UNITS:
        if kind == "currency" and (symbol := re.search(rf"(?:{stem.pattern})\s?$", before, re.IGNORECASE)):
            return Measured(number, kind, unit, number.start - len(symbol.group()), number.end)
    return None


def _changed(wanted: Measured, present: Sequence[Measured]) -> Measured | None:
    """Return what has the same number and another unit of the same kind; None where the unit wanted is present too."""
    if any(other.unit == wanted.unit for other in present):
        return None
    same = (other for other in present if other.kind == wanted.kind and other.number.scaled & wanted.number.scaled)
    return next(same, None)


def _finding(hypothesis: str, wanted: Measured, changed: Measured) -> Finding:
    label = "currency" if wanted.kind == "currency" else "unit"
    note = f"{wanted.unit} in the source, not {changed.unit}"
    return Finding(changed.start, min(changed.end, len(hypothesis)), f"{label} changed", note, 0.85)
