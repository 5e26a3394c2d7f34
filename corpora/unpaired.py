"""The articles that are in no pair, each with its nearest candidate, the likeness, and why that is not enough."""

from __future__ import annotations

import json
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
    for (value,) in journal.rows("SELECT value FROM decided WHERE decision = 'review' ORDER BY target"):
        yield json.loads(value)


def unpaired(journal: Journal, ids: Sequence[str], plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield an entry for each, in the order of the ids; the decision on both sides of a pair to look at is review."""
    taken = {
        number for (number,) in journal.rows("SELECT DISTINCT source FROM decided WHERE decision IN ('paired', 'copy')")
    }
    for number, name in enumerate(ids):
        row = next(journal.rows("SELECT decision, value FROM decided WHERE target = ?", number), None)
        if row is not None:
            if row[0] not in {"paired", "copy"}:
                said = json.loads(row[1])
                yield _entry(name, plan.target, (said["source"], said["score"]), said["reason"]) | _review(row[0])
        elif number not in taken:
            yield _left(journal, number, ids, plan)


def _left(journal: Journal, number: int, ids: Sequence[str], plan: Plan) -> dict[str, Any]:
    """Return the entry of an article that is no target and no target's source."""
    article = journal.prepared(number)
    if not article.sentences:
        return _entry(article.id, article.language, (None, None), "no text is left after cleaning")
    if article.language is None:
        seems = f"; it seems to be {article.guess.other}" if article.guess.other else ""
        reason = f"neither {plan.source} nor {plan.target}{seems}"
        return _entry(article.id, article.guess.other, (None, None), reason)
    copied = next(journal.rows("SELECT original, shared FROM copies WHERE number = ?", number), None)
    if copied:
        return _entry(
            article.id, article.language, (ids[int(copied[0])], float(copied[1])), f"a re-post of {ids[copied[0]]}"
        )
    doubted = next(
        journal.rows(
            "SELECT target, score FROM decided JOIN compared USING (source, target)"
            " WHERE decision = 'review' AND source = ? ORDER BY score DESC, target LIMIT 1",
            number,
        ),
        None,
    )
    if doubted:
        other, score = ids[int(doubted[0])], float(doubted[1])
        return _entry(article.id, article.language, (other, score), f"{other} may translate it") | _review("review")
    nearest = next(
        journal.rows("SELECT target, score FROM compared WHERE source = ? ORDER BY score DESC, target LIMIT 1", number),
        None,
    )
    if nearest is None:
        return _entry(article.id, article.language, (None, None), f"no article in {plan.target} comes near it")
    other, score = ids[int(nearest[0])], float(nearest[1])
    reason = f"no translation of it is here: the nearest, {other}, has likeness {score:.2f}"
    if (article.id, other) in plan.said.apart:
        reason = f"a person parted it from {other} (likeness {score:.2f})"
    return _entry(article.id, article.language, (other, score), reason)


def no_pair(journal: Journal, plan: Plan) -> DataError:
    """Return the error of a build without any pair: what there is, and what comes nearest to a pair."""
    count = int(journal.one("SELECT COUNT(*) FROM prepared"))
    sides = " and ".join(f"{len(journal.of_language(language))} in {language}" for language in plan.languages)
    said = (json.loads(value) for (value,) in journal.rows("SELECT value FROM decided WHERE source IS NOT NULL"))
    near = nlargest(NEAREST, (one for one in said if one["score"] is not None), key=lambda one: float(one["score"]))
    named = "; ".join(f"{one['source']} and {one['target']} ({one['reason']})" for one in near)
    return DataError(
        f"no two of the articles are a pair: {sides} among {count}{named and f'; nearest: {named}'}",
        hint="--explain; or name a pair in a file for --pairs",
    )


def _entry(name: str, language: str | None, nearest: tuple[str | None, float | None], reason: str) -> dict[str, Any]:
    return {"id": name, "language": language, "nearest": nearest[0], "score": nearest[1], "reason": reason}


def _review(decision: str) -> dict[str, Any]:
    return {"decision": decision} if decision == "review" else {}
