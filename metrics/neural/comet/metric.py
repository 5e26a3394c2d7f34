"""COMET: neural scores of translations (Rei et al. 2020, 2022; Guerreiro et al. 2024), by unbabel-comet's models."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Literal

from tertium.cache.store import open_store
from tertium.corpora.types import REFERENCES, SOURCE
from tertium.errors import MetricError
from tertium.metrics.base import ratio, setting
from tertium.metrics.neural.comet import models
from tertium.metrics.neural.comet.count import CometCounter
from tertium.metrics.neural.comet.load import Device, Precision, load, require_package, resolve_device
from tertium.metrics.neural.comet.samples import SampleBuilder
from tertium.metrics.neural.comet.score import Scorer
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores
    from tertium.metrics.neural.comet.models import ModelFiles

PACKAGES = ("unbabel-comet", "torch", "transformers")


@register
@dataclass(frozen=True, slots=True)
class Comet:
    """The mean of a model's segment scores: mostly 0 to 1, older models without bounds; higher is better.

    Counts per segment: the score, 1. Scores are not rounded and not scaled.

    Attributes:
        model: a name on the hub (see `tertium models`), a folder, or a checkpoint file.
        revision: the hub's commit; without it the one that was fetched, which the signature records.
        references: how the scores against several references make one; ``none`` for a model that can do without them.
        context: the number of segments of the same document that are read before each.
        pooling: ``window`` scores the whole text with its context, as SLIDE does (Raunak et al. 2024; here with a step
            of one segment); ``last`` averages the vectors of the last segment only, and puts hypotheses behind the
            context of the first reference (Vernikos et al. 2022).
        windows: score texts past the model's window in windows of sentences, instead of cutting them.
        device: the device that computes; ``auto`` is the fastest of this machine.
        precision: fp16 is what comet-score does.
        tokens: padded tokens of a batch, 0 for what suits the device; moves scores by less than 1e-6 in fp32.
    """

    name = "comet"
    unit = "score"
    higher_is_better = True
    source = "Rei et al. 2020; unbabel-comet (pip install 'tertium[comet]')"

    model: str = "Unbabel/wmt22-comet-da"
    revision: str = ""
    references: Literal["mean", "max", "none"] = "mean"
    context: int = 0
    pooling: Literal["window", "last"] = "window"
    windows: bool = False
    device: Device = "auto"
    precision: Precision = "fp32"
    tokens: int = setting(0)

    @property
    def needs(self) -> frozenset[Role]:
        """The roles that the model reads beside the hypothesis; both of a model that isn't here."""
        needs = models.needs(self.model)
        return (SOURCE | REFERENCES if needs is None else needs) - (REFERENCES if self.references == "none" else set())

    @property
    def segmentwise(self) -> bool:
        """Whether no score depends on another segment: without context."""
        return self.context == 0

    @property
    def gpus(self) -> int:
        """One GPU, unless another device was asked for."""
        return int(self.device in {"auto", "cuda"})

    def bind(self, texts: Texts) -> Counter:
        """Return the counter for these sources and references; see `bind_reporting`."""
        return self.bind_reporting(texts, lambda _: None)

    def bind_reporting(self, texts: Texts, tell: Callable[[str], None]) -> Counter:
        """Return the counter for these sources and references; each distinct text is encoded once for all systems.

        Raises:
            MetricError: the package or the model isn't there, or the checkpoint can't be trusted.
        """
        require_package()
        files = self._files(tell)
        device = resolve_device(self.device)
        tell(f"{files.name} on {device} in {self.precision}")
        last = self.pooling == "last"
        warnings: list[str] = []
        scorer = Scorer(
            self._scope(files, device),
            lambda: load(files, device=device, precision=self.precision, last=last),
            open_store(self._scope(files, device), warnings.append),
            tokens=self.tokens,
            tell=tell,
        )
        rule = self.references if self.needs >= REFERENCES else "none"
        return CometCounter(SampleBuilder(texts, rule, self.context, last), scorer, self.windows, warnings)

    def score(self, totals: Counts) -> Scores:
        """Return the mean score, over any leading axes; nan of no segments."""
        return ratio(totals)

    @property
    def signature(self) -> str:
        """The model with its revision and the hash of its files, every option, the device, the packages' versions."""
        options = f"references:{self.references}|context:{self.context}|windows:{self.windows}"
        try:
            files = models.find(self.model, self.revision)
            scope = self._scope(files, resolve_device(self.device))
        except (MetricError, ImportError):
            scope = f"comet|model:{self.model}|files:absent"  # `tertium metrics` shows it without the model
        return f"{scope}|{options}"

    def _files(self, tell: Callable[[str], None]) -> ModelFiles:
        """Return the model's files, after fetching them where they aren't on this machine."""
        try:
            return models.find(self.model, self.revision)
        except MetricError:
            tell(f"fetching {self.model}")
            return models.fetch(self.model, self.revision)

    def _scope(self, files: ModelFiles, device: str) -> str:
        """Return all that a score depends on beside the texts: the cache's scope, so a change here makes all new."""
        model = f"comet|model:{files.name}|revision:{files.revision or 'none'}|files:{files.digest}"
        computed = f"pooling:{self.pooling}|device:{device}|precision:{self.precision}"
        return "|".join([model, computed, *(f"{package}:{_version(package)}" for package in PACKAGES)])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
