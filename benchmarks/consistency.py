"""What `consistency` finds and flags wrongly: `python benchmarks/consistency.py DATA [--json]`.

DATA is the folder of WMT folders (wmt21-en-de …) and of `formality` (CoCoA-MT), `docpairs` and `align` (human
translations in other languages, on which nothing was tuned); any may be missing. Untouched references give false
alarms, some of which are real errors. In one segment of each document a name of several segments is misspelt in one
letter; in two segments a word of five or more is replaced by a word of another document; and documents of six items of
CoCoA-MT have one item in the other register. Recall is the share of these segments that is flagged and was not before.
Seeded: the same data gives the same numbers.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.reference_sets import evaluation_sets, table
from benchmarks.result import Result
from benchmarks.sets import DATA, languages_of
from tertium.corpora.text.words import words
from tertium.corpora.types import EvalSet, Texts, blocks
from tertium.files import read_lines
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray


KINDS: Final = ("names", "terms", "address")
ITEMS: Final = 6
"""Segments of a made document."""
NAME: Final = 6
"""Letters of a name that is misspelt."""
TERM: Final = 5
"""Letters of a term, and segments of it."""


def flagged(kind: str, texts: Texts, column: Sequence[str]) -> NDArray[np.bool_]:
    """Return which segments have a finding of this kind."""
    counts = load(f"consistency:of={kind}").bind(texts)(column).counts
    return np.asarray(counts[:, 0] > 0)


def on_references(data: EvalSet) -> Iterator[Result]:
    """Yield false alarms on each reference, and recall on the damaged first one."""
    texts = data.texts(range(len(data)))
    columns = {name: [text or "" for text in column] for name, column in data.references.items()}
    before: dict[str, NDArray[np.bool_]] = {}
    for name, column in columns.items():
        for kind in KINDS:
            alarms = flagged(kind, texts, column)
            before.setdefault(kind, alarms)
            what = f"{int(alarms.sum())} of {len(column)} segments"
            yield Result(
                f"consistency/{data.name}/untouched reference {name}/{kind} flagged", alarms.mean(), "share", what
            )
    first = next(iter(columns.values()))
    for kind, damage in (("names", name_misspelt), ("terms", term_replaced)):
        damaged, touched = list(first), []
        for document in data.documents:
            draw = np.random.default_rng(document.start)
            for row, text in damage(data, first, range(document.start, document.stop), draw):
                damaged[row] = text
                touched.append(row)
        yield from recall(data.name, damage.__name__, before[kind], flagged(kind, texts, damaged), touched)


def recall(
    name: str, damage: str, before: NDArray[np.bool_], after: NDArray[np.bool_], touched: Sequence[int]
) -> Iterator[Result]:
    """Yield the share of touched segments that is flagged and was not; nothing without any."""
    rows = [row for row in touched if not before[row]]
    if rows:
        what = f"{len(rows)} cases"
        yield Result(f"consistency/{name}/{damage.replace('_', ' ')}/recall", after[rows].mean(), "share", what)


def places(column: Sequence[str], rows: Sequence[int]) -> dict[str, list[int]]:
    """Return the words of a document, not at the beginning of a segment, with the segments where they stand."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for word in dict.fromkeys(word.text for word in words(column[row])[1:]):
            found[word].append(row)
    return found


def name_misspelt(
    data: EvalSet, column: Sequence[str], rows: Sequence[int], draw: Generator
) -> Iterator[tuple[int, str]]:
    """Yield a segment in which a name has another letter; a name is capitalised and stands in several segments.

    Where the source has the target's script, it also stands in the source.
    """
    sources = [text or "" for text in data.sources or ()]
    same_script = re.search("[A-Za-z]", sources[rows[0]]) and re.search("[A-Za-z]", column[rows[0]])
    names = [
        (word, segments)
        for word, segments in places(column, rows).items()
        if len(word) >= NAME and word[0].isupper() and word.isalpha() and len(segments) > 1
        if not same_script or all(word in sources[row] for row in segments)
    ]
    if names:
        word, segments = names[int(draw.integers(len(names)))]
        row = segments[int(draw.integers(len(segments)))]
        i = int(draw.integers(1, len(word)))
        letters = sorted({letter for name, _ in names for letter in name.lower()} - {word[i].lower()})
        wrong = word[:i] + letters[int(draw.integers(len(letters)))] + word[i + 1 :]
        yield row, re.sub(rf"\b{re.escape(word)}\b", wrong, column[row])


