"""What scoring will cost: of what needs asking, of the segments that have what is needed."""

from __future__ import annotations

import pytest

from tertium.corpora.types import EvalSet
from tertium.errors import DataError
from tertium.evals.estimates import estimates

pytest.importorskip("openai", reason="needs the extra openai")

JUDGE = "judge:protocol=da,model=m,base_url=http://127.0.0.1:1/v1"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")


def test_equal_outputs_cost_once_and_a_metric_that_asks_nobody_nothing() -> None:
    outputs = {"a": ["One.", "Two."], "b": ["One.", "Deux."]}
    costs = estimates(EvalSet.from_lists(outputs, sources=["Eins.", "Zwei."]), [JUDGE, f"{JUDGE},n=4", "length"])
    requests = {name: cost and cost.requests for name, cost in costs.items()}
    assert requests == {"judge:protocol=da,model=m": 3, "judge:protocol=da,model=m,n=4": 12, "length": None}


def test_a_segment_without_what_is_needed_costs_nothing() -> None:
    data = EvalSet.from_lists({"a": ["One.", "Two."]}, [["One.", None]], sources=["Eins.", "Zwei."])
    (cost,) = estimates(data, [f"{JUDGE},references=first"]).values()
    assert cost is not None
    assert cost.requests == 1
    with pytest.raises(DataError, match="needs"):
        estimates(EvalSet.from_lists({"a": ["One."]}), [JUDGE])
