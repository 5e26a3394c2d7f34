"""Results of inspect, compare, rank, gate and meta, and of slices: frozen values that reports show."""

from tertium.evals.results.comparison import Comparison, Difference, Example, Tally
from tertium.evals.results.findings import Finding, FindingChange
from tertium.evals.results.meta_evaluation import Contrast, Meta, Trust
from tertium.evals.results.pairs import Pair, Pairs
from tertium.evals.results.resampling import Cluster, Interval, Resampling, Test
from tertium.evals.results.set_inspection import (
    COMMON,
    PHRASES,
    Part,
    Problem,
    ProblemKind,
    SetInspection,
    by_seriousness,
    sentences,
)
from tertium.evals.results.slice import Slice
from tertium.evals.results.standings import Place, Ranking, Standings
from tertium.evals.results.timeline import History, Point, Series
from tertium.evals.results.verdict import Check, Outcome, Verdict

__all__ = [
    "COMMON",
    "PHRASES",
    "Check",
    "Cluster",
    "Comparison",
    "Contrast",
    "Difference",
    "Example",
    "Finding",
    "FindingChange",
    "History",
    "Interval",
    "Meta",
    "Outcome",
    "Pair",
    "Pairs",
    "Part",
    "Place",
    "Point",
    "Problem",
    "ProblemKind",
    "Ranking",
    "Resampling",
    "Series",
    "SetInspection",
    "Slice",
    "Standings",
    "Tally",
    "Test",
    "Trust",
    "Verdict",
    "by_seriousness",
    "sentences",
]
