"""Runs on published test sets that several tests look at; each is scored once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set
from tertium.evals.evaluate import evaluate

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

MQM_2021 = "Facebook-AI HuaweiTSC NVIDIA-NeMo Online-W UEdin VolcTrans-AT VolcTrans-GLAT eTranslation"


@pytest.fixture(scope="session")
def wmt21(shared: Path) -> Run:
    """WMT21 en-de: the eight systems with MQM, against reference A."""
    data = open_set(shared / "data" / "wmt21-en-de").with_references(["A"]).with_systems(MQM_2021.split())
    return evaluate(data, ["bleu", "chrf"])


@pytest.fixture(scope="session")
def wmt23(shared: Path) -> Run:
    """WMT23 zh-en: all 15 systems."""
    return evaluate(open_set(shared / "data" / "wmt23-zh-en"), ["bleu", "chrf"])
