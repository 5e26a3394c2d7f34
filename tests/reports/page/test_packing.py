"""Bytes are packed into signs that may stand in a script element, and come back exactly."""

from __future__ import annotations

import pytest

from tertium.reports.page.packing import SIGNS, encode_bytes, minify
from tests.reports.page.reading import unpack


@pytest.mark.parametrize("size", [0, 1, 2, 12, 13, 14, 1000])
def test_packing_is_undone_exactly(size: int) -> None:
    content = bytes(i * 89 % 256 for i in range(size))
    assert unpack(encode_bytes(content)) == content
    assert "<" not in encode_bytes(content)


def test_every_pair_of_signs_holds_13_bits() -> None:
    assert len(set(SIGNS)) == 91
    assert len(encode_bytes(bytes(13))) == 2 + 2 * 8


def test_our_code_loses_indentation_comment_lines_and_empty_lines() -> None:
    assert minify("// a comment\n  let x = 1; // kept\n\n\tf();\n") == "let x = 1; // kept\nf();\n"
