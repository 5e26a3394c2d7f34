"""Refusals: outputs in which a model declines, asks back or answers, where it should have translated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Final, NamedTuple

from tertium.corpora.text.stops import writes_stops
from tertium.corpora.text.words import words
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.lengths import expected_ratio, weight
from tertium.metrics.checks.task_talk import pattern, spoken, together
from tertium.metrics.registry import register

OPENING: Final = 400
"""Characters in which a refusal says that it is one; what stands further on is text."""
REACH: Final = 60
"""Characters between *cannot* and *translate* of one sentence."""
LONGER: Final = 2.5
"""Weight of an answer, by that of the translated question, from which it isn't the question put as a statement. Of 736
questions, 7 have a reference without a question mark; the heaviest has 1.6 times the expected weight."""
DISTINCT: Final = 0.6
"""Share of different words from which a text is no loop."""
FORMULA: Final = re.compile(
    r"\W*(?:(?:i['’]m |i am )?(?:very )?sorry,? (?:but )?)?"
    r"i(?: can(?:no|['’])t| can not|(?:['’]m| am) (?:not able|unable) to"
    r"| won['’]t| will not)(?: be able to)? (?:assist|help|comply|engage|fulfil+|complete)(?: you)?(?: with)? "
    r"(?:that|this|your|the)(?: (?:kind|type) of)?(?: (?:request|task|content|topic|text)s?)?\W*",
    re.IGNORECASE,
)
"""What models say, in English, when they decline and speak of neither the text nor translating; it is all they say."""
_MARK: Final = re.compile(r"[?？؟]")
_QUESTION: Final = re.compile(r"[^.!。！।?？؟:：\n]+[?？؟]")
_MACHINE_IN_SOURCE: Final = re.compile(
    r"\b(?:AI|A\.I\.|KI|IA|ИИ|ШІ)|(?i:intelligen)|AI|智能|智慧|知能|지능|интеллект|інтелект|ذكاء|هوش"
)


class _Rule(NamedTuple):
    """A pair of things that are said together, and what in a source would account for them.

    Attributes:
        label: of the finding.
        said: parts of a model's talk, each near the one before it.
        excused: parts of which any one in the source may be what is translated.
        needs_known_source: whether a source in a language without patterns excuses it too.
    """

    label: str
    said: tuple[str, ...]
    excused: tuple[str, ...]
    needs_known_source: bool = True


RULES: Final = (
    _Rule("declined", ("unable", "translate"), ("translate",), needs_known_source=False),
    _Rule("declined", ("machine",), ("machine",), needs_known_source=False),
    _Rule("asks back", ("ask", "translate"), ("translate",), needs_known_source=False),
    _Rule("declined", ("sorry", "unable", "help"), ("sorry", "unable")),
    _Rule("asks back", ("ask", "text"), ("ask", "text")),
    _Rule("answered", ("offer",), ("offer", "help")),
    _Rule("not translated", ("text", "already"), ("text", "already")),
    _Rule("declined", ("given", "unclear"), ("text", "ask")),
)
"""The surest first: what a source of any language would hardly say."""
_DECLINED: Final = _Rule("declined", (), ("sorry", "unable", "help"))
"""What excuses FORMULA."""


@register
@dataclass(frozen=True, slots=True)
class Refusal(Check):
    """Outputs that decline, find nothing to translate, ask for the text or answer it, per hundred segments.

    A model says so in English or in one of the two languages, as far as its talk is known there. What the source says
    itself, in any of these languages, is no refusal but its translation: an apology, a request, a word for translating.
    An answer to a question is found where it is much longer than the question.
    """

    name = "refusal"
    rules = 2
    needs = NOTHING

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; the source is read where there is one."""
        languages = spoken(segment.bases)
        # Few outputs say any of it, so the source is read when one does: for its languages take most of the time.
        excuses = cache(partial(_excuses, segment))
        expected = _expected_of_question(segment)

        def inspect(hypothesis: str) -> Checked:
            opening = hypothesis[:OPENING]
            for rule in RULES:
                if _says(opening, rule, languages) and not excuses(rule):
                    return Checked(1, (Finding(0, len(hypothesis), rule.label, "a translation", 0.9),))
            if FORMULA.fullmatch(hypothesis) and not excuses(_DECLINED):
                return Checked(1, (Finding(0, len(hypothesis), _DECLINED.label, "a translation", 0.9),))
            if expected and _answers(hypothesis, expected):
                return Checked(1, (Finding(0, len(hypothesis), "answered", "the question", 0.6),))
            return Checked(int(bool(hypothesis.strip())))

        return inspect


def _excuses(segment: SegmentTexts, rule: _Rule) -> bool:
    """Whether the source may say what the rule looks for."""
    source = segment.source
    if rule.needs_known_source and (not source.strip() or segment.bases[0] not in spoken(segment.bases)):
        return True
    if "machine" in rule.excused and _MACHINE_IN_SOURCE.search(source):
        return True
    return any(pattern(part).search(source) for part in rule.excused)


def _says(opening: str, rule: _Rule, languages: tuple[str, ...]) -> bool:
    patterns = [pattern(part, languages) for part in rule.said]
    if not all(part.search(opening) for part in patterns):
        return False
    return all(together(opening, first, second, REACH) for first, second in pairwise(patterns))


def _expected_of_question(segment: SegmentTexts) -> float:
    """Return the expected weight of the translation of a source that is one question; 0 for any other source."""
    source = segment.source.strip()
    is_question = bool(_QUESTION.fullmatch(source)) and writes_stops(segment.languages[1]) and segment.bases[1] != "el"
    return weight(source) * expected_ratio(*segment.languages) if is_question else 0.0


def _answers(text: str, expected: float) -> bool:
    """Whether a text has no question in it, and says much more than the question did, without being a loop."""
    if _MARK.search(text) or weight(text) < LONGER * expected:
        return False
    sequence = [word.text for word in words(text)]
    return len(set(sequence)) >= DISTINCT * len(sequence)
