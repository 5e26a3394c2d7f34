"""Tags, segments and lines of SGML."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tertium.corpora.readers.sgm_markup import Markup, Segment, Tag
from tertium.errors import DataError
from tests.proportion import in_proportion

PATH = Path("a.sgm")


def test_tags_and_segments_come_with_their_lines() -> None:
    items = list(Markup(PATH, '<DOC docid="a>b" genre=news>\n<SEG ID=1> x </SEG>\n</DOC>'))
    assert items == [
        Tag("doc", {"docid": "a>b", "genre": "news"}, is_end=False, line=1),
        Segment({"id": "1"}, "x", 2),
        Tag("doc", {}, is_end=True, line=3),
    ]


def test_an_attribute_may_stand_in_single_quotes_and_hold_entities() -> None:
    (tag,) = Markup(PATH, "<doc docid='R&amp;D'>")
    assert tag.attributes == {"docid": "R&D"}


@pytest.mark.parametrize("piece", ['<doc "', "<seg ", "<!-- ", "</seg", '<doc docid="a">', "<", '"'])
def test_time_grows_with_the_length_whatever_the_text(piece: str) -> None:
    def read(pieces: int) -> None:
        with suppress(DataError):
            list(Markup(PATH, piece * pieces))

    assert in_proportion(read, 100_000)


def test_segments_without_an_end_are_read_in_linear_time() -> None:
    def read(segments: int) -> None:
        markup = Markup(PATH, "".join(f"<seg id='{i}'>x" for i in range(segments)) + "</doc>")
        assert sum(isinstance(item, Segment) for item in markup) == segments

    assert in_proportion(read, 50_000)
