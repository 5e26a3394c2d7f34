"""The interface of a metric: it turns segments into additive counts, and sums of counts into a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tertium.corpora.types import Role, Texts
    from tertium.services.budget import Budget, Estimate

Counts: TypeAlias = "NDArray[np.float64]"
"""Additive counts: shape (segments, k) for rows, (k,) or (..., k) for sums."""

Scores: TypeAlias = "NDArray[np.float64]"
"""Scores in the metric's own unit and direction; nan where undefined."""


def ratio(totals: Counts, *, times: float = 1.0) -> Scores:
    """Return `times` the first sum by the second, over any leading axes; nan where the second is not above 0."""
    import numpy as np

    numerator, denominator = np.moveaxis(totals, -1, 0)  # (..., 2) to two arrays of shape (...)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(denominator > 0, times * numerator / denominator, np.nan)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a hypothesis that a metric marks, mostly as an error.

    Attributes:
        segment: index among the hypotheses given to the counter.
        start: first character, in code points.
        end: behind the last character; equal to start where something is missing.
        label: what is wrong there, e.g. ``"number"``.
        severity: ``"minor"``, ``"major"`` or ``"critical"``.
        note: what was expected, for people.
        confidence: 0 to 1; nan where the metric doesn't say.
    """

    segment: int
    start: int
    end: int
    label: str
    severity: str = "major"
    note: str = ""
    confidence: float = float("nan")


@dataclass(frozen=True, slots=True)
class Counted:
    """The result of a counter: one finite row of counts per hypothesis, and the places that the metric marks.

    Attributes:
        counts: shape (hypotheses, k), with the same k for every system.
        spans: ordered by segment.
        warnings: for people, e.g. which texts a model's window cut.
        unscored: row to the reason why it has no score, e.g. that a service refused the text; evaluation records the
            segment as skipped, whatever its row in `counts` holds (nan is allowed there, and only there).
    """

    counts: Counts
    spans: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    unscored: Mapping[int, str] = field(default_factory=dict)


Counter: TypeAlias = Callable[[Sequence[str]], Counted]
"""Hypotheses, one per bound segment, to rows: once per system."""


@runtime_checkable
class Metric(Protocol):
    """A frozen dataclass whose fields are its options.

    Attributes:
        name: short and lower case, e.g. ``"chrf"``; unique among the registered metrics.
        needs: the roles that it reads beside the hypothesis.
        unit: of the scores, ``"%"``, ``"points"`` …
        higher_is_better: the direction; None where neither is (a length ratio is best near 1).
        source: who defined it and whose code counts, in a line.
    """

    @property
    def name(self) -> str:
        """The metric's name, short and lower case."""
        ...

    @property
    def needs(self) -> frozenset[Role]:
        """The roles that the metric reads beside the hypothesis."""
        ...

    @property
    def unit(self) -> str:
        """The unit of the scores."""
        ...

    @property
    def higher_is_better(self) -> bool | None:
        """Whether a higher score is better; None where neither direction is."""
        ...

    @property
    def source(self) -> str:
        """Who defined the metric and whose code counts, in one line."""
        ...

    @property
    def signature(self) -> str:
        """Everything that the number depends on: the name, the options, and the versions of the code behind them."""
        ...

    def bind(self, texts: Texts) -> Counter:
        """Prepare sources and references, once per set, and return the counter of hypotheses."""
        ...

    def score(self, totals: Counts) -> Scores:
        """Return the score of sums of rows: (..., k) to (...); nan where undefined."""
        ...


@runtime_checkable
class Adapts(Protocol):
    """A metric with options that depend on the languages (BLEU's tokenizer)."""

    def adapted(self, languages: tuple[str | None, str | None]) -> Metric:
        """Return the metric with those options settled for a source and a target language."""
        ...


@runtime_checkable
class NamesEngine(Protocol):
    """A metric whose rows different programs count, to the same integers; recorded in `Run.versions`."""

    @property
    def counted_by(self) -> str:
        """Name and version of the program that counts here; empty where these options need none."""
        ...


@runtime_checkable
class Segmentwise(Protocol):
    """A metric whose row of a segment depends on no other segment.

    So a set may be counted part by part, in any process: it is bound to each part anew, and its counter's warnings are
    joined. Any other metric is bound to all segments at once, which must fit into memory.
    """

    @property
    def segmentwise(self) -> bool:
        """Whether it is so, as the options are."""
        ...


@runtime_checkable
class ScoresSegments(Protocol):
    """A metric whose score of one segment is no `score` of its row (BLEU uses effective order there)."""

    def score_segments(self, rows: Counts) -> Scores:
        """Return one score per row: (segments, k) to (segments,)."""
        ...


