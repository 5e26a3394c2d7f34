"""Which references seem to be made from a system's output: `python benchmarks/references.py DATA [--json]`.

Every folder below DATA with a source.txt and a reference.NAME.txt is a set. No human score is read. `derived` is 1 for
a reference that is accused, else 0; `share` is that of its long lines which the system named beside it has word for
word, and at most one other system too. `false-accusations` and `found` are the same with DRAWS draws of a few of the
set's systems only, for the references that are right (`KNOWN` names those that are not). `left-out` chooses the limit
of the share without the set that it is then measured on: the geometric mean of the highest share of a right reference
and the lowest of a known one, and counts the references that are judged wrongly.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, main
from benchmarks.sets import DATA, open_named
from tertium.evals.inspection.derived import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.corpora.types import EvalSet
    from tertium.evals.inspection.derived import Overlap

KNOWN: Final = frozenset({("wmt21-en-de", "B"), ("wmt22-en-zh", "B")})
"""References made from a system, by the folder's name (../shared/data/refs-quality)."""
DRAWS: Final = 20
SIZES: Final = (1, 2, 3, 5, 8)
"""Numbers of systems that are drawn."""


def set_folders(data: Path) -> list[Path]:
    """Return the folders of WMT layout below a folder, or the folder itself, sorted."""
    return sorted(path.parent for path in data.rglob("source.txt") if any(path.parent.glob("reference.*.txt")))


def strongest(data: EvalSet) -> dict[str, Overlap]:
    """Return each reference's largest overlap with a system."""
    overlap_of: dict[str, Overlap] = {}
    for overlap in overlaps(data):
        overlap_of.setdefault(overlap.reference, overlap)
    return overlap_of


def derived(data: EvalSet) -> set[str]:
    """Return the references that seem to be made from a system."""
    return {overlap.reference for overlap in overlaps(data) if overlap.is_derived}


def measure(data: Path) -> Iterator[Result]:
    """Yield the figures of every set, then those over sets."""
    shares: dict[tuple[str, str], float] = {}
    for folder in set_folders(data):
        evalset = open_named(folder)
        accused, overlap_of = derived(evalset), strongest(evalset)
        for name in evalset.references:
            yield Result(f"references/{folder.name}/{name}/derived", float(name in accused), "1 or 0")
            if overlap := overlap_of.get(name):
                shares[folder.name, name] = overlap.share
                yield Result(f"references/{folder.name}/{name}/share", overlap.share, "share", "", overlap.system)
        yield from _few_systems(folder.name, evalset)
    if KNOWN & shares.keys():
        yield from _left_out(shares)


def _few_systems(name: str, data: EvalSet) -> Iterator[Result]:
    """Yield how often references are accused where only some of the systems are there."""
    rng = np.random.default_rng(1)
    systems = list(data.outputs)
    for size in (size for size in SIZES if size < len(systems)):
        draws = [[systems[i] for i in rng.choice(len(systems), size, replace=False)] for _ in range(DRAWS)]
        accused = [derived(data.with_systems(draw)) for draw in draws]
        right = [reference for reference in data.references if (name, reference) not in KNOWN]
        wrong = sum(reference in found for found in accused for reference in right)
        yield Result(f"references/{name}/false-accusations-{size}", wrong / (DRAWS * max(len(right), 1)), "share")


def _left_out(shares: Mapping[tuple[str, str], float]) -> Iterator[Result]:
    wrong = 0
    for left_out in dict.fromkeys(name for name, _ in shares):
        others = {key: share for key, share in shares.items() if key[0] != left_out}
        good = [share for key, share in others.items() if key not in KNOWN]
        bad = [share for key, share in others.items() if key in KNOWN]
        if good and bad:
            limit = math.sqrt(max(good) * min(bad))
            yield Result(f"references/{left_out}/left-out-limit", limit, "share")
            wrong += sum((share > limit) != (key in KNOWN) for key, share in shares.items() if key[0] == left_out)
    yield Result("references/all/left-out-errors", float(wrong), "references", f"of {len(shares)}")


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
