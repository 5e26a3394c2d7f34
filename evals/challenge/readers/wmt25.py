"""Challenge sets of WMT25's metrics task: one hypothesis or several for each source, and what its metrics scored.

Read are the authors' own files (``NAME.PAIR.src.txt``, ``.ref.txt``, ``.meta.txt``, ``.hyp-1.txt`` …, with the scores
in ``4-to_return`` where that lies beside ``1-submitted``), and folders with one table of texts, items.tsv (line,
document, source, reference, hyp-1 …), and one of scores, scores.tsv (line, system, a column a metric).

These sets don't say which hypothesis is better. The caller may; otherwise each pair of hypotheses is only described.
Where there is one hypothesis for each source, and it is the reference for some rows and another text for others of the
same source, the reference is the better one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text import tags
from tertium.errors import DataError, UsageError, counted, nearest
from tertium.evals.challenge.pairs import ChallengeSet, ContrastivePair
from tertium.evals.challenge.rows import file_in, header_of, number_of, read_rows
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages

HAS_HYPOTHESES: Final = True
"""`order` may name hypotheses."""
HYPOTHESIS: Final = re.compile(r"hyp-?[0-9]+")
FILE: Final = re.compile(
    r"(?P<set>.+)\.(?P<pair>[A-Za-z_]+-[A-Za-z_]+)\.(?P<part>src|ref|meta|hyp-?[0-9]+)\.(?:txt|tsv)"
)
PLACE: Final = ("line", "system")
"""Columns of a table of scores beside the metrics'."""
DESCRIBED: Final = (
    "nobody says which hypothesis is better: `better` is of the first of the two names; "
    "--better NAME, best first, says it"
)


class Item(NamedTuple):
    """The hypotheses for a source, with the scores of others.

    Attributes:
        document: its name.
        source: the text.
        reference: empty where there is none.
        hypotheses: by name.
        languages: of source and hypotheses.
        scores: by hypothesis and metric.
    """

    document: str
    source: str
    reference: str
    hypotheses: Mapping[str, str]
    languages: Languages
    scores: Mapping[str, Mapping[str, float]]


def claims(path: Path) -> bool:
    """Return whether the folder has a table of hypotheses, or the authors' files."""
    return path.is_dir() and (_has_table(path) or bool(_pairs_of_files(path)))


def read(path: Path, order: Sequence[str]) -> ChallengeSet:
    """Return every pair of hypotheses; in the order of the set where `order` says nothing."""
    items = items_of(path)
    names = list(dict.fromkeys(name for item in items for name in item.hypotheses))
    for name in order:
        if name not in names:
            raise UsageError(f"{path} has no hypothesis {name!r}", hint=nearest(name, names))
    if len({*order}) < len(order) or len(order) == 1:
        raise UsageError(
            "--better takes two hypotheses or more, each once", hint=f"--better {' --better '.join(names)}"
        )
    if len(names) > 1:
        pairs = tuple(pair for item in items for pair in _contrasted(item, order or names))
        return ChallengeSet(path.resolve().name, pairs, bool(order), () if order else (DESCRIBED,))
    pairs = tuple(_against_reference(items))
    if not pairs:
        hint = "a set with two hypotheses for a source"
        raise DataError(f"{path} has one hypothesis for each source: there is nothing to choose between", hint=hint)
    return ChallengeSet(path.resolve().name, pairs)


def items_of(path: Path) -> list[Item]:
    """Return the sources with their hypotheses; none where the folder isn't such a set.

    Raises:
        DataError: a file is broken.
    """
    return _of_table(path) if _has_table(path) else _of_files(path)


def _has_table(path: Path) -> bool:
    return any(HYPOTHESIS.fullmatch(name) for name in header_of(file_in(path, "items.tsv")))


def _contrasted(item: Item, order: Sequence[str]) -> Iterator[ContrastivePair]:
    for first, second in combinations([name for name in order if name in item.hypotheses], 2):
        yield ContrastivePair(
            item.source,
            (item.reference,) if item.reference else (),
            item.hypotheses[first],
            item.hypotheses[second],
            (f"{first} over {second}",),
            "",
            item.document or item.source,
            item.languages,
            _both(item.scores.get(first, {}), item.scores.get(second, {})),
        )


