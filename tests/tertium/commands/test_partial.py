"""A run that lacks scores ends in an error that says which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tertium.commands.partial import check_whole
from tertium.errors import PartialError
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
