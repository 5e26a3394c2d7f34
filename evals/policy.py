"""A release policy: the rules that a candidate must pass, from a TOML file that a person writes."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, get_args

from tertium import arguments
from tertium.calls import explained
from tertium.errors import UsageError
from tertium.evals.results import Resampling
from tertium.files import read_toml
from tertium.limits import MAX_SEED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.evals.results.resampling import Cluster

SCHEMA: Final = "tertium.policy/1"

Kind: TypeAlias = Literal["non-inferior", "superior", "minimum", "no-worse", "limit", "required"]
Unit: TypeAlias = Literal["document", "domain", "set"]

OPTIONS: Final[dict[str, tuple[set[str], set[str]]]] = {
    "non-inferior": (set(), {"margin", "percent"}),
    "superior": (set(), {"margin", "percent"}),
    "minimum": ({"score"}, set()),
    "no-worse": ({"by", "margin"}, set()),
    "limit": (set(), {"at_most", "at_least", "by", "quantile"}),
    "required": (set(), set()),
}
"""Kind of rule to its required and its optional keys, beside kind and metric."""

DIFFERING: Final = 10
"""Documents that must differ before a candidate passes: then those that are worse by exactly the margin pass in at most
7.6 % of simulations in all cells of 48 but one; with fewer in up to 50 %."""

WITHOUT_EFFECT: Final = ("samples", "seed")
"""Keys of earlier policies: their bounds were drawn, and those of today are by leaving out each document once."""

SHOWN: Final = 50
"""Characters of a wrong value that an error shows."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition on a candidate.

    Attributes:
        kind: the kind of condition.
        metric: label of the metric.
        margin: in the metric's unit: how much worse is still good enough, or how much better it must be.
        score: the worst score that is good enough.
        by: the unit that must fulfil it: every document, every domain, or the whole set.
        at_most: the highest value allowed.
        at_least: the lowest value allowed.
        percent: in place of `margin`, in percent of the baseline's score; nan where it isn't used.
        quantile: of the segments' values, 0 to 1, which has the limits in place of the set's score; nan for the score.
    """

    kind: Kind
    metric: str
    margin: float = 0.0
    score: float = math.nan
    by: Unit = "set"
    at_most: float = math.inf
    at_least: float = -math.inf
    percent: float = math.nan
    quantile: float = math.nan

    @property
    def is_in_percent(self) -> bool:
        """Whether the margin is in percent of the baseline's score."""
        return not math.isnan(self.percent)

    @property
    def threshold(self) -> float:
        """The margin, in the metric's unit or in percent."""
        return self.percent if self.is_in_percent else self.margin

    @property
    def relative(self) -> bool:
        """Whether the rule compares the candidate with a baseline."""
        return self.kind in {"non-inferior", "superior", "no-worse"}

    def __str__(self) -> str:
        conditions = {
            "non-inferior": f"not worse by more than {self._threshold_words}",
            "superior": f"better by more than {self._threshold_words}",
            "minimum": f"no worse than {self.score:g}",
            "no-worse": f"in no {self.by} worse by more than {self.margin:g}",
            "limit": self._limits,
            "required": "must be there",
        }
        return f"{self.metric} {conditions[self.kind]}"

    @property
    def _threshold_words(self) -> str:
        return f"{self.threshold:g}{' %' if self.is_in_percent else ''}"

    @property
    def _limits(self) -> str:
        """The limits in words; a quantile is named as engineers do, p95."""
        return f"{'' if math.isnan(self.quantile) else f'p{100 * self.quantile:g} '}{self._bounds}"

    @property
    def _bounds(self) -> str:
        limits = [f"at least {self.at_least:g}"] if math.isfinite(self.at_least) else []
        limits += [f"at most {self.at_most:g}"] if math.isfinite(self.at_most) else []
        return " and ".join(limits) + ("" if self.by == "set" else f" in every {self.by}")


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules and the settings of their bounds.

    Attributes:
        rules: in the order of the file.
        confidence: confidence of the one-sided bounds, 0 to 1.
        differing: a pass against a baseline takes so many documents that differ, or three in four of a smaller set; see
            docs/decisions.md.
        resampling: the settings; its two-sided level has the one-sided bounds as its ends, so .95 becomes .9.
    """

    rules: tuple[Rule, ...]
    confidence: float = 0.95
    differing: int = DIFFERING
    resampling: Resampling = field(default_factory=lambda: Resampling(level=0.9))


@explained("read_policy")
def read(path: Path | str) -> Policy:
    """Return the policy in a TOML file; `tertium.gate` takes its path as well.

    Args:
        path: of the file; docs/decisions.md says what stands in it.

    Returns:
        The rules, and the settings of their bounds.

    Raises:
        UsageError: the file is no policy; the message names the rule and its valid keys.

    Example:
        >>> tertium.read_policy("examples/policy.toml").confidence
        0.95
    """
    return parse(read_toml(arguments.path("path", path)), str(path))


def parse(table: Mapping[str, Any], where: str) -> Policy:
    """Return the policy in a TOML table; see `read`."""
    if table.get("schema") != SCHEMA:
        raise UsageError(f"{where} is not of schema {SCHEMA!r}", hint=f'schema = "{SCHEMA}" in its first line')
    for key in table:
        if key in WITHOUT_EFFECT:
            message = f"{where}: {key} changes nothing: bounds leave out each document once, and nothing is drawn"
            raise UsageError(message, hint=f"the file without {key}; the verdict stays what it is")
        if key not in {"schema", "confidence", "differing", "rule", "cluster"}:
            hint = "confidence, differing, cluster, [[rule]]"
            raise UsageError(f"{where}: nothing is called {shown(key)}", hint=hint)
    rules = table.get("rule", [])
    if not isinstance(rules, list) or not rules:
        raise UsageError(f"{where} has no rules, and nothing would ever fail", hint="[[rule]] with kind and metric")
    confidence = number(table.get("confidence", 0.95), f"{where}: confidence")
    differing = whole(table.get("differing", DIFFERING), f"{where}: differing")
    if differing < 0:
        raise UsageError(f"{where}: differing can't be {differing}", hint="0 or more; 0 asks for none")
    cluster = table.get("cluster", "document")
    if cluster not in ("document", "segment"):  # no set: a list in the file has no hash
        raise UsageError(f"{where}: cluster can't be {shown(cluster)}", hint="document, segment")
    return Policy(
        tuple(rule(table, f"{where}, rule {i + 1}") for i, table in enumerate(rules)),
        confidence,
        differing,
        # twice .95 minus 1 is .8999999999999999 in floating point, and the level is shown to people
        Resampling(level=round(2 * confidence - 1, 12), cluster=cast("Cluster", cluster)),
    )


def rule(table: Any, where: str) -> Rule:
    """Return the rule in a TOML table; UsageError names the rule and its valid keys."""
    kind = table.get("kind") if isinstance(table, dict) else table
    if not isinstance(kind, str) or not isinstance(table, dict) or kind not in OPTIONS:
        raise UsageError(f"{where}: no kind of rule is named {shown(kind)}", hint=", ".join(OPTIONS))
    metric = table.get("metric")
    if not isinstance(metric, str) or not metric:
        raise UsageError(f"{where} names no metric", hint='metric = "chrf"')
    required, optional = OPTIONS[kind]
    keys = set(table) - {"kind", "metric"}
    if keys - required - optional:
        hint = ", ".join(sorted(required | optional)) or "only a metric"
        raise UsageError(f"{where}: a rule of kind {kind!r} has no {shown(min(keys - required - optional))}", hint=hint)
    choices = {"limit": {"at_most", "at_least"}, "non-inferior": {"margin", "percent"}}.get(kind, keys)
    if required - keys or (choices and not keys & choices):
        missing_keys = sorted(required - keys) or sorted(choices, reverse=kind == "limit")
        raise UsageError(
            f"{where}: a rule of kind {kind!r} lacks {' or '.join(missing_keys)}", hint=f"{missing_keys[0]} = 0.5"
        )
    numbers = {key: number(table[key], f"{where}: {key}") for key in keys - {"by"}}
    if numbers.get("margin", 0) < 0:
        raise UsageError(f"{where}: a margin of {numbers['margin']:g} is negative", hint="0 or more")
    if {"margin", "percent"} <= keys:
        raise UsageError(f"{where}: margin and percent say the same in two ways", hint="one of them")
    if numbers.get("percent", 0) < 0:
        raise UsageError(f"{where}: {numbers['percent']:g} percent is negative", hint="0 or more")
    if "quantile" in numbers and not (0 < numbers["quantile"] < 1 and "by" not in keys):
        raise UsageError(f"{where}: quantile can't be {shown(table['quantile'])} here", hint="0.95, without by")
    by = table.get("by", "set")
    if by not in get_args(Unit) or (kind == "no-worse" and by == "set"):
        raise UsageError(f"{where}: by can't be {shown(by)}", hint="document, domain")
    return Rule(cast("Kind", kind), metric, by=by, **numbers)


def number(value: Any, where: str) -> float:
    """Return a finite number of the file; UsageError for anything else."""
    if not isinstance(value, bool) and isinstance(value, (int, float)):
        with suppress(OverflowError):  # an int of hundreds of digits
            if math.isfinite(number := float(value)):
                return number
    raise UsageError(f"{where} can't be {shown(value)}", hint="a number")


def whole(value: Any, where: str) -> int:
    """Return a whole number of the file; UsageError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_SEED:
        raise UsageError(f"{where} can't be {shown(value)}", hint="a whole number")
    return value


def shown(value: object) -> str:
    """Return a value of the file as it is shown in an error, shortened."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # Python writes no number of more than 4,300 digits
        return f"this {type(value).__name__}"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
