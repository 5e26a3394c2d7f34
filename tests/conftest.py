"""Fixtures and the rule for the marker `shared`."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs the test sets in ../shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test sets that nobody here wrote."""
    return SHARED
