"""What metrics and checks make of challenge sets: `python benchmarks/challenge.py DATA [--json]`.

DATA holds the folders `challenge-wmt25`, `terminology`, `formality` and `gender`; one that is missing is left out.
Every figure is named `challenge/SET/SYSTEM/WHAT`.

- MSLC's part a, hypotheses of rising quality from rubbish on: each hypothesis's mean by each metric, ours and the
  published ones, higher is better; the place of hyp-1, the worst, among them (1 is the best); and Kendall's tau of the
  means and N. Checks: the share of texts with an error.
- Sets of one hypothesis and a reference (MSLC's spelling): how often a hypothesis that is the reference has the best
  score that the metric gives in the set, and how often the reference is preferred to the other spelling.
- Others with several hypotheses (ConDrift): how often each metric prefers the first of two. Nobody says which one is
  better, so none of these figures is an accuracy.
- Terminology: the place of each system by chrF, and the share of its outputs that checks take for another language's.
- Formality and gender: the official figures, by `instructions.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.types import EvalSet, blocks
from tertium.errors import TertiumError
from tertium.evals.challenge.facade import challenge
from tertium.evals.challenge.readers.wmt25 import items_of
from tertium.evals.evaluate import count
from tertium.evals.human.correlation import kendall
from tertium.evals.types import Key
from tertium.executor import Serial
from tertium.files import read_lines
from tertium.metrics.registry import is_taken

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import instructions
from benchmarks import result as results
from benchmarks.demetr import checks
from benchmarks.result import Result
from benchmarks.sets import DATA, languages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.challenge.readers.wmt25 import Item
    from tertium.metrics.base import Scores

QUALITY: Final = ("bleu", "chrf", "ter", "similarity", "ridge")
OTHER_LANGUAGE: Final = ("language", "script", "copied", "untranslated")
"""Checks that may see a text in another language; those that there are."""
RISING: Final = "mslc-a"
"""Beginning of the names of sets in which quality rises with the number of the hypothesis, as BLEU shows."""
SAME: Final = 1e-6
"""Scores that differ by this part of the highest are equal: similarity gives equal texts 100 within 3e-5."""


class Means(NamedTuple):
    """A metric's scores by hypothesis, higher is better: shape (texts,) each."""

    metric: str
    scores: Mapping[str, Scores]

    @property
    def means(self) -> list[float]:
        """The mean of each hypothesis."""
        return [float(np.nanmean(column)) for column in self.scores.values()]

    def place(self, name: str) -> int:
        """Return the place of a hypothesis by its mean; 1 is the best, equal ones share the better place."""
        means = dict(zip(self.scores, self.means, strict=True))
        return 1 + sum(mean > means[name] + SAME * abs(mean) for mean in means.values())


def set_of(items: Sequence[Item], name: str) -> EvalSet:
    """Return the items as an evaluation set, each a document of its own."""
    ids = tuple(map(str, range(1, len(items) + 1)))
    names = list(dict.fromkeys(name for item in items for name in item.hypotheses))
    references = tuple(item.reference or None for item in items)
    return EvalSet(
        name=name,
        ids=ids,
        documents=blocks(ids),
        sources=tuple(item.source for item in items),
        references={"ref": references} if any(references) else {},
        outputs={system: tuple(item.hypotheses.get(system) for item in items) for system in names},
        languages=items[0].languages,
    )


def by_quality(data: EvalSet) -> Iterator[Means]:
    """Yield the segment scores of our metrics; one that can't run is said on stderr."""
    run, _ = count(data, QUALITY, Serial(), lambda _: None)
    for label, reason in run.missing.items():
        print(f"# {data.name} {label}: {' '.join(reason.split())}", file=sys.stderr)
    for label, measure in run.measures.items():
        sign = -1 if measure.higher_is_better is False else 1
        yield Means(label, {name: sign * run.values[Key(name, label)].segments for name in data.outputs})


def by_checks(data: EvalSet, names: Sequence[str]) -> Iterator[Means]:
    """Yield which texts have an error: 1, else 0."""
    run, _ = count(data, [name for name in names if is_taken(name)], Serial(), lambda _: None)
    for label in run.measures:
        has_error = {name: run.counts[Key(name, label)][:, 0] > 0 for name in data.outputs}
        yield Means(label, {name: column.astype(np.float64) for name, column in has_error.items()})


def by_others(items: Sequence[Item]) -> Iterator[Means]:
    """Yield the published scores."""
    nothing = float("nan")
    names = list(items[0].hypotheses)
    for metric in next(iter(items[0].scores.values()), {}):
        columns = {name: np.array([item.scores[name].get(metric, nothing) for item in items]) for name in names}
        yield Means(metric, columns)


