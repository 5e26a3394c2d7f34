"""Quotation marks are paired by form, then by what stands around them."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.quotation_marks import paired


@pytest.mark.parametrize(
    ("text", "pairs", "unclosed", "unopened"),
    [
        ("„Ja“, sagte er.", ((0, 3),), (), ()),
        ("„Ja, sagte er.", (), (0,), ()),
        ("und ging.“", (), (), (9,)),
        ("彼は「来て」と言った。", ((2, 5),), (), ()),
        ("『本「章」』", ((0, 5), (2, 4)), (), ()),
    ],
)
def test_each_mark_has_a_partner_or_none(
    text: str, pairs: tuple[tuple[int, int], ...], unclosed: tuple[int, ...], unopened: tuple[int, ...]
) -> None:
    assert paired(text) == (pairs, unclosed, unopened)


def test_the_mark_of_a_hebrew_acronym_is_no_quotation_mark() -> None:
    assert paired('דובר צה"ל אמר').marks == []
    assert len(paired('הוא אמר "שלום" והלך').marks) == 2


def test_marks_at_the_ends_may_have_their_partner_in_another_segment() -> None:
    assert paired("„Wir gehen.").strays(None) == []
    assert paired("„Wir gehen.").strays(paired("“We go.”")) == [0]
    assert paired("„Wir gehen.").strays(paired("“We go.”"), run_on=True) == []
    assert paired("Wir „gehen” und ”bleiben noch da„ hier").strays(None, run_on=True)
