"""The user's own five articles, from the files to the report, with every metric that needs no reference."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora.types import REFERENCES
from tertium.evals import store
from tertium.metrics.registry import classes

if TYPE_CHECKING:
    from pathlib import Path


OPTIONS = {"limit": "limit:characters=1000"}
"""What a metric must be told."""


def reference_free() -> list[str]:
    """Return the metrics that need no reference, server or glossary."""
    names = [name for name, make in classes().items() if not make().needs & REFERENCES]
    return [OPTIONS.get(name, name) for name in names if name not in {"judge", "terms"}]


@pytest.mark.shared
def test_the_seeds_are_built_scored_and_reported(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, run = tmp_path / "set", tmp_path / "run"
    assert main(["build", str(shared / "seeds"), "--from", "en", "--to", "de", "-o", str(data), "-q"]) == 0
    metrics = [word for name in reference_free() for word in ("-m", name)]
    assert main(["score", str(data), *metrics, "-o", str(run), "-q"]) == 0
    capsys.readouterr()
    assert main(["report", str(run), "-f", "json"]) == 0
    overall, documents = json.loads(capsys.readouterr().out)["tables"]
    assert [row[0] for row in documents["rows"]] == ["001_4ab178e434382396"]
    assert {"copied", "numbers", "quotes", "untranslated", "length"} <= set(overall["columns"])
    unpaired = [note for note in overall["notes"] if note.startswith("unpaired: ")]
    assert [note[10:13] for note in unpaired] == ["002", "003", "004"]
    assert all("is needed" in note for note in unpaired)
    for key, values in store.load(run).values.items():
        assert math.isnan(values.total) or 0 <= values.total <= 100, key
