"""Pairs prepared articles: candidates by an index, evidence by alignment, one verdict per target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.building.journal import batches
from tertium.corpora.building.records import Comparison, Duplicate
from tertium.corpora.pairing import candidates, duplicates, similarity
from tertium.corpora.pairing.names import Partners
from tertium.corpora.pairing.pair import (
    LIMITS,
    OTHER_LIMITS,
    Candidate,
    Context,
    PairVerdict,
    decide,
    decide_by_name,
    excluded,
    mark_duplicates,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.plan import Plan, Progress
    from tertium.corpora.building.records import EncodedArticle, PackedArticle
    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.pairing.pair import Limits
    from tertium.executor import Executor

COMMON: Final = 50
"""Articles that may have a sentence: one that more have (a disclaimer) tells nothing about duplicates."""
SAME_HASHES: Final = 0.6
"""Share of the hashed sentences of the shorter article from which two articles are compared; far below
`duplicates.MIN_SHARED`, since two of twelve hashes may be of sentences that differ."""


class CentredArticle(NamedTuple):
    """The sentences of an article and of all its parts, and their vectors around the mean of their language."""

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

    def join(self, parts: Sequence[PackedArticle]) -> CentredArticle:
        """Return an article in several files as one, without what cleaning leaves out; vectors are around the mean."""
        articles = [self.centre(part.unpack_kept()) for part in parts]
        texts = tuple(text for article in articles for text in article.texts)
        return CentredArticle(texts, np.vstack([article.vectors for article in articles]))


def prior_mean(executor: Executor, plan: Plan) -> NDArray[np.float64]:
    """Return the mean vector that is expected of any text, from a process that has the encoder in memory already."""
    (prior,) = executor.map(_prior_mean, [plan])
    return prior


def _prior_mean(plan: Plan) -> NDArray[np.float64]:
    return similarity.prior_mean(plan.load_encoder()[0])


def language_means(journal: Journal, plan: Plan, prior: NDArray[np.float64]) -> Means:
    """Return the mean vector of each language over all articles.

    Args:
        journal: has the articles.
        plan: tells the languages and the encoder.
        prior: the mean vector that is expected of any text.
    """
    encoder, _ = plan.load_encoder()
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


def join_parts(journal: Journal, ids: Sequence[str], plan: Plan) -> None:
    """Keep which articles the pairs file joins of several files."""
    numbers = {name: number for number, name in enumerate(ids)}
    wholes = map(plan.user_pairs.whole, plan.user_pairs.parts)
    journal.add_parts([numbers[name] for name in whole] for whole in wholes)


def find_candidates(journal: Journal, means: Means, ids: Sequence[str], plan: Plan) -> None:
    """Find the sources that each target is compared with; after a kill the step starts anew.

    They are the nearest by document vectors, those that have its name, and that of the pairs file.
    """
    for language in plan.languages:
        for vectors in batches(_document_vectors(journal, language, means.by_language[language])):
            journal.add_document_vectors(language, vectors)
    sources, targets = (journal.in_language(language) for language in plan.languages)
    nearest = candidates.nearest(
        (len(targets), _loader(journal, plan.target, targets)), (len(sources), _loader(journal, plan.source, sources))
    )
    further, chosen = journal.further_parts(), _chosen(ids, sources, plan)
    numbered = (
        (target, [source for source in dict.fromkeys([*found, *chosen(target)]) if source not in further])
        for target, found in zip(targets, ([sources[i] for i in indices] for indices in nearest), strict=True)
        if target not in further
    )
    for batch in batches(numbered):
        journal.add_candidates(batch)


def compare_all(journal: Journal, means: Means, executor: Executor, progress: Progress) -> None:
    """Align every target that isn't compared yet with its candidates, and store the evidence."""
    uncompared, total = journal.uncompared(), journal.target_count()
    completed = total - len(uncompared)
    tasks = (
        CompareTask(journal.packed_parts(target), tuple(map(journal.packed_parts, journal.candidates(target))))
        for target in uncompared
    )
    for batch in batches(executor.map(Comparer(means), tasks)):
        journal.add_comparisons(comparison for comparisons in batch for comparison in comparisons)
        completed += len(batch)
        progress("compared", completed, total)


