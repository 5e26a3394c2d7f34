"""Gold document pairs of noisy articles: which were paired, and which gold segments came through.

DATA/docpairs/SET holds files/, gold.tsv, gold_lines/ and gold_segments/ (line i of two partners corresponds). The set
is built once by `tertium.build` in the direction of its originals. A pair is right if gold has it. A segment (a row of
the set) is placed in the gold segments by its characters; with Vecalign's lax semantics a row is right if it holds
parts of segment i on both sides, and a gold segment is found if a row does; a row without a side is wrong.
"""

from __future__ import annotations

import csv
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.result import Result, f1
from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

BASELINES = {"wmt-en-de": 0.935, "wmt-de-en": 0.821, "ntrex-en-uk": 0.788}


class Gold(NamedTuple):
    """A set's gold: article to (language, role, partners)."""

    languages: tuple[str, str]
    partners: dict[str, list[str]]
    sources: frozenset[str]

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """(source, target)."""
        return {(source, partner) for source in self.sources for partner in self.partners[source]}


def measure(data: Path) -> Iterator[Result]:
    """Yield the figures of every set in DATA/docpairs."""
    for folder in sorted(path.parent for path in data.glob("docpairs/*/gold.tsv")):
        yield from measure_set(folder)


def measure_set(folder: Path) -> Iterator[Result]:
    """Yield one set's figures."""
    name = f"docpairs/{folder.name}"
    gold = read_gold(folder)
    built = build(folder / "files", Plan(*gold.languages))
    pairs = {(pair["source"], pair["target"]) for pair in built.provenance["pairs"]}
    right = len(pairs & gold.pairs)
    against = f"shared tokens: {BASELINES[folder.name]}" if folder.name in BASELINES else ""
    yield Result(f"{name}/precision", right / len(pairs), "share")
    yield Result(f"{name}/recall", right / len(gold.pairs), "share")
    yield Result(f"{name}/f1", 2 * right / (len(pairs) + len(gold.pairs)), "share", against)
    yield Result(f"{name}/wrong_confident", len(pairs - gold.pairs), "pairs", "0")
    yield Result(
        f"{name}/review",
        sum(article.get("decision") == "review" for article in built.provenance["unpaired"]),
        "articles",
    )
    # No paragraph of these articles moved, so each is a false alarm.
    yield Result(f"{name}/moved", len(built.provenance["moved"]), "segments", "0")
    yield from _segments(name, folder, built, gold)
    yield from _lines(name, folder, built)


