"""The sections of a report: one module per question, each with a `Section` called `section`.

A module without one answers a question of a single command (`tertium rank`, `compare --examples`, `meta`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium import modules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.section import Form, Section
    from tertium.reports.table import Table


def ordered() -> list[Section]:
    """Return all sections, in the order in which every report shows them."""
    sections: list[Section] = [module.section for module in modules.with_attribute(__name__, "section").values()]
    return sorted(sections, key=lambda section: (section.order, section.name))


def tables_by_section(form: Form, run: Run, decisions: Decisions) -> dict[Section, list[Table]]:
    """Return the sections that a report shows, in order, with their tables; the run is inspected once for all."""
    shown = [section for section in ordered() if form in section.forms and section.has_needs(decisions)]
    inspected = replace(decisions, inspection=decisions.inspection_of(run))
    answers = {section: section.tables(run, inspected) for section in shown}
    return {
        section: tables
        for section, tables in answers.items()
        if not section.optional or any(table.rows for table in tables)
    }


def tables(form: Form, run: Run, decisions: Decisions) -> list[Table]:
    """Return the tables that a report shows, in order."""
    return [table for tables in tables_by_section(form, run, decisions).values() for table in tables]


def tables_of_set(data: EvalSet) -> list[Table]:
    """Return the tables that a report shows of a set without scores; those without rows are left out."""
    answers = [section.of_set(data) for section in ordered() if section.of_set and "set" in section.forms]
    return [table for table in answers if table.rows]


def tables_by_name(names: Iterable[str], run: Run, decisions: Decisions) -> list[Table]:
    """Return the tables of the named sections, in the order of the names, empty ones too."""
    sections = {section.name: section for section in ordered()}
    inspected = replace(decisions, inspection=decisions.inspection_of(run))
    return [table for name in names for table in sections[name].tables(run, inspected)]
