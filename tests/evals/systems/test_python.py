"""Functions as systems: what they are given, and what they may return."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import UsageError
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.python import Function, Python
from tertium.services.answer import Answer, Failure
from tertium.services.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = [Item("a", ("z",)), Item("b"), Item("a", ("z",))]


def outcomes(system: Function | Python) -> list[str]:
    task = Task(("de", "en"))
    return [o.text if isinstance(o, Answer) else f"<{o.reason}>" for o in system.translate(ITEMS, task)]


def test_a_function_is_given_texts_and_what_it_has_parameters_for() -> None:
    def translate(texts: list[str], contexts: list[list[str]], target_language: str) -> list[str]:
        return [f"{''.join(context)}{text}>{target_language}" for text, context in zip(texts, contexts, strict=True)]

    assert outcomes(Function(translate)) == ["za>en", "b>en", "za>en"]


@pytest.mark.parametrize(
    ("returned", "reason"),
    [
        (["x"], "the function returned 1 translations for 2 texts"),
        ("xy", "the function returned a text for 2 texts"),
        ([None, 3], "the function returned None"),
        (None, "the function returned None for 2 texts"),
        (3, "the function failed: TypeError"),
        (["\ud800x", "y"], "the answer has half a character, a lone surrogate"),
    ],
)
def test_what_is_no_list_of_texts_is_a_failure(returned: Any, reason: str) -> None:
    assert reason in outcomes(Function(lambda _: returned))[0]


@pytest.mark.parametrize("error", [ValueError("no\nmodel"), SystemExit(1), RecursionError()])
def test_whatever_it_raises_is_the_reason(error: BaseException) -> None:
    def translate(_: list[str]) -> list[str]:
        raise error

    assert outcomes(Function(translate))[0].startswith("<the function failed: ")


def test_ctrl_c_is_not_held_back() -> None:
    def translate(_: list[str]) -> list[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outcomes(Function(translate))


def test_a_function_of_a_module_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "own_system.py").write_text("def up(texts):\n    return [t.upper() for t in texts]\nn = 3\n")
    system = Python("own_system:up", folder=str(tmp_path))
    before = list(sys.path)
    assert outcomes(system) == ["A", "B", "A"]
    assert sys.path == before
    assert "|function:own_system:up|" in system.signature
    assert str(tmp_path) not in system.signature
    for path, message in (
        ("own_system:n", "is no function"),
        ("own_system:down", "can't be imported"),
        ("no_such_module:f", "can't be imported"),
        ("own_system", "names no function"),
    ):
        with pytest.raises(UsageError, match=message):
            outcomes(Python(path, folder=str(tmp_path)))


def test_another_body_is_another_signature() -> None:
    def one(texts: list[str]) -> list[str]:
        return texts

    def other(texts: list[str]) -> list[str]:
        return texts[:]

    other.__qualname__ = one.__qualname__
    assert Function(one).signature != Function(other).signature


def test_a_function_without_code_to_read_is_called_in_every_run(tmp_path: Path) -> None:
    (tmp_path / "hidden_system.py").write_text("exec('def up(texts): return [t.upper() for t in texts]')\n")
    system = Python("hidden_system:up", folder=str(tmp_path))
    assert system.signature.endswith("|code:unversioned")
    journal = Journal()
    assert len(list(system.translate(ITEMS, Task(journal=journal)))) == 3
    assert len(journal) == 0


def test_two_folders_may_have_a_module_of_one_name(tmp_path: Path) -> None:
    for name, method in (("a", "upper"), ("b", "title")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "memory_system.py").write_text(
            f"def translate(texts): return [text.{method}() for text in texts]\n"
        )
    systems = [Python("memory_system:translate", folder=str(tmp_path / name)) for name in ("a", "b", "a")]
    first = [next(iter(system.translate([Item("ein hund")], Task()))) for system in systems]
    assert [getattr(outcome, "text", outcome) for outcome in first] == ["EIN HUND", "Ein Hund", "EIN HUND"]
    assert systems[0].signature == systems[2].signature != systems[1].signature


def test_an_exception_that_quotes_a_key_is_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "sk-a-secret-of-this-test")

    def refused(_: list[str]) -> list[str]:
        raise ValueError("bad key sk-a-secret-of-this-test")

    (outcome,) = Function(refused).translate([Item("a")], Task())
    assert outcome == Failure("the function failed: ValueError: bad key ***")
