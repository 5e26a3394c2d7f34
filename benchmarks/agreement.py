"""How well metrics agree with people: `python benchmarks/agreement.py DATA [--json] [-m METRIC …]`.

DATA is a folder of judged sets (benchmarks/judged.py; lines are 1-based), or one of them. For every set: segment-level
accuracy with tie calibration (acc_eq, Deutsch et al. 2023) and system-level pairwise accuracy (Kocmi et al. 2021), on
the segments that people judged, with 95 % intervals from 1,000 bootstrap samples of documents, and acc_eq's difference
to the first metric. On languages that it was fitted on, ridge takes the weights of the fit without all sets of these;
the table says so. Scores that others published (DATA/published/SET/metrics.seg.tsv) stand beside ours.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import TertiumError
from tertium.evals.human.correlation import calibrated_accuracy, pairwise_accuracy, segment_accuracies
from tertium.files import read_lines
from tertium.metrics.base import ScoresSegments
from tertium.metrics.neural.ridge import fitted_weights

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.judged import Judged, judged_sets
from benchmarks.result import arguments
from benchmarks.sets import metric_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.metrics.base import Scores

METRICS: Final = ("chrf", "bleu", "similarity", "similarity:against=source", "ridge", "ridge:against=source")
SAMPLES: Final = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A metric's scores, higher is better.

    Attributes:
        name: of the metric.
        segments: shape (segments, systems).
        systems: one score per system and bootstrap sample, shape (1 + samples, systems); the first is the set's own.
        note: which weights, or why there is nothing.
    """

    name: str
    segments: Scores
    systems: Scores
    note: str = ""


def samples(judged: Judged) -> Scores:
    """Return how often each judged segment is drawn, shape (1 + samples, segments): by document, first all once."""
    documents = np.array([d for d, rated in zip(judged.data.document_ids, judged.rated, strict=True) if rated])
    _, index = np.unique(documents, return_inverse=True)
    size = int(index.max()) + 1
    drawn = np.random.default_rng(1).multinomial(size, np.full(size, 1 / size), size=SAMPLES)
    return np.vstack([np.ones(len(index)), drawn[:, index].astype(np.float64)])


def scored(judged: Judged, spec: str, weights: Scores) -> Scored:
    """Score the judged segments of every system."""
    note = ""
    if spec.partition(":")[0] == "ridge":
        note = "shipped weights"
        if (pair := languages(judged)) in fitted_weights()["weights"]["use"]["references"]:
            spec, note = f"{spec}{',' if ':' in spec else ':'}without={pair}", f"weights without {pair}"
    metric = metric_for(spec, judged.data)
    rows = np.flatnonzero(judged.rated).tolist()
    count = metric.bind(judged.data.texts(rows))
    segments, systems = [], []
    for column in judged.data.outputs.values():
        counts = count([column[i] or "" for i in rows]).counts
        segments.append(metric.score_segments(counts) if isinstance(metric, ScoresSegments) else metric.score(counts))
        systems.append(metric.score(weights @ counts))
    sign = -1 if metric.higher_is_better is False else 1
    return Scored(spec, sign * np.stack(segments, axis=1), sign * np.stack(systems, axis=1), note)


def languages(judged: Judged) -> str:
    """Return the two languages of a set, as in ``zh-en``."""
    return "-".join(map(str, judged.data.languages))


def published(judged: Judged, file: Path, weights: Scores) -> Iterator[Scored]:
    """Yield the segment scores that others published; a system's is their mean."""
    if not file.is_file():
        return
    header, *lines = (line.split("\t") for line in read_lines(file)[0])
    place = {name: i for i, name in enumerate(judged.data.outputs)}
    rows = {int(row): i for i, row in enumerate(np.flatnonzero(judged.rated))}
    for number, name in enumerate(header[2:], start=2):
        table = np.full((len(rows), len(place)), np.nan)
        for line in lines:
            if line[0] in place and (row := rows.get(int(line[1]) - 1)) is not None and line[number]:
                table[row, place[line[0]]] = float(line[number])
        if not np.isnan(table).any():
            yield Scored(name, table, weights @ table / weights.sum(axis=1, keepdims=True), "published")


def human_systems(human: Scores, weights: Scores) -> Scores:
    """Return people's mean per sample and system."""
    return (weights @ np.nan_to_num(human)) / (weights @ ~np.isnan(human))


def rows_of(judged: Judged, metrics: list[Scored], weights: Scores) -> Iterator[dict[str, object]]:
    """Yield the statistics of every metric; differences are to the first one."""
    human = judged.scores[judged.rated]
    people = human_systems(human, weights)
    base: Scores | None = None
    for metric in metrics:
        value, epsilon, pairs = calibrated_accuracy(human, metric.segments)
        accuracy_by_segment = segment_accuracies(human, metric.segments, epsilon)
        means = (weights @ np.nan_to_num(accuracy_by_segment)) / (weights @ ~np.isnan(accuracy_by_segment))
        base = means if base is None else base
        accuracies = np.array([pairwise_accuracy(h, m) for h, m in zip(people, metric.systems, strict=True)])
        yield {
            "set": judged.label,
            "scores": judged.kind,
            "metric": metric.name.replace(f"without={languages(judged)}", "").rstrip(":,"),
            "note": metric.note,
            "acc_eq": value,
            "acc_eq_interval": interval(means),
            "difference": float((means - base)[0]),
            "difference_interval": interval(means - base),
            "pairwise": float(accuracies[0]),
            "pairwise_interval": interval(accuracies),
            "pairs": pairs,
        }


def interval(values: Scores) -> list[float]:
    """Return the 95 % percentile interval of the samples behind the first value."""
    return [float(bound) for bound in np.percentile(values[1:], [2.5, 97.5])]


def shown(row: dict[str, object]) -> str:
    """Return one line of the table."""
    bounds = {key: "[{:.4f}, {:.4f}]".format(*value) for key, value in row.items() if isinstance(value, list)}
    return (
        f"{row['set']:<24}{row['metric']:<28}{row['acc_eq']:.4f} {bounds['acc_eq_interval']}  "
        f"{row['difference']:+.4f} {bounds['difference_interval']:<20} "
        f"{row['pairwise']:.3f} {bounds['pairwise_interval']}  {row['note']}"
    )


def main() -> None:
    """Print the table, or one JSON object a line."""
    parser = arguments(__doc__)
    parser.add_argument("-m", "--metric", action="append")
    chosen = parser.parse_args()
    if not chosen.json:
        print(f"{'set':<24}{'metric':<28}acc_eq                    against chrF                pairwise")
    for judged in judged_sets(chosen.data):
        weights = samples(judged)
        metrics = []
        for spec in chosen.metric or METRICS:
            try:
                metrics.append(scored(judged, spec, weights))
            except TertiumError as error:
                print(f"# {judged.label} {spec}: {str(error).splitlines()[0]}")
        metrics += published(judged, chosen.data / "published" / judged.data.name / "metrics.seg.tsv", weights)
        for row in rows_of(judged, metrics, weights):
            if not chosen.json:
                print(shown(row), flush=True)
                continue
            for value in ("acc_eq", "pairwise"):
                line = {"name": f"agreement/{row['set']}/{row['metric']}/{value}", "value": row[value], "unit": "share"}
                line |= {"against": "people", "interval": row[f"{value}_interval"], "note": row["note"]}
                print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
