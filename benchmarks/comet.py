"""What COMET costs here and by the package's `predict`: `python benchmarks/comet.py [SET] [SYSTEMS …] [--gpu]`.

SET is a WMT folder (default: ../shared/data/wmt22-en-zh), of which the first 200 segments and so many systems are
scored, 4 and 13 unless other numbers are given, by a random model of XLM-R base's size. CPU seconds of one thread, so
that other work on the machine doesn't count; both sides in fp32, ours with an empty cache that it fills; and what bf16
costs and saves on this CPU. Where there is a GPU, also segments per second of the whole set in fp32, bf16 and fp16,
and by `predict`; else it says that there is none. `--gpu` leaves the CPU's part out, `--json` prints one object a line.
Needs the extra `comet`, and 15 minutes of CPU.
"""

# ruff: noqa: E402 - imports behind the path's correction
from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

# In place of this folder, where this very file would hide the package: the root, for the tests' model maker.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.result import Result, show
from benchmarks.sets import DATA
from tertium.corpora.readers import open_set
from tertium.corpora.types import Texts
from tertium.metrics.neural.comet.count import CometCounter
from tertium.metrics.neural.comet.load import load, quiet
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.models import find
from tests.metrics.neural.comet.tiny_comet import Size, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Counter
    from tertium.metrics.neural.comet.load import Precision

PRECISIONS: tuple[Precision, ...] = ("fp32", "bf16", "fp16")
SEGMENTS = 200
XLM_R_BASE = Size(layers=12, hidden=768, heads=12, feed_forward=3072)
DEFAULT = DATA / "wmt22-en-zh"


def first(data: EvalSet, segments: int, systems: int) -> tuple[Texts, list[list[str]]]:
    """Return the first segments with their first reference, and the outputs of the first systems."""
    reference = next(iter(data.references))
    texts = data.with_references([reference]).texts(range(min(segments, len(data))))
    outputs = [[text or "" for text in column[: len(texts)]] for column in data.outputs.values()]
    if len(outputs) < systems:
        raise SystemExit(f"{data.name} has {len(outputs)} systems")
    return texts, outputs[:systems]


def predicted(model: Any, texts: Texts, hypotheses: list[str], gpus: int = 0) -> list[float]:
    """Return the package's scores, as its command asks for them."""
    rows = zip(texts.sources, hypotheses, texts.references, strict=True)
    data = [{"src": source, "mt": hypothesis, "ref": references[0]} for source, hypothesis, references in rows]
    return list(model.predict(data, batch_size=16, gpus=gpus, progress_bar=False).scores)


def compared(folder: Path, data: EvalSet, systems: int) -> Iterator[Result]:
    """Yield the ratio of CPU seconds, both costs, and the largest difference of a score."""
    texts, outputs = first(data, SEGMENTS, systems)
    os.environ["TERTIUM_CACHE"] = str(folder / f"cache{systems}")
    with quiet():
        model = load(find(str(folder / "regression")), device="cpu", precision="fp32").model
        started = time.process_time()
        expected = [predicted(model, texts, hypotheses) for hypotheses in outputs]
        peer_cpu = time.process_time() - started
    count = loaded(Comet(model=str(folder / "regression"), device="cpu"), texts)
    started = time.process_time()
    scores = [count(hypotheses).counts[:, 0] for hypotheses in outputs]
    own_cpu = time.process_time() - started
    name, against = f"comet/{systems}", f"unbabel-comet predict, {systems} times"
    yield Result(f"{name}/cpu_ratio", peer_cpu / own_cpu, "times less", against)
    yield Result(f"{name}/cpu", own_cpu, "s")
    yield Result(f"{name}/predict_cpu", peer_cpu, "s")
    difference = float(np.abs(np.array(scores) - np.array(expected)).max())
    yield Result(f"{name}/max_difference", difference, "score", against)
    yield Result(f"{name}/score_spread", float(np.std(expected)), "score")


def loaded(metric: Comet, texts: Texts) -> Counter:
    """Return the counter with its model in memory: loading is on neither side of a comparison."""
    count = metric.bind(texts)
    if isinstance(count, CometCounter):
        _ = count.scorer.loaded
    return count


