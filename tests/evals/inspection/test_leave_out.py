"""Segments with a problem are left out with a note; the rest is another set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.inspection.leave_out import check_kinds, leave_out, leaving_notes
from tests.evals.inspection.making import SIZE, made, planted, source


def test_a_segment_goes_from_every_column_and_an_empty_document_goes_too() -> None:
    data = made({"A": planted({2: "", 3: "", 4: "", 6: source(6)})})
    kept = leave_out(data, ["empty"])
    assert len(kept) == SIZE - 3
    assert "s2" not in kept.ids
    assert [document.id for document in kept.documents][:3] == ["d0", "d2", "d3"]
    assert kept.documents[1].stop - kept.documents[1].start == 1
    assert kept.outputs["x0"][2] == data.outputs["x0"][5]
    assert kept.fingerprint != data.fingerprint
    note = "3 of 60 segments are left out: references: 3 of 60 empty in A"
    assert leaving_notes(data, kept) == [note]
    assert leaving_notes(kept, leave_out(kept, ["copy"])) == [
        "1 of 57 segments are left out: references: 1 of 57 copied from the source in A"
    ]


def test_confidence_goes_along() -> None:
    data = replace(made({"A": planted({0: ""})}), confidence=tuple(map(float, range(SIZE))))
    assert leave_out(data, ["empty"]).confidence == tuple(map(float, range(1, SIZE)))


def test_without_such_segments_it_is_the_same_set() -> None:
    data = made()
    assert leave_out(data, ["empty", "copy", "number"]) is data
    assert leave_out(data, []) is data


def test_a_set_of_nothing_and_unknown_kinds_are_refused() -> None:
    with pytest.raises(DataError, match="every segment"):
        leave_out(made({"A": [""] * SIZE}), ["empty"])
    with pytest.raises(UsageError, match="no kind of segment is called 'emty'"):
        check_kinds(["emty"])
    with pytest.raises(UsageError, match="unfit as a whole"):
        check_kinds(["derived"])
