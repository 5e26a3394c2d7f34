"""Results of inspect, compare, rank, gate and meta, and of slices: frozen values that reports show.

Each is imported on first use: a command needs few of them, and to make all these classes takes 10 ms.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tertium.evals.results.challenge import Challenge, Preference
    from tertium.evals.results.comparison import Comparison, Difference, Example, Tally
    from tertium.evals.results.findings import Finding, FindingChange
    from tertium.evals.results.groups import Groups
    from tertium.evals.results.judge_card import JudgeCard, Probe
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
    from tertium.evals.results.triage import FindingShare, FrequencyBand, NgramMatches, PartShare, Triage, WordShare
    from tertium.evals.results.verdict import Check, Outcome, Verdict

__all__ = [
    "COMMON",
    "PHRASES",
    "Challenge",
    "Check",
    "Cluster",
    "Comparison",
    "Contrast",
    "Difference",
    "Example",
    "Finding",
    "FindingChange",
    "FindingShare",
    "FrequencyBand",
    "Groups",
    "History",
    "Interval",
    "JudgeCard",
    "Meta",
    "NgramMatches",
    "Outcome",
    "Pair",
    "Pairs",
    "Part",
    "PartShare",
    "Place",
    "Point",
    "Preference",
    "Probe",
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
    "Triage",
    "Trust",
    "Verdict",
    "WordShare",
    "by_seriousness",
    "sentences",
]

_MODULES: Final = {
    "challenge": "Challenge Preference",
    "comparison": "Comparison Difference Example Tally",
    "findings": "Finding FindingChange",
    "groups": "Groups",
    "judge_card": "JudgeCard Probe",
    "meta_evaluation": "Contrast Meta Trust",
    "pairs": "Pair Pairs",
    "resampling": "Cluster Interval Resampling Test",
    "set_inspection": "COMMON PHRASES Part Problem ProblemKind SetInspection by_seriousness sentences",
    "slice": "Slice",
    "standings": "Place Ranking Standings",
    "timeline": "History Point Series",
    "triage": "FindingShare FrequencyBand NgramMatches PartShare Triage WordShare",
    "verdict": "Check Outcome Verdict",
}
"""Modules of this package to the names that they hold."""


def __getattr__(name: str) -> Any:
    module = next((module for module, names in _MODULES.items() if name in names.split()), None)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)