def on_gpu(folder: Path, data: EvalSet, precision: Precision) -> Iterator[Result]:
    """Yield segments per second of four systems on a GPU, and how far the scores are from those in fp32."""
    texts, outputs = first(data, len(data), 4)
    full = scores_of(folder, texts, outputs, "fp32")[0]
    scores, seconds = scores_of(folder, texts, outputs, precision)
    name, rate = f"comet/gpu/{precision}", len(outputs) * len(texts) / seconds
    yield Result(f"{name}/rate", rate, "segments/s", torch.cuda.get_device_name())
    difference = float(np.abs(scores - full).max())
    yield Result(f"{name}/max_difference", difference, "score", "fp32")


def predicted_on_gpu(folder: Path, data: EvalSet, precision: Precision) -> Iterator[Result]:
    """Yield segments per second of the package's `predict` on a GPU, four systems one after another."""
    texts, outputs = first(data, len(data), 4)
    with quiet():
        model = load(find(str(folder / "regression")), device="cuda", precision=precision).model
        predicted(model, texts, outputs[0], gpus=1)  # the first use of a GPU is slow
        started = time.perf_counter()
        for hypotheses in outputs:
            predicted(model, texts, hypotheses, gpus=1)
        seconds = time.perf_counter() - started
    yield Result(f"comet/gpu/{precision}/predict_rate", len(outputs) * len(texts) / seconds, "segments/s")


def in_bf16(folder: Path, data: EvalSet) -> Iterator[Result]:
    """Yield the CPU seconds of two systems in bf16 and fp32 on this CPU, and how far the scores are apart."""
    texts, outputs = first(data, SEGMENTS, 2)
    os.environ["TERTIUM_CACHE"] = "off"
    scores, costs = {}, {}
    for precision in PRECISIONS[:2]:
        count = loaded(Comet(model=str(folder / "regression"), device="cpu", precision=precision), texts)
        started = time.process_time()
        scores[precision] = np.array([count(hypotheses).counts[:, 0] for hypotheses in outputs])
        costs[precision] = time.process_time() - started
    yield Result("comet/cpu/bf16/cpu_ratio", costs["fp32"] / costs["bf16"], "times less", "fp32")
    differences = np.abs(scores["bf16"] - scores["fp32"])
    yield Result("comet/cpu/bf16/max_difference", float(differences.max()), "score", "fp32")
    yield Result("comet/cpu/bf16/mean_difference", float(differences.mean()), "score", "fp32")
    yield Result("comet/cpu/bf16/score_spread", float(scores["fp32"].std()), "score")
    means = scores["bf16"].mean(axis=1) - scores["fp32"].mean(axis=1)
    yield Result("comet/cpu/bf16/system_difference", float(np.abs(means).max()), "score", "fp32")


def scores_of(
    folder: Path, texts: Texts, outputs: list[list[str]], precision: Precision
) -> tuple[np.ndarray[Any, Any], float]:
    """Return scores of shape (systems, segments), and wall-clock seconds without the model's loading."""
    os.environ["TERTIUM_CACHE"] = "off"
    metric = Comet(model=str(folder / "regression"), device="cuda", precision=precision)
    metric.bind(Texts(("a",), ("a",), (("a",),), ("a",)))(["a"])  # the first use of a GPU is slow
    count = loaded(metric, texts)
    started = time.perf_counter()
    return np.array([count(hypotheses).counts[:, 0] for hypotheses in outputs]), time.perf_counter() - started


def measured(folder: Path, data: EvalSet, systems: list[int]) -> Iterator[Result]:
    """Yield all figures, each as soon as it is there."""
    for number in systems:
        yield from compared(folder, data, number)
    if systems:
        yield from in_bf16(folder, data)
    if not torch.cuda.is_available():
        print("# no GPU here: its figures aren't measured", file=sys.stderr)
        return
    for precision in PRECISIONS:
        yield from on_gpu(folder, data, precision)
        yield from predicted_on_gpu(folder, data, precision)


def main() -> None:
    """Print the figures as a table, or with --json as one object a line."""
    torch.set_num_threads(1)
    words = [word for word in sys.argv[1:] if word not in {"--json", "--gpu"}]
    paths = [Path(word) for word in words if not word.isdigit()]
    data = open_set(paths[0] if paths else DEFAULT)
    systems = [int(word) for word in words if word.isdigit()] or [4, 13]
    if "--gpu" in sys.argv:
        systems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        columns = [data.sources or (), *data.references.values(), *list(data.outputs.values())[:3]]
        lines = [text for column in columns for text in column if text]
        make(folder, XLM_R_BASE, ("regression_metric",), words_of=lines)
        show(measured(folder, data, systems), as_json="--json" in sys.argv)


if __name__ == "__main__":
    main()
