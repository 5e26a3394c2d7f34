"""Places of quotations in the hypothesis."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tertium.metrics.base import Span
from tertium.metrics.neural.judge.judgements import Mark
from tertium.metrics.neural.judge.places import placed

TEXT = "Der Hund und der Hund."


def test_a_quotation_stands_where_it_stands_and_a_second_one_behind_it() -> None:
    marks = [Mark("Hund", "major"), Mark("Hund", "minor")]
    spans = placed(3, TEXT, [marks]).spans
    assert [(span.segment, span.start, span.end, span.severity) for span in spans] == [
        (3, 4, 8, "major"),
        (3, 17, 21, "minor"),
    ]
    assert all(math.isnan(span.confidence) for span in spans)


def test_what_is_not_in_the_text_is_counted_and_has_no_span() -> None:
    result = placed(0, TEXT, [[Mark("Katze", "major"), Mark("hund", "major"), Mark("und", "minor")]])
    assert result.unplaced == 2
    assert [(span.start, span.end) for span in result.spans] == [(5, 8)]


def test_more_quotations_than_there_are_passages_are_unplaced() -> None:
    assert placed(0, "Hund", [[Mark("Hund", "major")] * 3]).unplaced == 2


def test_what_is_left_out_stands_at_the_end() -> None:
    (span,) = placed(0, TEXT, [[Mark("", "major", "accuracy")]]).spans
    assert (span.start, span.end, span.label) == (len(TEXT), len(TEXT), "omission")


def test_of_several_judgements_the_confidence_is_the_share_that_marks_alike() -> None:
    spans = placed(0, TEXT, [[Mark("Hund", "major")], [Mark("Hund", "major")], [Mark("Hund", "minor")], []]).spans
    assert spans == (
        Span(0, 4, 8, "error", "major", confidence=0.5),
        Span(0, 4, 8, "error", "minor", confidence=0.25),
    )


@given(st.text(), st.lists(st.lists(st.builds(Mark, st.text(max_size=3), st.sampled_from(["minor", "major"])))))
def test_every_mark_is_placed_or_counted_and_every_span_lies_in_the_text(
    text: str, judgements: list[list[Mark]]
) -> None:
    result = placed(0, text, judgements)
    assert result.unplaced <= sum(map(len, judgements))
    assert all(0 <= span.start <= span.end <= len(text) for span in result.spans)
    assert all(math.isnan(span.confidence) or 0 < span.confidence <= 1 for span in result.spans)
