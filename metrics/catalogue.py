"""The catalogue of metrics: what each measures, needs and costs, and how well it agrees with people."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.containment import contained
from tertium.errors import TertiumError
from tertium.files import read_json
from tertium.metrics.base import SECRET, NamesEngine, options
from tertium.metrics.checks.coverage import measured
from tertium.metrics.registry import classes, first_line, origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.corpora.types import Role
    from tertium.metrics.base import Metric
    from tertium.metrics.checks.coverage import Figures

UNKNOWN: Final = "–"


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts by which a user chooses a metric.

    Attributes:
        name: what `load` takes.
        measures: the first line of its documentation, without markup.
        needs: the roles that it reads beside the hypothesis.
        unit: of its scores.
        higher_is_better: the direction; None where neither is.
        languages: those that it is made for.
        speed: segments per second of one core, one system against one reference; nan where not measured.
        agreement: set to acc_eq, its segment-level agreement with people there (see docs/metrics.md); empty where not
            measured: an error check says what is wrong, not how good a translation is.
        measured: of a check: source and target language to its false alarms and recall there, see
            docs/checks.md; empty where it was measured nowhere, and for what is no check.
        licence: of the metric and of the packages and models that it uses.
        paper: where it is described.
        source: who defined it.
        counted_by: the engine that counts here, with its version; empty where a metric has no choice of engines.
        options: name to default; ``"secret"`` where the value may be shown nowhere.
    """

    name: str
    measures: str
    needs: tuple[Role, ...]
    unit: str
    higher_is_better: bool | None
    languages: str
    speed: float
    agreement: Mapping[str, float]
    measured: Mapping[tuple[str, str], Figures]
    licence: str
    paper: str
    source: str
    counted_by: str
    options: Mapping[str, Any]


def entries() -> list[Entry]:
    """Return an entry per registered metric, by name; facts that the catalogue lacks are unknown.

    A metric that fails is a warning that names its distribution.
    """
    catalogue = []
    for name, make in classes().items():
        try:
            with contained(name, origin=partial(origin, make)):
                catalogue.append(_entry(name, make()))
        except TertiumError as error:
            warnings.warn(str(error).splitlines()[0], stacklevel=2)
    return catalogue


def frame() -> pd.DataFrame:
    """Return what can be measured, a row per metric with what it measures, needs and costs.

    The columns are the attributes of `Entry`.

    Returns:
        A DataFrame, sorted by name; `needs`, `measured` (pairs of languages) and `options` as texts, `agreement` as the
        mean over the sets, nan where it wasn't measured.

    Raises:
        ImportError: pandas isn't installed.

    Example:
        >>> tertium.metrics().set_index("name").loc[["bleu", "chrf", "ter"], ["needs", "unit", "higher_is_better"]]
                   needs    unit higher_is_better
        name
        bleu  references  points             True
        chrf  references  points             True
        ter   references       %            False
    """
    import pandas as pd

    rows = [{field.name: getattr(entry, field.name) for field in fields(entry)} for entry in entries()]
    for row in rows:
        row["needs"] = ", ".join(row["needs"])
        row["options"] = ", ".join(f"{name}={value}" for name, value in row["options"].items())
        row["measured"] = ", ".join(map("-".join, row["measured"]))
        agreements = row["agreement"].values()
        row["agreement"] = sum(agreements) / len(agreements) if agreements else float("nan")
    return pd.DataFrame(rows)


def _entry(name: str, metric: Metric) -> Entry:
    facts = _facts().get(name, {})
    return Entry(
        name=name,
        measures=first_line(type(metric)),
        needs=tuple(sorted(metric.needs)),
        unit=metric.unit,
        higher_is_better=metric.higher_is_better,
        languages=facts.get("languages", UNKNOWN),
        speed=float(facts.get("speed", "nan")),
        agreement=facts.get("agreement", {}),
        measured=measured(name),
        licence=facts.get("licence", UNKNOWN),
        paper=facts.get("paper", UNKNOWN),
        source=metric.source,
        counted_by=metric.counted_by if isinstance(metric, NamesEngine) else "",
        options={
            option.name: "secret" if option.metadata.get(SECRET) else getattr(metric, option.name)
            for option in options(metric)
        },
    )


@cache
def _facts() -> Any:
    """Return the facts that no code holds; speed is from benchmarks/cost.py, agreement from benchmarks/agreement.py."""
    return read_json(Path(__file__).with_name("catalogue.json"))
