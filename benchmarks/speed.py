"""How fast scoring is, and how right: `python benchmarks/speed.py [DATA] [--all] [--sizes 10000,1000000] [--json]`.

DATA is a WMT folder, or a folder of them (default: WMT21 en-de, WMT22 en-zh and cs-uk of ../shared/data). Both sides
run in turn, in one run, and CPU time counts. The caches of sacreBLEU's tokenizers are emptied before each of its
systems, and rows of counts are compared as they are timed.

counting: BLEU, chrF, chrF++ and TER of all systems against all references, by the engine that `tertium score` takes
(TERTIUM_ENGINE chooses) and by sacreBLEU with its references prepared, the best of three rounds (of TER: one). Every
fourth segment by chrF, every twentieth by TER, unless --all is given (which takes half an hour). bleuscore, fastchrf
and sacrebleu-mojo where installed.
process: `tertium score` of all of that against sacreBLEU's command line.
floor: 100 segments; `tertium --help`. memory, scaling: chrF of sets of --sizes segments, made from the first set.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import speed_counting, speed_peers, speed_process  # noqa: E402 - the root is on the path only now
from benchmarks.result import Result, arguments, show  # noqa: E402
from benchmarks.sets import DATA, names_languages, open_named  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SETS: Final = ("wmt21-en-de", "wmt22-en-zh", "wmt22-cs-uk")
"""Folders of the default."""
KINDS: Final = ("counting", "process", "floor", "growth")


def sets_in(folder: Path) -> list[Path]:
    """Return a WMT folder itself, or those in it whose names end in their languages.

    Raises:
        SystemExit: there is none.
    """
    candidates = [DATA / name for name in SETS] if folder == DATA else [folder, *sorted(folder.iterdir())]
    found = [path for path in candidates if names_languages(path) and (path / "systems").is_dir()]
    if not found:
        raise SystemExit(f"{folder} holds no WMT folder with systems, such as wmt21-en-de")
    return found


def measure(folder: Path, kinds: Sequence[str], sizes: Sequence[int], *, every: bool) -> Iterator[Result]:
    """Yield the figures of the kinds that are asked for."""
    found = sets_in(folder)
    if "counting" in kinds:
        for package in speed_peers.missing():
            print(f"not compared: {package} is not installed", file=sys.stderr)
        for path in found:
            yield from speed_counting.measure(open_named(path), path.name, every=every)
    if set(kinds) - {"counting"}:
        speed_process.compiled()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if "process" in kinds:
            for path in found:
                yield from speed_process.whole(path, place, every=every)
        if "floor" in kinds:
            yield from speed_process.floor(found[0], place)
        if "growth" in kinds:
            yield from speed_process.growth(found[0], place, sizes)


def main() -> None:
    """Print the figures as a table, or with --json as one object a line."""
    parser = arguments(__doc__, DATA)
    parser.add_argument("--all", action="store_true", help="every segment by every metric")
    parser.add_argument("--sizes", default="10000,1000000", help="segments of the sets that grow, with commas between")
    parser.add_argument("--only", choices=KINDS, help="one kind of figures")
    chosen = parser.parse_args()
    kinds = (chosen.only,) if chosen.only else KINDS
    sizes = [int(size) for size in chosen.sizes.split(",")]
    show(measure(chosen.data, kinds, sizes, every=chosen.all), as_json=chosen.json)


if __name__ == "__main__":
    main()
