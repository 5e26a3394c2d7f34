"""benchmarks/judge_replay.py gives published system scores again, by a judge whose answers a server replays."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from benchmarks.judge_replay import answer, published, replayed
from benchmarks.people import is_equal
from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import evaluate
from tests import stub_server as stub

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stub_server import Asked, Play


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))


def test_scores_come_back_as_they_went_and_what_has_none_is_left_out() -> None:
    with stub.serving(answer) as server:
        scores = replayed("m", {"a": [10.0, None, 2.5], "b": [None, None, None]}, server.url)
        assert len(server.asked) == 3
    assert scores["a"] == 6.25
    assert math.isnan(scores["b"])


@pytest.mark.shared
@pytest.mark.parametrize(("pair", "metric"), [("en-de", "GPT4-DA-src"), ("zh-en", "Bab-Classes-refA")])
def test_a_replayed_judge_has_the_published_system_scores(pair: str, metric: str, shared: Path) -> None:
    scores = published(shared / "data" / "gemba-wmt22" / pair)
    with stub.serving(answer) as server:
        totals = replayed(metric, scores.segments[metric], server.url)
    printed = scores.systems[metric]
    assert len(printed) in {17, 20}
    assert [system for system, score in printed.items() if not is_equal(totals[system], score, 6)] == []


@pytest.mark.shared
def test_a_question_for_each_segment_gives_the_mean_of_its_answers(shared: Path) -> None:
    segments = published(shared / "data" / "gemba-wmt22" / "en-de").segments["GPT4-DA-src"]
    parts = {system: column[:60] for system, column in list(segments.items())[:2]}

    def play(asked: Asked, _: int) -> Play:
        system, row = json.loads(stub.last_message(asked))["translation"].split("|")
        return stub.says(f'```json\n{{"score": {parts[system][int(row)]}}}\n```')

    with stub.serving(play) as server:
        data = EvalSet(
            name="part",
            ids=tuple(map(str, range(60))),
            documents=blocks(["all"] * 60),
            sources=tuple(f"source {row}" for row in range(60)),
            outputs={system: tuple(f"{system}|{row}" for row in range(60)) for system in parts},
        )
        run = evaluate(data, [f"judge:protocol=da,model=GPT4,base_url={server.url}"])
        assert len(server.asked) == 120
    for key, values in run.values.items():
        column = parts[key.system]
        assert values.segments.tolist() == column
        assert values.total == pytest.approx(sum(score or 0 for score in column) / 60)
