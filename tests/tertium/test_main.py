"""`python -m tertium`."""

from __future__ import annotations

import runpy
import signal

import pytest

from tertium import cli


def test_python_m_tertium_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["tertium", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("tertium", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("tertium ")


@pytest.mark.parametrize(("code", "ignored"), [(130, True), (0, False)])
def test_a_second_ctrl_c_is_ignored_while_the_interpreter_ends(
    monkeypatch: pytest.MonkeyPatch, code: int, *, ignored: bool
) -> None:
    monkeypatch.setattr(cli, "main", lambda: code)
    before = signal.getsignal(signal.SIGINT)
    try:
        assert runpy.run_module("tertium", run_name="another")["start"]() == code
        assert (signal.getsignal(signal.SIGINT) == signal.SIG_IGN) == ignored
    finally:
        signal.signal(signal.SIGINT, before)