def term_replaced(
    data: EvalSet, column: Sequence[str], rows: Sequence[int], draw: Generator
) -> Iterator[tuple[int, str]]:
    """Yield two segments in which a word of several has become a word of another document."""
    terms = [
        (word, segments)
        for word, segments in places(column, rows).items()
        if len(word) >= TERM and len(segments) >= TERM and word[0].isupper() == (data.languages[1] == "de")
    ]
    others = [word.text for word in words(column[(rows[0] + len(column) // 2) % len(column)]) if len(word.text) >= TERM]
    if terms and others:
        word, segments = terms[int(draw.integers(len(terms)))]
        other = others[int(draw.integers(len(others)))]
        for row in segments[-2:]:
            yield row, re.sub(rf"\b{re.escape(word)}\b", other, column[row])


def on_registers(pair: Path) -> Iterator[Result]:
    """Yield what pronouns show of references in either register, and recall of one item in the other register."""
    items = table(pair / "items.tsv.gz")
    ids = tuple(row["item"] for row in items)
    documents = tuple(str(i // ITEMS) for i in range(len(items)))
    texts = Texts(ids, tuple(row["source"] for row in items), ((),) * len(ids), documents, languages_of(pair))
    for register, other in (("formal", "informal"), ("informal", "formal")):
        pure = [row[register] for row in items]
        counts = load("formality").bind(texts)(pure).counts.sum(axis=0)
        for shown, count in zip(("formal", "informal", "neither", "both"), counts, strict=True):
            yield Result(f"consistency/{pair.name}/{register} references/show {shown}", count / len(ids), "share")
        before = flagged("address", texts, pure)
        yield Result(f"consistency/{pair.name}/{register} references/address flagged", before.mean(), "share")
        touched = [i for i in range(len(items)) if i % ITEMS == (i // ITEMS) % ITEMS]  # each place in turn
        mixed = [row[other] if i in set(touched) else row[register] for i, row in enumerate(items)]
        yield from recall(pair.name, f"one {other} of {ITEMS}", before, flagged("address", texts, mixed), touched)


def articles(folder: Path) -> EvalSet:
    """Return the human translations of a folder of paired articles, and their originals, as a set."""
    rows = {row["file"]: row for row in table(folder / "gold.tsv")}
    human = [row for row in rows.values() if row["role"] == "human"]
    pairs = [
        (row["doc"], original, row["file"])
        for row in human
        for original in row["partners"].split(",")
        if original in rows and rows[original]["role"] == "original"
    ]
    segments = folder / "gold_segments"
    return joined(
        folder.name, {doc: (read_lines(segments / one)[0], read_lines(segments / two)[0]) for doc, one, two in pairs}
    )


def alignments(folder: Path, languages: tuple[str, str], endings: tuple[str, str, str]) -> EvalSet:
    """Return the beads of a folder of gold alignments as a set; the endings are of source, target and alignment."""
    documents = {}
    for gold in sorted(folder.glob(f"*.{endings[2]}")):
        sides = [read_lines(gold.with_suffix(f".{ending}"))[0] for ending in endings[:2]]
        beads = [[json.loads(side) for side in line.split(":")[:2]] for line in read_lines(gold)[0]]
        texts = [
            [" ".join(lines[i] for i in bead[k]) for bead in beads if bead[0] and bead[1]]
            for k, lines in enumerate(sides)
        ]
        documents[gold.stem] = (texts[0], texts[1])
    return joined(f"{folder.name}-{'-'.join(languages)}", documents)


def joined(name: str, documents: Mapping[str, tuple[list[str], list[str]]]) -> EvalSet:
    """Return documents of source and target lines as a set, whose languages are its name's end."""
    source, target = languages_of(Path(name))
    column = [doc for doc, (lines, _) in documents.items() for _ in lines]
    return EvalSet(
        name=name,
        ids=tuple(str(i) for i in range(len(column))),
        documents=blocks(column),
        sources=tuple(line for lines, _ in documents.values() for line in lines),
        references={"human": tuple(line for _, lines in documents.values() for line in lines)},
        languages=(source, target),
    )


def left_out(folder: Path) -> Iterator[EvalSet]:
    """Yield sets in languages that nothing was made on."""
    for path in sorted((folder / "docpairs").glob("ntrex-*")):  # the others are made of the WMT folders
        yield articles(path)
    for path in sorted((folder / "align").glob("parice-*")):
        yield alignments(path, ("en", "is"), ("eng", "isl", "gold"))
    for path in sorted((folder / "align").glob("textberg-*")):
        yield alignments(path, ("de", "fr"), ("de", "fr", "defr"))


def measure(folder: Path) -> Iterator[Result]:
    """Yield the figures of all sets."""
    for data in (*evaluation_sets(folder), *left_out(folder)):
        yield from on_references(data)
    for path in sorted((folder / "formality").glob("*-*")) if (folder / "formality").is_dir() else ():
        yield from on_registers(path)


if __name__ == "__main__":
    results.main(measure, DATA, about=__doc__)
