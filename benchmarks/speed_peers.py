"""Other packages that count BLEU or chrF, for `benchmarks/speed.py`; each is optional."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.metrics.lexical.engine import References


class Peer(NamedTuple):
    """A package's way to one metric.

    Attributes:
        name: of the package, as pip knows it.
        metric: one of ours.
        level: ``"set"``, where it gives one score for all segments, or ``"segment"``.
        score: hypotheses and references to scores from 0 to 100: one, or one per segment.
    """

    name: str
    metric: str
    level: str
    score: Callable[[Sequence[str], References], list[float]]

    @property
    def described(self) -> str:
        """The package and its version."""
        return f"{self.name} {version(self.name)}"


def installed() -> list[Peer]:
    """Return the peers whose packages are here."""
    return [peer for peer in PEERS if find_spec(peer.name.replace("-", "_"))]


def missing() -> list[str]:
    """Return the packages that aren't here."""
    return sorted({peer.name for peer in PEERS} - {peer.name for peer in installed()})


def _bleuscore(hypotheses: Sequence[str], references: References) -> list[float]:
    import bleuscore

    return [100 * bleuscore.compute(list(map(list, references)), list(hypotheses))["bleu"]]


def _fastchrf(hypotheses: Sequence[str], references: References) -> list[float]:
    import fastchrf

    # The best reference counts, as in sacreBLEU; its own `aggregate_chrf` averages them.
    pairs = fastchrf.pairwise_chrf([[hypothesis] for hypothesis in hypotheses], list(map(list, references)))
    return [max(scores) for (scores,) in pairs]


def _mojo_bleu(hypotheses: Sequence[str], references: References) -> list[float]:
    import sacrebleu_mojo

    return [sacrebleu_mojo.corpus_bleu(list(hypotheses), _streams(references)).score]


def _mojo_chrf(hypotheses: Sequence[str], references: References) -> list[float]:
    import sacrebleu_mojo

    return [sacrebleu_mojo.corpus_chrf(list(hypotheses), _streams(references)).score]


def _mojo_chrf_words(hypotheses: Sequence[str], references: References) -> list[float]:
    import sacrebleu_mojo

    return [sacrebleu_mojo.corpus_chrf(list(hypotheses), _streams(references), word_order=2).score]


def _streams(references: References) -> list[list[str]]:
    return [list(stream) for stream in zip(*references, strict=True)]


PEERS: Final = (
    Peer("bleuscore", "bleu", "set", _bleuscore),
    Peer("fastchrf", "chrf", "segment", _fastchrf),
    Peer("sacrebleu-mojo", "bleu", "set", _mojo_bleu),
    Peer("sacrebleu-mojo", "chrf", "set", _mojo_chrf),
    Peer("sacrebleu-mojo", "chrf++", "set", _mojo_chrf_words),
)