def _both(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    return {metric: (score, second[metric]) for metric, score in first.items() if metric in second}


def _against_reference(items: Sequence[Item]) -> Iterator[ContrastivePair]:
    """Yield the pairs of a row whose hypothesis is the reference and one of the same source whose isn't."""
    groups: dict[tuple[str, str, Languages], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.source, item.reference, item.languages].append(item)
    for (source, reference, languages), group in groups.items():
        texts = [(item, *next(iter(item.hypotheses.items()))) for item in group if reference]
        best = next((row for row in texts if row[2] == reference), None)
        for item, name, text in texts:
            if best and text != reference:
                scores = _both(best[0].scores.get(best[1], {}), item.scores.get(name, {}))
                tag = (f"the reference over {name}",)
                yield ContrastivePair(source, (reference,), reference, text, tag, "", source, languages, scores)


def _of_table(path: Path) -> list[Item]:
    """Return the rows of the tables; the languages are the end of the folder's name."""
    items_file = file_in(path, "items.tsv")
    if items_file is None:
        return []
    rows = read_rows(items_file, ("line", "source"))
    scores: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    if scores_file := file_in(path, "scores.tsv"):
        for row in read_rows(scores_file, PLACE):
            metrics = {
                name: number_of(cell, scores_file, row.line) for name, cell in row.cells.items() if name not in PLACE
            }
            scores[row.cells["line"]][row.cells["system"]] = metrics
    languages = _languages(path.resolve().name)
    return [
        Item(
            row.cells.get("document", ""),
            row.cells["source"],
            row.cells.get("reference", ""),
            {name: cell for name, cell in row.cells.items() if HYPOTHESIS.fullmatch(name)},
            languages,
            scores.get(row.cells["line"], {}),
        )
        for row in rows
    ]


def _languages(name: str) -> Languages:
    """Return the languages that a name ends in: mslc-a-ja-zh_CN."""
    *_, source, target = ("", *name.split("-")) if "-" in name else ("", "", "")
    return (source if tags.parse(source) else None, target if tags.parse(target) else None)


def _pairs_of_files(path: Path) -> dict[tuple[str, str], dict[str, Path]]:
    """Return the authors' files by set and pair of languages, then by part: those with a source and a hypothesis."""
    found: dict[tuple[str, str], dict[str, Path]] = defaultdict(dict)
    for file in sorted(path.iterdir()):
        if match := FILE.fullmatch(file.name):
            found[match["set"], match["pair"]][match["part"]] = file
    return {key: parts for key, parts in found.items() if "src" in parts and any(map(HYPOTHESIS.fullmatch, parts))}


def _of_files(path: Path) -> list[Item]:
    return [item for (_, pair), parts in _pairs_of_files(path).items() for item in _of_pair(path, pair, parts)]


def _of_pair(path: Path, pair: str, parts: Mapping[str, Path]) -> Iterator[Item]:
    columns = {part: read_lines(file)[0] for part, file in parts.items()}
    size = len(columns["src"])
    for part, lines in columns.items():
        if len(lines) != size:
            message = f"{parts[part]} has {counted(len(lines), 'line')}, and {parts['src'].name} {size}"
            raise DataError(message, hint="files of one release, unchanged")
    names = sorted(filter(HYPOTHESIS.fullmatch, columns))
    languages = _languages(pair)
    scores = _returned(path, pair, names, size)
    for i in range(size):
        yield Item(
            columns["meta"][i].rpartition("\t")[2] if "meta" in columns else "",
            columns["src"][i],
            columns["ref"][i] if "ref" in columns else "",
            {name: columns[name][i] for name in names},
            languages,
            {name: {metric: column[i] for metric, column in scores[name].items()} for name in names},
        )


def _returned(path: Path, pair: str, names: Sequence[str], size: int) -> dict[str, dict[str, list[float]]]:
    """Return hypothesis to metric to scores, of the files that the task gave back; one that lacks rows is left out.

    Rows of a hypothesis and pair of languages are in the order of the texts.
    """
    scores: dict[str, dict[str, list[float]]] = {name: {} for name in names}
    folder = path.resolve()
    for file in sorted((folder.parent.parent / "4-to_return" / folder.name).glob("*/*.tsv")):
        columns: dict[str, list[float]] = defaultdict(list)
        for row in read_rows(file, ("source_lang", "target_lang", "system_id", "overall")):
            if f"{row.cells['source_lang']}-{row.cells['target_lang']}" == pair:
                columns[row.cells["system_id"]].append(number_of(row.cells["overall"], file, row.line))
        for name in names:
            if len(columns[name]) == size:
                scores[name][file.stem] = columns[name]
    return scores