def of_quality(items: Sequence[Item], name: str) -> Iterator[Result]:
    """Yield what metrics make of hypotheses whose quality rises with their number, and what checks find in them."""
    data = set_of(items, name)
    worst, *_ = data.outputs
    for means, engine in [*((row, "") for row in by_quality(data)), *((row, "published") for row in by_others(items))]:
        for system, mean in zip(means.scores, means.means, strict=True):
            yield Result(f"challenge/{name}/{system}/{means.metric} mean", mean, "score", engine=engine)
        place = f"{means.place(worst)} of {len(means.scores)}"
        yield Result(f"challenge/{name}/{worst}/{means.metric} place", means.place(worst), "place", place, engine)
        tau = kendall(np.arange(len(means.means), dtype=np.float64), np.array(means.means))
        if not np.isnan(tau):  # of a metric that gives all of them one score it is undefined
            yield Result(f"challenge/{name}/all/{means.metric} tau", tau, "tau", "the order of the hypotheses", engine)
    yield from flagged(data, checks())


def flagged(data: EvalSet, names: Sequence[str]) -> Iterator[Result]:
    """Yield the share of each system's texts with an error."""
    for means in by_checks(data, names):
        for system, mean in zip(means.scores, means.means, strict=True):
            yield Result(f"challenge/{data.name}/{system}/{means.metric} flagged", mean, "share")


def of_spelling(items: Sequence[Item], folder: Path) -> Iterator[Result]:
    """Yield how often the reference has a metric's best score, and is preferred to another spelling."""
    data = set_of(items, folder.name)
    (system,) = data.outputs
    is_reference = np.array([item.hypotheses[system] == item.reference for item in items])
    for means, engine in [*((row, "") for row in by_quality(data)), *((row, "published") for row in by_others(items))]:
        scores = means.scores[system]
        highest = float(np.nanmax(scores))
        best = scores[is_reference] >= highest - SAME * abs(highest)
        name = f"challenge/{folder.name}/{system}/{means.metric} best"
        yield Result(name, float(best.mean()), "share", f"{int(is_reference.sum())} references", engine)
    for preference in challenge(folder, [*QUALITY, *published(items)]).preferences:
        if preference.part == "set":
            name = f"challenge/{folder.name}/{system}/{preference.metric} prefers the reference"
            yield Result(name, preference.better, "share", f"{preference.pairs} pairs, {preference.tied:.3f} tied")


def published(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the names of the published metrics."""
    return tuple(means.metric for means in by_others(items))


def of_drift(items: Sequence[Item], folder: Path) -> Iterator[Result]:
    """Yield how often each metric prefers the first of two hypotheses, and what checks find in each."""
    ours = QUALITY if any(item.reference for item in items) else ()
    for preference in challenge(folder, [*ours, *published(items)]).preferences if ours or published(items) else ():
        if preference.part == "phenomenon":
            name = f"challenge/{folder.name}/{preference.name}/{preference.metric}"
            engine = "" if preference.metric in ours else "published"
            yield Result(name, preference.better, "share", "no preference is official", engine)
    yield from flagged(set_of(items, folder.name), checks())


def of_wmt25(folder: Path) -> Iterator[Result]:
    """Yield the figures of every challenge set of WMT25 in a folder, by what it has."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        items = items_of(path) if path.is_dir() else []
        if not items:
            continue
        if len(items[0].hypotheses) == 1:
            yield from of_spelling(items, path)
        elif path.name.startswith(RISING):
            yield from of_quality(items, path.name)
        else:
            yield from of_drift(items, path)


def of_terminology(folder: Path) -> Iterator[Result]:
    """Yield the place of every submission by chrF and the share of its outputs in another language, by mode."""
    for path in sorted(folder.glob("*-*/items.tsv.gz")):
        header, *rows = [line.split("\t") for line in read_lines(path)[0]]
        columns = dict(zip(header, zip(*rows, strict=True), strict=True))
        for file in sorted(path.parent.glob("outputs.*.tsv.gz")):
            names, *lines = [line.split("\t") for line in read_lines(file)[0]]
            outputs = dict(zip(names[1:], list(zip(*lines, strict=True))[1:], strict=True))
            data = EvalSet(
                name=f"terminology-{path.parent.name}.{file.name.split('.')[1]}",
                ids=columns["item"],
                documents=blocks(columns["item"]),
                sources=columns["source"],
                references={"ref": columns["reference"]},
                outputs=outputs,
                languages=languages_of(path.parent),
            )
            run, _ = count(data, ["chrf"], Serial(), lambda _: None)
            totals = {name: run.values[Key(name, "chrf")].total for name in data.outputs}
            for name, total in totals.items():
                place = 1 + sum(other > total for other in totals.values())
                yield Result(f"challenge/{data.name}/{name}/chrf place", place, "place", f"of {len(totals)}")
            yield from flagged(data, OTHER_LANGUAGE)


def measure(folder: Path) -> Iterator[Result]:
    """Yield all figures."""
    yield from of_wmt25(folder / "challenge-wmt25")
    yield from of_terminology(folder / "terminology")
    yield from instructions.measure(folder)


if __name__ == "__main__":
    try:
        results.main(measure, DATA, about=__doc__)
    except TertiumError as error:
        sys.exit(str(error))
