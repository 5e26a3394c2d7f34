"""Chapters stand in reading order, and a section that none of them knows becomes one."""

from __future__ import annotations

from tertium.reports import sections
from tertium.reports.page.chapters import OWN, chapters
from tertium.reports.section import Section


def section(name: str, order: int, chapter: str = "", title: str = "") -> Section:
    return Section(name=name, order=order, tables=lambda _run, _decisions: [], chapter=chapter, title=title)


def test_a_chapter_holds_its_sections_and_an_optional_one_without_any_is_left_out() -> None:
    shown = chapters([section("warnings", 900, "warnings"), section("references", 75, "warnings")])
    assert [chapter.sections for chapter in shown if chapter.name == "warnings"] == [("warnings", "references")]
    assert [chapter.name for chapter in shown] == [chapter.name for chapter in OWN if not chapter.optional]


def test_a_section_without_a_chapter_is_one_in_its_place() -> None:
    shown = chapters([section("new", 92, title="New things"), section("other", 93)])
    names = [chapter.name for chapter in shown]
    assert names[names.index("documents") : names.index("spread") + 1] == ["documents", "new", "other", "spread"]
    new, other = (chapter for chapter in shown if chapter.name in {"new", "other"})
    assert (new.label, new.plain_sections, other.title) == ("New things", ("new",), "other")


def test_a_section_that_joins_a_drawn_chapter_is_shown_as_tables_below() -> None:
    (first, *_) = chapters([section("verdict", 10, "verdict"), section("new", 15, "verdict")])
    assert first.sections == ("verdict", "new")
    assert first.plain_sections == ("new",)


def test_the_answer_comes_first_and_what_it_rests_on_last() -> None:
    names = [chapter.name for chapter in OWN]
    wanted = ["verdict", "leaderboard", "alarms", "checks", "against", "documents", "parts", "losses", "segments"]
    assert [name for name in names if name in wanted] == wanted
    assert names[-3:] == ["warnings", "definitions", "provenance"]


def test_what_templates_draw_are_sections_that_name_the_chapter() -> None:
    chapter_of = {section.name: section.chapter for section in sections.ordered()}
    assert all(chapter_of[name] == chapter.name for chapter in OWN for name in chapter.draws)
