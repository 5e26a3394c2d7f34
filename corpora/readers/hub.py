"""Hugging Face datasets: a folder that `load_dataset` opens, or that `save_to_disk` wrote."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.columns import to_set
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

SAVED: Final = ("dataset_dict.json", "state.json")
TRANSLATION: Final = "translation"
"""The hub's column of texts by language."""


def claims(path: Path) -> bool:
    """Whether the folder has a dataset card with a configuration, or was saved by `datasets`."""
    card = path / "README.md"
    if any((path / name).is_file() for name in SAVED):
        return True
    return card.is_file() and card.read_bytes()[:4] == b"---\n" and (path / "data").is_dir()


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the split `test`, or the only one; a column `translation` gives source and reference.

    Raises:
        DataError: it can't be opened, or has several splits and none is `test`.
    """
    table = _split(path, _opened(path))
    columns: dict[str, Any] = {name: table[name][:] for name in table.column_names}
    if TRANSLATION in columns:
        columns, languages = _translations(path, columns, languages)
    texts = {name: [None if value is None else str(value) for value in column] for name, column in columns.items()}
    return to_set(texts, name=path.resolve().name, origin=path.name, languages=languages)


def _opened(path: Path) -> Any:
    import datasets
    from datasets.exceptions import DatasetGenerationError

    shown = not datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        if any((path / name).is_file() for name in SAVED):
            return datasets.load_from_disk(str(path))
        with tempfile.TemporaryDirectory() as cache:
            return datasets.load_dataset(str(path), cache_dir=cache, keep_in_memory=True)
    except (OSError, ValueError, DatasetGenerationError) as error:
        reason = f"can't open {path}: {error}".splitlines()[0]
        raise DataError(reason, hint="a folder that load_dataset opens") from error
    finally:
        if shown:
            datasets.enable_progress_bars()


def _split(path: Path, found: Any) -> Any:
    if not hasattr(found, "keys"):
        return found
    names = list(found)
    if "test" not in names and len(names) > 1:
        raise DataError(
            f"{path} has the splits {', '.join(names)}", hint="a folder with a split test, or with one only"
        )
    return found["test" if "test" in names else names[0]]


def _translations(path: Path, columns: dict[str, Any], asked: Languages) -> tuple[dict[str, Any], Languages]:
    rows = columns.pop(TRANSLATION)
    found = list(dict.fromkeys(language for row in rows for language in row))
    source, target = asked[0] or found[0], asked[1] or found[-1]
    if not {source, target} <= set(found) or (len(found) > 2 and not all(asked)):  # noqa: PLR2004 - a pair
        raise DataError(f"{path} has the languages {', '.join(found)}", hint=f"--from {found[0]} --to {found[-1]}")
    texts = {"source": [row.get(source) for row in rows], "reference": [row.get(target) for row in rows]}
    return columns | texts, (source, target)
