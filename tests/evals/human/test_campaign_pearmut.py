"""The file that pearmut loads: its form, places as a browser counts them, attention items, and what it can't show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.human.campaign import Campaign, Plan, tasks_of
from tertium.evals.human.campaign_pearmut import render
from tertium.metrics.base import Span
from tests.evals.human.campaign_sets import SYSTEMS, small_set

DATA = small_set(3, 2)


def written(protocol: str = "esa", attention: int = 0, **values: Any) -> dict[str, Any]:
    tasks = tasks_of(DATA, range(3), Plan(protocol, 2, 1, attention))
    result: dict[str, Any] = json.loads(render(Campaign(DATA, protocol, tasks, **values)))
    return result


@pytest.mark.parametrize(("protocol", "theirs"), [("esa", "ESA"), ("cesa", "cESA"), ("mqm", "MQM")])
def test_a_task_holds_documents_and_a_document_items(protocol: str, theirs: str) -> None:
    value = written(protocol, choice="all 3")
    assert value["campaign_id"] == f"small-{protocol}"
    assert value["info"].items() >= {"assignment": "task-based", "protocol": theirs, "shuffle": False}.items()
    # without sliders pearmut asks for no score: the points of MQM are those of the errors
    assert value["info"].get("sliders") == ([] if protocol == "mqm" else None)
    assert (value["tertium"]["fingerprint"], value["tertium"]["choice"]) == (DATA.fingerprint, "all 3")
    assert len(value["data"]) == 2
    items = [item for task in value["data"] for document in task for item in document]
    assert len(items) == (6 if protocol == "cesa" else 18)
    for item in items:
        i = DATA.ids.index(item["item_id"])
        assert (item["src"], item["doc_id"]) == (DATA.sources and DATA.sources[i], DATA.document_ids[i])
        assert all(DATA.outputs[name][i] == text for name, text in item["tgt"].items())
        assert set(item) == {"item_id", "doc_id", "domain", "src", "tgt"}


def test_marks_count_emoji_as_two_and_end_with_their_last_character() -> None:
    text = str(DATA.outputs["poor"][0])
    spans = (
        Span(0, 2, 5, "number", "critical"),
        Span(0, 3, 9, "other", "minor"),
        Span(0, len(text), len(text), "omission", "minor"),
    )
    value = written(spans={"poor": spans}, prefilled=("numbers",))
    items = [item for task in value["data"] for document in task for item in document if item["item_id"] == "s0"]
    marks = {name: marks for item in items for name, marks in item["error_spans"].items()}
    assert {item["prefilled"] for item in items} == {"numbers"}
    assert set(marks) == set(SYSTEMS)
    last = len(text.encode("utf-16-le")) // 2
    # the span of `other` overlaps the first one, and pearmut's marks can't
    assert marks["poor"] == [
        {"start_i": 3, "end_i": 5, "severity": "major", "category": None},
        {"start_i": last, "end_i": last, "severity": "minor", "category": None},
    ]


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [("esa", {"score": [0, 33]}), ("cesa", {"score": [0, 33]}), ("mqm", {"error_spans": [{"severity": "major"}]})],
)
def test_attention_items_are_validated_in_silence(protocol: str, expected: dict[str, Any]) -> None:
    value = written(protocol, attention=2, prefilled=("numbers",))
    items = [item for task in value["data"] for document in task for item in document if "validation" in item]
    assert len(items) == 4
    for item in items:
        ((name, rule),) = item["validation"].items()
        assert rule == expected
        assert item["item_id"].startswith("attention#")
        assert item["tgt"][name] != DATA.outputs[name][DATA.ids.index(item["item_id"].removeprefix("attention#"))]
        assert "error_spans" not in item


@pytest.mark.parametrize("name", ["12", 'a"b', "<b>"])
def test_names_that_pearmut_cannot_show_are_refused(name: str) -> None:
    data = replace(DATA, outputs={name: DATA.outputs["good"]})
    with pytest.raises(UsageError, match="pearmut can't show"):
        render(Campaign(data, "esa", tasks_of(data, [0], Plan())))


def test_texts_that_would_be_shown_as_markup_are_refused() -> None:
    data = replace(DATA, outputs={"x": ("<img src=x onerror=alert(1)>",) * 6})
    with pytest.raises(DataError, match="begins with <img"):
        render(Campaign(data, "esa", tasks_of(data, [0], Plan())))
