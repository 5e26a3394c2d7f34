"""The GPU half of `benchmarks/comet.py`: segments per second in fp32, bf16 and fp16, here and by `predict`."""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, Final

import numpy as np
import torch

from benchmarks.comet_sides import anew, bound, first, predicted, scores
from benchmarks.result import Result
from tertium.metrics.neural.comet.load import quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet, Texts
    from tertium.metrics.neural.comet.load import Device, Precision

PRECISIONS: Final[tuple[Precision, ...]] = ("fp32", "bf16", "fp16")
SYSTEMS: Final = 4
PEER_SYSTEMS: Final = 1
"""Systems that `predict` scores: each costs it the same, since it computes all texts again."""
TURNS: Final = 3
"""Times that each side scores; the median counts."""
BATCHES: Final = (16, 256)
"""Segments of a batch of `predict`: what its command takes unless told otherwise, and what suits a GPU."""


def on_gpu(folder: Path, data: EvalSet, device: Device = "cuda") -> Iterator[Result]:
    """Yield the figures of a model: rates in segments per second, ratios, and how far scores are apart.

    Args:
        folder: of the model.
        data: the set; all its segments, and its first systems.
        device: where both sides compute.
    """
    texts, outputs = first(data, len(data), SYSTEMS)
    os.environ["TERTIUM_CACHE"] = "off"
    full: NDArray[np.float64] | None = None
    for precision in PRECISIONS:
        own, own_rate, peers = _turns(folder, (texts, outputs), device, precision)
        full = own if full is None else full
        figure = f"comet/gpu/{precision}"
        yield Result(f"{figure}/rate", own_rate, "segments/s", engine=precision)
        for batch, (theirs, rate) in peers.items():
            against = f"unbabel-comet predict, batches of {batch}"
            yield Result(f"{figure}/predict_{batch}_rate", rate, "segments/s", engine=precision)
            yield Result(f"{figure}/predict_{batch}_ratio", own_rate / rate, "times faster", against, precision)
            difference = float(np.abs(own[:PEER_SYSTEMS] - theirs).max())
            yield Result(f"{figure}/predict_{batch}_max_difference", difference, "score", against, precision)
        differences = np.abs(own - full)
        yield Result(f"{figure}/max_difference", float(differences.max()), "score", "fp32", precision)
        yield Result(f"{figure}/mean_difference", float(differences.mean()), "score", "fp32", precision)
        means = own.mean(axis=1) - full.mean(axis=1)
        yield Result(f"{figure}/system_difference", float(np.abs(means).max()), "score", "fp32", precision)
        yield Result(f"{figure}/score_spread", float(full.std()), "score", "fp32", precision)


def _turns(
    folder: Path, work: tuple[Texts, list[list[str]]], device: Device, precision: Precision
) -> tuple[NDArray[np.float64], float, dict[int, tuple[NDArray[np.float64], float]]]:
    """Return our scores and rate, and those of `predict` by the size of its batches; the sides take turns."""
    texts, outputs = work
    gpus = int(device == "cuda")
    count = bound(folder, texts, device, precision)
    model = count.scorer.loaded.model
    anew(count)(outputs[0])  # the first use of a GPU is slow
    with quiet():
        predicted(model, texts, outputs[:1], gpus=gpus)
    own, own_times = np.empty(0), list[float]()
    peer_times: dict[int, list[float]] = {batch: [] for batch in BATCHES}
    theirs = {}
    for turn in range(TURNS):
        model.to(device)  # Lightning moves it away when it is done
        own, seconds = _timed(lambda: scores(anew(count), outputs))
        own_times.append(seconds)
        for batch in BATCHES:
            model.to(device)
            with quiet():
                theirs[batch], seconds = _timed(
                    lambda batch=batch: predicted(model, texts, outputs[:PEER_SYSTEMS], gpus=gpus, batch=batch)  # type: ignore[misc]
                )
            peer_times[batch].append(seconds)
        took = ", ".join(f"predict {batch}: {times[-1]:.2f}" for batch, times in peer_times.items())
        print(f"# {precision}, turn {turn + 1}: {own_times[-1]:.2f} s, {took}", file=sys.stderr)
    peers = {
        batch: (theirs[batch], PEER_SYSTEMS * len(texts) / statistics.median(times))
        for batch, times in peer_times.items()
    }
    return own, len(outputs) * len(texts) / statistics.median(own_times), peers


def _timed(work: Callable[[], NDArray[np.float64]]) -> tuple[NDArray[np.float64], float]:
    """Return what the work returns, and the wall-clock seconds it took; scores are on the CPU, so a GPU is done."""
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def device_name() -> str:
    """Return the GPU's name with torch's version."""
    return f"{torch.cuda.get_device_name()}, torch {torch.__version__}"
