"""`python -m tertium`."""

from __future__ import annotations

import runpy

import pytest


def test_python_m_tertium_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["tertium", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("tertium", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("tertium ")
