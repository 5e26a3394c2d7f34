"""`tertium models`: the known models, as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.commands import models
from tertium.commands.models import app
from tests.tertium.answering import answer, outcome

if TYPE_CHECKING:
    import pytest


def test_the_known_models_are_listed_with_licence_and_size(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome(capsys, "models")
    assert code == 0
    assert "Unbabel/wmt22-comet-da" in out
    assert "Apache-2.0" in out
    code, out, err = outcome(capsys, "models", "verify", "/nowhere/at/all")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 2


def test_the_known_models_are_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "models")
    assert result["schema"] == "tertium.models/1"
    assert {"name", "licence", "here"} <= set(result["models"][0])


def test_the_group_s_commands_are_those_of_the_module() -> None:
    assert [command.callback for command in app.registered_commands] == [models.fetch, models.verify]
