"""What the commands that decide have in common: the settings of resampling, reading runs, and showing what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertium.commands.output import put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.evals.results import Resampling
    from tertium.evals.types import Run


def resampling_of(cluster: str, samples: int, seed: int, level: float, test: str = "randomisation") -> Resampling:
    """Return the settings; UsageError for a name that there isn't."""
    from tertium.evals.results import Resampling

    return Resampling(samples, seed, cluster, level, test)  # type: ignore[arg-type]  # which checks the names


def joined(paths: Sequence[Path]) -> Run:
    """Return the run in a folder, or those of several folders as one."""
    from tertium.evals import store
    from tertium.evals.join import join

    if len(paths) == 1:
        return store.load(paths[0])
    names = [path.resolve().name for path in paths]
    if len(set(names)) < len(names):
        names = [str(path) for path in paths]
    return join({name: store.load(path) for name, path in zip(names, paths, strict=True)})


def show_json(schema: str, value: Any, output: Path | None) -> None:
    """Write a result as one JSON object to a file or to stdout."""
    from tertium.reports.objects import as_json

    put(as_json(schema, value), output)
