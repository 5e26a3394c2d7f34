"""Prepared articles → verdicts: candidates by an index, evidence by alignment, one verdict per target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora import candidates, copies, likeness
from tertium.corpora.building.records import Comparison, Duplicate
from tertium.corpora.journal import batches
from tertium.corpora.pair import LIMITS, LIMITS_ELSE, Candidate, Known, Verdict, decide, without_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.building.records import EncodedArticle, PackedArticle
    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.journal import Journal
    from tertium.corpora.plan import Plan, Progress
    from tertium.executor import Executor

COMMON: Final = 50
"""Articles that have a sentence, from which on it says nothing about copies."""
SAME_HASHES: Final = 0.6
"""Share of the hashed sentences of the shorter article from which two articles are looked at; below `copies.SHARED`,
since a hash may be one of a few that differ."""


class Side(NamedTuple):
    """An article's sentences and their vectors around its language's mean."""

    texts: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Means:
    """The mean vector of each language, around which vectors are compared.

    Attributes:
        of: by language.
        lexical: whether the vectors are those of words, not of an encoder.
    """

    of: dict[str, NDArray[np.float32]]
    lexical: bool = False

    def side(self, encoded: EncodedArticle) -> Side:
        """Return an article ready to be compared."""
        mean = self.of[str(encoded.article.language)]
        return Side(encoded.article.texts, likeness.centred(encoded.vectors, mean))


def means(journal: Journal, plan: Plan) -> Means:
    """Return the languages' means over all articles."""
    encoder, _ = plan.loaded()
    prior = likeness.prior(encoder)
    by_language = {}
    for language in plan.languages:
        total, count = np.zeros_like(prior), 0
        for _, sizes, vectors in journal.sentence_vectors(language, len(prior)):
            total += vectors.sum(axis=0, dtype=np.float64)
            count += len(sizes)
        by_language[language] = likeness.mean(total, count, prior)
    return Means(by_language, encoder.name == "lexical")


def find_copies(journal: Journal) -> None:
    """Keep which articles are re-posts of others, and how much of them is the same."""
    journal.add_duplicates(_duplicates(journal))


def find_near(journal: Journal, around: Means, plan: Plan) -> None:
    """Keep each target's nearest sources by document vectors; done again in full after a kill."""
    for language in plan.languages:
        for batch in batches(_document_vectors(journal, language, around.of[language])):
            journal.add_document_vectors(language, batch)
    sources, targets = (journal.in_language(language) for language in plan.languages)
    near = candidates.nearest(
        (len(targets), _loader(journal, plan.target, targets)), (len(sources), _loader(journal, plan.source, sources))
    )
    rows = ((target, [sources[i] for i in places]) for target, places in zip(targets, near, strict=True))
    for found in batches(rows):
        journal.add_candidates(found)


def compare_all(journal: Journal, around: Means, executor: Executor, progress: Progress) -> None:
    """Align every target with its candidates and keep the evidence; what was done before a kill is not done again."""
    uncompared, total = journal.uncompared(), journal.target_count()
    done = total - len(uncompared)
    tasks = (
        CompareTask(journal.packed(target), tuple(map(journal.packed, journal.candidates(target))))
        for target in uncompared
    )
    for batch in batches(executor.map(Comparer(around), tasks)):
        journal.add_comparisons(comparison for comparisons in batch for comparison in comparisons)
        done += len(batch)
        progress("compared", done, total)


def decide_all(journal: Journal, ids: Sequence[str], plan: Plan) -> None:
    """Keep the verdict on every target."""
    encoder, _ = plan.loaded()
    best_of = {ids[source]: score for source, score in journal.best_scores().items()}
    copy_of = {ids[copy.number]: ids[copy.original] for copy in journal.duplicates()}
    known = Known(best_of, copy_of, LIMITS.get(encoder.name, LIMITS_ELSE))
    numbers = {name: number for number, name in enumerate(ids)}
    verdicts = (_verdict(journal, number, ids, known, plan) for number in journal.in_language(plan.target))
    for batch in batches(without_copies(verdicts, copy_of)):
        journal.add_verdicts((numbers[verdict.target], numbers.get(verdict.source or ""), verdict) for verdict in batch)


class CompareTask(NamedTuple):
    """A target and the sources to compare it with."""

    target: PackedArticle
    sources: tuple[PackedArticle, ...]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Aligns a target with its candidates."""

    around: Means

    def __call__(self, task: CompareTask) -> list[Comparison]:
        """Return the evidence on each candidate."""
        target = self.around.side(task.target.unpack())
        return [
            Comparison(task.target.number, source.number, likeness.compare(self.around.side(source.unpack()), target))
            for source in task.sources
        ]


def _verdict(journal: Journal, number: int, ids: Sequence[str], known: Known, plan: Plan) -> Verdict:
    target = ids[number]
    near = [Candidate(ids[source], evidence) for _, source, evidence in journal.comparisons(number)]
    if target in plan.said.pairs:
        source, system = plan.said.pairs[target]
        evidence = next((candidate.evidence for candidate in near if candidate.source == source), None)
        return Verdict(target, "paired", source, evidence, reason="by hand", system=system)
    allowed = [candidate for candidate in near if (candidate.source, target) not in plan.said.apart]
    verdict = decide(target, allowed, known)
    best = min(near, key=lambda candidate: (-candidate.evidence.score, candidate.source), default=None)
    if best is None or best in allowed or verdict.decision == "paired":
        return verdict
    reason = f"a person parted it from {best.source} (likeness {best.evidence.score:.2f})"
    return replace(verdict, reason=f"{reason}; {verdict.reason}" if allowed else reason)


def _duplicates(journal: Journal) -> Iterator[Duplicate]:
    """Yield the articles that repeat another one, each with the first one of its kind."""
    original: dict[int, int] = {}
    for first, second in journal.with_same_sentences(COMMON, SAME_HASHES):
        if second in original:
            continue
        one, other = journal.prepared(first), journal.prepared(second)
        same = copies.shared(one.texts, other.texts) if one.language == other.language else 0.0
        if same >= copies.SHARED:
            original[second] = original.get(first, first)
            yield Duplicate(second, original[second], round(same, 4))


def _document_vectors(
    journal: Journal, language: str, mean: NDArray[np.float32]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    for number, sizes, vectors in journal.sentence_vectors(language, len(mean)):
        yield number, likeness.document(likeness.centred(vectors, mean), sizes)


def _loader(journal: Journal, language: str, numbers: Sequence[int]) -> candidates.Load:
    """Return the function that gives blocks of the document vectors of a language's articles."""

    def load(start: int, stop: int) -> NDArray[np.float32]:
        return journal.document_vectors(language, numbers[start], numbers[stop - 1])

    return load