@runtime_checkable
class Noisy(Protocol):
    """A metric that would give other scores if it counted the same texts again (a judge), and knows how far."""

    def noise(self, totals: Counts) -> Scores:
        """Return the standard error that counting again has, of sums of rows: (..., k) to (...); nan where unknown."""
        ...


@runtime_checkable
class HasCard(Protocol):
    """A metric whose own errors were measured; the result travels with its scores."""

    def measured_errors(self) -> Mapping[str, Any] | None:
        """Return the card as JSON values, `tertium.evals.results.JudgeCard`; None where there is none.

        Raises:
            TertiumError: the card can't be read, or is that of another metric.
        """
        ...


@runtime_checkable
class Paid(Protocol):
    """A metric that asks a service, which may cost money."""

    def estimate(self, texts: Texts, outputs: Sequence[Sequence[str]]) -> Estimate:
        """Return what counting these outputs will cost at most, about, without what was answered already.

        Args:
            texts: sources and references.
            outputs: of each system the hypotheses, one per segment.
        """
        ...

    def limits(self) -> Budget:
        """Return a budget of which nothing is spent."""
        ...

    def bind_within(self, texts: Texts, tell: Callable[[str], None], budget: Budget) -> Counter:
        """Return what `bind_reporting` returns, within a budget that other sets share."""
        ...


@runtime_checkable
class Reports(Protocol):
    """A metric that takes long and reports its progress."""

    def bind_reporting(self, texts: Texts, tell: Callable[[str], None]) -> Counter:
        """Return what `bind` returns; `tell` is called with lines on the progress, now and while the counter works."""
        ...


@runtime_checkable
class HoldsModel(Protocol):
    """A metric that may compute with a model: it counts in the calling process, one system at a time.

    A second process would load the model again, and compute in another number of threads, which changes last digits.
    """

    @property
    def holds_model(self) -> bool:
        """Whether the metric computes with a model, as its options are."""
        ...


@runtime_checkable
class WantsGpus(Protocol):
    """A metric whose model computes on GPUs: an executor of a cluster gives each of its workers so many of them.

    There it is counted part by part, if it is segmentwise; any other executor leaves it in the calling process.
    """

    @property
    def gpus(self) -> int:
        """The number of GPUs of a worker, as the options are; 0 for none."""
        ...


UNANSWERED: Final = "no answer: "
"""Beginning of the reason why a segment has no score where a service gave no answer: a later run asks again."""

SETTING: Final = "setting"
"""Key of a field's metadata: the option doesn't define the number."""
SECRET: Final = "secret"  # noqa: S105 - a key of metadata, no password
"""Key of a field's metadata: the value is in no file and in no message."""


def setting(default: Any = MISSING, *, default_factory: Any = MISSING, secret: bool = False) -> Any:
    """Return a dataclass field for an option that doesn't define the number: a key, a path, a batch size.

    It is read from a spec like every option, but stands in no signature and no label, and two metrics that differ in
    it alone are equal.

    Args:
        default: its value where nothing else is given.
        default_factory: returns that value, e.g. from the environment.
        secret: whether the value must not be in any file of a run nor in any message.
    """
    metadata = {SETTING: True, SECRET: secret}
    return field(default=default, default_factory=default_factory, compare=False, repr=not secret, metadata=metadata)


def options(metric: Metric | type[Metric]) -> tuple[Field[Any], ...]:
    """Return the fields that a spec may set; none where the class isn't a dataclass."""
    return fields(metric) if is_dataclass(metric) else ()


def defining(metric: Metric | type[Metric]) -> tuple[Field[Any], ...]:
    """Return the fields that the number depends on: all but the settings."""
    return tuple(
        option for option in options(metric) if not (option.metadata.get(SETTING) or option.metadata.get(SECRET))
    )


def secrets(metric: Metric) -> frozenset[str]:
    """Return the values of the metric's secret fields."""
    values = [getattr(metric, option.name) for option in options(metric) if option.metadata.get(SECRET)]
    texts = [value.decode(errors="replace") if isinstance(value, bytes) else str(value) for value in values if value]
    return frozenset(texts)


def signature(metric: Metric, *packages: str) -> str:
    """Return ``name|option:value|…|package:version|…``: all that the number depends on."""
    values = [f"{option.name}:{getattr(metric, option.name)}" for option in defining(metric)]
    return "|".join([metric.name, *values, *(f"{package}:{version(package)}" for package in packages)])
