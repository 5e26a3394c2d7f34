"""Whether tests and bounds hold their level, on the documents of real sets.

``python benchmarks/calibration.py [DATA] [--draws N] [--json]``: on every set of WMT layout with documents below a
folder, how often tests reject at 5 % systems whose documents were swapped at random, drawn by document and by segment,
and how often 95 % intervals hold 0. `design_effect` is how many times the variance by segment the one by document is
(Kish 1965): by segment a test rejects chance about as often as |z| exceeds 1.96 / its square root.

Then the gate's 95 % bounds: sets of 8 to 190 documents are drawn with replacement, of three pairs of whole systems;
`false_pass` is how often a candidate passes that is worse by exactly the margin, `false_fail` how often it fails, on
average over sets and pairs, `worst_…` in the set and pair where it is most often; `null_…` the same without a true
difference and a margin, as a `superior` rule passes and a `non-inferior` one fails. `patched_…` is of a candidate that
differs from its baseline in a tenth of its segments: how often it passes by its bound, how often no document of the set
differs so that it passes as the baseline does (`patched_unchanged`), and how often it would pass by its bound if few
documents might differ (`patched_unguarded_false_pass`).

At last suites of such sets with two rules each: `false_pass` with one rule at its margin and all others far from
theirs, `false_fail` with all at theirs, after Holm; `mean_cover_at_95` is how often the interval of the mean over sets
holds the true one. BLEU, chrF, TER, and the mean of segments' chrF, which is a mean as COMET is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.evals.adjust import holm
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.jackknife import weighted_mean
from tertium.evals.resample import mean
from tertium.evals.results import Resampling
from tertium.evals.rules import SLACK
from tertium.evals.types import Key

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.calibrate import calibrate
from benchmarks.populations import PAIRS, PATCHED_PAIR, draw, population, ter_of
from benchmarks.references import set_folders
from benchmarks.result import Result, arguments, show
from benchmarks.sets import DATA, open_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
COVERAGE: Final = 0.95

RATES: Final[dict[str, Callable[[Draws], NDArray[np.bool_]]]] = {
    "false_pass": lambda each: (each.low >= each.truth - SLACK) & each.decidable,
    "false_fail": lambda each: each.high < each.truth - SLACK,
    "null_false_pass": lambda each: (each.null_low > SLACK) & each.decidable,
    "null_false_fail": lambda each: each.null_high < -SLACK,
    "unguarded_false_pass": lambda each: (each.low >= each.truth - SLACK) & ~each.unchanged,
    "unchanged": lambda each: each.unchanged,
}
"""Name of a rate to which draws count, shape (draws, pairs)."""
WHOLE: Final = ("false_pass", "false_fail", "null_false_pass", "null_false_fail")
"""Rates of pairs of whole systems."""
OF_PATCHED: Final = ("false_pass", "false_fail", "unguarded_false_pass", "unchanged")
"""Rates of the patched pair."""


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
        yield from gate_rates(count, {name: drawn[name, count] for name in populations})
    for size in SUITES:
        sets = [drawn[cell] for cell in suite_cells(list(populations), size)]
        yield from suite_rates(sets)
        yield from mean_coverage(sets)


def levels(name: str, run: Run, repetitions: int) -> Iterator[Result]:
    """Yield how often tests reject at 5 % what differs by chance only, how often 95 % intervals hold 0, and why."""
    base = f"calibration/{name}"
    yield Result(f"{base}/segments_per_document", len(run.data) / len(run.data.documents), "segments")
    for label, counts, score in kinds(run):
        variances = []
        for cluster, suffix in (("document", ""), ("segment", "_by_segment")):
            settings = Resampling(samples=SAMPLES, cluster=cluster)  # type: ignore[arg-type]
            calibration = calibrate(run.data, counts, score, resampling=settings, repetitions=repetitions)
            rejected = float((calibration.p < ALPHA).mean())
            against = f"{repetitions} repetitions"
            yield Result(f"{base}/{label}/reject_at_5{suffix}", 100 * rejected, "%", against)
            yield Result(f"{base}/{label}/cover_at_95{suffix}", 100 * calibration.covered, "%", against)
            variances.append(calibration.variance)
        yield Result(f"{base}/{label}/design_effect", variances[0] / variances[1], "times")


def kinds(run: Run) -> Iterator[tuple[str, Any, Any]]:
    """Yield (label, counts, formula) of BLEU, chrF, and the mean of segments' chrF."""
    for label in ("bleu", "chrf"):
        ready = prepare(run, label, run.systems, np.arange(len(run.data)))
        yield label, ready.block.sums, ready.block.score
    segments = np.stack([run.values[Key(system, "chrf")].segments for system in run.systems], axis=1)
    yield "mean", np.stack([segments, np.ones_like(segments)], axis=-1), mean


