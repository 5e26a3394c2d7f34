"""Scores sets in processes that are killed at random moments, in some that nobody disturbs, and in two at once.

Run as ``python -m tests.metrics.neural.comet.killing FOLDER MODELS``: the package is imported once, each run is a fork.
For each kind of model, FOLDER/KIND/whole is the run nobody disturbed, resumed the one that was killed, one and two
share a cache. A line of JSON tells how they ended, what the cache held at each kill, and how many texts the last, all
and the undisturbed run gave the model.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from tertium.cache.contents import scopes
from tertium.cache.store import FILE
from tertium.cli import main as tertium
from tertium.metrics.neural.comet import batches as comet_batches
from tertium.metrics.neural.comet import score as comet_score
from tertium.metrics.neural.comet.load import load
from tertium.metrics.neural.comet.models import find
from tests.metrics.neural.comet.tiny_comet import LINES

WORDS = [word.strip(".").lower() for line in LINES[:3] for word in line.split()]


def write_set(path: Path, segments: int) -> None:
    """Write a TSV of one system, with duplicates."""
    rng = np.random.default_rng(3)
    lines = ["document\tsource\treference\tsystem.x"]
    for row in range(segments):
        texts = [" ".join(rng.choice(WORDS, rng.integers(1, 12))) for _ in range(3)]
        texts[2] = texts[1] if row % 9 == 0 else texts[2]
        lines.append("\t".join([f"d{row // 20}", *texts]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def counted(path: Path, last: float) -> None:
    """Add every batch that a model computes to a file, one number a line; wait for the kill after `last` and one."""
    begun = 0

    def watching(compute: Any) -> Any:
        def watched(loaded: Any, some: Any) -> Any:
            nonlocal begun
            if begun > last:
                time.sleep(3600)
            begun += 1
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{len(some)}\n")
            return compute(loaded, some)

        return watched

    for name in ("vectors", "predictions"):
        setattr(comet_score, name, watching(getattr(comet_batches, name)))


def start(folder: Path, name: str, model: Path, cache: str = "", last: float = math.inf) -> int:
    """Score in a fork and return its process id; with `last`, it can't be over before it is killed."""
    if child := os.fork():
        return child
    os.environ["TERTIUM_CACHE"] = str(folder / f"cache-{cache or name}")
    counted(folder / f"{name}.batches", last)
    metric = f"comet:model={model},tokens=256"
    os._exit(tertium(["score", str(folder / "set"), "-m", metric, "-o", str(folder / name), "-q"]))


def finished(process: int) -> int:
    """Wait for a run and return its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def run(folder: Path, model: Path, segments: int, kills: int) -> dict[str, Any]:
    """Do all runs with a model and return what is to be told."""
    folder.mkdir()
    write_set(folder / "set.tsv", segments)
    tertium(["build", str(folder / "set.tsv"), "--from", "en", "--to", "de", "-o", str(folder / "set"), "-q"])
    codes = [finished(start(folder, "whole", model))]
    rng, stored = np.random.default_rng(7), []
    for turn in range(kills):
        begun = len(batches(folder, "resumed"))
        last = int(rng.uniform(0, (len(batches(folder, "whole")) - begun) / (kills - turn)))
        process = start(folder, "resumed", model, last=last)
        wait_for(begun + last, folder)
        time.sleep(rng.uniform(0, 0.02))
        os.kill(process, signal.SIGKILL)
        if (code := finished(process)) != -signal.SIGKILL:
            raise SystemExit(f"a run was over before it was killed, with code {code}")
        cache = folder / "cache-resumed" / FILE
        stored.append(sum(one.results for one in scopes(cache)) if cache.exists() else 0)
    before = len(batches(folder, "resumed"))
    codes.append(finished(start(folder, "resumed", model)))
    both = [start(folder, name, model, cache="both") for name in ("one", "two")]
    codes += [finished(process) for process in both]
    return {
        "codes": codes,
        "stored": stored,
        "last": sum(batches(folder, "resumed")[before:]),
        "resumed": sum(batches(folder, "resumed")),
        "whole": sum(batches(folder, "whole")),
        "largest": max(batches(folder, "whole")),
    }


def batches(folder: Path, name: str) -> list[int]:
    """Return the sizes of the batches that a run's processes have begun."""
    path = folder / f"{name}.batches"
    return [int(line) for line in path.read_text(encoding="utf-8").split()] if path.exists() else []


def wait_for(number: int, folder: Path) -> None:
    """Wait until so many batches of the resumed run have begun."""
    while len(batches(folder, "resumed")) < number:
        time.sleep(0.002)


def main(folder: Path, models: Path) -> dict[str, dict[str, Any]]:
    """Do everything with a model that encodes texts one by one, and one that reads them together."""
    import torch

    torch.set_num_threads(1)
    load(find(str(models / "regression")), device="cpu", precision="fp32")  # imported once for all forks
    sizes = {"regression": (2000, 10), "xcomet": (150, 4)}
    return {kind: run(folder / kind, models / kind, *size) for kind, size in sizes.items()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(Path, sys.argv[1:]))) + "\n")
