"""Every set with human references in a folder of data: WMT folders, tables of challenge sets, articles.

What the checks find in such references is false alarms, save for the references' own errors.
"""

from __future__ import annotations

import gzip
import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import EvalSet, blocks

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.sets import open_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SEPARATOR: Final = "<sep>"
"""What MT-GenEval puts between a sentence of context and the one to translate."""

_COLUMNS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "formality/??-??/items.tsv.gz": (("source", "formal"), ("source", "informal")),
    "gender/??-??/contextual.tsv.gz": (("context_and_source", "correct"),),
    "gender/??-??/counterfactual.tsv.gz": (
        ("masculine_source", "masculine_reference"),
        ("feminine_source", "feminine_reference"),
    ),
    "terminology/??-??/items.tsv.gz": (("source", "reference"),),
    "challenge-wmt25/mslc-*/items.tsv.gz": (("source", "reference"),),
}
"""Pattern of a table's path to its columns of sources and references."""


def reference_sets(folder: Path) -> Iterator[EvalSet]:
    """Yield the sets with sources and human references in a folder of sets, or the one that the folder is."""
    yield from evaluation_sets(folder)
    for pattern, columns in _COLUMNS.items():
        for path in sorted(folder.glob(pattern)):
            rows, languages = table(path), _languages(path.parent.name)
            parts = [*path.relative_to(folder).parts[:-1], path.name.split(".")[0]]
            name = "-".join(part for part in parts if part != "items")
            if columns[0][0] == columns[-1][0]:
                yield made(name, languages, rows, columns[0][0], [reference for _, reference in columns])
            else:
                for source, reference in columns:
                    yield made(f"{name}-{reference.split('_')[0]}", languages, rows, source, [reference])
    if (demetr := folder / "demetr" / "items.tsv.gz").is_file():
        yield from _demetr(demetr)
    for gold in sorted(folder.glob("docpairs/*/gold.tsv")):
        yield from _human_articles(gold)


def evaluation_sets(folder: Path) -> Iterator[EvalSet]:
    """Yield the folders with files of sources and references, which name their languages."""
    for path in sorted([folder, *folder.iterdir()]):
        if any(path.glob("reference*")) and any(path.glob("source*")) and all((data := open_named(path)).languages):
            yield data


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table with tabs, without quoting, compressed or not."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    head, *lines = [line.split("\t") for line in text.rstrip("\n").split("\n")]
    return [dict(zip(head, line, strict=True)) for line in lines]


def made(
    name: str,
    languages: tuple[str, str],
    rows: Sequence[Mapping[str, str]],
    source: str,
    references: Sequence[str],
) -> EvalSet:
    """Return the set of rows with these columns; rows without a text are left out, and so is MT-GenEval's context."""
    rows = [row for row in rows if all(row[column].strip() for column in (source, *references))]
    runs = itertools.groupby(row.get("document") or str(i) for i, row in enumerate(rows))
    return EvalSet(
        name=name,
        ids=tuple(str(i) for i in range(1, len(rows) + 1)),
        documents=blocks([f"{k}:{document}" for k, (document, run) in enumerate(runs) for _ in run]),
        sources=tuple(row[source].rpartition(SEPARATOR)[2].strip() for row in rows),
        references={column: tuple(row[column] for row in rows) for column in references},
        languages=languages,
    )


def _languages(name: str) -> tuple[str, str]:
    """Return the two languages that a name ends in, regions left out: ``mslc-a-ja-zh_CN`` is ja and zh."""
    source, target = name.split("-")[-2:]
    return source.split("_")[0], target.split("_")[0]


def _demetr(path: Path) -> Iterator[EvalSet]:
    """Yield DEMETR's sentences with their references, a set per language; of the rows of a sentence the first."""
    first = {(row["lang"], row["id"]): row for row in reversed(table(path))}
    for language, rows in itertools.groupby(sorted(first.items()), key=lambda item: item[0][0]):
        base = language[:2]
        yield made(f"demetr-{base}-en", (base, "en"), [row for _, row in rows], "source", ["reference"])


def _human_articles(gold: Path) -> Iterator[EvalSet]:
    """Yield the human translations among paired articles, segment by segment, a set per pair of languages."""
    entries = {row["file"]: row for row in table(gold)}
    pairs: dict[tuple[str, str], list[dict[str, str]]] = {}
    for entry in entries.values():
        for partner in (entries[name] for name in entry["partners"].split(",") if name in entries):
            if entry["role"] == "human" and partner["role"] == "original":
                texts = [(gold.parent / "gold_segments" / row["file"]).read_text("utf-8") for row in (partner, entry)]
                rows = zip(*(text.rstrip("\n").split("\n") for text in texts), strict=True)
                pairs.setdefault((partner["lang"], entry["lang"]), []).extend(
                    {"document": entry["file"], "source": source, "reference": reference} for source, reference in rows
                )
    for languages, segments in sorted(pairs.items()):
        yield made(f"docpairs-{gold.parent.name}", languages, segments, "source", ["reference"])
