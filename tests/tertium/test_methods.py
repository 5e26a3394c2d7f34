"""Every method of a run or result that another room provides is registered, and takes what it is declared to take."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest

from tertium.evals.accessors import ACCESSORS
from tertium.evals.run_methods import RunMethods
from tertium.methods import HOMES
from tests.evals.making import run_of

DECLARED = {
    "filter": "filter",
    "by": "by",
    "save": "save",
    "regressions": "regressions",
    "to_pandas": "to_pandas",
    "report": "report",
}


def test_every_function_is_there() -> None:
    assert set(HOMES) <= set(ACCESSORS)
    for module, function in HOMES.values():
        assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize("name", DECLARED)
def test_a_method_has_the_arguments_of_its_function(name: str) -> None:
    def arguments(function: Any) -> dict[str, tuple[Any, Any]]:
        parameters = [*inspect.signature(function).parameters.values()][1:]
        return {parameter.name: (parameter.kind, parameter.default) for parameter in parameters}

    module, function = HOMES[name]
    assert arguments(getattr(RunMethods, DECLARED[name])) == arguments(
        getattr(importlib.import_module(module), function)
    )


def test_a_run_offers_them_by_tab() -> None:
    run = run_of({"a": [1.0, 2.0]})
    names = {"filter", "by", "regressions", "report", "to_latex", "to_markdown", "to_pandas", "to_dataset", "plot"}
    names |= {"compare", "rank", "save"}
    assert names <= set(dir(run))
    assert all((getattr(type(run), name).__doc__ or "").strip() for name in names)
