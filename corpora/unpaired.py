"""The articles that are in no pair, each with its nearest candidate, the likeness, and why that is not enough."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.journal import Journal
    from tertium.corpora.plan import Plan

NEAREST: Final = 2
"""Candidates that are named where nothing is a pair."""


def to_review(journal: Journal) -> Iterator[dict[str, Any]]:
    """Yield the evidence on every pair that a person should look at, in the order of the targets' ids."""
    yield from (verdict.to_json() for verdict in journal.verdicts("review"))


def unpaired(journal: Journal, ids: Sequence[str], plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield an entry for each, in the order of the ids; the decision on both sides of a pair to look at is review."""
    sources = journal.paired_sources()
    for number, name in enumerate(ids):
        verdict = journal.verdict(number)
        if verdict is not None:
            if verdict.decision not in {"paired", "copy"}:
                nearest = (verdict.source, verdict.to_json()["score"])
                yield _entry(name, plan.target, nearest, verdict.reason) | _review(verdict.decision)
        elif number not in sources:
            yield _unpaired_source(journal, number, ids, plan)


def _unpaired_source(journal: Journal, number: int, ids: Sequence[str], plan: Plan) -> dict[str, Any]:
    """Return the entry of an article that is no target and no target's source."""
    article = journal.prepared(number)
    if not article.sentences:
        return _entry(article.id, article.language, (None, None), "no text is left after cleaning")
    if article.language is None:
        seems = f"; it seems to be {article.guess.other}" if article.guess.other else ""
        reason = f"neither {plan.source} nor {plan.target}{seems}"
        return _entry(article.id, article.guess.other, (None, None), reason)
    if copy := journal.duplicate(number):
        original = ids[copy.original]
        return _entry(article.id, article.language, (original, copy.shared), f"a re-post of {original}")
    if near := journal.nearest_target_in_review(number):
        other = ids[near.number]
        return _entry(article.id, article.language, (other, near.score), f"{other} may translate it") | _review(
            "review"
        )
    near = journal.nearest_target(number)
    if near is None:
        return _entry(article.id, article.language, (None, None), f"no article in {plan.target} comes near it")
    other = ids[near.number]
    reason = f"no translation of it is here: the nearest, {other}, has likeness {near.score:.2f}"
    if (article.id, other) in plan.said.apart:
        reason = f"a person parted it from {other} (likeness {near.score:.2f})"
    return _entry(article.id, article.language, (other, near.score), reason)


def no_pair(journal: Journal, plan: Plan) -> DataError:
    """Return the error of a build without any pair: what there is, and what comes nearest to a pair."""
    sides = " and ".join(f"{len(journal.in_language(language))} in {language}" for language in plan.languages)
    compared = (verdict for verdict in journal.verdicts() if verdict.evidence is not None)
    nearest = nlargest(NEAREST, compared, key=lambda verdict: verdict.evidence.score if verdict.evidence else 0)
    named = "; ".join(f"{verdict.source} and {verdict.target} ({verdict.reason})" for verdict in nearest)
    among = f"among {journal.prepared_count()}"
    return DataError(
        f"no two of the articles are a pair: {sides} {among}{named and f'; nearest: {named}'}",
        hint="--explain; or name a pair in a file for --pairs",
    )


def _entry(name: str, language: str | None, nearest: tuple[str | None, float | None], reason: str) -> dict[str, Any]:
    return {"id": name, "language": language, "nearest": nearest[0], "score": nearest[1], "reason": reason}


def _review(decision: str) -> dict[str, Any]:
    return {"decision": decision} if decision == "review" else {}
