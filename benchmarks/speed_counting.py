"""The counting half of `benchmarks/speed.py`: each metric on its own, in this process, references prepared before."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from benchmarks import speed_peers
from benchmarks.result import Result
from tertium.metrics.lexical.bleu import TOKENIZERS
from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions, TerOptions, engine_for
from tertium.metrics.lexical.engines import sacrebleu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.speed_peers import Peer
    from tertium.corpora.types import EvalSet
    from tertium.metrics.lexical.engine import Options, References

STEPS: Final = {"bleu": 1, "chrf": 4, "chrf++": 4, "ter": 20}
"""Every how manieth segment is counted, by both sides: sacreBLEU's TER takes 16 ms for one of en-de."""
ROUNDS: Final = {"bleu": 3, "chrf": 3, "chrf++": 3, "ter": 1}
"""How often each system is counted by each side, in turn; the best time of each counts, for other work on the machine
slows down even CPU time. One round of TER takes long enough."""
SAME_SCORE: Final = 1e-6
"""Scores of other packages that differ by more than this, in points, aren't sacreBLEU's."""


@dataclass(slots=True)
class Cost:
    """CPU seconds of one side, and of how many segments."""

    seconds: float = 0.0
    segments: int = 0

    def of(self, work: Callable[[], Any], segments: int) -> Any:
        """Do some work on so many segments, add what it costs, and return its result."""
        seconds, result = _timed(work)
        self.add(seconds, segments)
        return result

    def add(self, seconds: float, segments: int) -> None:
        """Add what so many segments cost."""
        self.seconds += seconds
        self.segments += segments

    @property
    def microseconds(self) -> float:
        """Of one segment."""
        return 1e6 * self.seconds / self.segments


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds of some work, and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


@dataclass(slots=True)
class Costs:
    """What one metric costs on one set, by side, and how many rows differ."""

    own: Cost = field(default_factory=Cost)
    sacrebleu: Cost = field(default_factory=Cost)
    floor: Cost = field(default_factory=Cost)
    differing: int = 0


def options_of(data: EvalSet) -> dict[str, Options]:
    """Return the metrics of the benchmark with their usual options; BLEU's tokenizer goes by the target language."""
    tokenize = TOKENIZERS.get(data.languages[1] or "", "13a")
    return {
        "bleu": BleuOptions(tokenize, lowercase=False),
        "chrf": ChrfOptions(6, 0, 2, lowercase=False, whitespace=False, eps_smoothing=False),
        "chrf++": ChrfOptions(6, 2, 2, lowercase=False, whitespace=False, eps_smoothing=False),
        "ter": TerOptions(normalized=False, no_punct=False, asian_support=False, case_sensitive=False),
    }


def clear_caches() -> None:
    """Empty the caches of sacreBLEU's tokenizers: they would spare it the work on a line that it saw before."""
    for name, module in sys.modules.items():
        if not name.startswith("sacrebleu.tokenizers"):
            continue
        for kind in filter(lambda value: isinstance(value, type), vars(module).values()):
            for method in vars(kind).values():
                getattr(method, "cache_clear", lambda: None)()


def texts_of(data: EvalSet, step: int) -> tuple[References, dict[str, list[str]]]:
    """Return the references and each system's outputs of every `step`th segment; a missing output is empty."""
    rows = range(0, len(data), step)
    references = [
        tuple(text for column in data.references.values() if (text := column[row]) is not None) for row in rows
    ]
    outputs = {system: [column[row] or "" for row in rows] for system, column in data.outputs.items()}
    return references, outputs


def counted(options: Options, references: References, outputs: dict[str, list[str]], rounds: int) -> Costs:
    """Count all systems with our engine and with sacreBLEU, one system after the other, both in turn."""
    costs = Costs()
    engine = engine_for(options)
    own, other = engine.bind(options, references), sacrebleu.ENGINE.bind(options, references)
    warm = next(iter(outputs.values()))
    own(warm)
    other(warm[:1])
    for hypotheses in outputs.values():
        seconds = []
        for _ in range(rounds):
            clear_caches()
            theirs, expected = _timed(partial(other, hypotheses))
            ours, rows = _timed(partial(own, hypotheses))
            floor, _ = _timed(partial(_joined, hypotheses))
            seconds.append((theirs, ours, floor))
            costs.differing += int((rows != expected).any(axis=1).sum())
        for cost, best in zip(
            (costs.sacrebleu, costs.own, costs.floor), map(min, zip(*seconds, strict=True)), strict=True
        ):
            cost.add(best, len(hypotheses))
    return costs


