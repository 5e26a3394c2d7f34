"""What the parser refuses is said in our two lines, with the nearest word that it knows."""

from __future__ import annotations

import pytest

from tertium import version
from tertium.cli import main
from tertium.evals.evaluate import versions


@pytest.mark.parametrize(
    ("words", "says", "tries"),
    [
        ("report", "report needs RUN", "tertium report RUN"),
        ("score set", "score needs --metric METRIC", "tertium score SET --metric METRIC --output RUN"),
        ("report run --fromat csv", "report has no option --fromat", "--format"),
        ("report run --zzz", "report has no option --zzz", "tertium report --help"),
        ("report run other", "(other)", "tertium report --help"),
        ("report run -o", "'-o'", "-o VALUE"),
        ("report run --summary=3", "'--summary'", "--summary"),
        ("compare run --samples many", "--samples", "--samples 10000"),
        ("compare run --samples 5", "100", "--samples 10000"),
        ("score set -m ter -o run --alignment reallign", "'reallign'", "--alignment realign"),
        (
            "score set -m ter -o run --alignment document",
            "--alignment document is about --system",
            "--system NAME=FILE",
        ),
        ("reprot", "no such command 'reprot'", "report"),
        ("runs lsit", "no such command 'lsit'", "list"),
        ("cache prune --days soon", "--days", "tertium cache prune --help"),
    ],
)
def test_a_wrong_word_is_named_with_the_nearest_right_one(
    capsys: pytest.CaptureFixture[str], words: str, says: str, tries: str
) -> None:
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    first, second = err.splitlines()
    assert first.startswith("tertium: ")
    assert says in first
    assert second.startswith(f"  try: {tries}")


@pytest.mark.parametrize("words", [[], ["runs"], ["cache"]])
def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(words) in {0, 2}, "as click has it: 0 before 8.2"
    assert "Usage: tertium" in "".join(capsys.readouterr())


def test_help_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--help"]) == 0
    assert "--baseline" in capsys.readouterr().out


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
