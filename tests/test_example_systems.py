"""The example of systems that are run: twice, and the second time nothing is asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.evals import store
from tests import stub_server as stub
from tests.conftest import ROOT
from tests.tertium.answering import outcome

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples" / "systems", tmp_path / "systems", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "examples" / "tertium.toml", tmp_path)
    return tmp_path / "tertium.toml"


def at(project: Path, url: str) -> None:
    text = project.read_text(encoding="utf-8")
    assert "http://127.0.0.1:8765/v1" in text
    project.write_text(text.replace("http://127.0.0.1:8765/v1", url), encoding="utf-8")


def test_with_its_own_server_the_second_run_asks_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-u", str(project.parent / "systems" / "stand_in.py"), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout is not None
        try:
            at(project, server.stdout.readline().strip())
            assert outcome(capsys, "run", str(project))[0] == 0
            code, _, err = outcome(capsys, "run", str(project))
        finally:
            server.kill()
        asked = server.stdout.read().splitlines()
    assert (code, err.partition(";")[0]) == (0, "nothing to do")
    assert len(asked) == len(set(asked)) == 7, "one text stands in two documents"
    run = store.load(project.parent / "work" / "runs" / "signs")
    assert run.values["model", "chrf"].total > run.values["words", "chrf"].total  # type: ignore[index]
    assert run.data.outputs["model"][-1] == "The swimming pool opens at 9 o'clock."


def test_the_second_run_asks_nothing_and_does_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(lambda *_: stub.says("A sign.")) as server:
        at(project, server.url)
        code, _, err = outcome(capsys, "run", str(project))
        assert code == 0, err
        assert len(server.asked) == 7, "one text stands in two documents"
        assert "signs by model: 7 requests, about" in err
        code, _, err = outcome(capsys, "run", str(project))
        assert (code, len(server.asked)) == (0, 7)
    assert err.startswith(
        "nothing to do; up to date: build signs; translate signs by words, signs by phrases, signs by "
    )
    assert server.asked[0].body["stop"] == ["<|im_end|>"]
    assert (
        server.texts.count("Gleis = platform\nTranslate to English: Der Zug nach Berlin fährt heute von Gleis 5.") == 1
    )
    assert server.texts.count("Translate to English: Die Türen schließen in 2 Minuten.") == 1


def test_its_run_has_latency_tokens_and_cost(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(lambda *_: stub.says("A sign.")) as server:
        at(project, server.url)
        assert outcome(capsys, "run", str(project))[0] == 0
    run = store.load(project.parent / "work" / "runs" / "signs")
    assert [*run.systems] == ["words", "phrases", "model"]
    assert {"latency", "tokens", "cost"} <= run.measures.keys()
    assert run.values["model", "tokens"].total == 9  # type: ignore[index]
    assert run.values["model", "cost"].total == pytest.approx((7 * 0.1 + 2 * 0.4) / 1e6)  # type: ignore[index]
    assert run.measures["cost"].unit == "USD"
    assert 0 < run.values["words", "latency"].total < 5  # type: ignore[index]


def test_a_changed_program_is_run_again_and_no_other(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(lambda *_: stub.says("A sign.")) as server:
        at(project, server.url)
        assert outcome(capsys, "run", str(project))[0] == 0
        text = project.read_text(encoding="utf-8").replace('python = "phrases:translate"', 'python = "phrases:other"')
        project.write_text(text, encoding="utf-8")
        module = project.parent / "systems" / "phrases.py"
        code = (
            module.read_text(encoding="utf-8") + "\n\ndef other(texts):\n    return [text.upper() for text in texts]\n"
        )
        module.write_text(code, encoding="utf-8")
        sys.modules.pop("phrases", None)
        _, _, err = outcome(capsys, "run", str(project))
        assert len(server.asked) == 7
    assert "translate signs by phrases: the system changed" in err
    assert "translate signs by words: " not in err


def test_a_server_that_is_away_costs_no_other_system(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(lambda *_: stub.says("")) as gone:
        pass
    at(project, gone.url)
    code, _, err = outcome(capsys, "run", str(project))
    assert code == 5
    assert "model has no output for 8 of 8 segments: the connection failed (ConnectionRefusedError)" in err
    run = store.load(project.parent / "work" / "runs" / "signs")
    assert run.values["words", "chrf"].total > 0  # type: ignore[index]
    with stub.serving(lambda *_: stub.says("A sign.")) as server:
        text = project.read_text(encoding="utf-8")
        project.write_text(text.replace(gone.url, server.url), encoding="utf-8")
        code, _, err = outcome(capsys, "run", str(project))
    assert code == 0
    assert "translate signs by model: the system failed before" in err
    assert "translate signs by words: " not in err


def test_check_names_what_is_wrong_with_a_system(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = project.read_text(encoding="utf-8").replace('server = "local"', 'server = "local"\nkey = "NO_SUCH_VARIABLE"')
    project.write_text(text, encoding="utf-8")
    assert main(["check", str(project)]) == 5
    assert "NO_SUCH_VARIABLE" in "".join(capsys.readouterr())
