"""Labels of encodings mean what browsers take them for."""

from __future__ import annotations

import codecs

import pytest

from tertium.files.encoding_labels import ENCODINGS


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("gb2312", "gb18030"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
        ("iso-8859-9", "cp1254"),
        ("tis-620", "cp874"),
        ("big5", "big5hkscs"),
    ],
)
def test_a_label_means_the_larger_encoding_of_windows(label: str, encoding: str) -> None:
    assert ENCODINGS[label] == encoding


def test_python_has_every_encoding_and_decodes_it_piece_by_piece() -> None:
    for encoding in set(ENCODINGS.values()):
        assert codecs.getincrementaldecoder(encoding)().decode(b"a", final=True) == "a"
    assert "utf-7" not in ENCODINGS
