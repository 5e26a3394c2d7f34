"""The conditions of a filter: each as a mask of segments, with its words."""

from __future__ import annotations

from numbers import Real
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from tertium import arguments
from tertium.containment import description
from tertium.errors import UsageError, counted
from tertium.evals.names import chosen_names
from tertium.evals.query import rows_of_query
from tertium.evals.types import segment_domains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run

WHERE: Final = (
    "'chrf < 40', True or False per segment, a list of ids, rows of run.segments, or a function of run.segments"
)
LENGTH: Final = "the least and the most characters: (20, 100), or (20, None)"
HOW: Final = '"any" or "all"'


def conditions(  # noqa: PLR0913, PLR0917 - the conditions of `filtered`
    run: Run,
    where: Any,
    how: str | None,
    documents: str | Sequence[str] | None,
    domain: str | Sequence[str] | None,
    length: tuple[float | None, float | None] | None,
) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Yield each condition in words, with the segments that meet it."""
    data = run.data
    if where is not None:
        words = str.__str__(where) if arguments.is_of(where, str) else "by a mask"
        yield shorten(words, 100, placeholder=" …"), _mask(run, where, how)
    if documents is not None:
        names = chosen_names("document", documents, [document.id for document in data.documents])
        yield _in_words("document", names), np.isin(data.document_ids, names)
    if domain is not None:
        names = chosen_names("domain", domain, data.domains)
        yield _in_words("domain", names), np.array([of_row in names for of_row in segment_domains(data)])
    if length is not None:
        low, high = _ends(length)
        name, lengths = _lengths(data)
        words = f"{low:g} characters or more" if high is None else f"{low:g} to {high:g} characters"
        yield f"{name} of {words}", (lengths >= low) & (lengths <= (np.inf if high is None else high))


def _mask(run: Run, where: Any, how: str | None) -> NDArray[np.bool_]:
    """Return which segments a condition, a mask, a list of ids, rows of the segments' frame or a function choose."""
    if how not in {None, "any", "all"}:
        raise UsageError(f"how can't be {arguments.shown(how)}", hint=HOW)
    data, size = run.data, len(run.data)
    if arguments.is_of(where, str):
        return _of_systems(run, _of_text(run, str.__str__(where)), how)
    chosen = _called(where, run.segments) if callable(where) else where
    if isinstance(chosen, pd.DataFrame):
        if "id" not in chosen:
            raise UsageError("where can't be a table without a column 'id'", hint=WHERE)
        return np.isin(data.ids, _ids(data, chosen["id"].unique()))
    if isinstance(chosen, pd.Series) and len(chosen) == size and {*map(str, chosen.index)} == {*data.ids}:
        chosen = chosen.set_axis([*map(str, chosen.index)]).loc[list(data.ids)]
    values = arguments.listed("where", chosen, WHERE)
    if values and all(isinstance(value, str) for value in values):
        return np.isin(data.ids, _ids(data, values))
    return _of_systems(run, _truth(values), how)


def _of_text(run: Run, text: str) -> NDArray[np.bool_]:
    if text in run.data.ids:
        raise UsageError(f"where can't be one id, {arguments.shown(text)}", hint=f"a list of ids: [{text!r}]")
    return rows_of_query("where", text, run.segments)


def _called(function: Callable[[pd.DataFrame], Any], segments: pd.DataFrame) -> Any:
    """Return what a caller's function returns; UsageError for what it raises."""
    try:
        return function(segments)
    except UsageError:
        raise
    except Exception as error:
        message = f"where: the function failed: {description(error)}"
        columns = shorten(", ".join(map(str, segments.columns)), 100, placeholder=" …")
        raise UsageError(message, hint=f"a function of run.segments, whose columns are {columns}") from error


def _truth(values: Sequence[object]) -> NDArray[np.bool_]:
    """Return a mask; a missing value chooses nothing."""
    chosen = []
    for value in values:
        missing = value is None or value is pd.NA or value != value  # noqa: PLR0124 - nan
        if not missing and not isinstance(value, (bool, np.bool_)):
            raise UsageError(f"where can't hold {arguments.shown(value)}", hint=WHERE)
        chosen.append(not missing and bool(value))
    return np.array(chosen, dtype=np.bool_)


def _of_systems(run: Run, mask: NDArray[np.bool_], how: str | None) -> NDArray[np.bool_]:
    """Return a mask of segments, from one of them or of all rows of the segments' frame, which has one per system."""
    size, systems = len(run.data), len(run.systems)
    if len(mask) == size:
        return mask
    if len(mask) != size * systems:
        rows = f"{counted(size, 'segment')}" + f" ({size * systems} rows of run.segments)" * (systems > 1)
        raise UsageError(f"where has {len(mask)} values for {rows}", hint=WHERE)
    by_system = mask.reshape(systems, size)
    some: NDArray[np.bool_] = np.logical_or.reduce(by_system)
    every: NDArray[np.bool_] = np.logical_and.reduce(by_system)
    if how is None and (some != every).any():
        raise UsageError(
            f"where chooses {counted(int((some != every).sum()), 'segment')} of some systems and not of others",
            hint=f'how="any" or how="all", or run.filter(systems="{run.systems[0]}") before',
        )
    return every if how == "all" else some


def _ids(data: EvalSet, ids: Any) -> list[str]:
    return chosen_names("segment", [str(name) for name in ids], data.ids)


def _in_words(kind: str, names: Sequence[str]) -> str:
    return f"{kind} {names[0]}" if len(names) == 1 else counted(len(names), kind)


def _ends(length: object) -> tuple[float, float | None]:
    """Return the least and the most characters; None for no limit."""
    values = arguments.listed("length", length, LENGTH)
    if len(values) != len(("low", "high")):
        raise UsageError(f"length can't have {counted(len(values), 'value')}", hint=LENGTH)
    for value in values:
        arguments.check("length: a value", value, (Real, type(None)), LENGTH)
    low, high = values
    return 0.0 if low is None else float(low), None if high is None else float(high)  # type: ignore[arg-type]


def _lengths(data: EvalSet) -> tuple[str, NDArray[np.float64]]:
    """Return what is measured, the source or else the reference, and its characters, nan where it is missing."""
    references: Mapping[str, Sequence[str | None]] = data.references
    name, texts = ("source", data.sources) if data.sources else ("reference", next(iter(references.values()), None))
    if texts is None:
        raise UsageError("length needs sources or references, and the set has none", hint="where=…")
    return name, np.array([np.nan if text is None else float(len(text)) for text in texts])
