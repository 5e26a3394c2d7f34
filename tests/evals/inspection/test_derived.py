"""A reference that was made from a system is found, and a good one is not accused."""

from __future__ import annotations

import pytest

from benchmarks.sets import open_named
from tertium.evals.inspection.derived import FEWEST, derived_problems, overlaps
from tests.conftest import SHARED
from tests.evals.inspection.making import SIZE, good, made, systems

MADE = {("wmt21-en-de", "B"), ("wmt22-en-zh", "B")}
SETS = ("flores-en-de", "wmt21-de-en", "wmt21-en-de", "wmt22-cs-uk", "wmt22-en-zh", "wmt23-zh-en")


def edited(system: str, kept: int) -> list[str]:
    """Return a reference of which so many lines are a system's; each has other punctuation."""
    return [text.replace(",", " –") if i < kept else good()[i] for i, text in enumerate(systems(6)[system])]


@pytest.mark.parametrize("count", [1, 3, 6])
def test_a_reference_with_many_lines_of_one_system_is_derived_from_it(count: int) -> None:
    data = made({"A": good(), "B": edited("x0", 20)}, outputs=systems(count))
    (problem,) = derived_problems(data)
    assert (problem.kind, problem.name, problem.system) == ("derived", "B", "x0")
    assert problem.segments == tuple(range(20))
    assert problem.details.startswith("x0: 20 of 60 long lines are its own word for word")


def test_a_near_copy_of_the_system_hides_nothing() -> None:
    data = made({"B": edited("x0", 20)}, outputs={**systems(6), "x0-new": systems(6)["x0"]})
    assert {problem.system for problem in derived_problems(data)} == {"x0", "x0-new"}


def test_lines_that_many_systems_have_prove_nothing() -> None:
    shared = {name: [*good()[:30], *texts[30:]] for name, texts in systems(6).items()}
    assert list(derived_problems(made({"A": good()}, outputs=shared))) == []


def test_where_every_system_is_near_the_reference_it_may_just_be_literal() -> None:
    # Each system has ten lines of the reference for its own.
    near = {
        name: [good()[i] if i // 10 == k else text for i, text in enumerate(texts)]
        for k, (name, texts) in enumerate(systems(6).items())
    }
    assert list(derived_problems(made({"A": good()}, outputs=near))) == []


def test_few_or_short_lines_prove_nothing() -> None:
    assert list(derived_problems(made({"B": edited("x0", FEWEST - 1)}))) == []
    short = ["Ja, das ist gut."] * SIZE
    assert list(derived_problems(made({"A": short}, outputs={**systems(6), "x0": short}))) == []


def test_a_set_without_references_or_outputs_has_none() -> None:
    data = made()
    assert list(derived_problems(data.with_systems([]))) == []
    assert list(overlaps(data.with_references([]))) == []
    assert [overlap.share for overlap in overlaps(made({"A": [None] * SIZE}))] == [0.0] * 6


@pytest.mark.shared
@pytest.mark.parametrize("name", SETS)
def test_of_published_references_only_the_known_ones_are_accused(name: str) -> None:
    data = open_named(SHARED / "data" / name)
    accused = {(name, problem.name) for problem in derived_problems(data)}
    assert accused == {known for known in MADE if known[0] == name}
