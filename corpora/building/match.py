"""Pairs prepared articles: candidates by an index, evidence by alignment, one verdict per target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.building.journal import batches
from tertium.corpora.building.records import Comparison, Duplicate
from tertium.corpora.pairing import candidates, duplicates, similarity
from tertium.corpora.pairing.pair import LIMITS, OTHER_LIMITS, Candidate, Context, PairVerdict, decide, mark_duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.plan import Plan, Progress
    from tertium.corpora.building.records import EncodedArticle, PackedArticle
    from tertium.corpora.encoders.base import Vectors
    from tertium.executor import Executor

COMMON: Final = 50
"""Articles that may have a sentence: one that more have (a disclaimer) tells nothing about duplicates."""
SAME_HASHES: Final = 0.6
"""Share of the hashed sentences of the shorter article from which two articles are compared; far below
`duplicates.MIN_SHARED`, since two of twelve hashes may be of sentences that differ."""


class CentredArticle(NamedTuple):
    """An article's sentences, and their vectors around the mean of its language."""

    texts: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Means:
    """The mean vector of each language, around which vectors are compared.

    Attributes:
        by_language: shape (dimensions,) each.
        lexical: whether the vectors are those of words, not of an encoder.
    """

    by_language: dict[str, NDArray[np.float32]]
    lexical: bool = False

    def centre(self, encoded: EncodedArticle) -> CentredArticle:
        """Return an article with its vectors around the mean."""
        mean = self.by_language[str(encoded.article.language)]
        return CentredArticle(encoded.article.texts, similarity.centre(encoded.vectors, mean))


def language_means(journal: Journal, plan: Plan) -> Means:
    """Return the mean vector of each language over all articles."""
    encoder, _ = plan.load_encoder()
    prior = similarity.prior_mean(encoder)
    by_language = {}
    for language in plan.languages:
        total, count = np.zeros_like(prior), 0
        for _, sizes, vectors in journal.sentence_vectors(language, len(prior)):
            total += vectors.sum(axis=0, dtype=np.float64)
            count += len(sizes)
        by_language[language] = similarity.language_mean(total, count, prior)
    return Means(by_language, encoder.name == "lexical")


def find_duplicates(journal: Journal) -> None:
    """Find the articles that repeat others."""
    journal.add_duplicates(_duplicates(journal))


def find_candidates(journal: Journal, means: Means, plan: Plan) -> None:
    """Find each target's nearest sources by document vectors; after a kill the step starts anew."""
    for language in plan.languages:
        for vectors in batches(_document_vectors(journal, language, means.by_language[language])):
            journal.add_document_vectors(language, vectors)
    sources, targets = (journal.in_language(language) for language in plan.languages)
    nearest = candidates.nearest(
        (len(targets), _loader(journal, plan.target, targets)), (len(sources), _loader(journal, plan.source, sources))
    )
    numbered = ((target, [sources[i] for i in indices]) for target, indices in zip(targets, nearest, strict=True))
    for batch in batches(numbered):
        journal.add_candidates(batch)


def compare_all(journal: Journal, means: Means, executor: Executor, progress: Progress) -> None:
    """Align every target that isn't compared yet with its candidates, and store the evidence."""
    uncompared, total = journal.uncompared(), journal.target_count()
    completed = total - len(uncompared)
    tasks = (
        CompareTask(journal.packed(target), tuple(map(journal.packed, journal.candidates(target))))
        for target in uncompared
    )
    for batch in batches(executor.map(Comparer(means), tasks)):
        journal.add_comparisons(comparison for comparisons in batch for comparison in comparisons)
        completed += len(batch)
        progress("compared", completed, total)


def decide_all(journal: Journal, ids: Sequence[str], plan: Plan) -> None:
    """Decide on every target, and store the verdicts."""
    encoder, _ = plan.load_encoder()
    best_scores = {ids[source]: score for source, score in journal.best_scores().items()}
    duplicates = {ids[duplicate.number]: ids[duplicate.original] for duplicate in journal.duplicates()}
    context = Context(best_scores, duplicates, LIMITS.get(encoder.name, OTHER_LIMITS))
    numbers = {name: number for number, name in enumerate(ids)}
    verdicts = (_verdict(journal, number, ids, context, plan) for number in journal.in_language(plan.target))
    for batch in batches(mark_duplicates(verdicts, duplicates)):
        journal.add_verdicts((numbers[verdict.target], numbers.get(verdict.source or ""), verdict) for verdict in batch)


class CompareTask(NamedTuple):
    """A target and the sources to compare it with."""

    target: PackedArticle
    sources: tuple[PackedArticle, ...]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Aligns a target with its candidates."""

    means: Means

    def __call__(self, task: CompareTask) -> list[Comparison]:
        """Return the evidence on each candidate."""
        target = self.means.centre(task.target.unpack())
        return [
            Comparison(
                task.target.number, source.number, similarity.compare(self.means.centre(source.unpack()), target)
            )
            for source in task.sources
        ]


def _verdict(journal: Journal, number: int, ids: Sequence[str], context: Context, plan: Plan) -> PairVerdict:
    target = ids[number]
    compared = [Candidate(ids[source], evidence) for _, source, evidence in journal.comparisons(number)]
    if target in plan.user_pairs.pairs:
        source, system = plan.user_pairs.pairs[target]
        evidence = next((candidate.evidence for candidate in compared if candidate.source == source), None)
        return PairVerdict(target, "paired", source, evidence, reason="by the pairs file", system=system)
    allowed = [candidate for candidate in compared if (candidate.source, target) not in plan.user_pairs.excluded]
    verdict = decide(target, allowed, context)
    best = min(compared, key=lambda candidate: (-candidate.evidence.score, candidate.source), default=None)
    if best is None or best in allowed or verdict.decision == "paired":
        return verdict
    reason = f"{best.source} is excluded by the pairs file (likeness {best.evidence.score:.2f})"
    return replace(verdict, reason=f"{reason}; {verdict.reason}" if allowed else reason)


def _duplicates(journal: Journal) -> Iterator[Duplicate]:
    """Yield the articles that repeat another one, each with the first one of its kind."""
    originals: dict[int, int] = {}
    for first, second in journal.with_same_sentences(COMMON, SAME_HASHES):
        if second in originals:
            continue
        first_article, second_article = journal.prepared(first), journal.prepared(second)
        shared = (
            duplicates.shared_text(first_article.texts, second_article.texts)
            if first_article.language == second_article.language
            else 0.0
        )
        if shared >= duplicates.MIN_SHARED:
            originals[second] = originals.get(first, first)
            yield Duplicate(second, originals[second], round(shared, 4))


def _document_vectors(
    journal: Journal, language: str, mean: NDArray[np.float32]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    for number, sizes, vectors in journal.sentence_vectors(language, len(mean)):
        yield number, similarity.document_vector(similarity.centre(vectors, mean), sizes)


def _loader(journal: Journal, language: str, numbers: Sequence[int]) -> candidates.Load:
    """Return the function that gives blocks of the document vectors of a language's articles."""

    def load(start: int, stop: int) -> NDArray[np.float32]:
        return journal.document_vectors(language, numbers[start], numbers[stop - 1])

    return load
