"""What users call metrics, systems, documents, domains and segments, as the run spells it."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Final

from tertium import arguments
from tertium.errors import TertiumError, UsageError, nearest
from tertium.metrics.registry import label_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tertium.evals.types import Run

MANY: Final = 2000
"""Names from which the nearest is not looked for: it takes seconds."""
ARGUMENTS: Final = {"segment": "where", "domain": "domain"}
"""The arguments that aren't called by the plural of what they name."""
IN_ANY_CASE: Final = frozenset({"metric", "system"})
"""What is few and is typed by hand, so that another case can only mean the same."""


def chosen_labels(run: Run, metrics: str | Sequence[str] | None) -> list[str]:
    """Return the labels of the chosen metrics, by default all of the run; UsageError for one that the run hasn't."""
    labels = chosen_names("metric", metrics, run.measures, missing_reasons(run)) if metrics is not None else []
    return labels or list(run.measures)


def chosen_names(
    kind: str, names: str | Sequence[str], available: Collection[str], missing: Mapping[str, str] | None = None
) -> list[str]:
    """Return the names that a caller gave, one or a list of them, each once and as it is spelled in the run.

    Metrics and systems may be written in any case (``chrF``); a metric may also have another spelling of its spec, or
    its name alone where one metric of the run has it: ``comet`` for ``comet:model=…``.

    Args:
        kind: of the names: ``"metric"``, ``"system"``, ``"document"`` …
        names: what the caller gave.
        available: the names that there are.
        missing: name to the reason why it isn't there.

    Raises:
        UsageError: there is no such name, or what was given is no text and no list of texts.
    """
    accepts = arguments.METRICS if kind == "metric" else f"the name of a {kind}, or a list of them"
    given = arguments.texts(ARGUMENTS.get(kind, f"{kind}s"), names, accepts)
    there = frozenset(available)
    return list(dict.fromkeys(name if name in there else _respelled(kind, name, available, missing) for name in given))


def missing_reasons(run: Run) -> dict[str, str]:
    """Return label to the first line of the reason why that metric is missing from a run."""
    return {label: reason.splitlines()[0] for label, reason in run.missing.items()}


def _respelled(kind: str, name: str, available: Collection[str], missing: Mapping[str, str] | None) -> str:
    """Return the name that another spelling can only mean; UsageError where there is none."""
    for candidates in _candidates(kind, name, available):
        if len(candidates) == 1:
            return candidates[0]
    what = "metrics: there are no scores of" if kind == "metric" else f"no {kind} is named"
    reason = f": {missing[name]}" if missing and name in missing else ""
    hint = nearest(name, available) if len(available) < MANY else ", ".join(available)
    raise UsageError(
        f"{what} {arguments.shown(name)}{reason}",
        hint=shorten(hint, 100, placeholder=" …") or f"a run with a {kind}",
    )


def _candidates(kind: str, name: str, available: Collection[str]) -> Iterator[list[str]]:
    """Yield the names that this one may mean, the likeliest spelling first."""
    if kind == "metric":
        try:
            label = label_of(name)
        except TertiumError:  # no metric that is known here; the run may have it from elsewhere
            label = ""
        yield [label] if label in available else []
    if kind in IN_ANY_CASE:
        yield [other for other in available if other.casefold() == name.casefold()]
    if kind == "metric":
        yield [other for other in available if other.partition(":")[0].casefold() == name.casefold()]
