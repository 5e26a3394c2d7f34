"""The other half of `benchmarks/speed.py`: whole commands, in processes of their own, whose CPU time is counted."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.result import Result
from benchmarks.sets import languages_of, open_named
from benchmarks.speed_counting import texts_of
from tertium.metrics.lexical.bleu import TOKENIZERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import EvalSet

ROOT: Final = Path(__file__).resolve().parent.parent
METRICS: Final = ("bleu", "chrf", "chrf:word_order=2", "ter")
FOLDERS: Final = ("corpora", "evals", "metrics", "reports", "tertium")
"""The package's modules."""
MANY_PAIRS: Final = 60_000
"""Where sacreBLEU has more pairs of a hypothesis and a reference, its TER takes minutes: it gets every `TER_STEP`th."""
TER_STEP: Final = 10
REPEATS: Final = 5
"""Runs of a short command, of which the median counts."""
FLOOR: Final = 100
"""Segments of the short run."""


PEAK: Final = """
import atexit, re, resource, runpy, sys; from pathlib import Path
def write_peak():  # On Linux ru_maxrss counts the memory of the process that started this one; VmHWM doesn't.
    status = Path("/proc/self/status")
    high = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
    sys.stderr.write(f"\\n{high[1] if high else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
atexit.register(write_peak)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
"""Runs a module as `python -m` does, and writes the peak of its resident memory in kB to stderr."""


class Cost(NamedTuple):
    """CPU seconds (user and system) of a command with its children, and what it wrote to stderr."""

    cpu: float
    stderr: str

    @property
    def peak(self) -> float:
        """The memory that `PEAK` wrote, in MB."""
        return int(self.stderr.split()[-1]) / 1024


def cost(*words: str) -> Cost:
    """Run this Python with arguments and return what it cost.

    Raises:
        SystemExit: it failed; the message is its own.
    """
    # Both sides run from bytecode, as packages do that pip installed: see `compiled`.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr)


def compiled() -> None:
    """Compile the modules of this checkout, as pip compiles those that it installs."""
    cost("-m", "compileall", "-q", *FOLDERS)


def medians(*commands: Sequence[str]) -> list[float]:
    """Return the median CPU seconds of several runs of each command, which take turns."""
    rounds = [[cost(*words).cpu for words in commands] for _ in range(REPEATS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def built(folder: Path, place: Path) -> Path:
    """Return the set that `tertium build` makes of a WMT folder."""
    source, target = languages_of(folder)
    cost("-m", "tertium", "build", str(folder), "--from", source, "--to", target, "-o", str(place), "-q")
    return place


def score_words(stored: Path, metrics: Sequence[str]) -> list[str]:
    """Return the arguments of `tertium` that score a set with some metrics."""
    words = [word for metric in metrics for word in ("-m", metric)]
    return ["tertium", "score", str(stored), *words, "-o", f"{stored}.run", "--overwrite", "-q"]


def sacrebleu_words(data: EvalSet, step: int, place: Path, metrics: Sequence[str]) -> list[str]:
    """Return the command of sacreBLEU for every system of a set, its texts written to files."""
    references, outputs = texts_of(data, step)
    place.mkdir(exist_ok=True)
    streams = [_written(place / f"{step}.ref{i}", column) for i, column in enumerate(zip(*references, strict=True))]
    systems = [_written(place / f"{step}.sys{i}", column) for i, column in enumerate(outputs.values())]
    tokenize = TOKENIZERS.get(data.languages[1] or "", "13a")
    return ["-m", "sacrebleu", *streams, "-i", *systems, "-m", *metrics, "--tokenize", tokenize]


def _written(path: Path, texts: Sequence[str]) -> str:
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return str(path)


def whole(folder: Path, place: Path, *, every: bool) -> Iterator[Result]:
    """Yield what scoring all systems of a set by four metrics costs: `tertium score` against sacreBLEU's command."""
    data, stored = open_named(folder), built(folder, place / folder.name)
    (own,) = medians(("-m", *score_words(stored, METRICS)))
    pairs = len(data) * len(data.outputs) * len(data.references)
    step = 1 if every or pairs <= MANY_PAIRS else TER_STEP
    files = place / "sacrebleu"
    # Its chrF takes one word order at a time, so there are two commands, and a third where TER is counted on a sample.
    together = ("bleu", "chrf", "ter") if step == 1 else ("bleu", "chrf")
    theirs = cost(*sacrebleu_words(data, 1, files, together)).cpu
    theirs += cost(*sacrebleu_words(data, 1, files, ("chrf",)), "--chrf-word-order", "2").cpu
    against = "sacreBLEU's command line"
    if step > 1:
        sample = cost(*sacrebleu_words(data, step, files, ("ter",))).cpu
        start = cost("-m", "sacrebleu", "--version").cpu
        theirs += step * (sample - start)
        against += f"; its TER is {step} times that of a sample"
    name = f"speed/process/{folder.name}"
    yield Result(f"{name}/cpu_ratio", theirs / own, "times", against, "tertium score")
    yield Result(f"{name}/cpu", own, "s", "", "tertium score")
    yield Result(f"{name}/sacrebleu_cpu", theirs, "s", "", "sacrebleu")


