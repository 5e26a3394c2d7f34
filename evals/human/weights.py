"""Weights of MQM errors by severity and category (Freitag et al. 2021): penalty points of one error."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

WMT: Final[Mapping[str, float]] = MappingProxyType(
    {
        "Major": 5.0,
        "Minor": 1.0,
        "Neutral": 0.0,
        "No-error": 0.0,
        "Major/Non-translation": 25.0,
        "Minor/Fluency/Punctuation": 0.1,
    }
)
"""Those of Google's annotations and of mt-metrics-eval's score_mqm."""


ATTENTION: Final = "hotw-test"
"""Severity of the rows of attention checks, in lower case: they are of an altered text and no errors."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Penalty points by severity, severity/category or severity/category/subcategory; the most specific one counts.

    Attributes:
        changes: weights in place of, or beside, those of WMT.
    """

    changes: tuple[tuple[str, float], ...] = ()

    @property
    def table(self) -> dict[str, float]:
        """All weights by name, in the spelling of whoever stated them."""
        changes = {_name(name): (name, weight) for name, weight in self.changes}
        kept = {_name(name): (name, weight) for name, weight in WMT.items()}
        return dict((kept | changes).values())

    @property
    def signature(self) -> str:
        """All weights, as a part of a signature."""
        return "weights:" + ",".join(f"{name}={weight:g}" for name, weight in self.table.items())


def weigh(weights: Mapping[str, float], severity: str, category: str) -> float | None:
    """Return the points of an error; None if not even its severity has a weight.

    Args:
        weights: by name, as `by_name` returns them.
        severity: ``"Major"`` …, in any case.
        category: ``"Fluency/Punctuation"`` …; an exclamation mark at its end is none of it.
    """
    parts = _name(f"{severity}/{category}").split("/")
    names = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((weights[name] for name in names if name in weights), None)


def by_name(weights: Weights) -> dict[str, float]:
    """Return the weights by names that are compared: lower case, without the mark of ``Non-translation!``."""
    return {_name(name): weight for name, weight in weights.table.items()}


def parse_weights(options: list[str]) -> Weights:
    """Return the weights that ``SEVERITY[/CATEGORY]=POINTS`` options state.

    Raises:
        UsageError: an option has another form.
    """
    return Weights(tuple(map(_parsed, options)))


def _parsed(option: str) -> tuple[str, float]:
    name, _, points = option.rpartition("=")
    try:
        weight = float(points)
    except ValueError:
        weight = -1.0
    if not name or not 0 <= weight < float("inf"):
        raise UsageError(
            f"--weight {option!r} is not SEVERITY/CATEGORY=POINTS", hint="--weight Minor/Fluency/Punctuation=0.1"
        )
    return name, weight


def _name(text: str) -> str:
    return "/".join(part.strip().rstrip("!").lower() for part in text.split("/"))
