"""Attributes of a run that other rooms provide."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tertium.evals import accessors
from tertium.evals.accessors import accessor, register_accessor
from tertium.reports.plots import Plots
from tests.conftest import ROOT
from tests.evals.making import run_of


def test_the_front_door_provides_the_charts() -> None:
    run = run_of({"a": [1, 2]})
    assert isinstance(run.plot, Plots)


def test_a_registered_attribute_is_made_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessors, "ACCESSORS", {})
    register_accessor("size", len)
    assert accessor("size", "four") == len("four")


def test_an_attribute_that_nobody_provides_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessors, "ACCESSORS", {})
    with pytest.raises(AttributeError, match="'plot'"):
        _ = run_of({"a": [1, 2]}).plot


def test_a_run_alone_loads_no_report() -> None:
    code = (
        "import sys, tertium.evals.types; print([name for name in sys.modules if name.startswith('tertium.reports')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
