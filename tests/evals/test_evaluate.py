"""Metrics meet data: every segment is scored or skipped with a reason, and every level adds up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from tertium.corpora.types import REFERENCES, Document, EvalSet
from tertium.errors import DataError, MetricError, UsageError
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.gate import gate
from tertium.evals.policy import parse
from tertium.evals.rank import rank
from tertium.evals.results import Resampling
from tertium.evals.types import Key, Skip, document_sums
from tertium.metrics.base import Counted, Span
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores

REFERENCE = ("Der Zug fährt um acht.", "Sie lachte nicht.", "Es regnet seit Tagen.", "Niemand war da.")
OUTPUT = ("Der Zug geht um acht.", "", "Es regnet seit vielen Tagen.", "Niemand war da.")


def data() -> EvalSet:
    return EvalSet(
        name="small",
        ids=("a#1", "a#2", "b#1", "c#1"),
        documents=(Document("a", 0, 2, "news"), Document("b", 2, 3, "news"), Document("c", 3, 4, "blog")),
        sources=(
            "The train leaves at eight.",
            "She did not laugh.",
            "It has been raining for days.",
            "Nobody was there.",
        ),
        references={"A": REFERENCE},
        outputs={"x": OUTPUT, "copy": REFERENCE},
        languages=("en", "de"),
    )


def test_the_set_and_every_document_agree_with_sacrebleu() -> None:
    run = evaluate(data(), ["bleu", "chrf"])
    for name, peer in (("bleu", BLEU()), ("chrf", CHRF())):
        values = run.values[Key("x", name)]
        assert values.total == pytest.approx(peer.corpus_score(OUTPUT, [REFERENCE]).score, abs=1e-9)
        for document, score in zip(run.data.documents, values.documents, strict=True):
            expected = peer.corpus_score(OUTPUT[document.rows], [REFERENCE[document.rows]]).score
            assert score == pytest.approx(expected, abs=1e-9)
        domain = peer.corpus_score(OUTPUT[:3], [REFERENCE[:3]]).score
        assert values.domains[0] == pytest.approx(domain, abs=1e-9)


def test_the_sum_of_document_counts_gives_the_set_score_exactly() -> None:
    run = evaluate(data(), ["bleu", "chrf", "chrf++", "ter", "length"])
    for key, values in run.values.items():
        metric = load(key.metric)
        assert float(metric.score(document_sums(run.counts[key], run.data).sum(axis=0))) == values.total


def test_macro_is_the_mean_over_documents() -> None:
    values = evaluate(data(), ["chrf"]).values[Key("x", "chrf")]
    assert values.macro == pytest.approx(np.mean(values.documents))


def test_an_empty_hypothesis_is_a_result_and_a_missing_one_is_skipped() -> None:
    run = evaluate(data().with_outputs({"half": ("", None, "Es regnet.", None)}), ["chrf"])
    values = run.values[Key("half", "chrf")]
    assert values.segments[0] == 0
    assert np.isnan(values.segments[[1, 3]]).all()
    assert np.isnan(values.documents[2])
    assert run.skips == (
        Skip("half", "chrf", "a#2", "no hypothesis"),
        Skip("half", "chrf", "c#1", "no hypothesis"),
    )


def test_a_segment_without_a_reference_is_skipped_by_those_that_need_one() -> None:
    gap = replace(data(), references={"A": (None, *REFERENCE[1:])})
    run = evaluate(gap, ["chrf", "length"])
    assert {(skip.metric, skip.segment, skip.reason) for skip in run.skips} == {("chrf", "a#1", "no references")}
    assert np.isnan(run.counts[Key("x", "chrf")][0]).all()
    assert run.values[Key("copy", "chrf")].total == 100


def test_a_metric_that_cannot_run_is_missing_and_the_others_finish() -> None:
    run = evaluate(replace(data(), references={}), ["chrf", "length"])
    assert list(run.measures) == ["length"]
    assert run.missing["chrf"].startswith("chrf needs references, and no segment of set 'small' has that\n  try: ")


def test_when_no_metric_can_run_the_first_error_is_raised() -> None:
    with pytest.raises(DataError, match="chrf needs references"):
        evaluate(replace(data(), references={}), ["chrf", "bleu"])


def test_a_set_without_outputs_is_refused() -> None:
    with pytest.raises(DataError, match="has no system outputs\n  try: tertium score SET --system"):
        evaluate(replace(data(), outputs={}), ["chrf"])


def test_a_metric_asked_for_twice_is_refused() -> None:
    with pytest.raises(UsageError, match=r"metric 'chrf\+\+' is asked for twice"):
        evaluate(data(), ["chrf++", "chrf:word_order=2"])
    with pytest.raises(UsageError, match="no metric is asked for"):
        evaluate(data(), [])


def test_the_tokenizer_follows_the_target_language() -> None:
    assert "tokenize:13a" in evaluate(data(), ["bleu"]).measures["bleu"].signature
    chinese = replace(data(), languages=("en", "zh"))
    assert "tokenize:zh" in evaluate(chinese, ["bleu"]).measures["bleu"].signature
    assert "tokenize:char" in evaluate(chinese, ["bleu:tokenize=char"]).measures["bleu:tokenize=char"].signature


@dataclass(frozen=True, slots=True)
class Pointing:
    """Counts words and points at the first character of each hypothesis."""

    name = "pointing"
    needs = REFERENCES
    unit = "words"
    higher_is_better = None
    source = "a test"
    signature = "pointing|1"
    broken: bool = False

    def bind(self, texts: Texts) -> Counter:
        def count(hypotheses: Sequence[str]) -> Counted:
            rows = np.array([[len(h.split()), 1.0] for h in hypotheses])
            spans = tuple(Span(i, 0, min(1, len(h)), "start") for i, h in enumerate(hypotheses))
            return Counted(rows[: len(rows) - self.broken], spans, warnings=(f"saw {len(texts)}",))

        return count

    def score(self, totals: Counts) -> Scores:
        with np.errstate(invalid="ignore"):
            return totals[..., 0] / totals[..., 1]


def test_spans_and_warnings_land_in_the_run_at_the_sets_own_places() -> None:
    gap = replace(data(), references={"A": (None, *REFERENCE[1:])})
    run = evaluate(gap, [Pointing()])
    assert [span.segment for span in run.spans[Key("x", "pointing")]] == [1, 2, 3]
    assert run.warnings == ("pointing, x: saw 3", "pointing, copy: saw 3")
    assert list(run.findings["id"])[:3] == ["a#2", "b#1", "c#1"]
    assert list(run.findings["text"])[:3] == ["", "E", "N"]
    counts = run.finding_counts
    assert list(counts.columns) == ["document", "system", "metric", "minor", "major", "critical"]
    assert list(counts["document"])[:3] == ["a", "b", "c"]
    assert list(counts["major"])[:3] == [1, 1, 1], "a#1 has no reference"
    assert evaluate(data(), ["chrf"]).finding_counts.empty


def test_a_metric_that_gives_too_few_rows_is_a_bug_that_shows() -> None:
    with pytest.raises(
        MetricError, match=r"pointing.* returned counts of shape \(3, 2\) for 4 segments\n  try: one finite"
    ):
        evaluate(data(), [Pointing(broken=True)])


def test_frames_are_tidy() -> None:
    run = evaluate(data(), ["chrf", "length"])
    assert list(run.scores["system"]) == ["x", "copy", "x", "copy"]
    assert run.scores["score"][1] == 100
    assert len(run.documents) == 2 * 2 * 3
    segments = run.segments
    assert len(segments) == 2 * 4
    assert list(segments.columns) == [
        *("id", "document", "domain", "system", "source", "reference.A", "hypothesis", "chrf", "length")
    ]


def test_progress_is_told() -> None:
    lines: list[str] = []
    evaluate(data(), ["chrf"], progress=lines.append)
    assert lines == ["chrf: preparing 4 segments", "chrf: x", "chrf: copy"]


def test_a_run_shows_itself_in_one_line_and_in_a_notebook_as_systems_by_metrics() -> None:
    run = evaluate(data(), ["chrf", "ter"])
    assert repr(run) == f"<Run of {run.data!r} by chrf, ter>"
    assert "\n" not in repr(run)
    html = run._repr_html_()
    assert html.count("<tr") == 3
    assert "<th>chrf ↑</th>" in html
    odd = replace(run, data=replace(run.data, name="<script>"))
    assert "<script>" not in odd._repr_html_()


def test_one_metric_may_be_asked_for_by_its_name_alone() -> None:
    assert list(evaluate(data(), "chrf").measures) == ["chrf"]


@dataclass(frozen=True, slots=True)
class Faulty:
    """Counts ones, and fails where it is told to."""

    name = "faulty"
    needs = REFERENCES
    unit = "%"
    higher_is_better = True
    source = "a test"

    at: str = ""
    unscored: tuple[int, ...] = ()

    def _reach(self, place: str) -> None:
        if place == self.at:
            raise ConnectionError("refused")

    def adapted(self, _languages: tuple[str | None, str | None]) -> Faulty:
        self._reach("adapted")
        return self

    @property
    def signature(self) -> str:
        self._reach("signature")
        return "faulty|1"

    def bind_reporting(self, texts: Texts, tell: Callable[[str], None]) -> Counter:
        self._reach("bind")

        def count(hypotheses: Sequence[str]) -> Counted:
            self._reach("counter")
            tell("counting")
            rows = np.ones((len(texts), 2 + (self.at == "width" and "Der Zug geht um acht." in hypotheses)))
            rows[list(self.unscored)] = np.nan
            reasons = {row: f"the service refused {row}\n" for row in self.unscored}
            return Counted(rows, tuple(Span(i, 0, 0, "gap") for i in range(len(texts))), unscored=reasons)

        return count

    def bind(self, texts: Texts) -> Counter:
        return self.bind_reporting(texts, lambda _: None)

    def score(self, totals: Counts) -> Scores:
        self._reach("score")
        return totals[..., 0] / np.where(totals[..., 1] > 0, totals[..., 1], np.nan)

    def score_segments(self, rows: Counts) -> Scores:
        self._reach("score_segments")
        return rows[:, 0]


@pytest.mark.parametrize("place", ["adapted", "signature", "bind", "counter", "score", "score_segments"])
def test_a_metric_that_raises_is_missing_with_the_reason_and_the_others_finish(place: str) -> None:
    run = evaluate(data(), [Faulty(at=place), "chrf"])
    label = f"faulty:at={place}"
    assert list(run.measures) == ["chrf"]
    assert {key.metric for key in [*run.counts, *run.values, *run.spans]} == {"chrf"}
    assert run.missing == {label: f"{label} failed: ConnectionError: refused\n  try: the other metrics without it"}
    with pytest.raises(MetricError, match=r"failed: ConnectionError: refused\n  try: "):
        evaluate(data(), [Faulty(at=place)])


def test_counts_of_another_width_for_another_system_are_refused() -> None:
    run = evaluate(data().with_outputs({"last": OUTPUT}), [Faulty(at="width"), "chrf"])
    assert "returned 2 counts per segment, and 3 for the systems before" in run.missing["faulty:at=width"]


def test_what_is_no_metric_at_all_is_missing_too() -> None:
    run = evaluate(data(), [object(), "chrf"])  # type: ignore[list-item]
    assert list(run.missing) == ["object"]
    assert list(run.measures) == ["chrf"]


def test_an_end_that_the_caller_wants_is_no_fault_of_the_metric() -> None:
    def stop(line: str) -> None:
        if "counting" in line:
            raise TimeoutError("that is enough")

    with pytest.raises(TimeoutError, match="that is enough"):
        evaluate(data(), [Faulty(), "chrf"], progress=stop)


def test_an_unscored_row_is_skipped_with_the_metrics_reason() -> None:
    gap = replace(data(), references={"A": (None, *REFERENCE[1:])})
    run = evaluate(gap.with_outputs({"half": ("", None, "Es regnet.", "")}), [Faulty(unscored=(0, 2))])
    label = 'faulty:unscored="(0, 2)"'
    assert [(skip.segment, skip.reason) for skip in run.skips if skip.system == "x"] == [
        ("a#1", "no references"),
        ("a#2", "the service refused 0"),
        ("c#1", "the service refused 2"),
    ]
    assert [skip.reason for skip in run.skips if skip.system == "half"] == [
        "no references",
        "no hypothesis",
        "the service refused 2",
    ]
    key = Key("x", label)
    assert np.isnan(run.counts[key]).all(axis=1).tolist() == [True, True, False, True]
    assert np.isnan(run.values[key].segments).tolist() == [True, True, False, True]
    assert run.values[key].total == 1
    assert [span.segment for span in run.spans[key]] == [2]


def test_a_run_with_unscored_rows_is_stored_compared_ranked_and_gated(tmp_path: Path) -> None:
    run = evaluate(data(), [Faulty(unscored=(0, 2)), "chrf"])
    store.save(run, tmp_path / "run")
    again = store.load(tmp_path / "run")
    assert again.skips == run.skips
    label = next(iter(run.measures))
    compared = compare(again, metrics=[label], resampling=Resampling(samples=100))
    assert compared.differences[0].segments == 2
    assert any("2 of 4 segments are left out" in line for line in compared.warnings)
    standings = rank(again, metrics=[label], resampling=Resampling(samples=100))
    assert any("2 of 4 segments are left out" in line for line in standings.warnings)
    rule = {"metric": label, "kind": "non-inferior", "margin": 1.0}
    policy = parse({"schema": "tertium.policy/1", "rule": [rule]}, "p.toml")
    verdict = gate(again, again, policy, system="x", baseline_system="copy")
    assert verdict.outcome == "pass"
    everything = evaluate(data(), [Faulty(unscored=(0, 1, 2, 3)), "chrf"])
    store.save(everything, tmp_path / "nothing")
    assert np.isnan(store.load(tmp_path / "nothing").values[Key("x", 'faulty:unscored="(0, 1, 2, 3)"')].total)


@pytest.mark.parametrize("name", ["", None, "a b", "a:b", "a\x1b[31m", "a\ud800", 101 * "a"])
def test_a_metric_whose_name_no_file_or_spec_can_hold_is_missing(name: object) -> None:
    misnamed = type("Misnamed", (Faulty,), {"name": name})()
    run = evaluate(data(), [misnamed, "chrf"])
    assert list(run.measures) == ["chrf"]
    assert "Misnamed has the name" in run.missing["Misnamed"]
    assert run.missing["Misnamed"].isprintable() or run.missing["Misnamed"].count("\n") == 1


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30])
def test_a_time_that_is_none_is_refused_before_anything_is_scored(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    lines: list[str] = []
    with pytest.raises(UsageError, match=r"which is no time\n  try: seconds since 1970"):
        evaluate(data(), ["chrf"], progress=lines.append)
    assert not lines
