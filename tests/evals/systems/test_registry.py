"""Systems by their specs and tables: options have types, and errors name what there is."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from tertium.errors import UsageError
from tertium.evals.systems import registry
from tertium.evals.systems.command import Command
from tertium.evals.systems.libretranslate import LibreTranslate
from tertium.evals.systems.openai import OpenAI


def test_a_spec_has_options_of_their_types() -> None:
    spec = r'command:run="./translate --to \"de at\"",batch=10,format=jsonl,timeout=2.5'
    system = registry.load(spec)
    assert system == Command(("./translate", "--to", "de at"), format="jsonl")
    assert isinstance(system, Command)
    assert (system.batch, system.timeout) == (10, 2.5)


def test_all_kinds_are_known() -> None:
    expected = {"command", "ctranslate2", "file", "huggingface", "libretranslate", "openai", "python"}
    assert expected <= set(registry.kinds())


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("comand:run=x", "no kind of system is named 'comand'\n  try: command"),
        ("command:rum=x", "system 'command' has no option 'rum'\n  try: run"),
        ("command:run=x,batch=many", "option 'batch' of system 'command' can't be 'many'"),
        ("command:run=x,mode=page", "option 'mode' of system 'command' can't be 'page'"),
        ('command:run="x', "begins with a quote that isn't closed"),
        ("command:run='x", "words, with quotes as in a shell"),
        ("command", "has nothing to run"),
        ("python:words:translate", "no option 'words:translate'\n  try: python:function=words:translate"),
        ("command:cat", "no option 'cat'\n  try: command:run=cat"),
        ("callable:function=x", "no kind of system is named 'callable'"),
    ],
)
def test_a_wrong_spec_is_an_error_of_two_lines(spec: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        registry.load(spec)
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 2


def test_a_table_has_values_of_toml(tmp_path: Path) -> None:
    system = registry.make("command", {"run": ["./x", "a b"], "batch": 5, "timeout": 3}, "systems.new", tmp_path)
    assert system == Command(("./x", "a b"))
    assert isinstance(system, Command)
    assert (system.batch, system.timeout, system.folder) == (5, 3.0, str(tmp_path))
    model = registry.make("openai", {"model": "m", "prompt": "p.txt", "temperature": 1}, "systems.new", tmp_path)
    assert isinstance(model, OpenAI)
    assert (model.prompt, model.glossary, model.temperature) == (str(tmp_path / "p.txt"), "", 1.0)
    assert isinstance(registry.make("libretranslate", {}, "x", tmp_path), LibreTranslate)


@pytest.mark.parametrize(
    "options",
    [
        {"run": "x"},
        {"run": [3]},
        {"run": ["x"], "batch": 2.5},
        {"run": ["x"], "batch": True},
        {"run": ["x"], "mode": 3},
    ],
)
def test_a_value_of_another_type_is_an_error_that_names_its_place(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=r"systems\.new\.(run|batch|mode)"):
        registry.make("command", options, "systems.new", Path())


def test_another_distribution_adds_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("elsewhere", "tertium.evals.systems.command:Command", registry.GROUP)
    broken = EntryPoint("broken", "no_such_module:System", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda **_: [point, broken])
    assert {"elsewhere", "broken"} <= set(registry.kinds())
    with pytest.raises(UsageError, match="can't be loaded"):
        registry.load("broken")


def test_main_options_are_options() -> None:
    for kind in ("command", "python", "openai", "libretranslate", "huggingface", "ctranslate2", "file"):
        assert registry.main_option(kind) not in registry.option_names(kind)
