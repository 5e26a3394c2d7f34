"""A filtered run is the run of an evaluation of those segments: nothing is scored twice, and what is left is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.errors import CompareError, UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.filter import filtered
from tertium.evals.types import Key, Skip
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run

METRICS = ["bleu", "chrf", "ter", "numbers"]


def scored(seed: int = 3) -> Run:
    """Return a run of four documents in two domains, with a missing output, numbers that differ and own columns."""
    rng = np.random.default_rng(seed)
    words = ["the", "a", "cat", "dog", "12", "30", "saw", "house", "red", "of", "in", "and"]
    texts = [[" ".join(rng.choice(words, size=rng.integers(3, 9))) for _ in range(12)] for _ in range(4)]
    documents = tuple(Document(name, i * 3, i * 3 + 3, "news" if i % 2 else "talk") for i, name in enumerate("abcd"))
    data = EvalSet(
        name="made",
        ids=tuple(f"s{i}" for i in range(12)),
        documents=documents,
        sources=tuple(texts[0]),
        references={"A": tuple(texts[1])},
        outputs={"north": (None, *texts[2][1:]), "south": tuple(texts[3])},
        languages=("en", "en"),
        provenance={"columns": {"customer": [f"c{i % 3}" for i in range(12)]}},
    )
    return evaluate(data, METRICS)


@pytest.mark.parametrize(
    "conditions",
    [
        {"domain": "news"},
        {"documents": ["a", "d"]},
        {"length": (None, 24)},
        {"where": [True, False, True] * 4},
        {"where": lambda segments: segments["source"].str.contains("cat")},
        {"domain": ["talk"], "length": (10, None), "systems": "south"},
    ],
)
def test_the_scores_are_those_of_an_evaluation_of_what_is_left(conditions: dict[str, Any]) -> None:
    part = filtered(scored(), **conditions)
    again = evaluate(part.data, METRICS)
    assert list(part.values) == list(again.values)
    for key, values in part.values.items():
        for level in ("segments", "documents", "domains", "total"):
            assert np.array_equal(getattr(values, level), getattr(again.values[key], level), equal_nan=True), (
                key,
                level,
            )
        assert np.array_equal(part.counts[key], again.counts[key], equal_nan=True)
        assert part.spans.get(key, ()) == again.spans.get(key, ())
    assert set(part.skips) == set(again.skips)
    assert part.problems == again.problems
    assert part.coverage == again.coverage


def test_how_many_are_left_and_why_is_said() -> None:
    part = filtered(scored(), domain="news", length=(5, None))
    assert part.data.provenance["left_out"] == [
        "6 of 12 segments are left out; 6 in 2 of 4 documents are left: domain news; source of 5 characters or more"
    ]
    assert "6 of 12 segments are left out" in part._repr_html_()
    twice = filtered(part, documents="b")
    assert [note[:7] for note in twice.data.provenance["left_out"]] == ["6 of 12", "3 of 6 "]


def test_the_users_own_columns_keep_their_segments() -> None:
    assert filtered(scored(), lambda segments: segments["customer"] == "c1").data.ids == ("s1", "s4", "s7", "s10")
    part = filtered(scored(), ["s1", "s5"])
    assert part.data.provenance["columns"] == {"customer": ["c1", "c2"]}
    assert part.data.ids == ("s1", "s5")


def test_a_condition_that_all_meet_changes_nothing_and_none_is_none() -> None:
    run = scored()
    assert filtered(run) is run
    assert filtered(run, length=(0, None)) is run
    assert filtered(run, systems=["south", "north"]).systems == ("south", "north")


def test_ids_rows_of_the_frame_and_a_series_by_id_choose_segments() -> None:
    run = scored()
    frame = run.segments
    assert filtered(run, frame[frame["id"].isin(["s3", "s4"])]).data.ids == ("s3", "s4")
    by_id = frame[frame["system"] == "south"].set_index("id")["source"].str.len() > 25
    kept = tuple(
        name for name, source in zip(run.data.ids, run.data.sources or (), strict=True) if len(source or "") > 25
    )
    assert filtered(run, by_id.sample(frac=1, random_state=1)).data.ids == kept


def test_where_systems_disagree_the_caller_says_how() -> None:
    run = run_of({"north": [1.0, 5.0, 1.0], "south": [1.0, 1.0, 5.0]})
    with pytest.raises(UsageError, match="chooses 2 segments of some systems and not of others") as caught:
        filtered(run, lambda segments: segments[MEAN] < 3)
    assert 'try: how="any" or how="all"' in str(caught.value)
    assert len(filtered(run, lambda segments: segments[MEAN] < 3, how="all").data) == 1
    assert len(filtered(run, lambda segments: segments[MEAN] < 3, how="any").data) == 3
    assert len(filtered(run, lambda segments: segments[MEAN] < 3, systems="north").data) == 2


def test_a_missing_score_chooses_nothing() -> None:
    run = run_of({"north": [1.0, np.nan, 2.0]})
    assert filtered(run, lambda segments: segments[MEAN] > 0).data.ids == ("d0#1", "d2#1")
    assert len(filtered(run, [True, None, True]).data) == 2


def test_skips_of_segments_that_are_gone_are_gone() -> None:
    run = run_of({"north": [1.0, np.nan, np.nan]})
    run = replace(run, skips=tuple(Skip("north", MEAN, name, "no text") for name in ("d1#1", "d2#1")))
    assert [skip.segment for skip in filtered(run, documents=["d0", "d2"]).skips] == ["d2#1"]


def test_a_metric_whose_formula_is_not_here_is_missing_with_the_reason() -> None:
    run = scored()
    old = replace(run.measures["bleu"], signature="bleu|of:yesterday")
    part = filtered(replace(run, measures={**run.measures, "bleu": old}), domain="news")
    assert list(part.measures) == ["chrf", "ter", "numbers"]
    assert part.missing["bleu"].startswith("bleu of this run is bleu|of:yesterday")
    assert Key("north", "bleu") not in part.counts
    only = replace(
        run, measures={"bleu": old}, counts={key: run.counts[key] for key in run.counts if key.metric == "bleu"}
    )
    with pytest.raises(CompareError, match="of:yesterday"):
        filtered(only, domain="news")
