"""Known vulnerabilities fail the check; a service that can't be reached is said, and passes."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from tests import audit

if TYPE_CHECKING:
    import pytest

CLEAN = {"name": "numpy", "version": "2.0", "vulns": []}
BAD = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}


def answering(monkeypatch: pytest.MonkeyPatch, stdout: str, stderr: str = "") -> None:
    done = subprocess.CompletedProcess([], 1, stdout, stderr)
    monkeypatch.setattr("tests.audit.subprocess.run", lambda *_, **__: done)


def test_a_vulnerability_fails_and_none_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, json.dumps({"dependencies": [CLEAN, BAD]}))
    assert audit.main() == 1
    out = capsys.readouterr().out
    assert out == "old 1.0: PYSEC-1, fixed in 1.1\npip-audit: 2 packages, 1 known vulnerabilities, 0 not looked up\n"
    answering(monkeypatch, json.dumps({"dependencies": [CLEAN, {"name": "mine", "skip_reason": "not on PyPI"}]}))
    assert audit.main() == 0
    assert capsys.readouterr().out == "pip-audit: 1 packages, 0 known vulnerabilities, 1 not looked up\n"


def test_without_an_answer_the_check_says_that_it_was_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, "", "ERROR: one\nERROR: the service can't be reached\n")
    assert audit.main() == 0
    skipped = "pip-audit: SKIPPED, vulnerabilities were not looked up: "
    assert capsys.readouterr().out == f"{skipped}ERROR: the service can't be reached\n"

    def silent(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pip-audit", 120)

    monkeypatch.setattr("tests.audit.subprocess.run", silent)
    assert audit.main() == 0
    assert capsys.readouterr().out == f"{skipped}no answer within 120 s\n"


def test_an_answer_about_no_package_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, json.dumps({"dependencies": [{"name": "numpy", "skip_reason": "not found on PyPI"}]}))
    assert audit.main() == 0
    assert "SKIPPED, vulnerabilities were not looked up: the service knows none" in capsys.readouterr().out
