"""A folder of runs: lists them, tells whether each is complete, and returns all scores as one DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tertium import arguments
from tertium.calls import explained
from tertium.errors import DataError
from tertium.evals import store
from tertium.files import read_json, recover_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd


class RunEntry(NamedTuple):
    """A run in a folder of runs.

    Attributes:
        name: name of its folder.
        manifest: the contents of its manifest; empty if that can't be read.
        trouble: why the run can't be used; empty if no problem was found.
        verified: whether every file was compared with its hash; otherwise only their existence was checked.
    """

    name: str
    manifest: dict[str, Any]
    trouble: str
    verified: bool = False

    @property
    def state(self) -> str:
        """The trouble, or ``"ok"`` for a verified run, or ``"complete"`` if all files exist."""
        return self.trouble or ("ok" if self.verified else "complete")


def list_runs(folder: Path, *, verify: bool = False) -> list[RunEntry]:
    """Return the runs of a folder, the newest last, without the unfinished ones of killed writers.

    Args:
        folder: every folder in it that has a manifest is a run.
        verify: whether to compare every file with its hash, and not only to check that it exists.

    Raises:
        DataError: there is no such folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder", hint="a folder whose folders are runs")
    recover_all(folder, marker=store.MARKER)
    runs = [_run_entry(path, verify=verify) for path in runs_in(folder)]
    return sorted(runs, key=lambda run: (str(run.manifest.get("created", "")), run.name))


def runs_in(folder: Path) -> list[Path]:
    """Return the folder itself if it is a run, otherwise the runs in it, sorted by name."""
    if (folder / store.MARKER).is_file():
        return [folder]
    return sorted(
        path for path in folder.iterdir() if not path.name.startswith(".") and (path / store.MARKER).is_file()
    )


def unfinished(folder: Path) -> list[str]:
    """Return the names of hidden folders that killed writers left incomplete in a folder; they may be deleted."""
    return [path.name for path in _hidden(folder) if _is_unfinished_run(path) and not _is_whole(path)]


def set_aside(folder: Path) -> list[str]:
    """Return the names of hidden folders that are whole runs: their writers were killed just before or after the end.

    Each is a new run without its name yet, or an old one that was replaced.
    """
    return [path.name for path in _hidden(folder) if _is_whole(path)]


def _hidden(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(".") and path.is_dir())


def _is_whole(path: Path) -> bool:
    """Return whether every byte of a run is what was written."""
    try:
        store.verified(path)
    except DataError:
        return False
    return True


@explained("runs")
def frame(folder: Path | str) -> pd.DataFrame:
    """Return one row per run, system and metric: run, id, created, fingerprint, and the columns of `Run.scores`.

    Args:
        folder: a run, or a folder of runs.

    Returns:
        A DataFrame.

    Raises:
        DataError: the folder is missing, or a file of a run differs from what was written.
        UsageError: `folder` is no path.

    Example:
        >>> run = tertium.evaluate({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, ["chrf"])
        >>> _ = tertium.save_run(run, "runs/monday")
        >>> tertium.runs("runs")[["run", "system", "metric", "score"]].round(1)
              run  system metric  score
        0  monday  system   chrf   52.5
    """
    import pandas as pd

    place = arguments.path("folder", folder)

    def tables() -> Iterator[pd.DataFrame]:
        for path in runs_in(place):
            manifest, scores = store.verified(path), store.load(path).scores
            about = {"run": path.name, **{key: manifest[key] for key in ("id", "created", "fingerprint")}}
            for i, (key, value) in enumerate(about.items()):
                scores.insert(i, key, value)
            yield scores

    if not place.is_dir() or not (frames := list(tables())):
        raise DataError(f"there are no runs in {folder}", hint=f"tertium score SET -m chrf -o {folder}/NAME")
    return pd.concat(frames, ignore_index=True)


def _run_entry(path: Path, *, verify: bool) -> RunEntry:
    manifest: dict[str, Any] = {}
    try:
        stored = read_json(path / store.MARKER)
        schema = stored.get("schema") if isinstance(stored, dict) else None
        if schema != store.SCHEMA:
            return RunEntry(path.name, manifest, f"of schema {schema!r}", verify)
        manifest = store.manifest_of(path)
        if verify:
            store.verified(path)
    except DataError as error:
        return RunEntry(path.name, manifest, str(error).splitlines()[0], verify)
    missing = [name for name in manifest["files"] if not (path / name).is_file()]
    return RunEntry(path.name, manifest, f"{missing[0]} is missing" if missing else "", verify)


def _is_unfinished_run(path: Path) -> bool:
    # a writer fills a hidden folder and renames it at the end; one that was killed at once has written nothing yet
    parts = (store.MARKER, "counts.parquet", "set")
    return any((path / name).exists() for name in parts) or not any(path.iterdir())
