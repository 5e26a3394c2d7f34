"""Whether tests and bounds hold their level, on the documents of real sets.

``python benchmarks/calibration.py [DATA] [--draws N] [--json]``: on every set of WMT layout with documents below a
folder, how often tests reject at 5 % systems whose documents were swapped at random, drawn by document and by segment,
and how often 95 % intervals hold 0. Then the gate's 95 % bounds: sets of 8 to 190 documents are drawn with replacement;
`false_pass` is how often a candidate passes that is worse by exactly the margin, `unguarded_false_pass` the same
where few documents may differ, `false_fail` how often it fails; `null_…` the same without a true difference and a
margin, as a `superior` rule passes and a `non-inferior` one fails. At last suites of such sets with two rules each:
`false_pass` with one rule at its margin and all others far from theirs, `false_fail` with all at theirs, after Holm.
BLEU, chrF, TER, and the mean of segments' chrF, which is a mean as COMET is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.evals.adjust import holm
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.resample import mean
from tertium.evals.results import Resampling
from tertium.evals.rules import SLACK
from tertium.evals.types import Key

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.calibrate import calibrate
from benchmarks.populations import PATCHED_PAIR, draw, population, ter_of
from benchmarks.references import set_folders
from benchmarks.result import Result, arguments, show
from benchmarks.sets import DATA, open_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from benchmarks.populations import Draws
    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run

DRAWS: Final = 2000
SAMPLES: Final = 1000
"""Trials of a test, which is repeated as often as sets are drawn."""
ALPHA: Final = 0.05
DOCUMENTS: Final = (8, 20, 60, 190)
SUITES: Final = (3, 6, 12)
"""Numbers of sets; they have the numbers of documents above in turn."""
RULES: Final = ("bleu", "chrf")
"""Metrics of the rules of a suite's sets."""
FEWEST_SYSTEMS: Final = 4
FAR: Final = 10
"""Standard deviations from its margin at which a rule certainly passes."""


def documented_sets(folder: Path) -> dict[str, EvalSet]:
    """Return the sets below a folder that have documents and enough systems, by name, against their first reference."""
    sets = {path.name: open_named(path) for path in set_folders(folder) if (path / "docs.txt").is_file()}
    return {
        name: data.with_references([next(iter(data.references))])
        for name, data in sets.items()
        if len(data.outputs) >= FEWEST_SYSTEMS and len(data.documents) >= DOCUMENTS[0]
    }


def measure(folder: Path, draws: int) -> Iterator[Result]:
    """Yield the figures of tests by set, then those of the gate and of suites."""
    populations = {}
    for name, data in documented_sets(folder).items():
        run = evaluate(data, ["bleu", "chrf"])
        yield from levels(name, run, draws)
        populations[name] = population(run, ter_of(run))
    drawn: dict[tuple[str, int], dict[str, Draws]] = {}
    for count in DOCUMENTS:
        for seed, (name, documents) in enumerate(populations.items()):
            drawn[name, count] = draw(documents, count, draws, seed)
        yield from gate_rates(count, [drawn[name, count] for name in populations])
    for size in SUITES:
        yield from suite_rates([drawn[cell] for cell in suite_cells(list(populations), size)])


def levels(name: str, run: Run, repetitions: int) -> Iterator[Result]:
    """Yield how often tests reject at 5 % what differs by chance only, and how often 95 % intervals hold 0."""
    base = f"calibration/{name}"
    yield Result(f"{base}/segments_per_document", len(run.data) / len(run.data.documents), "segments")
    for label, counts, score in kinds(run):
        for cluster, suffix in (("document", ""), ("segment", "_by_segment")):
            settings = Resampling(samples=SAMPLES, cluster=cluster)  # type: ignore[arg-type]
            calibration = calibrate(run.data, counts, score, resampling=settings, repetitions=repetitions)
            rejected = float((calibration.p < ALPHA).mean())
            against = f"{repetitions} repetitions"
            yield Result(f"{base}/{label}/reject_at_5{suffix}", 100 * rejected, "%", against)
            yield Result(f"{base}/{label}/cover_at_95{suffix}", 100 * calibration.covered, "%", against)


