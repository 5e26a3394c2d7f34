"""A section says what it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from tertium.evals.slices import slices
from tertium.reports import sections
from tertium.reports.decisions import Decisions
from tertium.reports.section import Form, Need, Section
from tests.reports.making import (
    FEW,
    example_standings,
)

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_a_section_needs_every_decision_that_it_names(run: Run) -> None:
    ranked = Decisions(standings=example_standings(run))
    section = Section(name="x", order=1, tables=lambda _run, _decisions: [], needs=frozenset({"standings", "slices"}))
    assert not section.has_needs(ranked)
    assert section.has_needs(replace(ranked, slices=slices(run, FEW)))
    assert Section(name="y", order=1, tables=lambda _run, _decisions: []).has_needs(Decisions())


def test_names_are_unique_and_forms_and_needs_are_known() -> None:
    known = sections.ordered()
    names = [section.name for section in known]
    assert len(set(names)) == len(names)
    assert all(section.forms <= set(get_args(Form)) and section.needs <= set(get_args(Need)) for section in known)
    assert all(section.forms or section.by_name for section in known), "a section that no report can show"
