"""What a shell completes: names of metrics, formats, systems and levels. An error completes nothing."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tertium.errors import TertiumError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.evals.types import Run


def metric_names(incomplete: str) -> list[str]:
    """Return the metrics that can be scored with."""
    with suppress(Exception):  # a plug-in may raise anything, and a shell has no place for it
        from tertium.metrics.registry import names

        return _beginning(names(), incomplete)
    return []


def run_metrics(incomplete: str) -> list[str]:
    """Return the metrics of the run that stands before on the line; of none, all metrics."""
    run = _run()
    return _beginning(run.measures, incomplete) if run else metric_names(incomplete)


def run_systems(incomplete: str) -> list[str]:
    """Return the systems of the run that stands before on the line."""
    run = _run()
    return _beginning(run.systems, incomplete) if run else []


def table_formats(incomplete: str) -> list[str]:
    """Return the formats of tables."""
    from tertium.reports import formats

    return _beginning(formats.names(), incomplete)


def report_formats(incomplete: str) -> list[str]:
    """Return the formats of `tertium report`."""
    from tertium.reports import formats

    return _beginning(["html", "model-index", *formats.names()], incomplete)


def levels(incomplete: str) -> list[str]:
    """Return what `--by` takes."""
    from tertium.reports import sections

    return _beginning([section.name for section in sections.ordered() if section.by_name], incomplete)


def charts(incomplete: str) -> list[str]:
    """Return the kinds of charts."""
    from tertium.reports.plots import KINDS

    return _beginning(KINDS, incomplete)


def chart_formats(incomplete: str) -> list[str]:
    """Return the formats of charts."""
    return _beginning(["svg", "pdf", "png"], incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _run() -> Run | None:
    """Return the first run on the command line; None where there is none that can be read.

    The parser stops at an option that still lacks its value, and knows no argument then: so the words are looked at.
    """
    from tertium.evals import store

    line = os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS") or ""  # zsh, fish; bash
    with suppress(TertiumError, OSError, ValueError):
        folders = [Path(word) for word in shlex.split(line) if (Path(word) / store.MARKER).is_file()]
        return store.open_stored(folders[0]) if folders else None
    return None
