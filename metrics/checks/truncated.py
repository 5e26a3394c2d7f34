"""Truncated sentences: a text that ends as no sentence does, or a clause without its verb."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.text.stops import STOPS, USUAL, writes_stops
from tertium.corpora.text.words import words
from tertium.corpora.types import NOTHING
from tertium.metrics.base import Span
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.lengths import LengthModel, counter_by_length, extent, learned
from tertium.metrics.checks.output_limits import output_limit
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.text.words import Word
    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counted, Counter
    from tertium.metrics.checks.output_limits import OutputLimit

END: Final = regex.compile(rf"[{STOPS}:;：；](?:[\"'”“’‘»«)\]）】」』\s\p{{Pe}}\p{{Pf}}]|<[^>]*>)*$")
"""The end of a sentence, closing marks and tags included."""

SHORT: Final = 1.5
"""Standard deviations below the expected length from which a text without an end is cut off."""

SHORT_ENDLESS: Final = 2.5
"""The same where many of the set's references have no end."""

SHORT_UNSTOPPED: Final = 4.0
"""The same in a language without full stops, where no text has an end and only one that is far too short is cut off."""

FEWEST_ENDS: Final = 100
"""References, of sources that end as a sentence does, from which is learned that translations do so too."""

MANY_WITHOUT_END: Final = 0.05
"""Share of such references without an end from which they are many."""

WITHOUT_END: Final = 0.015
"""Share of such references without an end up to which an output without one is cut off, however long it is."""

NEVER_LAST: Final = {
    "en": "a an the of and or but nor because although whereas their our your my its than into onto upon whose",
    "de": (
        "der den dem des einen einem eines und oder sondern weil dass daß ob obwohl indem für von seit gegen ohne "
        "zur zum vom beim im am ins ans ihrer ihren seinen seiner"
    ),
    "cs": "a i nebo ale že když protože který která které jenž v ve na do z ze k ke s se pro od po při bez nad pod",
    "uk": "і й та або але що щоб коли якщо який яка яке які в у на до з із зі для від по при без над під про через",
    "fr": "le la les un une des de du et ou mais que qui dont au aux avec pour par sur dans chez sans leur leurs ses",
    "es": "el la los las un una de del y o pero que cuyo al con por para en sin sobre entre hasta desde sus",
}
"""Words that end no sentence, by language; German prepositions that are verbs' prefixes too are left out."""

_ORDINAL: Final = {"de": re.compile(r"\b(?:am|vom|zum|bis|dem|den|der|des|seit|ab)\s\d{1,2}\.[\"“”»«)]*$")}
"""Base language to the pattern of a text that ends behind the day of a date."""

_VERBLESS: Final = """
    der die das den dem des ein eine einen einem einer eines kein keine keinen sein seine ihr ihre ihren unser und
    oder auch nur noch sehr so zu am im an in auf für mit von vom aus bei nach seit durch gegen ohne um zur zum
    über unter vor zwischen sie er es wir ich du man sich ihnen ihm ihn uns euch später bald heute gestern morgen
    jetzt hier dort da nicht mehr als wie dieser diese dieses diesen diesem
"""
VERBLESS: Final = frozenset(_VERBLESS.split())
"""German words that are no verbs; capitalised words, which are nouns, aren't either."""

_VERB_LAST: Final = re.compile(
    r"\b(?:indem|weil|dass|obwohl|wenn|falls|nachdem|bevor|sodass)\s(?P<clause>[^,.;:!?–„“”\"()\d]{5,60})[.!?]"
)
_AFTER_VERB: Final = re.compile(
    r"\b(?:wird|werden|wurde|wurden|würde|hat|haben|hatte|ist|sind|war|waren|kann|können|soll|sollen|muss)\s"
    r"und\s(?P<clause>[A-ZÄÖÜ]\w+n\s[^,.;:!?–„“”\"()\d]{5,60})[,.!?“”\"]"
)
"""German clauses that need a verb of their own: behind a subordinator, and behind *wird und*."""


