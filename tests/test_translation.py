"""Translations of a set by a server that misbehaves, and by a process that is killed: nothing is lost or paid twice."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tertium.corpora.store import load
from tests import stub_server as stub
from tests.conftest import ROOT
from tests.tertium.answering import outcome

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stub_server import Asked, Play

KEY = "sk-a-secret-of-this-test"
SEGMENTS = 40


def source(i: int) -> str:
    return f"Satz Nummer {i}."


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A set of forty segments in eight documents."""
    rows = [f"d{i // 5}\t{source(i)}\tSentence number {i}." for i in range(SEGMENTS)]
    (tmp_path / "small.tsv").write_text("\n".join(["document\tsource\treference", *rows, ""]), encoding="utf-8")
    command = ["build", tmp_path / "small.tsv", "--from", "de", "--to", "en", "-o", tmp_path / "set"]
    assert main([str(word) for word in command]) == 0
    return tmp_path / "set"


def number_of(asked: Asked) -> int:
    return int(stub.last_message(asked).rsplit(" ", 1)[1].rstrip("."))


def spec(url: str, **options: object) -> str:
    options = {"model": "m", "base_url": url, "key": "THEIR_KEY", **options}
    return "new=openai:" + ",".join(f"{name}={value}" for name, value in options.items())


def test_whatever_the_server_does_each_segment_is_translated_or_has_a_reason(
    stored: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    tried: dict[int, int] = {}
    with stub.serving(lambda *_: stub.says("stolen")) as second:
        bad: dict[int, Play] = {
            3: stub.sends(b"", 302, Location=f"{second.url}/chat/completions"),
            4: stub.half("half"),
            5: stub.sends(b"{garbage"),
            6: stub.bomb(2**24),
            7: stub.drips(),
            8: stub.says("x", choices=3),
            9: stub.nothing(),
            10: stub.fails(400, f"bad request with {KEY}"),
            11: stub.says(""),
        }

        def script(asked: Asked, _: int) -> Play:
            i = number_of(asked)
            tried[i] = tried.get(i, 0) + 1
            if i == 1 and tried[i] == 1:
                return stub.fails(429, Retry_After="0.1")
            if i == 2 and tried[i] == 1:
                return stub.fails(500)
            return bad.get(i, stub.says(f"Sentence number {i}."))

        with stub.serving(script) as server:
            words = ["translate", str(stored), "--system", spec(server.url, timeout=3, tries=2), "-o", f"{stored}.new"]
            code, out, err = outcome(capsys, *words)
            first = len(server.asked)
            assert code == 5, err
            bad.clear()
            code, out_again, err_again = outcome(capsys, *words, "--overwrite")
            # The empty answer is an answer: it was paid, and is not asked for again.
            assert (code, err_again.count("the answer is empty")) == (5, 2)
        asked_again = {number_of(asked) for asked in server.asked[first:]}
    assert second.asked == []
    assert asked_again == {3, 4, 5, 6, 7, 8, 9, 10}
    for path in stored.parent.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path
    assert KEY not in out + err + out_again + err_again


def test_failures_have_reasons_and_no_output(
    stored: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    with stub.serving(lambda asked, _: stub.fails(400) if number_of(asked) == 7 else stub.says("A.")) as server:
        words = ["translate", str(stored), "--system", spec(server.url), "-o", f"{stored}.new", "--json"]
        code, out, _ = outcome(capsys, *words)
    assert code == 5
    answer: dict[str, Any] = json.loads(out)
    data = load(stored.with_name("set.new"))
    (failed,) = [i for i, text in enumerate(data.outputs["new"]) if text is None]
    assert data.sources is not None
    assert data.sources[failed] == source(7)
    assert answer["failures"] == {"new": {data.ids[failed]: "status 400"}}
    assert data.provenance["usage"]["new"]["failures"] == {data.ids[failed]: "status 400"}
    assert data.provenance["usage"]["new"]["models"] == ["stub-1"]


@pytest.mark.slow
def test_killed_at_twenty_moments_nothing_is_asked_twice_and_the_set_is_that_of_an_undisturbed_run(
    stored: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)

    def play(asked: Asked) -> Play:
        def answer(handler: stub.Handler) -> None:
            time.sleep(0.03)
            stub.says(f"Sentence number {number_of(asked)}, in English.")(handler)

        return answer

    generator = random.Random(7)  # noqa: S311
    answers = stored.with_name("answers.jsonl")
    with stub.serving(lambda asked, _: play(asked)) as server:
        words = ["translate", str(stored), "--system", spec(server.url, server="stub"), "--concurrency", "2"]
        assert outcome(capsys, *words, "-o", f"{stored}.calm")[0] == 0
        server.asked.clear()
        ending = ["-o", f"{stored}.new", "--answers", str(answers)]
        command = [sys.executable, "-m", "tertium", *words, *ending]
        kills = 0
        while kills < 20:
            kept = {line.split('"')[1] for line in _lines(answers)}
            before = len(server.asked)
            process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
            until = time.monotonic() + 300
            wanted = generator.choice((0, 1, 1, 2))  # requests after which it is killed
            while process.poll() is None and len(server.asked) < before + wanted and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(generator.uniform(0, 0.05 if wanted else 1.5))
            process.kill()
            process.wait()
            kills += 1
            assert kept <= {line.split('"')[1] for line in _lines(answers)}
    answered = len(_lines(answers))
    # Another server: what the killed ones have sent may still arrive at the first.
    with stub.serving(lambda asked, _: play(asked)) as last:
        words = ["translate", str(stored), "--system", spec(last.url, server="stub"), "--concurrency", "2", *ending]
        command = [sys.executable, "-m", "tertium", *words]
        assert subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False).returncode in {0, 2}
        assert len(last.asked) == SEGMENTS - answered
        assert len(_lines(answers)) == SEGMENTS
        # What was under way when the process died can't be known: at most two requests a kill.
        assert len(server.asked) + len(last.asked) <= SEGMENTS + 2 * kills
        last.asked.clear()
        assert outcome(capsys, *words, "--overwrite")[0] == 0
        assert last.asked == []
    calm, new = stored.with_name("set.calm"), stored.with_name("set.new")
    assert (calm / "segments.parquet").read_bytes() == (new / "segments.parquet").read_bytes()
    assert _without_seconds(calm) == _without_seconds(new)


def _lines(path: Path) -> list[str]:
    """The whole lines of a file."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return text.split("\n")[:-1]


def _without_seconds(folder: Path) -> str:
    """The set's header but for the seconds, which are measured."""
    header = json.loads((folder / "set.json").read_text(encoding="utf-8"))
    for row in header["provenance"]["usage"]["new"]["rows"].values():
        assert row[0] > 0
        row[0] = 0
    return json.dumps(header)
