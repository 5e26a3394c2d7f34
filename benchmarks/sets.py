"""Sets as benchmarks read them: WMT folders, whose names end in the languages (wmt21-en-de)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.corpora.readers import open_set
from tertium.metrics.base import Adapts
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Metric

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Folder of the sets that benchmarks read where the command line names none."""

_LANGUAGES: Final = re.compile(r"-[a-z]{2,3}-[a-z]{2,3}$")


def names_languages(folder: Path) -> bool:
    """Whether a folder's name ends in two languages."""
    return bool(_LANGUAGES.search(folder.name))


def languages_of(folder: Path) -> tuple[str, str]:
    """Return the source and target language that a folder's name ends in."""
    source, target = folder.name.split("-")[-2:]
    return source, target


def open_named(folder: Path) -> EvalSet:
    """Return the set in a folder; one without languages takes those of the folder's name."""
    data = open_set(folder)
    if any(data.languages) or not names_languages(folder):
        return data
    return replace(data, languages=languages_of(folder))


def metric_for(spec: str, data: EvalSet) -> Metric:
    """Return the metric of a spec, adapted to the languages of a set."""
    metric = load(spec)
    return metric.adapted(data.languages) if isinstance(metric, Adapts) else metric