@register
@dataclass(frozen=True, slots=True)
class Truncated(Check):
    """Sentences that break off, per hundred segments whose source ends as a sentence does (or has no source).

    It ends with a word that ends no sentence (en, de, cs, uk, fr, es), in a comma or a dash, behind the day of a date,
    or without any end where the set's references always have one; else without any end and much shorter than such
    translations are (in Thai and Lao, which write no full stop, far shorter); or a German clause lacks its verb. Where
    many of a system's longest outputs end unfinished at one length, a limit on tokens has cut them, which is said.
    """

    name = "truncated"
    rules = 4
    needs = NOTHING

    @property
    def segmentwise(self) -> bool:
        """Whether a segment needs no other one: lengths and ends are learned from all."""
        return False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (errors, opportunities); what references do is learned here, from all segments."""
        count_each = counter_by_length(self, texts, partial(self._inspector, endless=_endless(texts)))
        judged = [not source or _is_sentence(source, texts.languages[0]) for source in texts.sources]

        def count(hypotheses: Sequence[str]) -> Counted:
            unfinished = [bool(text.strip()) and not _has_end(text.rstrip()) for text in hypotheses]
            limit = output_limit(hypotheses, unfinished, judged)
            counted = count_each(hypotheses)
            return counted if limit is None else self._with_limit(counted, limit, hypotheses)

        return count

    def _with_limit(self, counted: Counted, limit: OutputLimit, hypotheses: Sequence[str]) -> Counted:
        """Return what was counted with the outputs that a limit cut, and the warning."""
        cut = [i for i in limit.segments if i not in counted.unscored]
        rows = counted.counts.copy()
        rows[cut] = 1
        note = f"more behind {limit.length} {limit.unit}"
        spans = [
            Span(i, len(text), len(text), "cut at a limit", self.severity, note, 0.9)
            for i in cut
            for text in [hypotheses[i].rstrip()]
        ]
        others = [span for span in counted.spans if span.segment not in set(cut)]
        found = tuple(sorted([*others, *spans], key=lambda span: span.segment))
        return replace(counted, counts=rows, spans=found, warnings=(*counted.warnings, str(limit)))

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment alone; the source is read where there is one."""
        return self._inspector(
            learned([segment.source], [segment.references], "references"), segment, endless=MANY_WITHOUT_END
        )

    def _inspector(self, model: LengthModel, segment: SegmentTexts, *, endless: float) -> Inspector:
        source, language = segment.source, segment.bases[1]
        is_sentence = not source or _is_sentence(source, segment.languages[0])
        expected = model.expected(source)

        def inspect(hypothesis: str) -> Checked:
            text = hypothesis.rstrip()
            sequence = words(text)
            if not sequence or not is_sentence:
                return Checked(0)
            problems = [*_ends(text, sequence, language), *_clauses(text, language)]
            if not problems and source and not _has_end(text):
                usual = SHORT if endless <= MANY_WITHOUT_END else SHORT_ENDLESS
                short = usual if writes_stops(segment.languages[1], text) else SHORT_UNSTOPPED
                if endless <= WITHOUT_END or extent(text) < math.exp(-short * model.deviation) * expected:
                    problems = [Finding(sequence[-1].start, len(text), "cut off", "the rest of the sentence", 0.8)]
            # A segment is one opportunity: the first problem is its error, the others are only shown.
            return Checked(1, tuple(problem._replace(errors=int(i == 0)) for i, problem in enumerate(sorted(problems))))

        return inspect


def _is_sentence(source: str, language: str | None) -> bool:
    """Whether a source ends as a sentence does, or is of a language where none does."""
    return _has_end(source.rstrip()) or not writes_stops(language, source)


def _endless(texts: Texts) -> float:
    """Return the share of the set's references without an end whose sources have one; of few references, too many."""
    ends = [
        _has_end(reference.rstrip())
        for source, references in zip(texts.sources, texts.references, strict=True)
        if _has_end(source.rstrip())
        for reference in references
        if reference.strip()
    ]
    return ends.count(False) / len(ends) if len(ends) >= FEWEST_ENDS else MANY_WITHOUT_END


def _has_end(text: str) -> bool:
    return text.endswith(USUAL) or bool(END.search(text))


def _ends(text: str, sequence: list[Word], language: str) -> list[Finding]:
    """Return the finding at the end of a text: the day of a date, a comma or dash, a word that ends no sentence."""
    last = sequence[-1]
    tail = text[last.end :].strip("\"'”“’‘»«)] ")
    if ordinal := _ORDINAL.get(language, _NO_MATCH).search(text):
        return [Finding(ordinal.start(), len(text), "cut off", "the month", 0.9)]
    if tail in {",", "–", "—", "-"}:
        return [Finding(last.start, len(text), "cut off", "the rest of the sentence", 0.7)]
    if tail in {"", ".", "…", "..."} and last.text in _never_last(language) and len(sequence) > 2:  # noqa: PLR2004 - two words are no sentence
        return [Finding(last.start, len(text), "cut off", f"more behind {last.text!r}", 0.9)]
    return []


_NO_MATCH: Final = re.compile(r"(?!)")


@cache
def _never_last(language: str) -> frozenset[str]:
    return frozenset(NEVER_LAST.get(language, "").split())


def _clauses(text: str, language: str) -> list[Finding]:
    """Return the German clauses without a word that may be a verb."""
    if language != "de":
        return []
    clauses = [match for pattern in (_VERB_LAST, _AFTER_VERB) for match in pattern.finditer(text)]
    return [
        Finding(match.start(), match.end("clause"), "verb missing", "a verb in this clause", 0.8)
        for match in clauses
        if all(word.text in VERBLESS or word.text[0].isupper() for word in words(match["clause"]))
    ]
