"""A notebook shows one bar while a call works; a script, a terminal and a pipe show nothing unasked."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import tertium
from tertium import notebook
from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.evals.evaluate import evaluate
from tests.conftest import ROOT
from tests.evals.making import run_of

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = run_of({"north": [1.0, 2.0], "south": [3.0, 4.0]}).data


class Display:
    """What IPython displays: the pictures of each bar."""

    def __init__(self) -> None:
        self.bars: list[list[str]] = []

    def display(self, picture: str, *, display_id: bool) -> SimpleNamespace:
        assert display_id
        self.bars.append([picture])
        return SimpleNamespace(update=self.bars[-1].append)


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Display:
    """Make this process a notebook's kernel."""
    shown = Display()
    shell = SimpleNamespace(kernel=object())
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(HTML=str, display=shown.display))
    monkeypatch.setattr(notebook, "PAUSE", 0.0)
    return shown


def share(picture: str) -> float:
    return float(picture.partition('value="')[2].partition('"')[0])


def test_an_evaluation_shows_one_bar_that_grows_to_its_end(display: Display) -> None:
    evaluate(DATA, ["length", "repetition"])
    [pictures] = display.bars
    shares = [share(picture) for picture in pictures]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert len({*shares}) >= 4
    assert any("length: south" in picture for picture in pictures)
    assert "done in " in pictures[-1]


def test_part_of_a_step_is_part_of_the_bar_and_names_are_no_markup(display: Display) -> None:
    with notebook.lines(None, 4, lambda line: line.endswith("<b>")) as tell:
        tell("comet: <b>")
        tell("comet: 30 of 60 texts scored, 2.0 a second, 15 s left")
        tell("comet, chrf: 3 of 4 segments, 5 s left")
    shares = [share(picture) for picture in display.bars[0]]
    assert shares == [0, 0, 0.125, 0.75, 1]
    assert "comet: &lt;b&gt;" in display.bars[0][1]


def test_a_bar_that_is_stopped_says_so(display: Display) -> None:
    def stopped() -> None:
        with notebook.lines(None, 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert "stopped after" in display.bars[0][-1]
    assert share(display.bars[0][-1]) == 0


def test_a_build_shows_one_bar(display: Display, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_into(*_: object, progress: Callable[[str, int, int], None]) -> None:
        for done in (1, 2):
            progress("aligned", done, 2)

    monkeypatch.setattr("tertium.corpora.building.build.build_into", build_into)
    monkeypatch.setattr("tertium.corpora.store.load", lambda _: DATA)
    build(ROOT / "examples" / "articles", Plan("en", "de"))
    [pictures] = display.bars
    assert [share(picture) for picture in pictures] == [0, 0.5, 1, 1]
    assert any("aligned: " in picture for picture in pictures)
    assert "done in " in pictures[-1]


@pytest.mark.parametrize("chosen", [False, print])
def test_nothing_is_drawn_for_who_wants_nothing_or_lines(
    display: Display, capsys: pytest.CaptureFixture[str], chosen: object
) -> None:
    evaluate(DATA, ["length"], progress=chosen)  # type: ignore[arg-type]
    assert display.bars == []
    assert ("length: north" in capsys.readouterr().out) == (chosen is print)


def test_a_script_shows_nothing_unasked_and_lines_on_stderr_where_they_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert not notebook.in_notebook()
    evaluate(DATA, ["length"])
    with notebook.step_bar() as progress:
        progress("aligned", 1, 2)
    assert capsys.readouterr() == ("", "")
    evaluate(DATA, ["length"], progress=True)
    assert "length: south\n" in capsys.readouterr().err


def test_a_terminals_ipython_is_no_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    for shell in (None, SimpleNamespace()):
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda shell=shell: shell))
        assert not notebook.in_notebook()


@pytest.mark.parametrize("wrong", [3, "yes"])
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(tertium.TertiumError, match="progress can't be") as caught:
        evaluate(DATA, ["length"], progress=wrong)  # type: ignore[arg-type]
    assert "a function of one line" in str(caught.value)
