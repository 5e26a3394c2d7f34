"""What a decision is made of: frozen results of comparing, ranking, gating and of holding metrics against people."""

from tertium.evals.decisions.comparing import Comparison, Difference, Example, Tally
from tertium.evals.decisions.drawing import Cluster, Interval, Resampling, Slice, Test
from tertium.evals.decisions.judging import Check, Outcome, Verdict
from tertium.evals.decisions.ranking import Pair, Place, Ranking, Standings
from tertium.evals.decisions.trusting import Meta, Trust

__all__ = [
    "Check",
    "Cluster",
    "Comparison",
    "Difference",
    "Example",
    "Interval",
    "Meta",
    "Outcome",
    "Pair",
    "Place",
    "Ranking",
    "Resampling",
    "Slice",
    "Standings",
    "Tally",
    "Test",
    "Trust",
    "Verdict",
]
