"""A judge replayed from published scores: `python benchmarks/judge_replay.py [DATA] [--json]`, counts of equal figures.

A server on loopback answers as GEMBA's models did (gemba-wmt22: a score of each segment, or none that is valid), our
judge asks it, and the systems' scores are held against the published ones. No texts are published: a hypothesis is the
score itself, so that a question is asked once per metric and score, and read for every segment that has it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.people import is_equal, rows
from benchmarks.result import Result, main
from benchmarks.sets import DATA
from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import evaluate
from tests import stub_server as stub

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.stub_server import Asked, Play

DIGITS: Final = 6
"""Decimals that a published score is held to; it is printed with more."""
NO_ANSWER: Final = "I can't score this."


class Published(NamedTuple):
    """The scores of one pair of languages.

    Attributes:
        segments: of each metric, system to a score per segment; None where no valid answer was got.
        systems: of each metric, system to its published score as it is printed.
    """

    segments: Mapping[str, Mapping[str, Sequence[float | None]]]
    systems: Mapping[str, Mapping[str, str]]


def published(folder: Path) -> Published:
    """Return what a folder of gemba-wmt22 holds."""
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "scores.parquet").sort_by([("system", "ascending"), ("segment", "ascending")])
    systems = table["system"].to_pylist()
    metrics = [name for name in table.column_names if name not in {"system", "segment"}]
    segments: dict[str, dict[str, list[float | None]]] = {}
    for metric in metrics:
        by_system = segments.setdefault(metric, {})
        for system, score in zip(systems, table[metric].to_pylist(), strict=True):
            by_system.setdefault(system, []).append(score)
    printed: dict[str, dict[str, str]] = {}
    for row in rows(folder / "system-scores.tsv"):
        printed.setdefault(row["metric"], {})[row["system"]] = row["score"]
    return Published(segments, printed)


def answer(asked: Asked, _: int) -> Play:
    """Answer as the model did: the score that the hypothesis holds, or nothing that can be read."""
    score = json.loads(stub.last_message(asked))["translation"]
    return stub.says(NO_ANSWER if score == "none" else f'{{"score": {score}}}')


def replayed(metric: str, scores: Mapping[str, Sequence[float | None]], url: str) -> dict[str, float]:
    """Return the systems' scores of our judge, whose answers come from the server.

    Args:
        metric: the model's name.
        scores: system to a score per segment.
        url: of the server.
    """
    length = len(next(iter(scores.values())))
    data = EvalSet(
        name="replay",
        ids=tuple(map(str, range(length))),
        documents=blocks(["all"] * length),
        sources=("source",) * length,
        outputs={
            system: tuple("none" if score is None else repr(score) for score in column)
            for system, column in scores.items()
        },
    )
    run = evaluate(data, [f"judge:protocol=da,model={metric},base_url={url}"])
    if run.missing:
        raise SystemExit(next(iter(run.missing.values())))
    return {key.system: values.total for key, values in run.values.items()}


def measure(data: Path) -> Iterator[Result]:
    """Yield the numbers of equal system scores, and of all, by pair of languages."""
    with tempfile.TemporaryDirectory() as cache, stub.serving(answer) as server:
        os.environ["TERTIUM_CACHE"] = cache
        for folder in sorted(path.parent for path in (data / "gemba-wmt22").glob("*/system-scores.tsv")):
            scores, equal, of = published(folder), 0, 0
            for metric, printed in scores.systems.items():
                totals = replayed(metric, scores.segments[metric], server.url)
                equal += sum(is_equal(totals.get(system), score, DIGITS) for system, score in printed.items())
                of += len(printed)
                print(f"{folder.name}, {metric}: {equal} of {of}", file=sys.stderr)
            yield Result(f"judge/gemba-wmt22/{folder.name}/equal", equal, "system scores", "published")
            yield Result(f"judge/gemba-wmt22/{folder.name}/of", of, "system scores", "published")


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