def kinds(run: Run) -> Iterator[tuple[str, Any, Any]]:
    """Yield (label, counts, formula) of BLEU, chrF, and the mean of segments' chrF."""
    for label in ("bleu", "chrf"):
        ready = prepare(run, label, run.systems, np.arange(len(run.data)))
        yield label, ready.block.sums, ready.block.score
    segments = np.stack([run.values[Key(system, "chrf")].segments for system in run.systems], axis=1)
    yield "mean", np.stack([segments, np.ones_like(segments)], axis=-1), mean


def gate_rates(count: int, sets: Sequence[dict[str, Draws]]) -> Iterator[Result]:
    """Yield how often the gate passes and fails wrongly, by metric, over all sets and pairs, with the largest rate."""
    rates: dict[str, Callable[[Draws], NDArray[np.bool_]]] = {
        "false_pass": lambda each: (each.low >= each.truth - SLACK) & each.passable,
        "unguarded_false_pass": lambda each: each.low >= each.truth - SLACK,
        "false_fail": lambda each: each.high < each.truth - SLACK,
        "null_false_pass": lambda each: (each.null_low > SLACK) & each.passable,
        "null_false_fail": lambda each: each.null_high < -SLACK,
    }
    for label in dict.fromkeys(label for each in sets for label in each):
        draws = [each[label] for each in sets if label in each]
        for rate, wrong in rates.items():
            cells = np.concatenate([wrong(each).mean(axis=0) for each in draws])
            against = f"{len(cells)} cells of {len(draws[0].low)} draws, the largest {100 * cells.max():.1f} %"
            yield Result(f"calibration/gate/{count}/{label}/{rate}", 100 * float(cells.mean()), "%", against)


def suite_cells(names: Sequence[str], size: int) -> list[tuple[str, int]]:
    """Return the (set, number of documents) of a suite's sets: all sets in turn, and all numbers of documents."""
    rounds = (divmod(i, len(names)) for i in range(size))
    return [(names[i], DOCUMENTS[(i - turn) % len(DOCUMENTS)]) for turn, i in rounds]


def suite_rates(sets: Sequence[dict[str, Draws]]) -> Iterator[Result]:
    """Yield how often a suite passes with one rule at its margin, and how often any rule fails with all at theirs."""
    # Every set has its own pair of systems, none the patched one: where few documents differ the gate passes nothing.
    chosen = [(each[label], i % PATCHED_PAIR) for i, each in enumerate(sets) for label in RULES]
    passes = np.stack([_passes(each, pair, 0.0) for each, pair in chosen], axis=1)
    far = np.stack([_passes(each, pair, FAR) for each, pair in chosen], axis=1)
    all_pass = [
        (passes[:, target] & np.delete(far, target, axis=1).all(axis=1)).mean() for target in range(len(chosen))
    ]
    p = np.stack([each.null_p[:, pair] for each, pair in chosen], axis=1)
    any_fail = [bool((holm(row) < ALPHA).any()) for row in p]
    base, against = f"calibration/suite/{len(sets)}", f"{len(chosen)} rules, {len(p)} draws"
    largest = f"{against}, the largest {100 * max(all_pass):.1f} %"
    yield Result(f"{base}/false_pass", 100 * float(np.mean(all_pass)), "%", largest)
    yield Result(f"{base}/false_fail", 100 * float(np.mean(any_fail)), "%", against)
    yield Result(f"{base}/false_fail_unadjusted", 100 * float((p < ALPHA).any(axis=1).mean()), "%", against)


def _passes(draws: Draws, pair: int, distance: float) -> NDArray[np.bool_]:
    """Return in which draws a rule passes whose limit lies so many spreads below the true gain."""
    low, high = draws.low[:, pair], draws.high[:, pair]
    limit = draws.truth[pair] - distance * np.std((low + high) / 2)
    passes: NDArray[np.bool_] = (low >= limit - SLACK) & draws.passable[:, pair]
    return passes


if __name__ == "__main__":
    parser = arguments(__doc__, DATA)
    parser.add_argument("--draws", type=int, default=DRAWS)
    chosen_arguments = parser.parse_args()
    show(measure(chosen_arguments.data, chosen_arguments.draws), as_json=chosen_arguments.json)
