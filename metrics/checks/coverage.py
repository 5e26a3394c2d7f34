"""Where each check was measured: the pairs of languages with false alarms and recall, from benchmarks/checks.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.text import tags
from tertium.files import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    Pair = tuple[str, str]

ENOUGH: Final = 30
"""Untouched references with an opportunity for the check from which a pair of languages counts as measured."""


class Figures(NamedTuple):
    """What a check did in references of one pair of languages.

    Attributes:
        segments: human references, untouched.
        judged: those in which the check had an opportunity to find something.
        flagged: those in which it found something: its false alarms, and errors of the references.
        damages: a damage in words to (damaged references, those of them that the check flagged).
    """

    segments: int
    judged: int
    flagged: int
    damages: Mapping[str, tuple[int, int]]

    @property
    def alarms(self) -> float:
        """The share of untouched references that are flagged."""
        return self.flagged / self.segments

    @property
    def recall(self) -> float:
        """The share of damaged references that are flagged, every kind of damage alike; nan without any."""
        shares = [flagged / cases for cases, flagged in self.damages.values() if cases]
        return sum(shares) / len(shares) if shares else float("nan")


def measured(check: str) -> Mapping[Pair, Figures]:
    """Return the figures of a check by source and target language; empty for one that was measured nowhere.

    Args:
        check: its label: options that `benchmarks/checks.py` measures on their own have figures of their own.
    """
    name, _, options = check.partition(":")
    keys = [f"{name}:{option}" for option in options.split(",")]
    return _figures().get(next((key for key in keys if key in _figures()), name), {})


def unmeasured(check: str, languages: tuple[str | None, str | None], *, reads_source: bool) -> str:
    """Return in words that a check wasn't measured for these languages; empty where it was.

    Args:
        check: its label.
        languages: of the set: source and target.
        reads_source: whether it compares with the source; for one that doesn't, only the target language counts.
    """
    source, target = map(tags.base, languages)
    if not target or (reads_source and not source):
        return "not measured, since the set doesn't name its languages"
    pairs = measured(check)
    targets = {pair[1] for pair in pairs}
    if (source, target) in pairs or (not reads_source and target in targets):
        return ""
    if not pairs:
        return "not measured in any language"
    if not reads_source:
        return f"not measured for {target}"
    new = [name for name, known in ((source, {pair[0] for pair in pairs}), (target, targets)) if name not in known]
    elsewhere = f", nor for {' or '.join(new)} in other pairs" if new else ""
    return f"not measured for {source}-{target}{elsewhere}"


@cache
def _figures() -> dict[str, dict[Pair, Figures]]:
    """Return check to pair of languages to figures, without pairs that have hardly an opportunity."""
    plain: Any = read_json(Path(__file__).with_name("coverage.json"))
    return {check: dict(_measured_pairs(pairs)) for check, pairs in plain.items()}


def _measured_pairs(pairs: Any) -> list[tuple[Pair, Figures]]:
    figures = []
    for pair, counts in pairs.items():
        source, target = pair.split("-")
        segments, judged, flagged = counts["untouched"]
        damages = {damage: (row[0], row[1]) for damage, row in counts.items() if damage != "untouched"}
        if judged >= ENOUGH:
            figures.append(((source, target), Figures(segments, judged, flagged, damages)))
    return figures
