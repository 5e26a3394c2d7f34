"""What the references of a set do with quotation marks is right in its outputs too."""

from __future__ import annotations

from tertium.corpora.types import Texts
from tertium.metrics.checks.quotation_habits import Habits
from tertium.metrics.registry import load


def texts(rows: list[tuple[str, str]], target: str = "it") -> Texts:
    sources, references = zip(*rows, strict=True)
    ids = tuple(map(str, range(len(rows))))
    return Texts(ids, sources, tuple((text,) for text in references), ids, ("en", target))


def habits(rows: list[tuple[str, str]]) -> Habits:
    return Habits.of(texts(rows), ("«»", "“”"))


PLAIN = [('"Yes," she said.', "«Sì», disse.")] * 50
OPEN = ('"We are leaving.', "«Andiamo via.")


def test_without_references_there_are_none() -> None:
    assert Habits.of(Texts((), (), (), (), ("en", "it")), None) == Habits()


def test_a_pair_that_the_references_use_is_right() -> None:
    mixed = [('"Yes," she said.', '"Sì”, disse.')] * 10
    assert '"”' in habits(PLAIN + mixed).pairs
    assert '"”' not in habits(PLAIN + mixed[:1]).pairs
    assert habits(PLAIN + mixed).careless
    assert not habits(PLAIN).careless


def test_quotations_that_run_on_are_usual_if_many_references_have_them() -> None:
    run_on = ('"Yes," she said.', "«Sì, disse.")
    unmarked = ("Yes, she said.", "«Sì, disse.")
    assert not habits([*PLAIN * 2, run_on]).run_on
    assert habits([*PLAIN, *[run_on] * 5]).run_on
    found = habits([*PLAIN, *[unmarked] * 5])
    assert (found.run_on, found.run_on_unmarked) == (False, True)


def test_a_quotation_that_the_source_opens_has_a_mark_if_the_references_keep_it() -> None:
    assert habits([*PLAIN, *[OPEN] * 20]).keep
    assert not habits([*PLAIN, *[(OPEN[0], "Andiamo via.")] * 20]).keep
    data = texts([*PLAIN, *[OPEN] * 20])
    outputs = [*(row[1] for row in PLAIN), *[OPEN[1]] * 19, "Andiamo via."]
    counted = load("quotes").bind(data)(outputs)
    assert [(span.segment, span.label) for span in counted.spans] == [(69, "lost")]


def test_an_even_number_of_marks_is_enough_where_the_references_are_careless() -> None:
    data = texts([*PLAIN, *[('"Yes," she said.', '"Sì”, disse.')] * 30])
    outputs = ["”Sì“, disse."] * 79 + ["«Sì, disse."]
    assert {span.segment for span in load("quotes").bind(data)(outputs).spans} == {79}
