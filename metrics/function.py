"""A plain function of texts as a metric: it scores a segment, and scores of documents and of the set are means."""

from __future__ import annotations

import inspect
import math
from numbers import Real
from types import BuiltinFunctionType, FunctionType
from typing import TYPE_CHECKING, Any, Final, overload

from tertium import arguments
from tertium.containment import ResultError, description
from tertium.corpora.types import NOTHING, REFERENCES, SOURCE
from tertium.errors import ArgumentError, MetricError, UsageError
from tertium.metrics.base import Counted, ratio
from tertium.metrics.function_code import ACCEPTS, UNVERSIONED, code_hash, parameters
from tertium.metrics.registry import is_name, is_taken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores
    from tertium.metrics.function_code import Kind

UNIT: Final = "score"
"""Unit of a function that names none."""
LAMBDA: Final = "<lambda>"
"""What Python calls a function without a name."""
ROLES: Final[dict[Kind, frozenset[Role]]] = {
    "hypothesis": NOTHING,
    "reference": REFERENCES,
    "references": REFERENCES,
    "source": SOURCE,
}


class FunctionMetric:
    """The mean over segments of what a function returns, as `tertium.metric` makes it.

    Counts per segment: the returned number, 1. It can be called like the function itself.
    """

    source = "a function of the caller"
    segmentwise = True

    def __init__(
        self, function: Callable[..., Any], name: str, unit: str, *, higher_is_better: bool | None, code: str
    ) -> None:
        self.function, self.name, self.unit, self.higher_is_better = function, name, unit, higher_is_better
        self._code = code
        self._parameters = parameters(name, function)
        self.__doc__ = inspect.getdoc(function) or type(self).__doc__

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """Return what the function returns."""
        return self.function(*positional, **named)

    def __repr__(self) -> str:
        return f"<metric {self.signature}>"

    @property
    def needs(self) -> frozenset[Role]:
        """The roles that the function's parameters name."""
        return frozenset().union(*(ROLES[parameter.kind] for parameter in self._parameters))

    @property
    def signature(self) -> str:
        """The name, a hash of the function's source code, and what is averaged."""
        averaged = "|references:mean" if any(parameter.kind == "reference" for parameter in self._parameters) else ""
        return f"{self.name}|code:{self._code}|segments:mean{averaged}"

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (score, 1); where a segment has several references, the mean over them."""

        def count(hypotheses: Sequence[str]) -> Counted:
            scores = [self._scored(texts, row, hypothesis) for row, hypothesis in enumerate(hypotheses)]
            unscored = {row: "the function returned no number" for row, score in enumerate(scores) if math.isnan(score)}
            rows = [(score, 1.0) for score in scores]
            counts: Any = rows_of(rows)
            return Counted(counts, warnings=self._warnings(), unscored=unscored)

        return count

    def score(self, totals: Counts) -> Scores:
        """Return the mean, over any leading axes; nan without a scored segment."""
        return ratio(totals)

    def _warnings(self) -> tuple[str, ...]:
        if self._code != UNVERSIONED:
            return ()
        return ("the code of the function can't be read: runs by another version of it look alike",)

    def _scored(self, texts: Texts, row: int, hypothesis: str) -> float:
        """Return the score of a segment; nan where the function returns None or nan."""
        once = any(parameter.kind == "reference" for parameter in self._parameters)
        references = texts.references[row] if once else ("",)
        scores = [self._called(texts, row, hypothesis, reference) for reference in references]
        return math.fsum(scores) / len(scores) if scores else math.nan

    def _called(self, texts: Texts, row: int, hypothesis: str, reference: str) -> float:
        given: Mapping[Kind, Any] = {
            "hypothesis": hypothesis,
            "reference": reference,
            "references": list(texts.references[row]),
            "source": texts.sources[row],
        }
        positional = [given[parameter.kind] for parameter in self._parameters if not parameter.by_name]
        named = {parameter.name: given[parameter.kind] for parameter in self._parameters if parameter.by_name}
        try:
            returned = self.function(*positional, **named)
        except Exception as error:
            message = f"{self.name} failed at segment {texts.ids[row]!r}: {description(error)}"
            raise MetricError(message, hint="None or nan where a segment has no score; the other metrics") from error
        return _number(returned, texts.ids[row])


def rows_of(rows: Sequence[tuple[float, float]]) -> Counts:
    """Return rows of numbers as an array; shape (0, 2) for none."""
    import numpy as np

    return np.array(rows, dtype=np.float64).reshape(-1, 2)


@overload
def metric(
    function: Callable[..., Any], *, name: str | None = None, higher_is_better: bool | None = True, unit: str = UNIT
) -> FunctionMetric: ...
@overload
def metric(
    function: None = None, *, name: str | None = None, higher_is_better: bool | None = True, unit: str = UNIT
) -> Callable[[Callable[..., Any]], FunctionMetric]: ...
def metric(
    function: Callable[..., Any] | None = None,
    *,
    name: str | None = None,
    higher_is_better: bool | None = True,
    unit: str = UNIT,
) -> FunctionMetric | Callable[[Callable[..., Any]], FunctionMetric]:
    """Return a metric that is the mean over segments of what a function returns; also a decorator.

    The names of the function's parameters say what it is given, and so what a segment must have: `hypothesis`,
    `reference` (called once per reference; the mean counts), `references` (a list of all) and `source`. A function of
    one parameter, whatever it is called, gets the hypothesis. The signature holds a hash of the function's source code,
    so that runs by another version of it aren't compared; what the code calls elsewhere is not in the hash.

    Args:
        function: returns a number for the texts of a segment; None or nan where it has no score.
        name: of the metric in tables; that of the function by default.
        higher_is_better: the direction; None where neither is, as of a length.
        unit: of the number: "%", "points" …

    Returns:
        The metric, for `tertium.evaluate`; without a function, what makes one of it.

    Raises:
        UsageError: it is no function, a parameter has another name, or the name is taken or can't be one.

    Example:
        >>> @tertium.metric(unit="%")
        ... def copied_words(hypothesis, reference):
        ...     words = hypothesis.split()
        ...     return 100 * sum(word in reference.split() for word in words) / len(words) if words else None
        >>> data = tertium.EvalSet.from_lists(["the dog", "a cat"], ["the dog", "the cat"])
        >>> tertium.evaluate(data, [copied_words]).scores[["metric", "score", "unit"]]
                 metric  score unit
        0  copied_words   75.0    %
    """
    if function is None:

        def decorate(decorated: Callable[..., Any]) -> FunctionMetric:
            return metric(decorated, name=name, higher_is_better=higher_is_better, unit=unit)

        return decorate
    if isinstance(function, type) or not callable(function):
        raise ArgumentError(f"function can't be {arguments.shown(function)}", hint=ACCEPTS)
    arguments.check("higher_is_better", higher_is_better, (bool, type(None)), "True, False, or None for neither")
    arguments.check("unit", unit, str, "a text: points")
    arguments.check("name", name, (str, type(None)), "a short name: my_metric")
    called = name if name is not None else getattr(function, "__name__", type(function).__name__)
    if called == LAMBDA:
        raise UsageError("name is missing: a lambda has none", hint='tertium.metric(function, name="my_metric")')
    if not is_name(called):
        hint = 'name="my_metric", a short text without spaces and any of , : = and double quotes'
        raise UsageError(f"name can't be {called!r:.60}", hint=hint)
    if is_taken(called):
        raise UsageError(f"name can't be {called!r}: tertium has a metric of that name", hint=f'name="my_{called}"')
    plain = function.function if isinstance(function, FunctionMetric) else function
    return FunctionMetric(plain, called, unit, higher_is_better=higher_is_better, code=code_hash(plain))


def is_function(value: object) -> bool:
    """Whether a value is a plain function, which `tertium.evaluate` takes for a metric as it is."""
    return isinstance(value, (FunctionType, BuiltinFunctionType))


def _number(value: object, segment: str) -> float:
    """Return a function's result as a number, nan for None."""
    if value is None:
        return math.nan
    if isinstance(value, Real) or type(value).__name__ == "bool_" or getattr(value, "shape", None) == ():
        try:
            number = float(value)  # type: ignore[arg-type]  # of numpy or torch, of no axes
        except (TypeError, ValueError, OverflowError):
            number = math.inf
        if not math.isinf(number):
            return number
        raise ResultError(f"returned an infinite number at segment {segment!r}", hint="a finite number, or nan")
    raise ResultError(
        f"returned {arguments.shown(value)} at segment {segment!r}", hint="a number, or None for no score"
    )
