"""Several runs become one, or the message says what differs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.corpora.types import Document
from tertium.errors import CompareError
from tertium.evals.join import data_differences, join, single_system
from tertium.evals.types import Key, Run, Skip
from tertium.metrics.base import Span
from tests.evals.making import MEAN, run_of


def changed(run: Run, **fields: object) -> Run:
    return replace(run, data=replace(run.data, **fields))  # type: ignore[arg-type]


def test_systems_of_several_runs_stand_in_one() -> None:
    joined = join({"a": run_of({"x": [1.0, 2.0]}), "b": run_of({"y": [3.0, 4.0]})})
    assert joined.systems == ("x", "y")
    assert joined.values[Key("y", MEAN)].total == 3.5


def test_one_name_with_other_outputs_is_two_systems_and_a_copy_is_one() -> None:
    old = run_of({"base": [1.0, 2.0], "x": [1.0, 2.0]})
    new = run_of({"base": [1.0, 2.0], "x": [3.0, 4.0]})
    new = replace(new, data=new.data.with_outputs({"x": ("another", "text")}))
    both = join({"old": old, "new": new})
    assert both.systems == ("base", "x@old", "x@new")
    assert both.values[Key("x@new", MEAN)].total == 3.5


def test_the_message_counts_the_segments_that_differ() -> None:
    run = run_of({"x": [1.0] * 5})
    with pytest.raises(CompareError, match="the source of 2 of 5 segments differs, first at d1#1"):
        join({"a": run, "b": changed(run, sources=("four", "five", "four", "five", "four"))})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"languages": ("en", "de")}, "languages are None, None and en, de"),
        ({"references": {"A": ("r",) * 5}}, "references are none and A"),
        ({"sources": None}, "the source of 5 of 5"),
    ],
)
def test_the_message_names_what_differs(fields: dict[str, object], said: str) -> None:
    run = run_of({"x": [1.0] * 5})
    with pytest.raises(CompareError, match=said):
        join({"a": run, "b": changed(run, **fields)})


def test_equal_texts_under_other_ids_are_the_same_data() -> None:
    run = run_of({"x": [1.0] * 5})
    ids = tuple(f"other/{i}" for i in range(5))
    documents = tuple(replace(document, id=f"other {document.id}") for document in run.data.documents)
    renamed = changed(run_of({"y": [2.0] * 5}), ids=ids, documents=documents)
    assert renamed.fingerprint != run.fingerprint
    assert data_differences(run.data, renamed.data) == []
    joined = join({"a": run, "b": renamed})
    assert (joined.systems, joined.data.ids) == (("x", "y"), run.data.ids)


def test_other_borders_of_documents_are_other_data() -> None:
    run = run_of({"x": [1.0] * 5})
    whole = changed(run, documents=(replace(run.data.documents[0], start=0, stop=5),))
    parts = changed(run, documents=(Document("a", 0, 2), Document("b", 2, 5)))
    with pytest.raises(CompareError, match=f"the document of 5 of 5 segments differs, first at {run.data.ids[0]}"):
        join({"a": whole, "b": parts})


def test_another_number_of_segments_is_said() -> None:
    with pytest.raises(CompareError, match="5 and 4 segments"):
        join({"a": run_of({"x": [1.0] * 5}), "b": run_of({"x": [1.0] * 4})})


def test_other_options_are_named() -> None:
    run = run_of({"x": [1.0, 2.0]})
    of_references = replace(run, measures={MEAN: replace(run.measures[MEAN], signature="length|against:references")})
    with pytest.raises(CompareError, match="against:source in one and against:references in the other"):
        join({"a": run, "b": of_references})


def test_a_metric_that_one_run_lacks_is_missing_with_its_reason() -> None:
    run = run_of({"x": [1.0, 2.0]})
    more = replace(run, measures={**run.measures, "extra": run.measures[MEAN]}, counts=dict(run.counts))
    both = join({"a": replace(run, missing={"extra": "no model"}), "b": more})
    assert both.missing == {"extra": "not in a: no model"}
    assert list(both.measures) == [MEAN]


def test_runs_without_a_common_metric_are_refused() -> None:
    other = run_of({"y": [1.0, 2.0]})
    other = replace(
        other,
        measures={"other": other.measures[MEAN]},
        counts={Key("y", "other"): other.counts[Key("y", MEAN)]},
    )
    with pytest.raises(CompareError, match="no metric in common"):
        join({"a": run_of({"x": [1.0, 2.0]}), "b": other})


def test_a_system_that_two_runs_scored_by_different_metrics_has_both() -> None:
    run = run_of({"x": [1.0, 2.0]})
    key, extra = Key("x", MEAN), Key("x", "extra")
    more = replace(
        run,
        measures={"extra": replace(run.measures[MEAN], label="extra")},
        counts={extra: run.counts[key] * 2},
        values={extra: run.values[key]},
        skips=(Skip("x", "extra", "d1#1", "no reason"),),
    )
    both = join({"a": run, "b": changed(more, ids=("other#1", "d1#1"))})
    assert list(both.measures) == [MEAN, "extra"]
    assert both.missing == {}
    assert both.counts[extra].tolist() == [[2.0, 2.0], [4.0, 2.0]]


def test_skips_name_the_segments_of_the_joined_set() -> None:
    run = run_of({"y": [1.0, np.nan]})
    skipped = changed(replace(run, skips=(Skip("y", MEAN, "b", "no text"),)), ids=("a", "b"))
    assert [skip.segment for skip in join({"a": run_of({"x": [1.0, 1.0]}), "b": skipped}).skips] == ["d1#1"]


def test_skips_keep_the_name_of_their_system() -> None:
    run = run_of({"x": [1.0, np.nan]})
    assert join({"a": run, "b": run_of({"y": [1.0, 1.0]})}).skips == run.skips


def test_references_that_only_one_run_has_are_named_and_the_common_ones_compared() -> None:
    run = run_of({"x": [1.0] * 3})
    first = changed(
        run, references={"A": ("r", "s", "t"), "B": ("u",) * 3}, documents=(replace(run.data.documents[0], stop=3),)
    )
    second = changed(first, references={"C": ("u",) * 3, "A": ("r", "other", "t")})
    assert data_differences(first.data, second.data) == [
        "references are A, B and C, A, in this order",
        "reference 'A' of 1 of 3 segments differs, first at d1#1",
    ]
    domain = changed(first, documents=(replace(first.data.documents[0], domain="odd"),))
    assert data_differences(first.data, domain.data) == ["the domains of documents differ"]
    assert data_differences(first.data, first.data) == []


def test_other_borders_of_documents_are_no_other_domains() -> None:
    run = run_of({"x": [1.0] * 3})
    whole = changed(run, documents=(Document("d", 0, 3),))
    parted = changed(run, documents=(Document("d", 0, 1), Document("e", 1, 3)))
    assert data_differences(whole.data, parted.data) == ["the document of 3 of 3 segments differs, first at d0#1"]


def test_a_system_alone_takes_its_spans_and_skips_along_under_its_new_name() -> None:
    run = run_of({"a": [1.0, float("nan")], "b": [1.0, 2.0]})
    span = Span(0, 0, 1, "x", "minor", "")
    whole = replace(run, spans={Key("a", MEAN): (span,)}, skips=(Skip("a", MEAN, "d1#1", "empty"),))
    alone = single_system(whole, "a", "c")
    assert (alone.systems, alone.spans) == (("c",), {Key("c", MEAN): (span,)})
    assert alone.skips == (Skip("c", MEAN, "d1#1", "empty"),)
    assert single_system(whole, "b", "b").skips == ()
