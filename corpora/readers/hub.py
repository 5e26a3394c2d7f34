"""Hugging Face datasets: a folder that `load_dataset` opens or `save_to_disk` wrote, or a name on the hub.

A name is ``hub:OWNER/NAME``, followed by ``:CONFIG`` and ``:SPLIT`` where there are several; a folder may replace
OWNER/NAME. Only data is read: `datasets` runs no code of a dataset.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.readers import HUB
from tertium.corpora.readers.table import Table
from tertium.errors import DataError, TertiumError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Languages

SAVED: Final = ("dataset_dict.json", "state.json")
"""Files of which every folder that `save_to_disk` wrote has one."""
TIMEOUT: Final = 10.0
"""Seconds that the hub has to answer a first request; `datasets` itself would retry many times."""
LISTED: Final = 10
"""Number of configurations that an error lists by name."""


class Dataset(NamedTuple):
    """Identifies what to read.

    Attributes:
        path: a folder, or a name on the hub.
        config: name of the configuration; empty for the default.
        split: name of the split; empty for the default.
    """

    path: str
    config: str = ""
    split: str = ""


def claims(path: Path) -> bool:
    """Return whether the path begins with ``hub:``, or is a folder with a dataset card or written by `save_to_disk`."""
    card = path / "README.md"
    if str(path).startswith(HUB) or any((path / name).is_file() for name in SAVED):
        return True
    return card.is_file() and card.read_bytes()[:4] == b"---\n" and (path / "data").is_dir()


def read_table(path: Path, languages: Languages) -> Table:
    """Return the split that the path names, else `test`, or the only one.

    A column `translation` holds source and reference.

    Raises:
        DataError: it can't be opened or reached, or has several splits or configurations.
        UsageError: the path names more than a configuration and a split.
    """
    dataset = _dataset(path)
    revision = None
    with _without_progress_bars(), _errors_as_ours(dataset):
        if not Path(dataset.path).is_dir():
            revision = _revision(dataset)
        columns = _columns(dataset, revision)
    if not any(columns.values()):
        raise DataError(f"{dataset.path} has no rows", hint="one row per segment")
    name = Path(dataset.path).resolve().name
    origin = dataset.path if dataset.path != str(path) else path.name
    origin += f"@{revision}" if revision else ""
    return Table(Path(dataset.path), columns, name=name, origin=origin, languages=languages)


def _dataset(path: Path) -> Dataset:
    if not str(path).startswith(HUB):
        return Dataset(str(path))
    parts = str(path).removeprefix(HUB).split(":")
    if not parts[0] or len(parts) > len(Dataset._fields):
        raise UsageError(f"{str(path)!r} is not the name of a dataset", hint="hub:OWNER/NAME:CONFIG:SPLIT")
    return Dataset(*parts)


def _columns(dataset: Dataset, revision: str | None) -> dict[str, Sequence[Any]]:
    """Return the columns of the split."""
    import datasets

    folder = Path(dataset.path)
    if any((folder / name).is_file() for name in SAVED):
        saved = datasets.load_from_disk(dataset.path)  # one split, or a mapping of them
        return _lists(saved[_split(dataset, [*map(str, saved)])] if hasattr(saved, "keys") else saved)
    if not folder.is_dir():
        return _streamed(dataset, revision)
    config = _config(dataset, datasets.get_dataset_config_names(dataset.path))
    with tempfile.TemporaryDirectory() as cache:
        splits = datasets.load_dataset(dataset.path, config, cache_dir=cache, keep_in_memory=True)
        return _lists(splits[_split(dataset, [*map(str, splits)])])


def _revision(dataset: Dataset) -> str | None:
    """Return the hash of the commit that the hub has now; DataError where the hub or the dataset can't be reached."""
    from huggingface_hub import HfApi

    try:
        return getattr(HfApi().dataset_info(dataset.path, timeout=TIMEOUT), "sha", None)
    except Exception as error:  # the HTTP packages below have no common base class for their errors
        reason = " ".join((str(error) or type(error).__name__).split("\n")[0].split())
        command = f"hf download --repo-type dataset {dataset.path} --local-dir FOLDER"
        raise DataError(
            f"{dataset.path!r} is neither a folder nor available on the hub: {reason}",
            hint=f"where there is a network, {command}; then {HUB}FOLDER",
        ) from error


def _streamed(dataset: Dataset, revision: str | None) -> dict[str, Sequence[Any]]:
    """Return the columns of one split of a dataset on the hub; the other splits are not fetched."""
    import datasets

    config = _config(dataset, datasets.get_dataset_config_names(dataset.path, revision=revision))
    split = _split(dataset, datasets.get_dataset_split_names(dataset.path, config, revision=revision))
    rows = list(datasets.load_dataset(dataset.path, config, split=split, streaming=True, revision=revision))
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def _lists(table: Any) -> dict[str, Sequence[Any]]:
    return {name: table[name][:] for name in table.column_names}


def _config(dataset: Dataset, names: Sequence[str]) -> str:
    chosen = dataset.config or ("default" if "default" in names else names[0])
    if chosen not in names or (len(names) > 1 and chosen != "default" and not dataset.config):
        listed = ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED} more" if len(names) > LISTED else "")
        raise DataError(f"{dataset.path} has the configurations {listed}", hint=f"{HUB}{dataset.path}:{names[0]}")
    return chosen


def _split(dataset: Dataset, names: Sequence[str]) -> str:
    chosen = dataset.split or ("test" if "test" in names else names[0])
    if chosen not in names or (len(names) > 1 and chosen != "test" and not dataset.split):
        hint = f"{HUB}{dataset.path}:{dataset.config}:{names[0]}"
        raise DataError(f"{dataset.path} has the splits {', '.join(names)}", hint=hint)
    return chosen


@contextmanager
def _errors_as_ours(dataset: Dataset) -> Iterator[None]:
    """Turn every error of `datasets` into a DataError."""
    try:
        yield
    except TertiumError:
        raise
    except Exception as error:  # of `datasets` and of what it calls: YAML, Arrow, HTTP
        reason = " ".join(f"can't open {dataset.path}: {error or type(error).__name__}".split("\n")[0].split())
        raise DataError(reason, hint="a folder that load_dataset opens") from error


@contextmanager
def _without_progress_bars() -> Iterator[None]:
    """Switch the progress bars of `datasets` off for a while."""
    import datasets

    enabled = not datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if enabled:
            datasets.enable_progress_bars()
