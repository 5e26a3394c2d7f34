"""Dates that differ: months and weekdays that the other language doesn't name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from tertium.metrics.checks.base import NOTHING, Check, Checked, Finding, Given, Inspector
from tertium.metrics.checks.calendar import months_named, names, weekdays_named
from tertium.metrics.checks.quantities import in_words, numbers
from tertium.metrics.registry import register

_NUMBERED: Final = regex.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s?月")


@register
@dataclass(frozen=True, slots=True)
class Dates(Check):
    """Months (beside a number) and weekdays of the source that the hypothesis names otherwise, or not at all.

    Per hundred of them; names of months and weekdays in all languages of the Unicode CLDR. A month may become its
    number, a weekday may be left out only where another one isn't put in its place.
    """

    name = "dates"
    rules = 2
    source = "tertium; names of months and days from the Unicode CLDR"

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        source, target = given.languages
        if not names(source, "months") or not names(target, "months"):
            return lambda _: NOTHING
        months, days = dated_months(given.source, source), weekdays_named(given.source, source)

        def inspect(hypothesis: str) -> Checked:
            findings = [*_months(hypothesis, months, target), *_weekdays(hypothesis, days, target)]
            return Checked(len(months) + len(days), tuple(findings))

        return inspect


def dated_months(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the months that a date names: a day or a year stands beside, so that *may* is no month."""
    beside = r"\d(?:\.|st|nd|rd|th|,)?\s(?:of\s)?(?:{0})|(?:{0})\.?,?\s\d"
    lowered = text.casefold()
    found = {number for number, form in names(language, "months") if regex.search(beside.format(form.pattern), lowered)}
    return frozenset(Decimal(number) for number in found | {int(one) for one in _NUMBERED.findall(text)})


def _months(hypothesis: str, expected: frozenset[Decimal], target: str | None) -> list[Finding]:
    said = months_named(hypothesis, target) | {
        part for number in numbers(hypothesis) for part in (*number.parts, *number.values)
    }
    nameable = {Decimal(number) for number, _ in names(target, "months")}  # a name that any word may hold isn't there
    return [
        Finding(len(hypothesis), len(hypothesis), "month", f"month {number} in the source", 0.85)
        for number in sorted((expected & nameable) - said - in_words(hypothesis, target))
    ]


def _weekdays(hypothesis: str, expected: frozenset[int], target: str | None) -> list[Finding]:
    said = weekdays_named(hypothesis, target)
    if not said - expected:
        return []
    forms = dict(names(target, "days"))
    findings = []
    for day in sorted(expected - said):
        wrong = min(said - expected)
        place = forms[wrong].search(hypothesis.casefold())
        start, end = place.span() if place and place.end() <= len(hypothesis) else (0, len(hypothesis))
        findings.append(Finding(start, end, "weekday", f"day {day + 1} of the week in the source", 0.85))
    return findings
