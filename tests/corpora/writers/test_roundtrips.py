"""Whatever texts a set holds, a format gives them back as they were, or says what it can't hold."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tertium.corpora import store, writers
from tertium.corpora.markup import ILLEGAL
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError
from tests.corpora.test_formats import SIMPLE, SUFFIX, same

if TYPE_CHECKING:
    from tertium.corpora.types import Column

XML = ("tmx", "xliff", "xliff2", "wmtxml")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
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
    ]
)
NAME = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=8)


@st.composite
def sets(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANY, names: st.SearchStrategy[str] = NAME) -> EvalSet:
    """Return a set of up to five segments with any texts, some of them missing."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    size = sum(sizes)
    documents = draw(st.lists(names, min_size=len(sizes), max_size=len(sizes), unique=True))
    column = st.lists(texts | st.none(), min_size=size, max_size=size).map(tuple)
    columns = st.dictionaries(names, column, max_size=2)
    return EvalSet(
        name="any",
        ids=tuple(draw(st.lists(names, min_size=size, max_size=size, unique=True))),
        documents=blocks([one for one, times in zip(documents, sizes, strict=True) for _ in range(times)]),
        sources=draw(column),
        references=draw(columns),
        outputs=draw(columns),
        languages=("en", "de"),
        confidence=draw(st.none() | st.lists(st.floats(allow_infinity=False), min_size=size, max_size=size).map(tuple)),
    )


def there_and_back(data: EvalSet, form: str) -> tuple[EvalSet, tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"out{SUFFIX.get(form, '')}"
        notes = writers.save_as(data, form, path)
        return open_set(path, data.languages), notes


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@given(data=sets())
def test_full_formats_keep_every_text(form: str, data: EvalSet) -> None:
    read, notes = there_and_back(data, form)
    same(read, data)
    assert notes == ()


@given(data=sets())
@settings(max_examples=4)
def test_so_does_a_folder_for_the_hub(data: EvalSet) -> None:
    same(there_and_back(data, "hub")[0], data)


@given(data=sets())
def test_a_stored_set_is_the_set(data: EvalSet) -> None:
    with tempfile.TemporaryDirectory() as place:
        store.save(data, Path(place) / "any")
        same(store.load(Path(place) / "any"), data)


@pytest.mark.parametrize("form", XML)
@given(data=sets())
def test_xml_keeps_every_text_but_for_control_characters(form: str, data: EvalSet) -> None:
    def held(column: Column) -> Column:
        return tuple(None if one is None else ILLEGAL.sub("\ufffd", one) for one in column)

    read, notes = there_and_back(data, form)
    expected = replace(
        data,
        sources=held(data.sources or ()),
        references={name: held(column) for name, column in data.references.items()},
        outputs={name: held(column) for name, column in data.outputs.items()},
        confidence=None if form == "wmtxml" else data.confidence,
    )
    same(read, expected)
    assert any("control characters" in note for note in notes) == (
        (expected.sources, expected.references, expected.outputs) != (data.sources, data.references, data.outputs)
    )


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\t\ufeff"), max_size=12)
WORD = st.text("abcABC0123_- \u00e9\u4e2d", min_size=1, max_size=6).filter(lambda one: one == one.strip())


def as_lines(data: EvalSet) -> EvalSet:
    """Return what formats with a line per text hold: ids are numbers, a missing text is an empty one."""

    def filled(column: Column) -> Column:
        return tuple(one or "" for one in column)

    return replace(
        data,
        ids=tuple(f"{one.id}#{i + 1}" for one in data.documents for i in range(one.stop - one.start)),
        sources=filled(data.sources or ()),
        references={name: filled(data.references[name]) for name in sorted(data.references)},
        outputs={name: filled(data.outputs[name]) for name in sorted(data.outputs)},
        confidence=None,
    )


@pytest.mark.parametrize("form", ["wmt", "mteval"])
@given(data=sets(LINE, WORD))
def test_folders_of_lines_keep_every_text_without_a_line_end(form: str, data: EvalSet) -> None:
    read, notes = there_and_back(data, form)
    same(read, as_lines(data))
    missing = any(None in column for column in (data.sources or (), *data.references.values(), *data.outputs.values()))
    assert any("missing texts" in note for note in notes) == missing
    assert any("ids" in note for note in notes)
    for what, asked, found in (("ref", data.references, read.references), ("sys", data.outputs, read.outputs)):
        said = any(note.startswith(what) and "order of their names" in note for note in notes)
        assert said == (list(asked) != list(found))


@pytest.mark.parametrize("form", ["wmt", "mteval"])
@pytest.mark.parametrize("names", [("b", "a"), ("a", "a-b")])
def test_the_order_of_columns_that_files_can_not_hold_is_said(form: str, names: tuple[str, str]) -> None:
    data = replace(SIMPLE, references={}, outputs=dict.fromkeys(names, SIMPLE.sources or ()))
    read, notes = there_and_back(data, form)
    assert list(read.outputs) == sorted(names, reverse=names[0] == "a")
    assert "systems are read back in the order of their names" in notes
    assert not any(note.startswith("references") for note in notes)


def test_two_references_that_would_be_one_file_are_refused(tmp_path: Path) -> None:
    text = SIMPLE.sources or ()
    with pytest.raises(DataError, match="two references would be one file"):
        writers.save_as(replace(SIMPLE, references={"A": text, "refA": text}), "mteval", tmp_path / "out")


@given(data=sets(LINE, WORD))
def test_tsv_keeps_ids_confidence_and_every_text_without_a_tab(data: EvalSet) -> None:
    found = as_lines(data)
    references = {name: found.references[name] for name in data.references}
    outputs = {name: found.outputs[name] for name in data.outputs}
    expected = replace(data, sources=found.sources, references=references, outputs=outputs)
    same(there_and_back(data, "tsv")[0], expected)


@pytest.mark.parametrize("form", ["vecalign", "hunalign"])
@given(data=sets(LINE, WORD))
def test_indices_keep_the_first_translation_and_which_side_is_missing(form: str, data: EvalSet) -> None:
    assume(data.references)
    name, column = next(iter(data.references.items()))
    rows = [i for i, pair in enumerate(zip(data.sources or (), column, strict=True)) if pair != (None, None)]
    assume(rows)
    read, notes = there_and_back(data, form)
    assert [(read.sources or ())[i] for i in range(len(read))] == [(data.sources or ())[i] for i in rows]
    assert [read.references[name][i] for i in range(len(read))] == [column[i] for i in rows]
    assert list(read.document_ids) == [data.document_ids[i] for i in rows]
    assert any("are left out" in note for note in notes)


@pytest.mark.parametrize("form", ["tsv", "wmt", "mteval", "vecalign", "hunalign"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_format_of_lines_refuses_a_line_end_wherever_it_stands(form: str, end: str, tmp_path: Path) -> None:
    for text in (f"{end}a", f"a{end}b", f"a{end}"):
        for data in (replace(SIMPLE, sources=("a", text, "c")), replace(SIMPLE, references={"A": ("a", "b", text)})):
            with pytest.raises(DataError, match="line end"):
                writers.save_as(data, form, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
