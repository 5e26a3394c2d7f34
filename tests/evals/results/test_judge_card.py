"""The card of a judge: as values, as a frame, and from JSON."""

from __future__ import annotations

import json
import math

import pytest

from tertium.evals.results.judge_card import Probe, card_of
from tertium.reports.objects import as_json
from tests.evals.making import JUDGE, card


def test_a_share_is_of_the_judged_cases() -> None:
    assert Probe("x", "y", cases=12, judged=8, passed=6, change=-1.0).share == 75
    assert math.isnan(Probe("x", "y", cases=12, judged=0, passed=0, change=float("nan")).share)


def test_a_card_is_read_back_as_it_was_written() -> None:
    value = card_of(card("padding"))
    written = json.loads("".join(as_json("tertium.judge-card/1", value)))
    assert written == {"schema": "tertium.judge-card/1", **card("padding")}
    again = card_of(written)
    assert (again.judge, again.unread, again.faults) == (JUDGE, {"no JSON": 2}, ("padding",))
    assert math.isnan(again.probes[0].change)


def test_a_card_without_a_key_is_refused() -> None:
    fields = card()
    del fields["faults"]
    with pytest.raises(KeyError):
        card_of(fields)


def test_a_notebook_shows_the_frame() -> None:
    value = card_of(card("padding <b>"))
    assert value.frame["share"].tolist() == [25.0]
    assert repr(value) == f"<JudgeCard of {JUDGE}: 1 probes, 1 faults>"
    assert "padding &lt;b&gt;" in value._repr_html_()
