"""The version of tertium: that of the installed distribution, or of a checkout, marked as such."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Final

from tertium.files import read_toml

PROJECT: Final = Path(__file__).resolve().parent.parent / "pyproject.toml"
"""Stands beside the code in a checkout and in an editable installation; an installed package has none."""


def version() -> str:
    """Return ``"0.1.0"``, or ``"0.1.0 from a checkout"``, whose code may be newer than its number."""
    if PROJECT.is_file() and (project := read_toml(PROJECT).get("project", {})).get("name") == "tertium":
        return f"{project['version']} from a checkout"
    try:
        return installed("tertium")
    except PackageNotFoundError:  # a copy of the files without project file or metadata
        return "of unknown version"
