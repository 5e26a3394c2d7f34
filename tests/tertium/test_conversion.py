"""Plain words become values as typer makes them, without what it loads for that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperCommand

from tertium.conversion import Command, NotPlainError, plain

Way = Literal["aligned", "document"]


@pytest.mark.parametrize(
    ("word", "annotation", "value"),
    [
        ("a b", str, "a b"),
        ("", str, ""),
        ("a/b", Path, Path("a/b")),
        ("12", int, 12),
        ("-3", int, -3),
        (7, int, 7),
        ("0.95", float, 0.95),
        ("2", float, 2.0),
        (0.5, float, 0.5),
        (True, bool, True),
        ("aligned", Way, "aligned"),
        (("1", "2"), list[int], [1, 2]),
        ([], list[str], []),
        (["x"], list[Path], [Path("x")]),
    ],
)
def test_a_plain_word_is_its_value(word: Any, annotation: Any, value: object) -> None:
    result = plain(word, annotation)
    assert (result, type(result)) == (value, type(value))


@pytest.mark.parametrize(
    ("word", "annotation"),
    [
        ("1_000", int),
        (" 1", int),
        ("1.5", int),
        ("٣", int),
        ("1e3", float),
        ("nan", float),
        ("inf", float),
        (".5", float),
        ("yes", bool),
        (True, int),
        (1, str),
        ("alinged", Way),
        (["1", "x"], list[int]),
        ("x", list[str]),
        ("x", dict),
    ],
)
def test_any_other_word_is_typers_own_affair(word: Any, annotation: Any) -> None:
    with pytest.raises(NotPlainError):
        plain(word, annotation)


def test_a_number_out_of_bounds_is_not_plain() -> None:
    assert plain("100", int, (100, None)) == 100
    assert plain("1", float, (None, 1)) == 1
    for word, bounds in (("99", (100, None)), ("2", (None, 1))):
        with pytest.raises(NotPlainError):
            plain(word, int, bounds)


WORDS = st.sampled_from(
    ["12", "-4", "007", "0.25", "1.", "1e5", "x", "", " 1", "aligned", "Aligned", "a/b", "true", "nan"]
)


def parsed(command: type[TyperCommand], words: list[str]) -> object:
    """Return what a command receives, or the text of the parser's error."""
    received: list[object] = []

    def main(  # noqa: PLR0913, PLR0917 - one of each type
        name: str,
        path: Path = Path("here"),
        number: int = 3,
        level: float = 0.95,
        way: Way = "aligned",
        many: list[int] | None = None,
        quiet: bool = False,  # noqa: FBT001, FBT002 - an option
        limit: float | None = None,
        least: int = typer.Option(5, min=2, max=20),
    ) -> None:
        received.extend([name, path, number, level, way, many, quiet, limit, least])

    app = typer.Typer(rich_markup_mode=None)
    app.command(cls=command)(main)
    try:
        typer.main.get_command(app).main(words, prog_name="x", standalone_mode=False)
    except Exception as error:  # noqa: BLE001 - of any kind, but the same
        return type(error), str(error)
    return [(value, type(value)) for value in received]


@given(
    st.lists(
        st.tuples(st.sampled_from(["--path", "--number", "--level", "--way", "--many", "--limit", "--least"]), WORDS),
        max_size=3,
    )
)
def test_a_command_receives_what_typers_own_does_errors_included(options: list[tuple[str, str]]) -> None:
    words = ["name", *(word for option in options for word in option)]
    assert parsed(Command, words) == parsed(TyperCommand, words)


def test_plain_words_do_not_load_pydantic() -> None:
    code = """
import sys
from tertium.cli import main
main(["report", "nowhere", "--by", "set", "-o", "x"])
print("pydantic" in sys.modules)
main(["compare", "nowhere", "--samples", "many"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert "--samples" in done.stderr
