"""Numbers in a text, each with all values that it has in some language's format."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED
from tertium.metrics.checks.numerals import (
    DENSE_SCALE,
    HAN,
    HANGUL,
    HUNDREDS,
    KOREAN,
    ROMAN,
    SCALES,
    STEMS,
    dense_factor,
    han,
    korean,
    roman,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGIT: Final = re.compile(r"\d")
_DIGITS: Final = re.compile(r"(?<=\d[:：])\d\d(?=[,，、]\d{1,2}[:：]\d)|\d+(?:[.,٫٬]\d+|(?<=[０-９])[，．][０-９]+)*")
"""Digits with decimal and group separators, Arabic ones and those of full width included; of two times of day with a
comma between (11:30,17:00) the minutes."""
_BURMESE: Final = r"[\u1000-\u103f\u104a-\u108f\u109a-\u109f]"
_SINGLE: Final = r"(?<![၀-၉])(?<![၀-၉][.,])[၀-၉]"
_SHAN: Final = r"[၀-၉]*[႐-႙][၀-၉႐-႙]*"
_BURMESE_DIGIT: Final = re.compile("[၀-၉႐-႙]")
_LETTER_LIKE: Final = regex.compile(
    rf"{_SINGLE}(?={_BURMESE})|(?<={_BURMESE}){_SINGLE}(?![၀-၉.,])|{_SHAN}(?={_BURMESE})|(?<={_BURMESE}){_SHAN}"
)
"""A single Burmese digit beside a letter, and Shan digits there: an abbreviation (၄င်း), or what the Zawgyi encoding has
in the place of letters."""
_SPACED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?")
"""Groups of three digits with spaces (also no-break, thin and narrow ones) or apostrophes between: 10 000, 10'000."""
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
"""Groups of three digits with one separator between all, and the other one before decimals: 1.500,5."""
_WORD: Final = regex.compile(r"[ \u00a0\u202f-]?[余餘多]?([\p{L}\p{M}]+\.?)")
"""The word behind a number, which may be a scale (million); 余 and 多 say that the number is rounded down."""
_NAME: Final = regex.compile(rf"(?V1)[[\p{{L}}\p{{M}}]--{UNSPACED}]+-?$")
"""Letters that a number is attached to, as in MK-41."""
_RANGE: Final = regex.compile(r"\W{0,3}\w{0,6}\W{0,3}")
"""What may stand between the ends of a range: a dash or a short word (to, bis)."""
_UNSPACED_SCALES: Final = frozenset("千천万萬만亿億憶억兆조")
_ERA: Final = re.compile(r"(?:(明治)|(大正)|(昭和)|(平成)|(令和)|(พ\.?ศ\.?))\s?$")
_ERA_OFFSETS: Final = (1867, 1911, 1925, 1988, 2018, -543)
"""Eras of Japan and the Buddhist one of Thailand, and the year of the common era before their first one."""
_MONEY: Final = re.compile(r"[$€£¥₹]\s?$")
_SHORT_SCALE: Final = re.compile(r"\s?(m|b|M|B|K)\b")
_SHORT_FACTORS: Final = {"m": 10**6, "b": 10**9, "k": 10**3}
_TENTHS: Final = frozenset("成割할")
"""What makes tenths of a number: 三成, 4割 and 4할 are 30 and 40 %."""
_OFF: Final = "折"
"""What makes the tenths that are left of a price: 八折 is 20 % off, or 80 % of it."""
_SEASON: Final = re.compile(r"[-–/]")
_SCALE_OF: Final = {stem: factor for factor, stems in SCALES.items() for stem in stems.split()}
"""Stem to factor."""
_LONGEST_SCALE: Final = max(map(len, _SCALE_OF))


class Number(NamedTuple):
    """A number written in digits.

    Attributes:
        start: of its first digit.
        end: behind its last digit.
        values: all readings: ``1.500`` is 1.5 or 1500.
        parts: the integers between its separators: ``7.12`` may be the 7th of the 12th.
        factor: of the word behind it (million), 1 where there is none.
        name: the letters it is attached to (``MK`` in ``MK-41``), folded; empty where it stands alone.
    """

    start: int
    end: int
    values: frozenset[Decimal]
    parts: tuple[Decimal, ...]
    factor: int
    name: str

    @property
    def scaled(self) -> frozenset[Decimal]:
        """The values times the factor."""
        return frozenset(value * self.factor for value in self.values)


