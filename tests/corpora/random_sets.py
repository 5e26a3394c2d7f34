"""Random sets for property tests: any texts and names, some texts missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tertium.corpora.types import EvalSet, blocks, numbered_ids

if TYPE_CHECKING:
    from tertium.corpora.types import Column

EDGES = (
    "",
    " ",
    "\t",
    "\r",
    "\r\n",
    "\u2028",
    "\x85",
    "\ufeff",
    "\x00",
    "]]>",
    "<seg/>",
    "&#10;",
    "NA",
    "nan",
    '"',
    "e\u0301",
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(EDGES)
NAME = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=8)
CONTROLS = "".join(map(chr, range(32)))
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=f"{CONTROLS}\ufeff"), max_size=12)
"""Texts that a format with one segment per line can hold; of many control characters, no file of lines is made."""
WORD = st.text("abcABC0123_- \u00e9\u4e2d", min_size=1, max_size=6).filter(lambda text: text == text.strip())
"""Names that can be a file's."""


@st.composite
def sets(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANY, names: st.SearchStrategy[str] = NAME) -> EvalSet:
    """Return a set of up to six segments with any texts, some of them missing."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    size = sum(sizes)
    documents = draw(st.lists(names, min_size=len(sizes), max_size=len(sizes), unique=True))
    column = st.lists(texts | st.none(), min_size=size, max_size=size).map(tuple)
    columns = st.dictionaries(names.filter(str.strip), column, max_size=2)
    return EvalSet(
        name="any",
        ids=tuple(draw(st.lists(names, min_size=size, max_size=size, unique=True))),
        documents=blocks([document for document, times in zip(documents, sizes, strict=True) for _ in range(times)]),
        sources=draw(column),
        references=draw(columns),
        outputs=draw(columns),
        languages=("en", "de"),
        confidence=draw(st.none() | st.lists(st.floats(allow_infinity=False), min_size=size, max_size=size).map(tuple)),
    )


def as_lines(data: EvalSet) -> EvalSet:
    """Return what formats of a line a segment hold: default ids, columns as files sort, missing texts as empty ones."""

    def filled(column: Column) -> Column:
        return tuple(text or "" for text in column)

    return replace(
        data,
        ids=numbered_ids(data.documents),
        sources=filled(data.sources or ()),
        references={name: filled(data.references[name]) for name in sorted(data.references, key=_file)},
        outputs={name: filled(data.outputs[name]) for name in sorted(data.outputs, key=_file)},
        confidence=None,
    )


def _file(name: str) -> str:
    """Return the name of a column's file, by which folders are sorted: "a-b.txt" stands before "a.txt"."""
    return f"{name}.txt"
