"""The largest losses against a baseline, with their texts."""

from __future__ import annotations

from tertium.evals.types import Key, Run
from tertium.reports.sections.losses import losses_table


def texts(run: Run, segment: str) -> list[str | None]:
    i = run.data.ids.index(segment)
    return [
        (run.data.sources or ())[i],
        *(column[i] for column in [*run.data.references.values(), *run.data.outputs.values()]),
    ]


def test_the_losses_are_the_five_largest_of_the_run(run: Run) -> None:
    table = losses_table(run, "north")
    changes = run.values[Key("south", "chrf")].segments - run.values[Key("north", "chrf")].segments
    assert [row[2] for row in table.rows] == sorted(changes.tolist())[:5]
    assert table.rows[0][1:2] + table.rows[0][3:] == ("south", *(text for text in texts(run, str(table.rows[0][0]))))
