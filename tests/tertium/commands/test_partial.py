"""A run that lacks scores ends in an error that says which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tertium.commands.partial import check_whole
from tertium.errors import PartialError
from tertium.evals.types import Skip
from tests.evals.making import run_of


def test_a_whole_run_is_no_error() -> None:
    check_whole(run_of({"x": [1.0, 2.0]}), Path("run"))


def test_what_is_missing_is_named_in_two_lines() -> None:
    run = replace(run_of({name: [1.0, float("nan")] for name in "abcde"}), missing={"comet": "no model\n  try: one"})
    with pytest.raises(
        PartialError, match=r"lacks comet \(no model\); length of 1 of 2 segments of a; .*2 more"
    ) as error:
        check_whole(run, Path("run"))
    assert len(str(error.value).splitlines()) == 2


def test_what_a_service_did_not_answer_is_asked_by_the_same_command_again() -> None:
    run = run_of({"x": [1.0, float("nan"), float("nan")]})
    skips = [Skip("x", "length", run.data.ids[row], "no answer: the budget of 1 request is spent") for row in (1, 2)]
    with pytest.raises(PartialError) as error:
        check_whole(replace(run, skips=tuple(skips)), Path("run"))
    assert str(error.value).endswith("try: the same command with --overwrite: what was answered isn't asked again")
    mixed = (skips[0], replace(skips[1], reason="the answer is empty"))
    with pytest.raises(PartialError, match="isn't asked again; tertium report run names the segments"):
        check_whole(replace(run, skips=mixed), Path("run"))
