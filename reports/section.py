"""What a section of a report says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Table

Form: TypeAlias = Literal["text", "tables", "page", "comment", "set"]
"""A kind of report.

``text`` is `tertium report RUN` as people read it and ``tables`` the same for programs or with `--verbose`; ``page`` is
the HTML page, ``comment`` the comment on a pull request, and ``set`` is `tertium report SET`.
"""

Need: TypeAlias = Literal["standings", "comparison", "verdict", "slices"]
"""An attribute of `Decisions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question that reports answer. A module of `tertium.reports.sections` holds one as `section`.

    Attributes:
        name: identifies the section, e.g. for `--by`.
        order: its place among all sections, ascending.
        tables: returns the answer to the question.
        forms: the reports that show the section unasked.
        needs: the decisions without which the section is left out.
        optional: whether the section is left out while none of its tables has a row.
        by_name: whether `tertium report RUN --by NAME` shows it.
        of_set: returns the answer for a set that was not scored; None where the section needs a run.
        chapter: the chapter of the page that it stands in; empty where it is a chapter of its own.
        title: the heading of its own chapter; the name where it is empty.
    """

    name: str
    order: int
    tables: Callable[[Run, Decisions], list[Table]]
    forms: frozenset[Form] = frozenset()
    needs: frozenset[Need] = frozenset()
    optional: bool = False
    by_name: bool = False
    of_set: Callable[[EvalSet], Table] | None = None
    chapter: str = ""
    title: str = ""

    def has_needs(self, decisions: Decisions) -> bool:
        """Return whether all decisions that the section needs were made."""
        return all(getattr(decisions, need) for need in self.needs)
