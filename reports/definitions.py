"""What the columns and charts of a page mean: one sentence each, for those that it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.types import Run

DEFINITIONS: Final[Mapping[str, str]] = {
    "system": "The system whose outputs are scored.",
    "rank": "The ranks that the tests leave open: one more than the number of systems that beat it "
    "significantly, to all but those that it beats.",
    "interval": "Where the score would lie in most sets of such documents: documents are drawn anew with replacement "
    "(bootstrap), and most draws give a score in it. All intervals of a column are drawn on one scale.",
    "cluster": "Systems between two lines: each of them beats every system below the next line significantly.",
    "segments": "How many segments: sentences or lines, as the set has them.",
    "n": "How many segments the document has.",
    "document": "The article or text that segments belong to. Tests draw whole documents, because segments of "
    "one resemble each other.",
    "domain": "The kind of text, as the set names it.",
    "source length in characters": "Segments by the length of their source: as many in each part as possible.",
    "reference length in characters": "Segments by the length of their reference: as many in each part as possible.",
    "alignment confidence": "Segments by how sure the alignment of source and reference is.",
    "outputs": "How many outputs of systems have the problem; an output with several of them counts once.",
    "systems": "How many systems have the problem.",
    "texts": "How many sources or references have the problem.",
    "%": "Share of the texts that have the problem, in percent.",
    "first": "Ids of the first segments that have it.",
    "details": "What exactly, where the kind of problem doesn't say it all.",
    "what": "The kind of problem.",
    "problem": "What is wrong with a source or reference.",
    "column": "The source, or the reference that has the problem.",
    "metric": "The metric that gives the number; ↑: higher is better, ↓: lower is better.",
    "other metric": "The metric that it is compared with.",
    "pairs of systems": "How many pairs of systems both metrics order.",
    "ordered differently": "Of how many pairs one metric prefers one system and the other metric the other.",
    "significantly by both": "Of how many such pairs both metrics prefer their system significantly.",
    "for example": "The pair that the first metric sets furthest apart.",
    "score": "The score of the system on the segments that are compared.",
    "baseline": "The score of the baseline on the same segments.",
    "Δ": "The system's score minus the baseline's, in the metric's unit.",
    "p": "How often a random swap of the two systems' documents gives as large a difference (paired approximate "
    "randomisation, two-sided).",
    "p Holm": "p adjusted so that a false alarm anywhere in the comparison is unlikely (Holm 1979).",
    "p BH": "p adjusted so that few of the alarms are false (Benjamini and Hochberg 1995).",
    "verdict": "better or worse where p Holm is significant; not shown where it isn't; too few documents to "
    "tell where so few can't show it.",
    "segments +/=/−": "In how many segments the system is better, equal, worse.",
    "documents +/=/−": "In how many documents the system is better, equal, worse.",
    "detectable": "The smallest true difference that this set shows in 80 % of cases.",
    "people agree %": "How often people prefer the same system at such a difference (Kocmi et al. 2024).",
    "adds to Δ": "What the segment adds to the difference of the corpus scores.",
    "segment": "Id of the segment.",
    "segment Δ": "The score of this segment alone minus the baseline's.",
    "source": "The text that was translated.",
    "reference": "A translation by people.",
    "output": "The system's translation.",
    "output of": "The translation by the system that is named.",
    "new": "Findings that only the system has.",
    "fixed": "Findings that only the baseline has.",
    "in both": "Findings that both have.",
    "change": "Whether only the system has the finding (new) or only the baseline (fixed).",
    "finding": "What a check found, how serious it is, where, and what it expected.",
    "by": "The property by which the set is divided.",
    "part": "The documents, the domain or the range of lengths.",
    "part of Δ": "What these segments add to the difference to the baseline by the metric in the title; all parts of a "
    "division add up to it.",
    "rises": "The sum over those segments that add to the score.",
    "falls": "The sum over those segments that take from the score.",
    "kind": "What is wrong, as the check calls it.",
    "segments with new": "In how many segments only the system has such findings.",
    "segments with fixed": "In how many segments only the baseline has such findings.",
    "part of Δ, new": "What the segments with new findings of the kind add to the difference.",
    "part of Δ, fixed": "What the segments with fixed findings of the kind add to the difference.",
    "in": "The text that the word is in.",
    "word": "The word, in lower case; of scripts without spaces two neighbouring characters.",
    "beyond length": "How much more these segments add than segments of their length do on the average.",
    "z": "That in standard errors, each document one observation; the largest of many words are large by chance too.",
    "occurrences": "How often the words occur in the references of the set.",
    "reference words": "Running words of the first reference with so many occurrences.",
    "F1": "Share of words that match: the harmonic mean over output and reference, 0 to 1.",
    "baseline F1": "The same of the baseline.",
    "output words": "Running words of the system's outputs with so many occurrences.",
    "baseline output words": "The same of the baseline.",
    "words in a row": "One to four words as they stand in outputs and references.",
    "matches": "How often the system has them where the reference has them.",
    "baseline matches": "The same of the baseline.",
    "log ratio": "The logarithm of the ratio of the matches, each one more: above 0 the system has them more often.",
    "outcome": "Whether the rule lets the release through.",
    "rule": "The rule of the policy, or of cleaning.",
    "measured": "What the rule measured, unrounded where it is compared.",
    "limit": "What the measured value is compared with.",
    "why": "The reason, in a sentence.",
    "article": "File that the line stands in.",
    "line": "Number of the line in its file.",
    "text": "The line itself.",
    "reason": "Why it was left out.",
    "language": "Language of the article.",
    "nearest": "The article most similar to it.",
    "target": "The article in the other language.",
    "likeness": "Similarity of the two articles, 0 to 1.",
    "confidence": "How sure the alignment is, 0 to 1.",
    "coverage": "Share of the shorter article that has a counterpart in the other.",
    "second": "Similarity of the second most similar article: the closer, the less sure the pair.",
    "translation": "The line that was moved, in the translation.",
    "file": "File in the folder that was not read.",
    "decision": "Whether it was left out or needs a look.",
    "scores by document": "Each document's score from its own summed counts; colours say how far a score lies from the "
    "document's mean over systems. A click opens its segments.",
    "scores by part": "Scores of the segments of one kind, with their intervals where systems are few: one mark "
    "per system. Parts are kinds, so no line joins them.",
    "distribution": "How often each segment score occurs, one row per system; the upright line is the median.",
    "difference to the baseline": "Δ to the baseline with its interval (jackknife over documents), and whether it "
    "is shown: ▲ better, ▼ worse, · not shown. p is adjusted over the whole table (Holm).",
    "alarming": "What a reader should know beside the scores: each kind of problem once, with how often it occurs.",
}
"""Heading to meaning. What a metric measures isn't here: metrics say it."""