def numbers(text: str) -> list[Number]:
    """Return the numbers in digits, in order; ``07.12.2021`` and ``1.2.3`` are several."""
    if not _DIGIT.search(text):
        return []
    if _BURMESE_DIGIT.search(text):  # the pattern itself would search every text at length
        text = _LETTER_LIKE.sub(lambda letters: "_" * len(letters.group()), text)
    spaced = {match.start(): match for match in _SPACED.finditer(text)}
    in_order: list[Number] = []
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        match = spaced.get(digits.start(), digits)
        end = match.end()
        in_order += _read(text, match.start(), end)
    in_order = list(_joined(text, [_in_season(text, *pair) for pair in zip([None, *in_order], in_order, strict=False)]))
    return [_in_range(text, number, after) for number, after in zip_longest(in_order, in_order[1:])]


def _in_season(text: str, before: Number | None, number: Number) -> Number:
    """Return the number with the year that two digits behind another year mean: 2003-04."""
    year = max(before.values) if before else Decimal(0)
    if before is None or not _YEARS[0] <= year < _YEARS[1] or number.end - number.start != 2:  # noqa: PLR2004 - two digits
        return number
    if not _SEASON.fullmatch(text, before.end, number.start):
        return number
    return number._replace(values=number.values | {year // 100 * 100 + min(number.values)})


_YEARS: Final = (1000, 2200)


def _joined(text: str, in_order: list[Number]) -> Iterator[Number]:
    """Yield the numbers, those of one East Asian numeral as one: 1億2,500万, 3만 5천, 1 万 5 千."""
    i = 0
    while i < len(in_order):
        number, total, factor, last = in_order[i], Decimal(0), None, i
        for k in range(i, len(in_order)):
            scale = DENSE_SCALE.match(text, in_order[k].end)
            own = dense_factor(scale.group(1)) if scale else 1
            if factor is not None and own >= factor:
                break
            total, factor, last = total + max(in_order[k].values) * own, own, k
            gap = text[scale.end() : in_order[k + 1].start] if scale and k + 1 < len(in_order) else "-"
            if gap.strip(" \u00a0"):
                break
        if last > i:
            yield Number(number.start, in_order[last].end, frozenset({total}), (total,), 1, number.name)
        else:
            yield number
        i = last + 1


def _in_range(text: str, number: Number, after: Number | None) -> Number:
    """Return the number with the readings that the factor behind its range gives it: 4 to 6 million."""
    if after is None or after.factor == 1 or number.factor > 1 or not _RANGE.fullmatch(text, number.end, after.start):
        return number
    return number._replace(values=number.values | {value * after.factor for value in number.values})


def _read(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield the number at a place of the text, or its parts where no language writes one number so."""
    digits = text[start:end]
    if not digits.isascii():
        digits = "".join(str(int(char)) if char.isdigit() else char for char in digits)
    digits = re.sub(r"[ \u00a0\u2009\u202f'’٬]", "", digits).translate(_SEPARATORS)
    if len(digits) > 1 and not digits.strip("0"):
        return  # the minutes of a full hour
    if values := _values(digits):
        parts = tuple(Decimal(part) for part in re.split("[.,]", digits))
        factor = _factor(text, end)
        if factor == 1:
            values |= _other_readings(text, start, end, values)
        yield Number(start, end, values, parts, factor, _name(text, start))
        return
    for part in _DIGITS.finditer(text[start:end].replace(".", " ").replace(",", " ")):
        value = Decimal(part.group())
        yield Number(start + part.start(), start + part.end(), frozenset({value}), (value,), 1, "")


_SEPARATORS: Final = str.maketrans("٫．，", "..,")


def _other_readings(text: str, start: int, end: int, values: frozenset[Decimal]) -> frozenset[Decimal]:
    """Return what an era before the number or a sign behind it makes of it: 昭和49, $125m, 4割."""
    before = text[max(0, start - 6) : start]
    readings: set[Decimal] = set()
    if era := _ERA.search(before):
        readings |= {value + _ERA_OFFSETS[(era.lastindex or 1) - 1] for value in values}
    if text[end : end + 1] == _OFF:
        readings |= {reading for value in values for reading in _discounts(value)}
    if text[end : end + 1] in _TENTHS:
        readings |= {value * 10 for value in values}
    if (scale := _SHORT_SCALE.match(text, end)) and _MONEY.search(before):
        readings |= {value * _SHORT_FACTORS[scale.group(1).lower()] for value in values}
    return frozenset(readings)


def _discounts(tenths: Decimal) -> set[Decimal]:
    """Return the per cent that are left of a price, and those that are off; 85折 is 8.5."""
    left = tenths if tenths > 10 else tenths * 10  # noqa: PLR2004 - tenths
    return {left, 100 - left}


def _values(digits: str) -> frozenset[Decimal]:
    """Return every reading of the digits; none if no language writes one number so."""
    values = set()
    if digits.replace(".", "").replace(",", "").isdigit():
        if len(re.findall("[.,]", digits)) <= 1:
            values.add(Decimal(digits.replace(",", ".")))
        if grouped := _GROUPED.fullmatch(digits):
            values.add(Decimal(digits.replace(grouped.group(1), "").replace(",", ".")))
    return frozenset(values)


def _factor(text: str, end: int) -> int:
    """Return the factor of the scale word behind a number, or of two: mil millones; 1 where none is."""
    if scale := DENSE_SCALE.match(text, end):
        return dense_factor(scale.group(1))
    factor, end = _scale(text, end)
    more, _ = _scale(text, end) if factor == min(SCALES) else (1, end)
    return factor * more if more > factor else factor


def _scale(text: str, end: int) -> tuple[int, int]:
    """Return the factor of the word there, and where it ends; 1 where none is a scale."""
    match = _WORD.match(text, end)
    word = match.group(1).casefold() if match else ""
    # Of stems that begin alike the longer comes first.
    stems = (word[:size] for size in range(min(len(word), _LONGEST_SCALE), 0, -1))
    factor = next((_SCALE_OF[stem] for stem in stems if stem in _SCALE_OF and _is_scale(word, stem)), 1)
    return factor, match.end() if match else end


def _is_scale(word: str, stem: str) -> bool:
    """Whether a word that begins with a stem is the scale; a stem of over three letters may have an ending of four."""
    if stem in _UNSPACED_SCALES:
        return True
    return word == stem or (len(stem) > 3 and len(word) <= len(stem) + 4)  # noqa: PLR2004


def _name(text: str, start: int) -> str:
    letters = _NAME.search(text, max(0, start - 20), start)  # the bound keeps long texts from costing quadratic time
    return letters.group().rstrip("-").casefold() if letters else ""


SCALE_OF_WORDS: Final = 10**6
"""Factor from which a number in words takes a second word: two million."""


def _factor_pattern(stems: str) -> re.Pattern[str]:
    """Return the pattern of a factor's words, abbreviations aside; one that matches nothing where there are none."""
    return re.compile("|".join(rf"\b{stem}" for stem in stems.split() if len(stem) > len("mio")) or "(?!)")


_AND_HALF: Final = re.compile(
    r"\band a half\b|einhalb|\bet demie?\b|\by medi[ao]\b|\be mei[ao]\b|\be mezz[ao]\b|[eë]nhal[fv]|\ben een hal[fv]"
    r"|\ba půl\b|\bi pół\b|\b(?:с|со) половиной\b|\b(?:з|із) половиною\b|ونصف|וחצי|半"
)
"""What adds a half to a number in words: two and a half, zweieinhalb, deux kilos et demi, 两年半."""
_ONE_AND_HALF: Final = re.compile(r"anderthalb|anderhal[fv]|\bполтор|\bпівтор|\bpůldruh|\bpółtor|\bone and a half\b")
"""One and a half in one word."""
_HALF: Final = Decimal("0.5")
_WITH_HALF: Final = 100
"""Numbers from which nobody adds a half in words."""
_HUNDREDS: Final = {language: re.compile(pattern) for language, pattern in HUNDREDS.items()}
_HUNDRED: Final = Decimal(100)
_HALF_HOUR: Final = re.compile(r"[时時点點시]\s?[半반]")
"""Half past an hour in Chinese, Japanese and Korean."""
_QUARTERS: Final = re.compile(r"[时時点點]([一三])刻")
"""A quarter of an hour, or three, past an hour in Chinese."""


def in_words(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the numbers that the text may have in words: numerals of the language, Chinese and Roman numerals."""
    values = {roman(numeral.group(1)) for numeral in ROMAN.finditer(text)}
    if _HALF_HOUR.search(text):
        values.add(Decimal(30))
    values |= {15 * han(quarters.group(1)) for quarters in _QUARTERS.finditer(text)}
    for numeral in HAN.finditer(text):
        behind = text[numeral.end() : numeral.end() + 1]
        tenths = behind in _TENTHS
        if behind == _OFF:
            values |= _discounts(han(numeral.group()))
        values.add(han(numeral.group()) * (10 if tenths else 1))
    if tags.base(language) == "ko":
        values |= {han(numeral.group()) for numeral in HANGUL.finditer(text)} | set(map(korean, KOREAN.finditer(text)))
    lowered = text.casefold().replace("i\u0307", "i")  # Turkish İki
    patterns = tags.entry(_PATTERNS, language) or {}
    values |= {Decimal(number) for number, stems in patterns.items() if stems.search(lowered)}
    values |= _with_factors(values, lowered, language)
    return frozenset(values)


def _with_factors(values: set[Decimal], lowered: str, language: str | None) -> set[Decimal]:
    """Return the numbers that these may make together: tens and ones, hundreds, halves, and what a factor makes."""
    values = set(values)
    values |= {tens + ones for tens in values & _TENS for ones in values & _ONES}
    if (hundreds := tags.entry(_HUNDREDS, language)) and hundreds.search(lowered):
        values |= _with_hundreds(values)
    if _AND_HALF.search(lowered):
        values |= {number + _HALF for number in values if number < _WITH_HALF}
    if _ONE_AND_HALF.search(lowered):
        values.add(1 + _HALF)
    for factor, stems in _FACTORS.items():
        if stems.search(lowered):
            values |= {number * factor for number in values if number < factor}
    return values


def _with_hundreds(values: set[Decimal]) -> set[Decimal]:
    """Return the hundreds that ones among these values may make, and what they add up to with smaller ones."""
    hundreds = {ones * _HUNDRED for ones in values & _ONES} | {_HUNDRED}
    return hundreds | {hundred + value for hundred in hundreds for value in values if value < _HUNDRED}


_FACTORS: Final = {
    10: re.compile(r"\bdecade|jahrzehnt|\bdesetilet|десятил|décenn|década|dekad"),
    **{factor: _factor_pattern(stems) for factor, stems in SCALES.items() if factor >= SCALE_OF_WORDS},
}
_ONES: Final = frozenset(map(Decimal, range(1, 10)))
_TENS: Final = frozenset(map(Decimal, range(20, 100, 10)))


_PROCLITICS: Final = {"ar": "[وفبكل]?", "he": "[ובלמכש]?"}
"""Letters that a language writes before a numeral as a part of the word: and, in, for (وسبعون, ושבע)."""


def _pattern(stems: tuple[str, ...], language: str) -> re.Pattern[str]:
    """Return the pattern of words that begin with a stem; of de, nl and cs also inside words (einundzwanzig)."""
    compounds, before = language in {"de", "nl", "cs"}, _PROCLITICS.get(language, "")
    forms = (stem if compounds and len(stem) > len("ein") else rf"\b{before}{stem}" for stem in stems)
    return re.compile("|".join(form.replace("_", r"\b") for form in forms))


_PATTERNS: Final = {
    language: {n: _pattern(stems, language) for n, stems in table.items()} for language, table in STEMS.items()
}


def has_numerals(language: str | None) -> bool:
    """Whether numbers in words are read in this language."""
    return tags.has(STEMS, language) or tags.has({"zh", "ja"}, language)