def gate_rates(count: int, sets: Mapping[str, dict[str, Draws]]) -> Iterator[Result]:
    """Yield how often the gate passes and fails wrongly, by metric: whole systems, then patched ones."""
    for label in dict.fromkeys(label for each in sets.values() for label in each):
        draws = {name: each[label] for name, each in sets.items() if label in each}
        base = f"calibration/gate/{count}/{label}"
        size = len(next(iter(draws.values())).low)
        for rate, wrong in RATES.items():
            # The axes are sets and pairs.
            cells = 100 * np.stack([wrong(each).mean(axis=0) for each in draws.values()])
            whole, patched = cells[:, :PATCHED_PAIR], cells[:, PATCHED_PAIR]
            if rate in WHOLE:
                yield Result(f"{base}/{rate}", float(whole.mean()), "%", f"{whole.size} cells of {size} draws")
                worst, pair = np.unravel_index(int(whole.argmax()), whole.shape)
                place = f"{list(draws)[worst]}, {PAIRS[pair]}"
                yield Result(f"{base}/worst_{rate}", float(whole.max()), "%", place)
            if rate in OF_PATCHED:
                largest = f"{len(patched)} cells of {size} draws, the largest {patched.max():.1f} %"
                yield Result(f"{base}/patched_{rate}", float(patched.mean()), "%", largest)


def suite_cells(names: Sequence[str], size: int) -> list[tuple[str, int]]:
    """Return the (set, number of documents) of a suite's sets: all sets in turn, and all numbers of documents."""
    rounds = (divmod(i, len(names)) for i in range(size))
    return [(names[i], DOCUMENTS[(i - turn) % len(DOCUMENTS)]) for turn, i in rounds]


def suite_rates(sets: Sequence[Mapping[str, Draws]]) -> Iterator[Result]:
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


def mean_coverage(sets: Sequence[Mapping[str, Draws]]) -> Iterator[Result]:
    """Yield how often the 95 % interval of the mean difference over sets, one vote each, holds the true one."""
    weights = np.full(len(sets), 1 / len(sets))
    for label in (*RULES, "mean"):
        chosen = [(each[label], i % PATCHED_PAIR) for i, each in enumerate(sets)]
        truth, repetitions = float(np.mean([draws.truth[pair] for draws, pair in chosen])), len(chosen[0][0].low)
        covered = 0
        for i in range(repetitions):
            low, high = weighted_mean(weights, [draws.jackknife(i, pair) for draws, pair in chosen]).interval(COVERAGE)
            covered += int(low[0] <= truth <= high[0])
        name = f"calibration/suite/{len(sets)}/{label}/mean_cover_at_95"
        yield Result(name, 100 * covered / repetitions, "%", f"{repetitions} draws")


def _passes(draws: Draws, pair: int, distance: float) -> NDArray[np.bool_]:
    """Return in which draws a rule passes whose limit lies so many spreads below the true gain."""
    low, high = draws.low[:, pair], draws.high[:, pair]
    limit = draws.truth[pair] - distance * np.std((low + high) / 2)
    passes: NDArray[np.bool_] = (low >= limit - SLACK) & (draws.decidable | draws.unchanged)[:, pair]
    return passes


if __name__ == "__main__":
    parser = arguments(__doc__, DATA)
    parser.add_argument("--draws", type=int, default=DRAWS)
    chosen_arguments = parser.parse_args()
    show(measure(chosen_arguments.data, chosen_arguments.draws), as_json=chosen_arguments.json)
