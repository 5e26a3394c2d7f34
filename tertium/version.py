"""Which tertium this is: the installed distribution's version, or a checkout's, which says so."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Final

from tertium.files import read_toml

PROJECT: Final = Path(__file__).resolve().parent.parent / "pyproject.toml"
"""Beside the code in a checkout (and in an editable installation); an installed package has none."""


def version() -> str:
    """Return ``"0.1.0"``, or ``"0.1.0 from a checkout"``, whose code may be newer than its number."""
    if PROJECT.is_file() and (about := read_toml(PROJECT).get("project", {})).get("name") == "tertium":
        return f"{about['version']} from a checkout"
    try:
        return installed("tertium")
    except PackageNotFoundError:  # a copy of the files without either
        return "of unknown version"
