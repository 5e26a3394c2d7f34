"""The official BLEU and chrF figures of WMT21, 22 and 23, reproduced by the commands a user types."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SETS = ("wmt21-de-en", "wmt21-en-de", "wmt22-cs-uk", "wmt22-en-zh", "wmt23-zh-en")
ALL = {"wmt21-en-de": "A C D"}
"""What "all" references means where it isn't every one, in order."""
ORDERS = {("wmt22-en-zh", "chrf", "all"): "B A"}
"""Multi-reference chrF depends on the order; only this one reproduces the figure."""


def published(path: Path) -> dict[tuple[str, str], dict[str, float]]:
    """Return the figures by (metric, references), then by system."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            metric, _, references = row["metric"].partition("-")
            if metric in {"bleu", "chrf"}:
                found[metric, references][row["system"]] = float(row["score"])
    return found


def references_of(name: str, metric: str, references: str, every: list[str]) -> list[str]:
    if references != "all":
        return [references]
    return ORDERS.get((name, metric, references), ALL.get(name, " ".join(every))).split()


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_every_published_figure_is_reproduced(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = name.split("-")[1:]
    folder = shared / "data" / name
    assert main(["build", str(folder), "--from", source, "--to", target, "-o", str(tmp_path / "set"), "-q"]) == 0
    every = json.loads((tmp_path / "set" / "set.json").read_text())["references"]
    figures = published(shared / "data" / "published" / name / "automatic-scores.tsv")
    checked = 0
    wanted: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for metric, references in figures:
        wanted[" ".join(references_of(name, metric, references, every))].append((metric, references))
    for number, (order, keys) in enumerate(wanted.items()):
        run = tmp_path / f"run{number}"
        choice = [word for one in order.split() for word in ("--reference", one)]
        metrics = [word for metric in dict(keys) for word in ("-m", metric)]
        assert main(["score", str(tmp_path / "set"), *choice, *metrics, "-q", "-o", str(run)]) == 0
        capsys.readouterr()
        assert main(["report", str(run), "--by", "set", "-f", "json"]) == 0
        (table,) = json.loads(capsys.readouterr().out)["tables"]
        scores = {row[0]: dict(zip(table["columns"], row, strict=True)) for row in table["rows"]}
        for metric, references in keys:
            for system, score in figures[metric, references].items():
                assert scores[system][metric] == pytest.approx(score, abs=1e-6), (metric, references, system)
                checked += 1
    assert checked == sum(map(len, figures.values())) > 0


@pytest.mark.shared
def test_documents_and_domains_are_in_the_table(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(shared / "data" / "wmt23-zh-en")
    words = ["score", folder, "--only", "ONLINE-A", "-m", "bleu", "-m", "chrf", "-q", "-o", str(tmp_path / "run")]
    assert main(words) == 0
    capsys.readouterr()
    assert main(["report", str(tmp_path / "run"), "--by", "document", "--by", "domain", "-f", "json"]) == 0
    documents, domains = json.loads(capsys.readouterr().out)["tables"]
    assert len(documents["rows"]) == 179
    assert documents["columns"][:2] == ["document", "domain"]
    assert sorted(row[0] for row in domains["rows"]) == ["manuals", "news", "user_review"]
