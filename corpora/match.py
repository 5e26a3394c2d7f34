"""Prepared articles → verdicts: candidates by an index, evidence by alignment, one verdict per target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.corpora import candidates, likeness
from tertium.corpora.pair import Candidate, Verdict, decide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.encode import Encoder, Vectors
    from tertium.corpora.journal import Journal, Kept
    from tertium.corpora.plan import Plan


class Side(NamedTuple):
    """An article's sentences and their vectors around its language's mean."""

    texts: tuple[str, ...]
    vectors: Vectors


class Means:
    """The mean vectors of the languages, by which every vector is centred.

    Args:
        journal: the prepared articles.
        encoder: for the prior.
        languages: of which to take the mean.
    """

    def __init__(self, journal: Journal, encoder: Encoder, languages: Sequence[str]) -> None:
        prior = likeness.prior(encoder)
        self.of = {language: _mean(journal, language, prior) for language in languages}

    def side(self, kept: Kept) -> Side:
        """Return an article ready to be compared."""
        return Side(kept.article.texts, likeness.centred(kept.vectors, self.of[str(kept.article.language)]))

    def document(self, kept: Kept) -> NDArray[np.float32]:
        """Return an article's vector."""
        side = self.side(kept)
        return likeness.document(side.vectors, side.texts)


def compare_all(journal: Journal, means: Means, plan: Plan) -> None:
    """Compare every target with the sources nearest to it, and keep the evidence."""
    sources, targets = (journal.of_language(language) for language in plan.languages)

    def loader(numbers: Sequence[int]) -> candidates.Load:
        def load(start: int, stop: int) -> NDArray[np.float32]:
            return np.array([means.document(journal.prepared(number)) for number in numbers[start:stop]])

        return load

    near = candidates.nearest((len(targets), loader(targets)), (len(sources), loader(sources)))
    for target, places in zip(targets, near, strict=True):
        ours = means.side(journal.prepared(target))
        found = [(sources[i], means.side(journal.prepared(sources[i]))) for i in places]
        journal.put_compared((target, source, likeness.compare(theirs, ours)) for source, theirs in found)


def verdicts(journal: Journal, names: Sequence[str], plan: Plan) -> Iterator[Verdict]:
    """Yield the verdict on every target, in order."""
    highest = {names[number]: score for number, score in journal.highest().items()}
    for number in journal.of_language(plan.target):
        near = [Candidate(names[source], evidence) for source, evidence in journal.compared(number)]
        yield _overruled(names[number], near, plan) or decide(
            names[number], [one for one in near if (one.source, names[number]) not in plan.said.apart], highest, {}
        )


def unpaired(
    journal: Journal, names: Sequence[str], decided: Mapping[str, Verdict], plan: Plan
) -> Iterator[dict[str, object]]:
    """Yield every article that is in no pair, with its nearest candidate, the likeness, and why that is not enough."""
    taken = {verdict.source for verdict in decided.values() if verdict.decision == "paired"}
    for number, name in enumerate(names):
        verdict = decided.get(name)
        if verdict is not None and verdict.decision != "paired":
            score = verdict.evidence.score if verdict.evidence else None
            yield _entry(name, plan.target, (verdict.source, score), verdict.reason)
        elif verdict is None and name not in taken:
            yield _left(journal, number, names, plan)


def _left(journal: Journal, number: int, names: Sequence[str], plan: Plan) -> dict[str, object]:
    """Return the entry of an article that is no target and no target's source."""
    article = journal.prepared(number).article
    if not article.sentences:
        return _entry(article.id, article.language, (None, None), "no text is left after cleaning")
    if article.language is None:
        seems = f", it seems to be {article.guess.other}" if article.guess.other else ""
        return _entry(
            article.id, article.guess.other, (None, None), f"in neither {plan.source} nor {plan.target}{seems}"
        )
    nearest = journal.nearest_target(number)
    if nearest is None:
        return _entry(article.id, article.language, (None, None), f"no article in {plan.target} comes near it")
    other, evidence = nearest
    reason = f"no translation of it is here; the nearest, {names[other]}, has likeness {evidence.score:.2f}"
    return _entry(article.id, article.language, (names[other], evidence.score), reason)


def _entry(name: str, language: str | None, nearest: tuple[str | None, float | None], reason: str) -> dict[str, object]:
    score = None if nearest[1] is None else round(nearest[1], 4)
    return {"id": name, "language": language, "nearest": nearest[0], "score": score, "reason": reason}


def _overruled(target: str, near: Sequence[Candidate], plan: Plan) -> Verdict | None:
    if target not in plan.said.pairs:
        return None
    source, system = plan.said.pairs[target]
    evidence = next((one.evidence for one in near if one.source == source), None)
    return Verdict(target, "paired", source, evidence, reason="paired by hand", system=system)


def _mean(journal: Journal, language: str, prior: NDArray[np.float64]) -> NDArray[np.float32]:
    total, count = np.zeros_like(prior), 0
    for number in journal.of_language(language):
        vectors = journal.prepared(number).vectors
        total += vectors.sum(axis=0, dtype=np.float64)
        count += len(vectors)
    return likeness.mean(total, count, prior)