def limits_of(plan: Plan) -> Limits:
    """Return the evidence that a pair needs."""
    encoder, _ = plan.load_encoder()
    return LIMITS.get(encoder.name, OTHER_LIMITS)


def decide_all(journal: Journal, ids: Sequence[str], plan: Plan) -> None:
    """Decide on every target, and store the verdicts."""
    best_scores = {ids[source]: score for source, score in journal.best_scores().items()}
    duplicates = {ids[duplicate.number]: ids[duplicate.original] for duplicate in journal.duplicates()}
    alone = all(len(journal.in_language(language)) == 1 for language in plan.languages)
    context = Context(best_scores, duplicates, limits_of(plan), alone)
    numbers = {name: number for number, name in enumerate(ids)}
    judge = Judge(journal, ids, context, plan)
    verdicts = map(judge.verdict, journal.in_language(plan.target))
    for batch in batches(mark_duplicates(verdicts, duplicates)):
        journal.add_verdicts((numbers[verdict.target], numbers.get(verdict.source or ""), verdict) for verdict in batch)


class CompareTask(NamedTuple):
    """A target and the sources to compare it with, each with all its parts."""

    target: tuple[PackedArticle, ...]
    sources: tuple[tuple[PackedArticle, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Aligns a target with its candidates."""

    means: Means

    def __call__(self, task: CompareTask) -> list[Comparison]:
        """Return the evidence on each candidate."""
        target = self.means.join(task.target)
        return [
            Comparison(task.target[0].number, source[0].number, similarity.compare(self.means.join(source), target))
            for source in task.sources
        ]


class Judge:
    """Decides on targets by the user's decisions, the evidence and the names."""

    def __init__(self, journal: Journal, ids: Sequence[str], context: Context, plan: Plan) -> None:
        self._journal, self._ids, self._context, self._plan = journal, ids, context, plan
        self._partners = Partners((ids[number] for number in journal.in_language(plan.source)), plan.languages)
        self._further = journal.further_parts()

    def verdict(self, number: int) -> PairVerdict:
        """Return the verdict on a target."""
        target, user_pairs = self._ids[number], self._plan.user_pairs
        if number in self._further:
            return self._joined(number)
        compared = [Candidate(self._ids[source], evidence) for _, source, evidence in self._journal.comparisons(number)]
        if target in user_pairs.pairs:
            source, system = user_pairs.pairs[target]
            evidence = next((candidate.evidence for candidate in compared if candidate.source == source), None)
            return PairVerdict(target, "paired", source, evidence, reason=self._by_file(source, target), system=system)
        allowed = [candidate for candidate in compared if (candidate.source, target) not in user_pairs.excluded]
        named = self._partners.of(target)
        verdict = (
            decide_by_name(target, allowed, self._context, named, self._plan.source)
            if self._plan.pair_by == "name"
            else decide(target, allowed, self._context, named)
        )
        best = min(compared, key=lambda candidate: (-candidate.evidence.score, candidate.source), default=None)
        if best is None or best in allowed or verdict.decision == "paired":
            return verdict
        reason = excluded(best.source, best.evidence.score)
        return replace(verdict, reason=f"{reason}; {verdict.reason}" if allowed else reason)

    def _joined(self, number: int) -> PairVerdict:
        """Return the verdict on a further part of a target."""
        first = self._ids[self._further[number]]
        source, _ = self._plan.user_pairs.pairs.get(first, (None, ""))
        reason = f"joined to {first} by the pairs file"
        return PairVerdict(self._ids[number], "joined" if source else "unpaired", source, reason=reason)

    def _by_file(self, source: str, target: str) -> str:
        wholes = map(self._plan.user_pairs.whole, (source, target))
        joined = " and ".join(" + ".join(whole) for whole in wholes if len(whole) > 1)
        return f"by the pairs file, {joined} joined" if joined else "by the pairs file"


def _chosen(ids: Sequence[str], sources: Sequence[int], plan: Plan) -> Callable[[int], list[int]]:
    """Return the function that gives the sources that the user or its name says a target translates."""
    numbers = {ids[number]: number for number in sources}
    partners = Partners(numbers, plan.languages)

    def chosen(target: int) -> list[int]:
        source, _ = plan.user_pairs.pairs.get(ids[target], ("", ""))
        return [numbers[name] for name in (*partners.of(ids[target]), source) if name in numbers]

    return chosen


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
