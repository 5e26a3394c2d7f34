"""The errors of the parser are two lines, with the nearest word that it knows."""

from __future__ import annotations

import pytest
import typer

from tertium.cli import main
from tertium.refusals import Refused, explained


@pytest.mark.parametrize(
    ("words", "says", "tries"),
    [
        ("report", "report needs RUN", "tertium report RUN"),
        ("score set -m chrf", "nothing says where the run goes", "-o RUN"),
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


def test_an_error_without_a_command_has_a_hint_too() -> None:
    refused = typer.BadParameter("Something is wrong. Did you mean x?")
    assert isinstance(refused, Refused)
    assert str(explained(refused)) == "something is wrong\n  try: tertium --help"


def test_a_name_in_capitals_stays_so() -> None:
    assert str(explained(typer.BadParameter("RUN: embedded null byte"))).startswith("RUN: embedded null byte\n  try: ")
