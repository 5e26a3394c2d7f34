"""Lists the articles that are in no pair, each with its nearest candidate, its similarity and the reason."""

from __future__ import annotations

from heapq import nlargest
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.pairing.pair import excluded, no_namesake
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.plan import Plan
    from tertium.corpora.pairing.pair import PairVerdict

NEAREST: Final = 2
"""Candidates that the error names if there is no pair at all."""
OFFERED: Final = 20
"""Candidates that it offers as a pairs file."""


def pairs_to_review(journal: Journal) -> Iterator[dict[str, Any]]:
    """Yield the evidence on every pair that a person should check, in the order of the targets' ids."""
    yield from (verdict.to_json() for verdict in journal.verdicts("review"))


def unpaired_articles(journal: Journal, ids: Sequence[str], plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield an entry for each unpaired article, in the order of the ids; both articles of a pair to review have one."""
    sources = journal.paired_sources() | journal.further_parts().keys()
    for number, name in enumerate(ids):
        verdict = journal.verdict(number)
        if verdict is not None:
            if verdict.decision not in {"paired", "joined", "copy"}:
                nearest = (verdict.source, verdict.to_json()["score"])
                yield _entry(name, plan.target, nearest, verdict.reason) | _review(verdict.decision)
        elif number not in sources:
            yield _unpaired_source(journal, number, ids, plan)


def _unpaired_source(journal: Journal, number: int, ids: Sequence[str], plan: Plan) -> dict[str, Any]:
    """Return the entry of an article that is no target, and no source of a pair."""
    article = journal.prepared(number)
    if not article.sentences:
        return _entry(article.id, article.language, (None, None), "no text is left after cleaning")
    if article.language is None:
        seems = f"; it seems to be {article.guess.other}" if article.guess.other else ""
        reason = f"neither {plan.source} nor {plan.target}{seems}"
        return _entry(article.id, article.guess.other, (None, None), reason)
    if duplicate := journal.duplicate(number):
        original = ids[duplicate.original]
        return _entry(article.id, article.language, (original, duplicate.shared), f"a re-post of {original}")
    if neighbour := journal.nearest_target_in_review(number):
        nearest = ids[neighbour.number]
        entry = _entry(article.id, article.language, (nearest, neighbour.score), f"{nearest} may translate it")
        return entry | _review("review")
    neighbour = journal.nearest_target(number)
    if neighbour is None:
        return _entry(article.id, article.language, (None, None), f"there is no similar article in {plan.target}")
    nearest = ids[neighbour.number]
    likeness = f"the nearest article, {nearest}, has likeness {neighbour.score:.2f}"
    by_name = plan.pair_by == "name"
    reason = no_namesake(plan.target) if by_name else f"no translation found; {likeness}"
    if (article.id, nearest) in plan.user_pairs.excluded:
        reason = excluded(nearest, neighbour.score)
    return _entry(article.id, article.language, (nearest, neighbour.score), reason)


def no_pair_error(journal: Journal, plan: Plan, warnings: Sequence[str] = ()) -> DataError:
    """Return the error of a build without any pair; it counts the articles and names the nearest candidates.

    Args:
        journal: of the build.
        plan: its settings.
        warnings: about the articles, which may be the reason.
    """
    sides = " and ".join(f"{len(journal.in_language(language))} in {language}" for language in plan.languages)
    compared = (verdict for verdict in journal.verdicts() if verdict.evidence is not None)
    nearest = nlargest(OFFERED, compared, key=lambda verdict: verdict.evidence.score if verdict.evidence else 0)
    named = "; ".join(f"{verdict.source} and {verdict.target} ({verdict.reason})" for verdict in nearest[:NEAREST])
    among = f"among {journal.prepared_count()}"
    about_pages = "".join(f"; {warning}" for warning in warnings)
    return DataError(
        f"no two of the articles are a pair: {sides} {among}{named and f'; nearest: {named}'}{about_pages}",
        hint=_ready_pairs(nearest) if nearest else "--explain shows what became of every line",
    )


def _ready_pairs(nearest: Sequence[PairVerdict]) -> str:
    """Return a command that writes the nearest pairs as a pairs file, whatever characters their names have."""
    names = " ".join(quote(name) for verdict in nearest for name in (verdict.source or "", verdict.target))
    return f"printf '%s\\t%s\\n' {names} > pairs.tsv, keep the lines that are right, and --pairs pairs.tsv"


def _entry(name: str, language: str | None, nearest: tuple[str | None, float | None], reason: str) -> dict[str, Any]:
    return {"id": name, "language": language, "nearest": nearest[0], "score": nearest[1], "reason": reason}


def _review(decision: str) -> dict[str, Any]:
    return {"decision": decision} if decision == "review" else {}
