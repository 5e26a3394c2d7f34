"""Direction and unit of imported scores: asked for, defined by the format, or known by the metric's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.scores.table import ScoreTable

UNIT: Final = "points"
"""Unit of scores of which nothing else is known."""
QUALITY: Final = re.compile(
    r"(sacre)?bleu|chrf|(x|ref)?comet|bleurt|bert-?score|prism|yisi|gemba|mete?or", re.IGNORECASE
)
"""Beginnings of the names of metrics whose higher scores are better in every release."""
PENALTY: Final = re.compile(r"metricx|h?ter\b|wer\b|cer\b|mqm", re.IGNORECASE)
"""Beginnings of the names of metrics that count errors: at least 0 as they are made, at most 0 where negated."""


class Convention(NamedTuple):
    """How a metric's scores are read."""

    higher_is_better: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of metrics, by patterns of their names: ``GEMBA*``.

    Attributes:
        higher: metrics whose higher scores are better.
        lower: metrics whose lower scores are better.
        units: pattern to unit.
        origin: of all scores, instead of the format's name: a model with its version, say.
    """

    higher: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    def convention(self, name: str, table: ScoreTable, column: str) -> Convention:
        """Return direction and unit of a metric.

        Args:
            name: of the metric in the run.
            table: with its scores.
            column: of the scores in the table.

        Raises:
            UsageError: nobody says which direction is better, or the user says both.
        """
        unit = next((unit for pattern, unit in self.units.items() if fnmatchcase(name, pattern)), UNIT)
        higher, lower = (
            any(fnmatchcase(name, pattern) for pattern in patterns) for patterns in (self.higher, self.lower)
        )
        if higher and lower:
            raise UsageError(f"{name} can't be better both ways", hint=f"--higher-is-better {name}")
        known = higher if higher or lower else _known(name, table, column)
        if known is None:
            raise UsageError(
                f"nothing says whether a higher {name} is better ({table.path})",
                hint=f"--higher-is-better {name}, or --lower-is-better {name}",
            )
        return Convention(known, unit)


def _known(name: str, table: ScoreTable, column: str) -> bool | None:
    """Return the direction by the metric's name, else by the format; None where neither tells.

    Files of WMT hold errors with a minus, so that higher is better: of metrics that count errors the sign tells.
    """
    names = (name, column)
    if any(PENALTY.match(text) for text in names):
        total = float(np.nansum(table.scores[column]))
        return None if total == 0 else total < 0
    if any(QUALITY.match(text) for text in names):
        return True
    return table.higher_is_better
