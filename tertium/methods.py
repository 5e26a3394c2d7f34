"""Registers the functions behind the methods of runs and results; each is imported when it is called."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tertium.evals.accessors import register_accessor

if TYPE_CHECKING:
    from collections.abc import Callable

HOMES: Final = {
    "plot": ("tertium.plotting", "plots"),
    "filter": ("tertium.evals.filter", "filtered"),
    "by": ("tertium.evals.grouping", "grouped"),
    "regressions": ("tertium.evals.regressions", "regressions"),
    "triage": ("tertium.evals.triage", "triage"),
    "compare": ("tertium.evals.compare", "compare"),
    "rank": ("tertium.evals.rank", "rank"),
    "save": ("tertium.evals.store", "save"),
    "to_pandas": ("tertium.evals.levels", "frame_of_level"),
    "to_dataset": ("tertium.evals.levels", "dataset_of_level"),
    "report": ("tertium.reporting", "write"),
    "text": ("tertium.reporting", "text"),
}
"""Name of an accessor to the module and the function, which takes the run or result first."""


def register_methods() -> None:
    """Register all of them."""
    for name, home in HOMES.items():
        register_accessor(name, _attribute(*home) if name == "plot" else _method(*home))


def _attribute(module: str, function: str) -> Callable[[Any], Any]:
    def value_of(run: Any) -> Any:
        return getattr(importlib.import_module(module), function)(run)

    return value_of


def _method(module: str, function: str) -> Callable[[Any], Callable[..., Any]]:
    def bound(value: Any) -> Callable[..., Any]:
        return partial(getattr(importlib.import_module(module), function), value)

    return bound
