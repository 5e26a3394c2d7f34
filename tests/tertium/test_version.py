"""The version of tertium, in a checkout and installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

from tertium import version
from tertium.cli import main
from tertium.evals.evaluate import versions

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_version_is_shown_and_is_that_of_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"tertium {version.version()}\n"
    assert versions()["tertium"] == version.version()


def test_a_checkout_says_that_it_is_one() -> None:
    number, _, rest = version.version().partition(" ")
    assert number.count(".") == 2
    assert rest == "from a checkout"


def test_an_installed_package_has_its_own_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "PROJECT", version.PROJECT.with_name("no.toml"))
    monkeypatch.setattr(version, "installed", {"tertium": "1.2.3"}.__getitem__)
    assert version.version() == "1.2.3"


def test_without_any_metadata_the_version_is_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(version, "installed", missing)
    assert version.version() == "of unknown version"
