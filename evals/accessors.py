"""Attributes of a Run that other rooms provide, so that evals imports no report (as pandas' `register_accessor`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

ACCESSORS: Final[dict[str, Callable[[Any], Any]]] = {}
"""Name of the attribute to the function that makes its value of a run; the front door fills it."""


class Charts(Protocol):
    """The charts of a run; each method returns one, whose `figure` is matplotlib's."""

    def leaderboard(self, metric: str | None = None) -> Any:
        """Return systems by score, with intervals; a line between significance clusters."""

    def heatmap(self, metric: str | None = None) -> Any:
        """Return systems by documents: how far a score is from the document's mean over systems."""

    def scatter(self, a: str | None = None, b: str | None = None, metric: str | None = None) -> Any:
        """Return two systems' segment scores against each other."""

    def delta(self, a: str | None = None, b: str | None = None, metric: str | None = None) -> Any:
        """Return the histogram of two systems' differences by segment."""

    def length(self, metric: str | None = None) -> Any:
        """Return scores by quarters of the source's length, with intervals."""


def register_accessor(name: str, make: Callable[[Any], Any]) -> None:
    """Let an attribute of every Run be what `make` returns for it."""
    ACCESSORS[name] = make


def accessor(name: str, run: Any) -> Any:
    """Return the value of a registered attribute of a run.

    Raises:
        AttributeError: nobody registered that name.
    """
    if name not in ACCESSORS:
        raise AttributeError(f"no accessor {name!r} is registered")
    return ACCESSORS[name](run)
