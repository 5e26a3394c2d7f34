"""benchmarks/people_campaigns.py: random documents of WMT23 decide about as many pairs as is expected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.people_campaigns import measure

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.shared
def test_documents_of_wmt23_decide_and_order_as_many_pairs_as_is_expected_of_them(shared: Path) -> None:
    figures = {figure.name: figure for figure in measure(shared / "data" / "wmt23-zh-en", draws=40)}
    assert len(figures) == 8
    for name, figure in figures.items():
        assert figure.unit == "pairs of 120"
        assert float(figure.against.removesuffix(" expected")) == pytest.approx(figure.value, abs=6), name
