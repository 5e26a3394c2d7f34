"""A set in tertium's own format, a folder with set.json."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.corpora import store

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet


def claims(path: Path) -> bool:
    """Return whether the folder holds a set."""
    return (path / store.MARKER).is_file()


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set; requested languages replace its own."""
    return _in(store.load(path), languages)


def read_stored(path: Path, languages: Languages) -> EvalSet:
    """Return the set, of a large one with columns that stay in its file; see `store.open_stored`."""
    return _in(store.open_stored(path), languages)


def _in(data: EvalSet, languages: Languages) -> EvalSet:
    wanted = (languages[0] or data.languages[0], languages[1] or data.languages[1])
    return data if wanted == data.languages else replace(data, languages=wanted)