def _joined(texts: Sequence[str]) -> bytes:
    """Join and encode texts: less can't be done before anything is counted."""
    return "\n".join(texts).encode("utf-32-le", "surrogatepass")


def measure(data: EvalSet, name: str, *, every: bool) -> Iterator[Result]:
    """Yield the figures of all metrics on one set, with every segment or with a sample of them."""
    for metric, options in options_of(data).items():
        step = 1 if every else STEPS[metric]
        references, outputs = texts_of(data, step)
        costs = counted(options, references, outputs, ROUNDS[metric])
        engine = engine_for(options)
        against = f"{sacrebleu.ENGINE.name} {sacrebleu.ENGINE.version}, references prepared"
        against += f"; segments {step} apart" if step > 1 else ""
        label, described = f"speed/{name}/{metric}", f"{engine.name} {engine.version}"
        yield Result(f"{label}/cpu_ratio", costs.sacrebleu.seconds / costs.own.seconds, "times", against, described)
        yield Result(f"{label}/differing", costs.differing, "segments", f"of {costs.own.segments}", described)
        yield Result(f"{label}/us", costs.own.microseconds, "us/segment", "", described)
        yield Result(f"{label}/sacrebleu_us", costs.sacrebleu.microseconds, "us/segment", "", "sacrebleu")
        yield Result(
            f"{label}/floors", costs.own.seconds / costs.floor.seconds, "times", "joining and encoding", described
        )
        # Other packages know no tokenizer but 13a.
        peers = speed_peers.installed() if options != BleuOptions("zh", lowercase=False) else []
        for peer in peers:
            if peer.metric == metric:
                yield from _peer_figures(peer, label, data, STEPS["chrf"])
    yield from _systems(data, name)


def _peer_figures(peer: Peer, label: str, data: EvalSet, step: int) -> Iterator[Result]:
    """Yield what another package costs for the same scores, references included on both sides, and how they differ."""
    references, outputs = texts_of(data, step)
    streams = [list(stream) for stream in zip(*references, strict=True)]
    metric: Any = (
        BLEU(tokenize=TOKENIZERS.get(data.languages[1] or "", "13a"), force=True)
        if peer.metric == "bleu"
        else CHRF(word_order=2 * (peer.metric == "chrf++"))
    )
    theirs, expected_cost, differences = Cost(), Cost(), []
    for hypotheses in list(outputs.values())[:4]:
        clear_caches()
        if peer.level == "segment":
            work = partial(_segment_scores, metric, hypotheses, references)
        else:
            work = partial(_set_score, metric, hypotheses, streams)
        expected = expected_cost.of(work, len(hypotheses))
        scores = theirs.of(partial(peer.score, hypotheses, references), len(hypotheses))
        differences += [abs(a - b) for a, b in zip(scores, expected, strict=True)]
    against = f"sacreBLEU, references counted by both; 4 systems, segments {step} apart"
    compared = f"of {len(differences)}, one for each {peer.level}"
    wrong = sum(difference > SAME_SCORE for difference in differences)
    yield Result(
        f"{label}/{peer.name}/cpu_ratio", expected_cost.seconds / theirs.seconds, "times", against, peer.described
    )
    yield Result(f"{label}/{peer.name}/differing", wrong, "scores", compared, peer.described)
    yield Result(f"{label}/{peer.name}/max_difference", max(differences), "points", "sacreBLEU", peer.described)


def _segment_scores(metric: Any, hypotheses: Sequence[str], references: References) -> list[float]:
    return [metric.sentence_score(text, list(row)).score for text, row in zip(hypotheses, references, strict=True)]


def _set_score(metric: Any, hypotheses: Sequence[str], streams: list[list[str]]) -> list[float]:
    return [metric.corpus_score(list(hypotheses), streams).score]


def _systems(data: EvalSet, name: str) -> Iterator[Result]:
    """Yield how the cost per system falls from one to all systems: references are prepared once."""
    options = options_of(data)["chrf"]
    references, outputs = texts_of(data, 1)
    engine, columns = engine_for(options), list(outputs.values())
    one, all_of_them = Cost(), Cost()
    for cost, chosen in ((one, columns[:1]), (all_of_them, columns)):
        count = cost.of(partial(engine.bind, options, references), 0)
        for hypotheses in chosen:
            cost.of(partial(count, hypotheses), len(hypotheses))
    ratio = all_of_them.microseconds / one.microseconds
    yield Result(
        f"speed/{name}/systems/ratio", ratio, "times", f"chrf, {len(columns)} systems against 1, references too"
    )
