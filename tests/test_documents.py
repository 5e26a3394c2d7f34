"""The pages that newcomers read are true: their commands and their Python run, and write what is shown."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.transcripts import check

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("start.md", *(f"tutorials/{path.name}" for path in sorted((ROOT / "docs" / "tutorials").glob("*.md"))))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_what_its_commands_write(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    differences = check(ROOT / "docs" / page, rewrite=bool(request.config.getoption("--regold")))
    assert not differences, "\n".join([*differences, "if that is right: pytest --regold"])
