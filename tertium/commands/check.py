"""`tertium check`: is a project's file right, and is all there that it needs?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tertium.commands.options import Format, Json, ProjectFile
from tertium.commands.output import Destination
from tertium.errors import counted
from tertium.stdout import tolerated

if TYPE_CHECKING:
    from tertium.commands.project.checking import Checked
    from tertium.reports.table import Cell, Table

PARTIAL = 5


def check(file: ProjectFile = Path("tertium.toml"), format: Format = "text", json: Json = False) -> None:
    """Check a project's file: what is there and what is missing, offline; exit code 5 if something is."""
    from tertium.commands.project.checking import checked
    from tertium.evals.suite.read import read

    result = checked(read(file))
    with tolerated():  # the exit code is the answer
        Destination(format, json).put("tertium.checked/1", result, lambda: _tables(result, file))
    if result.problems:
        raise typer.Exit(PARTIAL)


def _tables(result: Checked, file: Path) -> list[Table]:
    return [_sets(result, file), _metrics(result), *([_rules(result)] if result.rules else [])]


def _sets(result: Checked, file: Path) -> Table:
    from tertium.reports.table import Column, Table

    titles = ("set", "tier", "texts", "languages", "built", "scored")
    numbers = (Column("segments", numeric=True), Column("documents", numeric=True))
    rows = tuple(
        (
            each.name,
            each.tier,
            each.texts,
            "-".join(language or "?" for language in each.languages),
            each.built,
            each.scored,
            each.segments,
            each.documents,
        )
        for each in result.sets
    )
    missing = counted(len(result.problems), "thing") + " missing" if result.problems else "nothing is missing"
    languages = (f"{each.name}: {note}" for each in result.sets for note in each.notes)
    notes = (*languages, *result.problems, f"{file}: {missing}; tertium run {file}")
    return Table("sets", (*map(Column, titles), *numbers), rows, notes)


def _metrics(result: Checked) -> Table:
    from tertium.reports.table import Column, Table

    rows = tuple((each.label, ", ".join(each.sets), each.obstacle or "yes") for each in result.metrics)
    return Table("metrics", (Column("metric"), Column("sets"), Column("available offline")), rows)


def _rules(result: Checked) -> Table:
    """Return the smallest difference that each set sees under each rule."""
    from tertium.reports.table import Column, Table

    rows: list[tuple[Cell, ...]] = []
    for each in result.sets:
        cells: list[Cell] = [each.detectable.get(rule, "no rule") for rule in result.rules]
        rows.append((each.name, each.documents, *(cells if each.is_scored else ["after the first run"] * len(cells))))
    columns = (Column("set"), Column("documents", numeric=True), *(Column(rule, numeric=True) for rule in result.rules))
    notes = (
        "the smallest true difference that a set sees in 80 % of cases, in the metric's unit; expect little below it",
        "–: the rule goes by what is measured, or no document of candidate and baseline differs",
    )
    return Table("what each set can detect under each rule", columns, tuple(rows), notes)
