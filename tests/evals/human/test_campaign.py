"""Who is shown what: whole documents, all systems of one to the same people, attention items, orders by seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.human.campaign import Campaign, Plan, marks_of, tasks_of
from tertium.metrics.base import Span
from tests.evals.human.campaign_sets import SYSTEMS, small_set

DATA = small_set()
ALL = range(len(DATA.documents))


def test_each_system_has_a_sheet_of_every_whole_document() -> None:
    (task,) = tasks_of(DATA, ALL, Plan())
    shown = {(sheet.document, *sheet.items[0].outputs) for sheet in task}
    assert shown == {(document.id, system) for document in DATA.documents for system in SYSTEMS}
    for sheet in task:
        block = next(document for document in DATA.documents if document.id == sheet.document)
        assert [item.segment for item in sheet.items] == list(range(block.start, block.stop))
        for item in sheet.items:
            ((system, text),) = item.outputs.items()
            assert text == DATA.outputs[system][item.segment]


def test_contrastive_esa_shows_all_systems_at_once_in_one_order_per_document() -> None:
    (task,) = tasks_of(DATA, ALL, Plan("cesa"))
    orders = {sheet.document: {tuple(item.outputs) for item in sheet.items} for sheet in task}
    assert len(task) == len(DATA.documents)
    assert all(len(order) == 1 and set(*order) == set(SYSTEMS) for order in orders.values())
    assert len({order for each in orders.values() for order in each}) > 1


def test_all_systems_of_a_document_go_to_the_same_people_and_work_is_even() -> None:
    tasks = tasks_of(DATA, ALL, Plan(annotators=4, each=2))
    systems = [Counter(sheet.document for sheet in task) for task in tasks]
    assert all(set(documents.values()) == {3} for documents in systems)
    assert Counter(document for documents in systems for document in documents) == dict.fromkeys(
        (document.id for document in DATA.documents), 2
    )
    assert {len(documents) for documents in systems} == {4}


def test_the_same_seed_gives_the_same_tasks_and_another_one_others() -> None:
    plan = Plan("cesa", 2, 1, 1)
    assert tasks_of(DATA, ALL, plan) == tasks_of(DATA, ALL, plan)
    assert tasks_of(DATA, ALL, plan) != tasks_of(DATA, ALL, replace(plan, seed=1))


@pytest.mark.parametrize("protocol", ["esa", "cesa"])
def test_attention_items_show_an_output_of_another_document_and_never_come_first(protocol: str) -> None:
    for task in tasks_of(DATA, ALL, Plan(protocol, 2, 2, 3)):
        altered = [(sheet.document, item) for sheet in task for item in sheet.items if item.altered]
        assert len(altered) == 3
        assert not task[0].items[0].altered
        for document, item in altered:
            text = item.outputs[item.altered]
            origins = {i for i, output in enumerate(DATA.outputs[item.altered]) if output == text}
            assert item.segment not in origins
            assert document not in {DATA.document_ids[i] for i in origins}


def test_missing_outputs_are_not_shown() -> None:
    outputs = {"good": tuple(None if i < 3 else f"Text {i}" for i in range(len(DATA)))}
    (task,) = tasks_of(replace(DATA, outputs=outputs), ALL, Plan())
    assert {sheet.document for sheet in task} == {document.id for document in DATA.documents[1:]}
    with pytest.raises(DataError, match="no system"):
        tasks_of(replace(DATA, outputs={}), ALL, Plan())


def test_plans_that_no_one_can_follow_are_refused() -> None:
    with pytest.raises(UsageError, match="esa, cesa, mqm"):
        Plan("da")
    with pytest.raises(UsageError, match="2 annotators can't rate each document 3 times"):
        Plan("esa", 2, 3)
    with pytest.raises(DataError, match="another document"):
        tasks_of(small_set(1), [0], Plan(attention=1))


def test_marks_are_found_by_system_and_segment() -> None:
    first, second, third = Span(0, 0, 2, "a"), Span(4, 1, 2, "b"), Span(0, 3, 4, "c")
    campaign = Campaign(DATA, "esa", (), {"good": (first, second, third), "poor": (second,)})
    assert marks_of(campaign) == {("good", 0): [first, third], ("good", 4): [second], ("poor", 4): [second]}
