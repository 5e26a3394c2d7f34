"""What COMET costs here and by the package's `predict`: `python benchmarks/comet.py [SET] [SYSTEMS …]`.

SET is a WMT folder (default: ../shared/data/wmt22-en-zh), of which the first 200 segments and so many systems are
scored, 4 and 13 unless other numbers are given, by a random model of XLM-R base's size. CPU seconds of one thread, so
that other work on the machine doesn't count; both sides in fp32, ours with an empty cache that it fills; and what bf16
costs and saves on this CPU. Where there is a GPU, also segments per second of the whole set in fp32, bf16 and fp16,
and by `predict`; else it says that there is none. `--gpu` leaves the CPU's part out, `--large` takes a model of XLM-R
large's size, which most published ones have, `--json` prints one object a line.
Needs the extra `comet`, and 15 minutes of CPU.
"""

# ruff: noqa: E402 - imports behind the path's correction
from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

# In place of this folder, where this very file would hide the package: the root, for the tests' model maker.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.comet_gpu import device_name, on_gpu
from benchmarks.comet_sides import bound, first, predicted, scores
from benchmarks.result import Result, show
from benchmarks.sets import DATA
from tertium.corpora.readers import open_set
from tertium.metrics.neural.comet.load import load, quiet
from tertium.metrics.neural.comet.models import find
from tests.metrics.neural.comet.tiny_comet import Size, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet
    from tertium.metrics.neural.comet.load import Precision

SEGMENTS = 200
XLM_R_BASE = Size(layers=12, hidden=768, heads=12, feed_forward=3072)
XLM_R_LARGE = Size(layers=24, hidden=1024, heads=16, feed_forward=4096)
DEFAULT = DATA / "wmt22-en-zh"


def compared(folder: Path, data: EvalSet, systems: int) -> Iterator[Result]:
    """Yield the ratio of CPU seconds, both costs, and the largest difference of a score."""
    texts, outputs = first(data, SEGMENTS, systems)
    os.environ["TERTIUM_CACHE"] = str(folder / f"cache{systems}")
    with quiet():
        model = load(find(str(folder / "regression")), device="cpu", precision="fp32").model
        started = time.process_time()
        expected = predicted(model, texts, outputs)
        peer_cpu = time.process_time() - started
    count = bound(folder / "regression", texts, "cpu")
    started = time.process_time()
    own = scores(count, outputs)
    own_cpu = time.process_time() - started
    name, against = f"comet/{systems}", f"unbabel-comet predict, {systems} times"
    yield Result(f"{name}/cpu_ratio", peer_cpu / own_cpu, "times less", against)
    yield Result(f"{name}/cpu", own_cpu, "s")
    yield Result(f"{name}/predict_cpu", peer_cpu, "s")
    yield Result(f"{name}/max_difference", float(np.abs(own - expected).max()), "score", against)
    yield Result(f"{name}/score_spread", float(np.std(expected)), "score")


def in_bf16(folder: Path, data: EvalSet) -> Iterator[Result]:
    """Yield the CPU seconds of two systems in bf16 and fp32 on this CPU, and how far the scores are apart."""
    texts, outputs = first(data, SEGMENTS, 2)
    os.environ["TERTIUM_CACHE"] = "off"
    own, costs = {}, {}
    precisions: tuple[Precision, ...] = ("fp32", "bf16")
    for precision in precisions:
        count = bound(folder / "regression", texts, "cpu", precision)
        started = time.process_time()
        own[precision] = scores(count, outputs)
        costs[precision] = time.process_time() - started
    yield Result("comet/cpu/bf16/cpu_ratio", costs["fp32"] / costs["bf16"], "times less", "fp32")
    differences = np.abs(own["bf16"] - own["fp32"])
    yield Result("comet/cpu/bf16/max_difference", float(differences.max()), "score", "fp32")
    yield Result("comet/cpu/bf16/mean_difference", float(differences.mean()), "score", "fp32")
    yield Result("comet/cpu/bf16/score_spread", float(own["fp32"].std()), "score")
    means = own["bf16"].mean(axis=1) - own["fp32"].mean(axis=1)
    yield Result("comet/cpu/bf16/system_difference", float(np.abs(means).max()), "score", "fp32")


def measured(folder: Path, data: EvalSet, systems: list[int], size: Size) -> Iterator[Result]:
    """Yield all figures, each as soon as it is there."""
    columns = [data.sources or (), *data.references.values(), *list(data.outputs.values())[:3]]
    lines = [text for column in columns for text in column if text]
    make(folder, size, ("regression_metric",), words_of=lines)
    for number in systems:
        yield from compared(folder, data, number)
    if systems:
        yield from in_bf16(folder, data)
    if torch.cuda.is_available():
        print(f"# {device_name()}", file=sys.stderr)
        yield from on_gpu(folder / "regression", data)
    else:
        print("# no GPU here: its figures aren't measured", file=sys.stderr)


def main() -> None:
    """Print the figures as a table, or with --json as one object a line."""
    torch.set_num_threads(1)
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    paths = [Path(word) for word in words if not word.isdigit()]
    data = open_set(paths[0] if paths else DEFAULT)
    systems = [int(word) for word in words if word.isdigit()] or [4, 13]
    if "--gpu" in sys.argv:
        systems = []
    with tempfile.TemporaryDirectory() as name:
        size = XLM_R_LARGE if "--large" in sys.argv else XLM_R_BASE
        show(measured(Path(name), data, systems, size), as_json="--json" in sys.argv)


if __name__ == "__main__":
    main()
