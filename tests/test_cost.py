"""What a metric costs is measured where it has something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import cost
from tertium.corpora.types import EvalSet
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from pathlib import Path

DATA = EvalSet.from_dict(
    {"source": ["Alle Speicherressourcen sind belegt.", None], "reference": ["All are taken.", "A"]}
)


def test_limit_has_a_limit_and_terms_the_frequent_words_of_the_sources(tmp_path: Path) -> None:
    assert cost.with_options("chrf", DATA, tmp_path) == "chrf"
    assert load(cost.with_options("limit", DATA, tmp_path)).signature.startswith("limit|severity:major|characters:200|")
    load(cost.with_options("terms", DATA, tmp_path))
    assert (tmp_path / "glossary.tsv").read_text("utf-8") == "Speicherressourcen\tSpeicherressourcen\n"
