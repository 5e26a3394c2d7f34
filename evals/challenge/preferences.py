"""Shares of pairs in which the better translation is preferred: of the set, of each severity and each phenomenon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.evals.challenge.shares import interval_of
from tertium.evals.results.challenge import Preference
from tertium.evals.results.findings import gravity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tertium.evals.challenge.pairs import ChallengeSet
    from tertium.evals.challenge.voters import Voter
    from tertium.evals.results.challenge import Part


def cluster_numbers(data: ChallengeSet) -> NDArray[np.intp]:
    """Return the number of each pair's cluster, shape (pairs,); pairs in other languages are in other clusters."""
    names = [f"{pair.languages} {pair.cluster}" for pair in data.pairs]
    numbers: NDArray[np.intp] = np.unique(names, return_inverse=True)[1]
    return numbers


def preferences(data: ChallengeSet, voter: Voter, clusters: NDArray[np.intp], level: float) -> Iterator[Preference]:
    """Yield the preference on all pairs, by severity, and by phenomenon.

    Severities are in their order, the gravest first. Phenomena begin with the one in which the better translation is
    preferred least often, those without a score come last; without a judgement their order is the set's.
    """
    better, worse = voter.sides
    is_scored = voter.is_scored

    def preference(part: Part, name: str, rows: NDArray[np.bool_], severity: str = "") -> Preference:
        chosen = rows & is_scored
        hits, misses, units = better[chosen], worse[chosen], clusters[chosen]
        size = len(hits)
        shares = (hits, ~hits & ~misses, misses)
        better_share, tied, worse_share = (float(share.mean()) if size else float("nan") for share in shares)
        return Preference(
            *(voter.metric, voter.system, part, name, severity, size, len(np.unique(units))),
            *(better_share, tied, worse_share),
            interval_of(hits, units, level),
        )

    yield preference("set", data.name, np.ones(len(data), np.bool_))
    severities = np.array([pair.severity for pair in data.pairs])
    for severity in sorted(filter(None, set(severities.tolist())), key=lambda name: (gravity(name), name)):
        yield preference("severity", severity, severities == severity)
    rows = []
    for name in data.phenomena:
        tagged = np.array([name in pair.phenomena for pair in data.pairs])
        kinds = set(severities[tagged].tolist())
        rows.append(preference("phenomenon", name, tagged, kinds.pop() if len(kinds) == 1 else ""))
    yield from sorted(rows, key=lambda row: (row.pairs == 0, row.better)) if data.is_judged else rows
