"""Sets that come with people's ratings: ESA of WMT24 (segments.tsv.gz, esa.*.csv.gz), and MQM rows with texts."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.people_ratings import lines_of, write_set
from benchmarks.sets import languages_of
from tertium.corpora.readers import open_set
from tertium.evals.human.rated_texts import set_of
from tertium.evals.human.ratings import average
from tertium.evals.human.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Human

REFERENCES: Final = ("ref", "refA", "refB")
"""How human translations are called among the systems."""


def rated_sets(folder: Path) -> Iterator[tuple[EvalSet, str, Human]]:
    """Yield every set with references whose ratings lie beside its texts: the set, the kind of scores, the scores.

    Its references are the human translations among the outputs, and no longer systems.
    """
    for texts in sorted(folder.rglob("segments.tsv.gz")):
        if files := sorted(texts.parent.glob("esa.*.csv.gz")):
            yield from _esa(texts, files)
    for ratings in sorted(folder.rglob("ratings.tsv.gz")):
        data = set_of(ratings)
        human = average(read(ratings, data, own_ids=True), data)
        yield from _with_references(data, ratings.parent, "mqm", human)


def _esa(texts: Path, files: list[Path]) -> Iterator[tuple[EvalSet, str, Human]]:
    with tempfile.TemporaryDirectory() as work:
        written, rows = Path(work, texts.parent.name), Path(work, "esa.csv")
        write_set(lines_of(texts), written)
        rows.write_text("".join("\n".join(lines_of(file)) + "\n" for file in files), encoding="utf-8")
        data = open_set(written)
        human = average(read(rows, data), data)
    yield from _with_references(data, texts.parent, "esa", human)


def _with_references(data: EvalSet, folder: Path, kind: str, human: Human) -> Iterator[tuple[EvalSet, str, Human]]:
    references = {name: data.outputs[name] for name in REFERENCES if name in data.outputs}
    if not references:  # the same texts are judged elsewhere, and stand beside references there
        return
    systems = [name for name in data.outputs if name in human.scores and name not in references]
    named = replace(data, name=folder.name, languages=languages_of(folder), references=references)
    yield named.with_systems(systems), kind, replace(human, scores={name: human.scores[name] for name in systems})
