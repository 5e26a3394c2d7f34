"""Many articles: `python benchmarks/scale.py [DATA] [--pairs N] [--memory N,N] [--encoder NAME] [--json]`.

Articles are drawn from the sentences of DATA, a WMT folder (default: ../shared/data/wmt21-en-de): eight random
sentences and a line that isn't content each, the same sentences in the same order on the other side.

speed: `tertium build` of N pairs (default 2,000) against a plain all-pairs baseline, which encodes the same sentences
and aligns every article with every other; the baseline's alignments are timed on a sample and multiplied. CPU seconds.
memory: the peak of all processes together, for each N of --memory (default 5000,50000) articles.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.result import Result, arguments, show  # noqa: E402 - the root is on the path only now
from benchmarks.sets import DATA, languages_of  # noqa: E402
from tertium.corpora.alignment.align import align_vectors  # noqa: E402
from tertium.corpora.building.plan import Plan  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES: Final = 8
SAMPLE: Final = 400
REST: Final = ("Skip to content", "Share this article", "Leave a Reply", "Newsletter abonnieren", "source site")


def write_articles(wmt: Path, folder: Path, pairs: int) -> tuple[str, str]:
    """Write so many pairs of articles and return their languages."""
    draw = random.Random(1)  # noqa: S311 - no secrets
    columns = [(wmt / name).read_text(encoding="utf-8").split("\n") for name in ("source.txt", "reference.A.txt")]
    rows = [row for row in zip(*columns, strict=True) if all(len(text) > SENTENCES for text in row)]
    source, target = languages_of(wmt)
    for k in range(pairs):
        chosen = draw.sample(rows, SENTENCES)
        for side, language in enumerate((source, target)):
            lines = [*(row[side] for row in chosen), draw.choice(REST)]
            (folder / f"{draw.getrandbits(48):012x}-{k}{language}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return source, target


def build(folder: Path, languages: tuple[str, str], encoder: str, place: Path) -> tuple[float, float]:
    """Build once in processes of their own and return CPU seconds and the peak of memory of all of them, in MB."""
    words = ["build", str(folder), "--from", languages[0], "--to", languages[1], "-o", str(place / "set"), "-q"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "tertium", *words, *(["--encoder", encoder] if encoder else [])], cwd=ROOT
    )
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, peak))
    watch.start()
    if process.wait():
        raise SystemExit(process.returncode)
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0]


def _watch(pid: int, peak: list[float]) -> None:
    """Note the highest sum of resident memory of a process and its children until it ends."""
    while Path(f"/proc/{pid}/status").exists():
        family = [pid, *_children(pid)]
        peak[0] = max(peak[0], sum(map(_resident, family)))
        if _resident(pid) == 0:
            return
        time.sleep(0.2)


def _children(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [descendant for child in map(int, children) for descendant in (child, *_children(child))]


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").split("\n")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def baseline(folder: Path, languages: tuple[str, str], encoder: str, pairs: int) -> tuple[float, float]:
    """Return CPU seconds of encoding all sentences, and of aligning all with all (a sample, multiplied)."""
    model, _ = Plan(*languages, encoder=encoder).load_encoder()
    encoded = {}
    start = time.process_time()
    for path in sorted(folder.iterdir()):
        texts = path.read_text(encoding="utf-8").split("\n\n")
        encoded[path.stem] = (texts, model.encode(texts))
    encoding = time.process_time() - start
    sides = [[article for name, article in encoded.items() if name.endswith(language)] for language in languages]
    start = time.process_time()
    for (sources, source_vectors), (targets, target_vectors) in islice(zip(*sides, strict=True), SAMPLE):
        align_vectors(sources, targets, source_vectors, target_vectors)
    return encoding, (time.process_time() - start) / min(SAMPLE, pairs) * pairs**2


def speed(wmt: Path, pairs: int, encoder: str) -> Iterator[Result]:
    """Yield the cost of a build beside that of the baseline."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        languages = write_articles(wmt, folder, pairs)
        cpu, _ = build(folder, languages, encoder, Path(name))
        encoding, aligning = baseline(folder, languages, encoder, pairs)
    yield Result(f"scale/{pairs}-pairs/cpu", cpu, "s", "", encoder)
    yield Result(f"scale/{pairs}-pairs/encoding_cpu", encoding, "s", "", encoder)
    yield Result(f"scale/{pairs}-pairs/all_pairs_cpu", encoding + aligning, "s", "", encoder)
    yield Result(
        f"scale/{pairs}-pairs/cpu_ratio", cpu / (encoding + aligning), "ratio", "aligning all with all", encoder
    )


def memory(wmt: Path, sizes: list[int], encoder: str) -> Iterator[Result]:
    """Yield the peak for each number of articles."""
    peaks = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "articles"
            folder.mkdir()
            languages = write_articles(wmt, folder, size // 2)
            start = time.monotonic()
            _, peak = build(folder, languages, encoder, Path(name))
            yield Result(f"scale/{size}-articles/seconds", time.monotonic() - start, "s", "", encoder)
            yield Result(f"scale/{size}-articles/peak", peak, "MB", "", encoder)
            peaks.append(peak)
    if len(peaks) > 1:
        yield Result(
            "scale/peak_growth", peaks[-1] / peaks[0], "ratio", f"{sizes[-1]} against {sizes[0]} articles", encoder
        )


def main() -> None:
    """Print the figures as a table, or with --json as one object a line."""
    parser = arguments(__doc__, DATA / "wmt21-en-de")
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--memory", default="5000,50000")
    parser.add_argument("--encoder", default="")
    chosen = parser.parse_args()
    parts = [speed(chosen.data, chosen.pairs, chosen.encoder)] if chosen.pairs else []
    parts += (
        [memory(chosen.data, [int(size) for size in chosen.memory.split(",")], chosen.encoder)] if chosen.memory else []
    )
    show(chain.from_iterable(parts), as_json=chosen.json)


if __name__ == "__main__":
    main()