DIRECTIONS: Final = {True: "Higher is better.", False: "Lower is better.", None: "Neither direction is better."}


class Definition(NamedTuple):
    """The meaning of a term; `id` is that of the element of the page that holds it."""

    id: str
    term: str
    text: str


class PageDefinitions:
    """The definitions that a page uses, collected while it is written."""

    def __init__(self, run: Run, metrics: Mapping[str, str], level: str = "95") -> None:
        """Define the run's metrics by these sentences, and intervals of this level in percent."""
        bounds = {
            word: f"The {word}er end of the {level} % interval of the number before it." for word in ("low", "high")
        }
        measures = {label: _of_metric(run, label, metrics.get(label, "")) for label in run.measures}
        self._texts = {**DEFINITIONS, **bounds, **measures}
        self._labels = set(run.measures)
        self._used: dict[str, Definition] = {}

    def use(self, heading: str) -> str:
        """Return the id of the definition of a heading, which the page then shows; empty for one without any."""
        term = self._term(heading.rstrip(" ↑↓"))
        if term not in self._texts:
            return ""
        if term not in self._used:
            taken = {definition.id for definition in self._used.values()}
            plain = f"def-{re.sub('[^a-z0-9]+', '-', term.lower()).strip('-') or 'sign'}"
            unique = plain if plain not in taken else f"{plain}-{len(taken)}"
            self._used[term] = Definition(unique, term, self._texts[term])
        return self._used[term].id

    @property
    def used(self) -> list[Definition]:
        """The definitions that were used, by term."""
        return sorted(self._used.values(), key=lambda definition: definition.term.casefold())

    def _term(self, heading: str) -> str:
        """Return the term that a heading stands for: ``low`` for ``chrf low``, ``adds to Δ`` for ``adds to Δ chrf``."""
        if heading in self._texts:
            return heading
        first, _, last = heading.rpartition(" ")
        if last in {"low", "high", "rank"} and (first in self._labels or re.fullmatch(r"[\d.]+ %", first)):
            return last
        return next((term for term in ("adds to Δ", "output of") if heading.startswith(f"{term} ")), heading)


def _of_metric(run: Run, label: str, sentence: str) -> str:
    measure = run.measures[label]
    kind = "Counts errors of one kind; not a measure of quality." if measure.is_check else ""
    kind = "What translating took; not a measure of quality." if measure.is_of_usage else kind
    unit = f"In {measure.unit}." if measure.unit not in {"", "%", "score"} else ""
    direction = "" if "is better" in sentence else DIRECTIONS[measure.higher_is_better]
    return " ".join(filter(None, (sentence or "A score that the run brings with it.", unit, direction, kind)))
