"""The benchmark of what models do instead of translating: its readers and its figures."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from benchmarks.behaviour import measure, on_own
from benchmarks.collapse import measure as measure_collapse
from benchmarks.outputs import translations

if TYPE_CHECKING:
    from pathlib import Path

REFUSAL = "I'm sorry, but I can't translate this."
SOURCE = "The ferry leaves at six."
TARGET = "Die Fähre fährt um sechs."


def write_table(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join("\t".join(row) + "\n" for row in rows).encode()))


def write_folder(folder: Path, outputs: dict[str, list[str]]) -> None:
    (folder / "systems").mkdir(parents=True)
    size = len(next(iter(outputs.values())))
    columns = {"source": [SOURCE] * size, "reference.A": [TARGET] * size}
    columns |= {f"systems/{name}": texts for name, texts in outputs.items()}
    for name, texts in columns.items():
        (folder / f"{name}.txt").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


def test_folders_tables_modes_and_files_are_all_read(tmp_path: Path) -> None:
    write_folder(tmp_path / "news-en-de", {"x": [TARGET]})
    write_table(tmp_path / "terms" / "en-de" / "items.tsv.gz", [["item", "source", "reference"], ["1", SOURCE, TARGET]])
    write_table(tmp_path / "terms" / "en-de" / "outputs.given.tsv.gz", [["item", "y"], ["1", REFUSAL]])
    write_table(tmp_path / "tone" / "en-de" / "items.tsv.gz", [["item", "source", "formal"], ["1", SOURCE, TARGET]])
    file = tmp_path / "tone" / "en-de" / "systems" / "z.formal.txt.gz"
    file.parent.mkdir()
    file.write_bytes(gzip.compress(f"{TARGET}\n".encode()))
    rows = [["item", "lang", "source", "reference", "unperturbed"], ["1", "hi", "स्रोत", "A source.", "Source."]]
    write_table(tmp_path / "pairs" / "items.tsv.gz", rows)
    columns = {(column.set, column.name): column for column in translations(tmp_path)}
    assert {key: column.is_reference for key, column in columns.items()} == {
        ("news-en-de", "A"): True,
        ("news-en-de", "x"): False,
        ("terms/en-de", "reference"): True,
        ("terms/en-de", "y (given)"): False,
        ("tone/en-de", "formal"): True,
        ("tone/en-de", "z.formal"): False,
        ("pairs-hi-en", "reference"): True,
        ("pairs-hi-en", "unperturbed"): False,
    }
    assert columns["terms/en-de", "y (given)"][3:] == (("en", "de"), [SOURCE], [REFUSAL])
    assert columns["pairs-hi-en", "reference"].languages == ("hi", "en")


def test_findings_are_counted_by_system_and_references_together(tmp_path: Path) -> None:
    write_folder(tmp_path / "news-en-de", {"x": [TARGET, REFUSAL], "y": [TARGET, TARGET]})
    figures = {figure.name: figure for figure in measure(tmp_path)}
    assert figures["behaviour/news-en-de/x/refusal"].value == 1
    assert "behaviour/news-en-de/y/refusal" not in figures
    assert figures["behaviour/references/refusal"].against == "0 of 2"


def test_our_own_sentences_have_precision_and_recall() -> None:
    figures = {figure.name: figure.value for figure in on_own()}
    assert min(figures.values()) >= 0.95
    assert len(figures) == 4


def test_damaged_documents_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "news-en-de"
    drift = ["Die", "Fähre", "fährt", "um", "sechs", "ab", "Uhr", "früh"]
    outputs = {
        f"s{k}": [f"{TARGET} {' '.join(drift[(i * k + j) % 8] for j in range(3))}" for i in range(60)]
        for k in range(1, 5)
    }
    write_folder(folder, outputs)
    (folder / "docs.txt").write_text("".join(f"d{i // 6}\n" for i in range(60)), encoding="utf-8")
    figures = {figure.name: figure for figure in measure_collapse(tmp_path)}
    assert figures["collapse/news-en-de/untouched"].value == 0
    assert set(figures) == {
        f"collapse/news-en-de/{name}" for name in ("untouched", "refused", "other document", "half refused", "copied")
    }
