"""The judge as a metric: its options, its signature, and a service on loopback that answers as it likes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.corpora.types import REFERENCES, SOURCE, EvalSet
from tertium.errors import MetricError, UsageError
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling
from tertium.evals.store import load as load_run
from tertium.evals.store import save
from tertium.metrics.neural.judge.metric import Judge
from tertium.metrics.neural.judge.prompts import PROTOCOLS
from tertium.metrics.registry import label, load
from tests import stub_server as stub
from tests.metrics.neural.judge.judging import GOOD, SOURCES, texts
from tests.metrics.neural.judge.judging import REFERENCES as HUMAN

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stub_server import Asked, Play, Stub

KEY = "sk-a-secret-of-this-test"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))


def data(**outputs: tuple[str, ...]) -> EvalSet:
    return EvalSet.from_lists(outputs, [HUMAN], sources=list(SOURCES), languages=("de", "en"))


def question(asked: Asked) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stub.last_message(asked))
    return found


def by_length(asked: Asked, _: int) -> Play:
    return stub.says(json.dumps({"errors": [], "score": len(question(asked)["translation"])}))


def spec(stub_server: Stub, **options: Any) -> str:
    written = {"model": "m", "base_url": stub_server.url, "tries": 1, **options}
    return f"judge:{','.join(f'{key}={value}' for key, value in written.items())}"


def test_a_run_by_a_judge_is_a_run_like_any(tmp_path: Path) -> None:
    with stub.serving(by_length) as server:
        run = evaluate(data(good=GOOD, human=HUMAN), [spec(server)])
    assert list(run.measures) == ["judge:model=m"]
    assert run.scores["score"].tolist() == pytest.approx([13.0, np.mean([len(text) for text in HUMAN])])
    save(run, tmp_path / "run")
    stored = load_run(tmp_path / "run")
    comparison = compare(stored, resampling=Resampling(samples=100))
    assert comparison.differences[0].delta > 0
    assert any("without a card" in warning for warning in comparison.warnings)
    assert any("judged each text once" in warning for warning in comparison.warnings)


def test_a_second_run_asks_nothing() -> None:
    with stub.serving(by_length) as server:
        first = evaluate(data(good=GOOD), [spec(server, n=2, temperature=1.0)])
        assert len(server.asked) == 6
        second = evaluate(data(good=GOOD), [spec(server, n=2, temperature=1.0)])
        assert len(server.asked) == 6
        evaluate(data(good=GOOD), [spec(server, n=3, temperature=1.0)])
        assert len(server.asked) == 9
    assert first.scores.equals(second.scores)


def test_a_server_whose_address_changes_has_a_name() -> None:
    for expected in (3, 0):
        with stub.serving(by_length) as server:
            evaluate(data(good=GOOD), [spec(server, server="local")])
            assert len(server.asked) == expected


def test_what_cannot_be_read_is_missing_and_not_asked_again() -> None:
    plays = [stub.says('```json\n{"errors": [], "score": 7}\n```'), stub.says("Sorry."), stub.fails(400, "no")]
    with stub.serving(lambda _, number: plays[number]) as server:
        run = evaluate(data(good=GOOD), [spec(server, concurrency=1)])
        assert len(server.asked) == 3
    assert [skip.segment[-2:] for skip in run.skips] == ["#2", "#3"]
    assert run.skips[0].reason == "no JSON object in the answer"
    (values,) = run.values.values()
    assert values.total == 7


def test_a_request_asks_for_the_schema_with_the_model_s_options() -> None:
    with stub.serving(by_length) as server:
        evaluate(data(good=GOOD), [spec(server, seed=5, temperature=0.5, max_tokens=99)])
        body = server.asked[0].body
    assert (body["model"], body["temperature"], body["seed"], body["max_tokens"]) == ("m", 0.5, 5, 99)
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["errors", "score"]


def test_a_request_sends_nothing_that_is_none() -> None:
    with stub.serving(by_length) as server:
        evaluate(data(good=GOOD), [spec(server, temperature=None, max_tokens=None, format="text")])
        assert set(server.asked[0].body) == {"model", "messages"}
        evaluate(data(good=GOOD), [spec(server, format="object")])
        assert server.asked[-1].body["response_format"] == {"type": "json_object"}


def test_the_key_is_sent_and_is_in_no_file_and_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUDGE_KEY", KEY)
    lines: list[str] = []
    plays = [stub.fails(401, f"wrong key {KEY}")]
    with stub.serving(lambda *_: plays[0]) as server:
        run = evaluate(data(good=GOOD), [spec(server, key="JUDGE_KEY")], progress=lines.append)
        assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    save(run, tmp_path / "run")
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [content for content in files if KEY.encode() in content]
    assert KEY not in "".join(lines) + repr(run) + str(run.skips)


def test_the_cost_is_told_before_anything_is_asked() -> None:
    lines: list[str] = []
    with stub.serving(by_length) as server:
        wanted = spec(server, prompt_price=3, completion_price=15)
        evaluate(data(good=GOOD), [wanted], progress=lambda line: lines.append(f"{len(server.asked)} {line}"))
    (cost,) = [line for line in lines if "request" in line and "about" in line]
    assert cost.startswith("0 judge:model=m: 3 requests, about ")
    assert "USD" in cost


def test_a_budget_leaves_segments_missing_with_that_reason() -> None:
    with stub.serving(by_length) as server:
        run = evaluate(data(good=GOOD), [spec(server, budget_requests=2)])
        assert len(server.asked) == 2
    assert [skip.reason for skip in run.skips] == ["no answer: the budget of 2 requests is spent"]


def test_a_pair_is_a_percentage_of_wins_over_the_reference() -> None:
    def longer(asked: Asked, _: int) -> Play:
        pair = question(asked)
        sizes = {name: len(pair[f"translation_{name.lower()}"]) for name in ("A", "B")}
        best = "tie" if sizes["A"] == sizes["B"] else max(sizes, key=sizes.__getitem__)
        return stub.says(json.dumps({"better": best}))

    with stub.serving(longer) as server:
        run = evaluate(data(human=HUMAN, good=GOOD), [spec(server, protocol="pairwise")])
    assert run.scores["score"].tolist() == [50.0, 0.0]
    assert run.measures[run.metrics[0]].unit == "%"


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_signature_has_every_option_and_the_prompt_s_hash_and_no_address(protocol: str) -> None:
    metric = load(f"judge:protocol={protocol},model=org/m:8b,n=3,base_url=http://127.0.0.1:1/v1,key=K")
    assert label(metric) == label(load(label(metric)))
    assert f"prompt:{protocol}-1-" in metric.signature
    assert "|n:3|temperature:0.0|" in metric.signature
    assert not [part for part in ("127.0.0.1", "key", "budget", "card") if part in metric.signature]


def test_needs_follow_from_the_question() -> None:
    assert Judge().needs == SOURCE
    assert Judge(references="first").needs == Judge(protocol="pairwise").needs == SOURCE | REFERENCES


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("n=0", "n can't be 0"),
        ("n=101", "n can't be 101"),
        ("context=-1", "context can't be -1"),
        ("max_tokens=0", "max_tokens can't be 0"),
        ("tries=0", "tries can't be 0"),
        ("protocol=gemba", "option 'protocol' of metric 'judge' can't be 'gemba'"),
    ],
)
def test_an_option_out_of_range_is_refused(options: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load(f"judge:{options}")


@pytest.mark.parametrize(
    ("judge", "message"),
    [
        (Judge(), "no model to ask"),
        (Judge(model="m"), "no address to ask"),
    ],
)
def test_a_judge_that_cannot_be_asked_says_what_it_lacks(judge: Judge, message: str) -> None:
    with pytest.raises(MetricError, match=message):
        judge.bind(texts())


def test_judging_again_without_sampling_is_told() -> None:
    with stub.serving(by_length) as server:
        run = evaluate(data(good=GOOD), [spec(server, n=2)])
    assert any("2 judgements at temperature 0 may all be the same" in warning for warning in run.warnings)


def test_the_noise_is_on_the_score_s_scale() -> None:
    rows = np.array([[0.5, 1.0, 0.5, 1.0, 0.5]])
    assert Judge(protocol="pairwise").noise(rows) == pytest.approx(100 * Judge().noise(rows))
    assert Judge(protocol="pairwise").score(rows) == pytest.approx(50)


def test_own_words_are_asked_and_stand_in_the_signature_by_their_hash(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("version = 2\ninstructions = 'Mark nothing.'\n", encoding="utf-8")
    with stub.serving(by_length) as server:
        run = evaluate(data(good=GOOD), [spec(server, prompt=path), spec(server)])
        assert {asked.body["messages"][0]["content"] == "Mark nothing." for asked in server.asked} == {True, False}
        path.write_text("version = 2\ninstructions = 'Mark everything.'\n", encoding="utf-8")
        evaluate(data(good=GOOD), [spec(server, prompt=path)])
        assert len(server.asked) == 9, "other words are another question"
    own, default = (measure.signature for measure in run.measures.values())
    assert str(tmp_path) not in own
    assert own.rpartition("|")[2].startswith("prompt:esa-2-")
    assert default == Judge(model="m").signature
    assert load(f"judge:model=m,prompt={path}").signature != own, "the file has changed"


def test_a_prompt_that_is_not_there_costs_the_metric(tmp_path: Path) -> None:
    with stub.serving(by_length) as server, pytest.raises(UsageError, match="there is no prompt"):
        evaluate(data(good=GOOD), [spec(server, prompt=tmp_path / "mine.toml")])


def prefers(asked: Asked, _: int) -> Play:
    """Answer that any text is better than one that ends in a question mark."""
    pair = [question(asked)[f"translation_{place}"].endswith("?") for place in "ab"]
    return stub.says(json.dumps({"better": "tie" if pair[0] == pair[1] else "B" if pair[0] else "A"}))


def test_several_references_are_compared_with_or_the_judge_says_that_it_sees_one() -> None:
    references = [HUMAN, [text.replace(".", "?") for text in HUMAN]]
    two = EvalSet.from_lists({"good": GOOD}, references, sources=list(SOURCES), languages=("de", "en"))
    with stub.serving(prefers) as server:
        run = evaluate(two, [spec(server, protocol="pairwise", references="all"), spec(server, protocol="pairwise")])
        assert len(server.asked) == 12, "the first reference's questions are asked once"
    each, first = run.scores["score"]
    assert (each, first) == (75.0, 50.0)
    (warning,) = [text for text in run.warnings if "several references" in text]
    assert warning.endswith(
        "3 segments with several references: the judge sees the first alone; references=all compares with each"
    )
    with pytest.raises(UsageError, match="references=all is for pairwise"):
        Judge(references="all")


def test_a_judge_that_is_not_told_the_languages_says_so() -> None:
    unnamed = EvalSet.from_lists({"good": GOOD}, [HUMAN], sources=list(SOURCES))
    with stub.serving(by_length) as server:
        runs = [evaluate(texts_, [spec(server)]) for texts_ in (unnamed, data(good=GOOD))]
        assert "target_language" not in question(server.asked[0])
    told = [any("so that the judge isn't told them" in warning for warning in run.warnings) for run in runs]
    assert told == [True, False]
