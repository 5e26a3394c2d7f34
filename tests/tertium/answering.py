"""What the tests of commands ask a command, in process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tertium.cli import main

if TYPE_CHECKING:
    import pytest


def fails(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    """Run a command that ends in an error of two lines and nothing on stdout."""
    capsys.readouterr()
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2, err
    assert err.startswith("tertium: ")
    assert err.splitlines()[1].startswith("  try: ")
    return code, err


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    """Return the JSON object that a command answers with."""
    capsys.readouterr()
    assert main([*map(str, words), "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def outcome(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command."""
    capsys.readouterr()
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err
