"""What drawing again costs beside sacreBLEU's paired bootstrap.

``python benchmarks/resampling.py [DATA] [--json]``: all pairs of 20 systems on 2,004 segments by BLEU, chrF and chrF++,
1,000 resamples, CPU seconds after scoring; sacreBLEU's side is timed on a few pairs, without its scoring, and scaled.
Whether tests and bounds hold their level is `benchmarks/calibration.py`.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.significance import Result as Estimate
from sacrebleu.significance import _paired_bs_test  # only this much of it is the bootstrap

from tertium.corpora.readers import open_set
from tertium.corpora.types import blocks
from tertium.evals.clusters import clusters_of
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.rank import rank
from tertium.evals.resample import bootstrap, interval, p_moses
from tertium.evals.results import Resampling
from tertium.evals.types import Key

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, main
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tertium.evals.types import Run

SAMPLES, TIMED_PAIRS = 1000, 2
METRICS: dict[str, Callable[[], Any]] = {"bleu": BLEU, "chrf": CHRF, "chrf++": lambda: CHRF(word_order=2)}


def measure(folder: Path) -> Iterator[Result]:
    """Yield the figures of WMT21 en-de."""
    data = open_set(folder / "wmt21-en-de")
    yield from costs(evaluate(data.with_references([next(iter(data.references))]), list(METRICS)))


def costs(run: Run) -> Iterator[Result]:
    """Yield what all pairs cost: the paired bootstrap on both sides, and `rank`, which is more."""
    twice = doubled(run)
    name = f"resample/{len(twice.systems)}x{len(twice.data)}x{len(METRICS)}x{SAMPLES}"
    start = time.process_time()
    own_p = paired_bootstrap(twice)
    own_cpu = time.process_time() - start
    peer_cpu, expected_p = sacrebleu_pairs(twice)
    largest = max(abs(own_p[key] - p) for key, p in expected_p.items())
    against = "sacreBLEU --paired-bs"
    start_cpu, start = time.process_time(), time.perf_counter()
    rank(twice, resampling=Resampling(samples=SAMPLES))
    wall, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    yield Result(f"{name}/cpu_ratio", peer_cpu / own_cpu, "times faster", against)
    yield Result(f"{name}/cpu", own_cpu, "s")
    yield Result(f"{name}/sacrebleu_cpu", peer_cpu, "s", f"{TIMED_PAIRS} pairs, scaled")
    yield Result(f"{name}/largest_p_difference", largest, "p", against)
    yield Result(f"{name}/rank_wall", wall, "s", "bootstrap and randomisation")
    yield Result(f"{name}/rank_cpu", cpu, "s", "bootstrap and randomisation")


def doubled(run: Run) -> Run:
    """Return the run with every segment twice, in documents of their own; counts are repeated, nothing is scored."""
    data = run.data
    twice = replace(
        data,
        ids=tuple(f"{name}/{i}" for i in (1, 2) for name in data.ids),
        documents=blocks([f"{name}/{i}" for i in (1, 2) for name in data.document_ids]),
        sources=None,
        references={name: (*column, *column) for name, column in data.references.items()},
        outputs={name: (*column, *column) for name, column in data.outputs.items()},
    )
    return replace(run, data=twice, counts={key: np.concatenate([rows, rows]) for key, rows in run.counts.items()})


def paired_bootstrap(run: Run) -> dict[tuple[str, str, str], float]:
    """Return sacreBLEU's p of every pair by metric, with the interval of every difference on the way."""
    resampling = Resampling(samples=SAMPLES, cluster="segment")
    starts = clusters_of(run.data, resampling).starts
    ready = [prepare(run, label, run.systems, starts) for label in METRICS]
    first, second = np.array(list(combinations(range(len(run.systems)), 2))).T
    p_values: dict[tuple[str, str, str], float] = {}
    for prepared, scores in zip(ready, bootstrap([item.block for item in ready], resampling), strict=True):
        deltas = scores[:, first] - scores[:, second]
        interval(deltas, resampling.level, len(starts))
        p = p_moses(deltas, prepared.block.scores[first] - prepared.block.scores[second])
        pairs = zip(first, second, p, strict=True)
        p_values |= {(prepared.measure.label, run.systems[i], run.systems[j]): float(value) for i, j, value in pairs}
    return p_values


def sacrebleu_pairs(run: Run) -> tuple[float, dict[tuple[str, str, str], float]]:
    """Return the CPU seconds of sacreBLEU's bootstrap for all pairs, scaled from a few, and the p of those."""
    pairs = list(combinations(run.systems, 2))
    spent = 0.0
    p_values: dict[tuple[str, str, str], float] = {}
    for first, second in pairs[:: len(pairs) // TIMED_PAIRS][:TIMED_PAIRS]:
        metrics: dict[str, Any] = {name: make() for name, make in METRICS.items()}
        baseline: dict[str, Any] = {}
        for name, metric in metrics.items():
            counts = {system: run.counts[Key(system, name)].tolist() for system in (first, second)}
            totals = np.sum(counts[first], axis=0)
            baseline[name] = (counts[first], Estimate(metric._compute_score_from_stats(totals).score))  # noqa: SLF001
            metric._extract_corpus_statistics = lambda *_, rows=counts[second]: rows  # noqa: SLF001 - no scoring
        start = time.process_time()
        hypotheses = [text or "" for text in run.data.outputs[second]]
        _, results = _paired_bs_test(baseline, second, hypotheses, None, metrics, n_samples=SAMPLES, seed=12345)
        spent += time.process_time() - start
        p_values |= {(name, first, second): float(result.p_value or 0) for name, result in results.items()}
    return spent * len(pairs) / TIMED_PAIRS, p_values


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
