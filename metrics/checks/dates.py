"""Dates that differ: months and weekdays that the other language doesn't name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

import regex

from tertium.corpora.text import tags
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.calendar import Names, months_named, names, weekdays_named
from tertium.metrics.checks.quantities import in_words, numbers
from tertium.metrics.registry import register

_DIGIT: Final = regex.compile(r"\d")
_NUMBERED: Final = regex.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s?月")
"""A month as Chinese and Japanese write it: its number before the character for month."""


@register
@dataclass(frozen=True, slots=True)
class Dates(Check):
    """Months and weekdays of the source that the hypothesis names otherwise, or, beside a number, not at all.

    Per hundred of them; names of months and weekdays in all languages of the Unicode CLDR. A month may become its
    number; a weekday, or a month that stands alone, may be left out where another one isn't put in its place.
    """

    name = "dates"
    rules = 3
    source = "tertium; names of months and days from the Unicode CLDR"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source, target = segment.languages
        if not names(source, "months") or not names(target, "months"):
            return unchecked
        months, days = dated_months(segment.source, source), weekdays_named(segment.source, source)
        all_months = months | _named_months(segment.source, source)

        def inspect(hypothesis: str) -> Checked:
            findings = [*_months(hypothesis, months, target), *_weekdays(hypothesis, days, target)]
            if not findings:
                findings = _swapped_months(hypothesis, all_months, target)
            return Checked(len(all_months) + len(days), tuple(findings))

        return inspect


def dated_months(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the months of dates in a text: a month has a day or a year beside it, which the verb *may* has not."""
    if not _DIGIT.search(text):  # no date: most segments
        return frozenset()
    lowered = text.casefold()
    named = {number for number, pattern in _dated_forms(language) if pattern.search(lowered)}
    return frozenset(Decimal(number) for number in named | set(map(int, _NUMBERED.findall(text))))


@cache
def _dated_forms(language: str | None) -> Names:
    """Return the patterns of months with a number beside them, for case-folded texts."""
    beside = r"\d(?:\.|st|nd|rd|th|,)?\s(?:of\s)?(?:{0})|(?:{0})\.?,?\s\d"
    return tuple((number, regex.compile(beside.format(form.pattern))) for number, form in names(language, "months"))


_VERBS: Final = {"en": {5: regex.compile(r"\bMay\b"), 3: regex.compile(r"\bMarch\b")}}
"""Base language to months whose names are words of other meanings too, unless they are written so."""


def _named_months(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the months that a text names, with or without a number beside them."""
    named = months_named(text, language) | {Decimal(number) for number in _NUMBERED.findall(text)}
    verbs = tags.entry(_VERBS, language) or {}
    return frozenset(number for number in named if int(number) not in verbs or verbs[int(number)].search(text))


def _swapped_months(hypothesis: str, expected: frozenset[Decimal], target: str | None) -> list[Finding]:
    """Return the finding where the hypothesis lacks a month of the source and names another one."""
    if not expected:
        return []
    named = _named_months(hypothesis, target)
    foreign = named - expected
    missing = expected - named - (in_words(hypothesis, target) if foreign else frozenset())
    if not foreign or not missing or _in_digits(hypothesis) & missing:
        return []
    wrong, month = min(foreign), min(missing)
    form = dict(names(target, "months")).get(int(wrong))
    match = form.search(hypothesis.casefold()) if form else None
    start, end = match.span() if match and match.end() <= len(hypothesis) else (0, len(hypothesis))
    return [Finding(start, end, "month", f"month {month} in the source", 0.8)]


def _in_digits(text: str) -> set[Decimal]:
    return {part for number in numbers(text) for part in (*number.parts, *number.values)}


def _months(hypothesis: str, expected: frozenset[Decimal], target: str | None) -> list[Finding]:
    if not expected:
        return []
    present = months_named(hypothesis, target) | _in_digits(hypothesis) | in_words(hypothesis, target)
    nameable = {Decimal(number) for number, _ in names(target, "months")}  # without names that other words may hold
    return [
        Finding(len(hypothesis), len(hypothesis), "month", f"month {number} in the source", 0.85)
        for number in sorted((expected & nameable) - present)
    ]


def _weekdays(hypothesis: str, expected: frozenset[int], target: str | None) -> list[Finding]:
    if not expected:
        return []
    present = weekdays_named(hypothesis, target)
    if not present - expected:
        return []  # a weekday may be left out; another one in its place is an error
    forms = dict(names(target, "days"))
    findings = []
    for day in sorted(expected - present):
        wrong = min(present - expected)
        match = forms[wrong].search(hypothesis.casefold())
        # Case folding may lengthen a text (ß becomes ss): a match beyond its end can't be located.
        start, end = match.span() if match and match.end() <= len(hypothesis) else (0, len(hypothesis))
        findings.append(Finding(start, end, "weekday", f"day {day + 1} of the week in the source", 0.85))
    return findings
