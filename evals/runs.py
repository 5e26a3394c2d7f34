"""A folder of runs: which there are, whether each is whole, and all their scores as one DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.errors import DataError
from tertium.evals import store
from tertium.files import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd


class Listed(NamedTuple):
    """A run in a folder of runs.

    Attributes:
        name: of its folder.
        manifest: what it says of itself; empty where that can't be read.
        trouble: why it can't be trusted; empty where nothing is known against it.
        verified: whether every file was compared with its hash; else only that it is there.
    """

    name: str
    manifest: dict[str, Any]
    trouble: str
    verified: bool = False

    @property
    def state(self) -> str:
        """The trouble, or ``"ok"`` where every byte was looked at, or ``"complete"`` where only the names were."""
        return self.trouble or ("ok" if self.verified else "complete")


def listed(folder: Path, *, verify: bool = False) -> list[Listed]:
    """Return the runs of a folder, the newest last; what a killed writer left behind is none of them.

    Args:
        folder: each of its folders with a manifest is a run.
        verify: compare every file with its hash, not only look whether it is there.

    Raises:
        DataError: there is no such folder.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder", hint="a folder whose folders are runs")
    found = [_listed(one, verify=verify) for one in runs_in(folder)]
    return sorted(found, key=lambda one: (str(one.manifest.get("created", "")), one.name))


def runs_in(folder: Path) -> list[Path]:
    """Return the folder itself if it is a run, or those in it that are; by name."""
    if (folder / store.MARKER).is_file():
        return [folder]
    return sorted(one for one in folder.iterdir() if not one.name.startswith(".") and (one / store.MARKER).is_file())


def unfinished(folder: Path) -> list[str]:
    """Return the names of hidden folders that killed writers left in a folder; they may be deleted."""
    return sorted(one.name for one in folder.iterdir() if one.name.startswith(".") and one.is_dir() and _ours(one))


def frame(folder: Path | str) -> pd.DataFrame:
    """Return one row per run, system and metric: run, id, created, fingerprint, and the columns of `Run.scores`.

    Raises:
        DataError: the folder is missing, or a run in it can't be trusted.
    """
    from pathlib import Path

    import pandas as pd

    def tables() -> Iterator[pd.DataFrame]:
        for one in runs_in(Path(folder)):
            manifest, scores = store.verified(one), store.load(one).scores
            about = {"run": one.name, **{key: manifest[key] for key in ("id", "created", "fingerprint")}}
            for i, (key, value) in enumerate(about.items()):
                scores.insert(i, key, value)
            yield scores

    if not Path(folder).is_dir() or not (found := list(tables())):
        raise DataError(f"there are no runs in {folder}", hint=f"tertium score SET -m chrf -o {folder}/NAME")
    return pd.concat(found, ignore_index=True)


def _listed(path: Path, *, verify: bool) -> Listed:
    manifest: dict[str, Any] = {}
    try:
        manifest = read_json(path / store.MARKER)
        if verify:
            store.verified(path)
    except DataError as error:
        return Listed(path.name, manifest, str(error).splitlines()[0], verify)
    if not isinstance(manifest, dict) or manifest.get("schema") != store.SCHEMA:
        schema = manifest.get("schema") if isinstance(manifest, dict) else None
        return Listed(path.name, manifest if isinstance(manifest, dict) else {}, f"of schema {schema!r}", verify)
    missing = [name for name in manifest["files"] if not (path / name).is_file()]
    return Listed(path.name, manifest, f"{missing[0]} is missing" if missing else "", verify)


def _ours(path: Path) -> bool:
    return any((path / name).exists() for name in (store.MARKER, "counts.parquet", "set"))
