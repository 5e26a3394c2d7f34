"""The options that say how a file of human scores is read, which several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tertium.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings

HumanColumn = Annotated[
    str | None, typer.Option("--column", metavar="NAME", show_default="the first", help="The column of scores.")
]
Rename = Annotated[
    list[str] | None,
    typer.Option("--rename", metavar="THEIRS=OURS", help="A system with another name in the file; may be repeated."),
]
LowerIsBetter = Annotated[
    bool, typer.Option("--lower-is-better", help="The scores are penalties: they count with a minus.")
]
Weight = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="SEVERITY=POINTS",
        show_default="those of WMT",
        help="Points of an MQM error, by severity or severity/category; the most specific counts; may be repeated.",
    ),
]
HumanFormat = Annotated[
    str | None,
    typer.Option(
        "--ratings-format",
        metavar="FORMAT",
        show_default="by the first line",
        help="Of the ratings: scores, mqm, appraise, pearmut or mt-metrics-eval.",
    ),
]
PerRater = Annotated[
    bool, typer.Option("--per-rater", help="Standardise each rater's scores (z, as WMT's direct assessment had it).")
]


def ratings_of(
    file: Path,
    data: EvalSet,
    *,
    column: str | None = None,
    rename: list[str] | None = None,
    lower_is_better: bool = False,
    weight: list[str] | None = None,
    kind: str | None = None,
    per_rater: bool = False,
    own_ids: bool = False,
) -> Ratings:
    """Return the ratings in a file, read as these options say."""
    from tertium.evals.human.reading import read
    from tertium.evals.human.weights import parse_weights

    return read(
        file,
        data,
        column=column,
        renamed=dict(renaming(value) for value in rename or []),
        weights=parse_weights(weight) if weight else None,
        kind=kind,
        lower_is_better=lower_is_better,
        per_rater=per_rater,
        own_ids=own_ids,
    )


def renaming(value: str) -> tuple[str, str]:
    """Return the two names of a ``THEIRS=OURS`` option."""
    file_name, equals, set_name = value.partition("=")
    if not (file_name and equals and set_name):
        raise UsageError(f"--rename {value!r} is not THEIRS=OURS", hint="--rename Nemo=NVIDIA-NeMo")
    return file_name, set_name