def floor(folder: Path, place: Path) -> Iterator[Result]:
    """Yield what a hundred segments of one system cost, and `tertium --help` beside an import of its parser."""
    made = repeated(folder, place / f"floor-{'-'.join(languages_of(folder))}", FLOOR)
    stored = built(made, place / "floor")
    theirs = sacrebleu_words(open_named(stored), 1, place / "floor-sacrebleu", ("chrf",))
    own, other = medians(("-m", *score_words(stored, ["chrf"])), theirs)
    yield Result(f"speed/floor/score{FLOOR}_cpu_s", own, "s", "chrf, one system", "tertium score")
    yield Result(f"speed/floor/sacrebleu{FLOOR}_cpu_s", other, "s", "chrf, one system", "sacrebleu")
    shown, imported = medians(("-m", "tertium", "--help"), ("-c", "import typer"))
    yield Result("speed/floor/help_ratio", shown / imported, "times", "import typer", "tertium --help")


def repeated(folder: Path, place: Path, segments: int) -> Path:
    """Write a WMT folder of so many segments: another's first system and reference, from the start again at their end.

    Documents have 100 segments.
    """
    data = open_named(folder)
    (place / "systems").mkdir(parents=True)
    columns = {
        "source.txt": data.sources or (),
        "reference.A.txt": next(iter(data.references.values())),
        "systems/one.txt": next(iter(data.outputs.values())),
    }
    for name, column in columns.items():
        with (place / name).open("w", encoding="utf-8") as file:
            file.writelines(f"{text}\n" for text in islice(cycle(column), segments))
    with (place / "docs.txt").open("w", encoding="utf-8") as file:
        file.writelines(f"d{i // 100}\n" for i in range(segments))
    return place


def growth(folder: Path, place: Path, sizes: Sequence[int]) -> Iterator[Result]:
    """Yield what chrF of one system costs as a set grows: peak memory, and a segment's cost against the smallest's."""
    costs = {}
    for size in sizes:
        made = repeated(folder, place / f"size{size}-{'-'.join(languages_of(folder))}", size)
        stored = built(made, place / f"size{size}")
        costs[size] = cost("-c", PEAK, *score_words(stored, ["chrf"]))
        yield Result(f"speed/memory/{size}/mb", costs[size].peak, "MB", "chrf, one system", "tertium score")
        yield Result(f"speed/scaling/{size}/us", 1e6 * costs[size].cpu / size, "us/segment", "", "tertium score")
    smallest = min(sizes)
    for size in sizes:
        ratio = costs[size].cpu / size / (costs[smallest].cpu / smallest)
        yield Result(f"speed/scaling/{size}/ratio", ratio, "times", f"a segment of {smallest}", "tertium score")
