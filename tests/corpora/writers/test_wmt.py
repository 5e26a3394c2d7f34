"""A folder in the layout of WMT test sets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.corpora.writers import wmt
from tests.corpora.making import RICH

if TYPE_CHECKING:
    from pathlib import Path


def test_every_column_is_a_file(tmp_path: Path) -> None:
    wmt.write(replace(RICH, sources=("a", "b", "c")), tmp_path)
    texts = {str(path.relative_to(tmp_path)): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.txt")}
    assert texts == {
        "source.txt": "a\nb\nc\n",
        "reference.A.txt": "]]>\na2\n\n",
        "reference.B.txt": "b1\n\n\n",
        "systems/sys 2.txt": "\U0001f6a2\n<seg>\n&amp;\n",
        "systems/sys.1.txt": "s\n\n\n",
        wmt.MARKER: "news/a\nnews/a\nb c\n",
        "domains.txt": "news\nnews\n\n",
    }
