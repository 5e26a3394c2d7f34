"""What metrics and checks make of DEMETR's planted errors: `python benchmarks/demetr.py DATA [--json] [-m …] [-c …]`.

DATA is a folder that holds DEMETR (Karpinska et al. 2022), by default ../shared/data/demetr, or the folder around it.
For a metric: per severity, the share of items whose unperturbed translation scores above the perturbed one; a tie is a
failure. For a check: per type of error, over all languages and for each, the share of perturbed translations in which
it finds an error, of those whose unperturbed one it doesn't accuse; and the share of all unperturbed ones that it
accuses. Items to which an error wasn't applied count for nothing. base_id35_reference is no error: it is left out of
the severities.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.types import Texts
from tertium.errors import DataError, TertiumError
from tertium.metrics.base import Adapts, ScoresSegments
from tertium.metrics.registry import classes, load

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.result import Result
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Metric, Scores

METRICS: Final = ("bleu", "chrf", "ter", "similarity", "ridge")
"""The metrics that are measured where none is chosen."""
NO_ERROR: Final = "base_id35_reference"
"""The type whose perturbed translation is the reference."""
COLUMNS: Final = ["type", "severity", "id", "lang", "applied", "source", "reference", "unperturbed", "perturbed"]


class Item(NamedTuple):
    """A translation without and with one planted error."""

    type: str
    severity: str
    id: str
    language: str
    source: str
    reference: str
    unperturbed: str
    perturbed: str


def items(folder: Path) -> list[Item]:
    """Return the items that an error was applied to.

    Raises:
        DataError: the folder holds no DEMETR, or its file lacks a column.
    """
    file = next(
        (path for path in (folder / "items.tsv.gz", folder / "demetr" / "items.tsv.gz") if path.is_file()), None
    )
    if file is None:
        raise DataError(f"{folder} has no items.tsv.gz of DEMETR", hint="the folder ../shared/data/demetr")
    header, *lines = gzip.decompress(file.read_bytes()).decode().removesuffix("\n").split("\n")
    names = header.split("\t")
    if missing := [name for name in COLUMNS if name not in names]:
        raise DataError(f"{file} has no column {', '.join(missing)}", hint="the file as the set's README describes it")
    rows = (dict(zip(names, line.split("\t"), strict=True)) for line in lines)
    fields = [name for name in COLUMNS if name != "applied"]
    return [Item(*(row[name] for name in fields)) for row in rows if row["applied"] == "1"]


def by_language(chosen: Iterable[Item]) -> dict[str, list[Item]]:
    """Return the items of each source language: a set has one pair of languages."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in chosen:
        groups[item.language].append(item)
    return dict(groups)


def texts(group: Sequence[Item], language: str) -> Texts:
    """Return the items as segments of a set into English, each a document of its own."""
    ids = tuple(f"{item.type}#{i}" for i, item in enumerate(group, start=1))
    columns = tuple(item.source for item in group), tuple((item.reference,) for item in group)
    return Texts(ids, *columns, ids, (language, "en"))


def accuracies(spec: str, groups: dict[str, list[Item]]) -> Iterator[Result]:
    """Yield a metric's accuracy per severity."""
    preferred: dict[str, list[bool]] = defaultdict(list)
    for language, group in groups.items():
        erroneous = [item for item in group if item.type != NO_ERROR]
        better = prefers(spec, erroneous, language)
        for item, is_better in zip(erroneous, better.tolist(), strict=True):
            preferred[item.severity].append(is_better)
    for severity, answers in sorted(preferred.items()):
        yield Result(
            f"demetr/{spec}/{severity}/accuracy", sum(answers) / len(answers), "share", f"{len(answers)} items"
        )


def into_english(spec: str, language: str) -> Metric:
    """Return a metric for translations out of this language."""
    metric = load(spec)
    return metric.adapted((language, "en")) if isinstance(metric, Adapts) else metric


def prefers(spec: str, group: Sequence[Item], language: str) -> NDArray[np.bool_]:
    """Return whether each item's unperturbed translation scores above its perturbed one; False for equal scores."""
    metric = into_english(spec, language)
    count = metric.bind(texts(group, language))

    def scores(hypotheses: list[str]) -> Scores:
        counts = count(hypotheses).counts
        values = metric.score_segments(counts) if isinstance(metric, ScoresSegments) else metric.score(counts)
        return -values if metric.higher_is_better is False else values

    unperturbed, perturbed = (scores([getattr(item, kind) for item in group]) for kind in ("unperturbed", "perturbed"))
    return np.asarray(unperturbed > perturbed)


def recalls(spec: str, groups: dict[str, list[Item]]) -> Iterator[Result]:
    """Yield a check's recall per type of error, then its false alarms."""
    found: dict[str, list[bool]] = defaultdict(list)
    accused: dict[tuple[str, str, str], bool] = {}  # (language, item, unperturbed): most types share one text
    for language, group in groups.items():
        inspect = into_english(spec, language).bind(texts(group, language))
        before, after = (
            (inspect([getattr(item, kind) for item in group]).counts[:, 0] > 0).tolist()
            for kind in ("unperturbed", "perturbed")
        )
        for item, alarm, finding in zip(group, before, after, strict=True):
            accused[language, item.id, item.unperturbed] = alarm
            if not alarm:
                found[item.type].append(finding)
                found[f"{item.type}/{language}"].append(finding)
    for name, answers in sorted(found.items()):
        yield Result(f"demetr/{spec}/{name}/recall", sum(answers) / len(answers), "share", f"{len(answers)} items")
    for chosen in ("", *groups):
        alarms = [alarm for (language, *_), alarm in accused.items() if chosen in ("", language)]
        name = f"demetr/{spec}/unperturbed{chosen and f'/{chosen}'}/flagged"
        yield Result(name, sum(alarms) / len(alarms), "share", f"{len(alarms)} texts")


def measured(folder: Path, metrics: Sequence[str], checks: Sequence[str]) -> Iterator[Result]:
    """Yield the figures of the metrics, then of the checks; what can't be measured here is named on stderr."""
    groups = by_language(items(folder))
    for kind, specs in ((accuracies, metrics), (recalls, checks)):
        for spec in specs:
            try:
                yield from kind(spec, groups)
            except TertiumError as error:
                print(f"# {spec}: {str(error).splitlines()[0]}", file=sys.stderr)


def checks() -> list[str]:
    """Return the names of the checks; one that needs an option is left out when it is measured."""
    from tertium.metrics.checks.base import Check

    return [name for name, kind in classes().items() if issubclass(kind, Check)]


def main() -> None:
    """Print the figures as a table, or as one JSON object a line."""
    parser = results.arguments(__doc__, DATA / "demetr")
    parser.add_argument("-m", "--metric", action="append")
    parser.add_argument("-c", "--check", action="append")
    chosen = parser.parse_args()
    is_chosen = bool(chosen.metric or chosen.check)
    metrics = chosen.metric or ([] if is_chosen else METRICS)
    results.show(measured(chosen.data, metrics, chosen.check or ([] if is_chosen else checks())), as_json=chosen.json)


if __name__ == "__main__":
    main()