def read_gold(folder: Path) -> Gold:
    """Return what gold.tsv says; the languages are those of the originals and of the rest."""
    with (folder / "gold.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    originals = [row for row in rows if row["role"] == "original"]
    source = originals[0]["lang"]
    target = next(row["lang"] for row in rows if row["lang"] != source)
    partners = {
        row["file"].removesuffix(".txt"): [
            partner.removesuffix(".txt") for partner in row["partners"].split(",") if partner not in {"", "-"}
        ]
        for row in rows
    }
    return Gold((source, target), partners, frozenset(row["file"].removesuffix(".txt") for row in originals))


def _segments(name: str, folder: Path, built: EvalSet, gold: Gold) -> Iterator[Result]:
    """Yield precision, recall and F1 of rows, over all pairs of gold and of the set."""
    rows = right = segments = recovered = 0
    columns = {(pair["source"], pair["target"]): pair["column"] for pair in built.provenance["pairs"]}
    for source, target in sorted(gold.pairs | set(columns)):
        size = len(_gold_lines(folder, source)) if (source, target) in gold.pairs else 0
        segments += size
        if (source, target) not in columns:
            continue
        block = next(document for document in built.documents if document.id == source)
        source_segments = place(_gold_lines(folder, source), (built.sources or ())[block.rows])
        column = (built.outputs or built.references)[columns[source, target]]
        target_segments = place(_gold_lines(folder, target), column[block.rows])
        pairs = [
            (a, b) for a, b in zip(source_segments, target_segments, strict=True) if a is not None or b is not None
        ]
        same = [(a or frozenset()) & (b or frozenset()) if size else frozenset() for a, b in pairs]
        rows += len(pairs)
        right += sum(map(bool, same))
        recovered += len(frozenset().union(*same))
    precision, recall = right / max(rows, 1), recovered / segments
    yield Result(f"{name}/segments_lax_precision", precision, "share")
    yield Result(f"{name}/segments_lax_recall", recall, "share")
    yield Result(f"{name}/segments_lax_f1", f1(precision, recall), "share", "0.98")


def place(gold: Sequence[str], texts: Sequence[str | None]) -> list[frozenset[int] | None]:
    """Return for each text of an article, in order, the gold segments that it holds characters of.

    None for None or an empty text; an empty set for a text that the gold article doesn't have.
    """
    bare = ["".join(line.split()) for line in gold]
    ends = list(accumulate(map(len, bare)))
    whole = "".join(bare)
    placed: list[frozenset[int] | None] = []
    start = 0
    for text in texts:
        wanted = "".join((text or "").split())
        if not wanted:
            placed.append(None)
            continue
        at = whole.find(wanted, start)
        at = at if at >= 0 else whole.find(wanted)
        if at < 0:
            placed.append(_by_pieces(wanted, whole, ends))
            continue
        start = at + len(wanted)
        placed.append(_between(at, start, ends))
    return placed


def _by_pieces(wanted: str, whole: str, ends: list[int], size: int = 25) -> frozenset[int]:
    """Return the segments of the parts of a text that isn't found as a whole (boilerplate got into it)."""
    pieces = [wanted[i : i + size] for i in range(0, len(wanted) - size + 1, size)]
    matches = [(whole.find(piece), len(piece)) for piece in pieces]
    return frozenset().union(*(_between(at, at + length, ends) for at, length in matches if at >= 0))


def _between(start: int, stop: int, ends: list[int]) -> frozenset[int]:
    starts = [0, *ends[:-1]]
    return frozenset(i for i, (a, b) in enumerate(zip(starts, ends, strict=True)) if a < stop and b > start)


def _gold_lines(folder: Path, article: str) -> list[str]:
    text = (folder / "gold_segments" / f"{article}.txt").read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


def _lines(name: str, folder: Path, built: EvalSet) -> Iterator[Result]:
    """Yield precision and recall of the kept text against the line labels, by lines and by characters."""
    removed: dict[str, set[int]] = {}
    for line in built.provenance["removed"]:
        removed.setdefault(line["article"], set()).add(line["line"])
    counts: dict[tuple[bool, bool], list[int]] = {(a, b): [0, 0] for a in (True, False) for b in (True, False)}
    for path in sorted((folder / "files").glob("*.txt")):
        for number, text, content in labelled(path, folder / "gold_lines" / path.name):
            is_kept = number not in removed.get(path.stem, set())
            counts[is_kept, content][0] += 1
            counts[is_kept, content][1] += len(text)
    for i, unit in enumerate(("lines", "characters")):
        right = counts[True, True][i]
        precision = right / max(right + counts[True, False][i], 1)
        recall = right / max(right + counts[False, True][i], 1)
        yield Result(f"{name}/kept_{unit}_precision", precision, "share", "0.95")
        yield Result(f"{name}/kept_{unit}_recall", recall, "share", "0.995")


def labelled(path: Path, labels: Path) -> Iterator[tuple[int, str, bool]]:
    """Yield number, text and whether it is content, for each line that isn't empty; labels go by line or paragraph."""
    raw = path.read_bytes().decode("utf-8").replace("\r\n", "\n").split("\n")
    gold = labels.read_text(encoding="utf-8").split()
    lines = [(i, line) for i, line in enumerate(raw, start=1) if line.strip()]
    block = -1
    by_line = len(lines) == len(gold)
    for k, (number, line) in enumerate(lines):
        block += k == 0 or not raw[number - 2].strip()
        yield number, line.strip(), gold[k if by_line else block] == "content"
