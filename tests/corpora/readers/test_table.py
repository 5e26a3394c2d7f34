"""Files with named columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tertium.corpora.readers import open_set
from tertium.corpora.readers.table import ABSENT, Table, evaluation_set, from_records, is_known, texts
from tertium.errors import DataError, UsageError
from tests.corpora.making import write

PATH = Path("out.jsonl")


def table(**columns: list[Any]) -> Table:
    return Table(PATH, columns)


def test_columns_are_renamed_by_a_mapping() -> None:
    data = evaluation_set(
        table(prompt=["a"], predict=["b"], label=["c"], name=["1"]),
        ("en", "de"),
        {"hypothesis": "predict", "reference": "label", "source": "prompt", "id": "name"},
    )
    assert (data.name, data.ids, data.sources) == ("out", ("1",), ("a",))
    assert (data.references, data.outputs, data.notes) == ({"ref": ("c",)}, {"system": ("b",)}, ())


def test_a_mapping_wins_over_a_column_of_our_name() -> None:
    named = texts(table(hypothesis=["raw"], clean=["b"], reference=["c"]), {"hypothesis": "clean"})
    assert named.columns == {"hypothesis": ["b"], "reference": ["c"]}
    assert named.notes == ("out.jsonl: columns that are not read: 'hypothesis'",)


def test_a_mapping_that_fits_nothing_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="has no column 'predicted'\n  try: predict"):
        texts(table(predict=["b"]), {"hypothesis": "predicted"})
    with pytest.raises(UsageError, match="no column is named 'output'\n  try: id, document"):
        texts(table(predict=["b"]), {"output": "predict"})


def test_other_columns_are_left_out_with_a_note_that_knows_misspelt_ones() -> None:
    named = texts(table(sorce=["a"], idx=[1], hypothesis=["b"]), {})
    assert named.columns == {"hypothesis": ["b"]}
    assert named.notes == ("out.jsonl: columns that are not read: 'sorce', 'idx'; 'sorce' looks like 'source'",)
    many = texts(table(hypothesis=["b"], **{f"m{i}": [0] for i in range(20)}), {})
    assert "and 12 more" in many.notes[0]


def test_a_table_without_texts_proposes_options() -> None:
    with pytest.raises(
        DataError, match=r"'src', 'mt', 'ref'\n  try: --column source=src .*reference=ref .*hypothesis=mt"
    ):
        texts(table(src=["a"], mt=["b"], ref=["c"]), {})


def test_lists_of_references_become_references_and_short_ones_lack_the_last() -> None:
    named = texts(table(references=[["a", "b"], ["c"], None]), {})
    assert named.columns == {"reference.A": ["a", "c", None], "reference.B": ["b", None, None]}
    assert texts(table(refs=[["a"], ["b"]]), {"reference": "refs"}).columns == {"reference.A": ["a", "b"]}
    assert texts(table(references=["a", "b"]), {}).columns == {"reference": ["a", "b"]}
    assert list(texts(table(references=[["x"] * 28]), {}).columns)[-2:] == ["reference.27", "reference.28"]


def test_a_list_of_one_output_is_that_output_and_more_are_refused() -> None:
    assert texts(table(hypothesis=[["a"], "b"]), {}).columns == {"hypothesis": ["a", "b"]}
    with pytest.raises(DataError, match=r"out\.jsonl, row 1, 'hypothesis': 2 outputs\n  try: one output per row"):
        texts(table(hypothesis=[["a", "b"]]), {})


def test_nested_keys_are_columns() -> None:
    nested = from_records(PATH, [{"doc": {"src": "a", "n": {"x": 1}}, "system": {"m": "b"}}, {"system": {}}])
    assert nested.columns["doc.src"] == ["a", ABSENT]
    named = texts(nested, {"source": "doc.src"})
    assert named.columns == {"source": ["a", None], "system.m": ["b", None]}
    assert texts(table(doc=[{"src": "a"}], hypothesis=["b"]), {"source": "doc.src"}).columns["source"] == ["a"]


def test_a_missing_key_is_noted_and_null_is_not() -> None:
    named = texts(from_records(PATH, [{"hypothesis": None}, {"source": "a"}], numbers=[3, 5], unit="line"), {})
    assert named.columns == {"hypothesis": [None, None], "source": [None, "a"]}
    assert named.notes == (
        "out.jsonl: 1 of 2 rows have no 'hypothesis', first line 5",
        "out.jsonl: 1 of 2 rows have no 'source', first line 3",
    )


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(DataError, match=r"two columns are 'reference\.A'"):
        texts(Table(PATH, {"references": [["a"]], "reference.A": ["b"]}), {})


def test_what_is_no_text_is_refused_with_its_place() -> None:
    with pytest.raises(DataError, match=r"^out\.jsonl, line 7, 'source': neither text nor null"):
        texts(Table(PATH, {"source": [["a"]]}, [7], "line"), {})


def test_names_of_ours() -> None:
    assert [name for name in ("source", "references", "system.x", "reference.A", "sys.x") if not is_known(name)] == [
        "sys.x"
    ]


def test_a_format_without_columns_refuses_a_mapping(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "source.txt", "One.\n").parent
    with pytest.raises(UsageError, match="has no columns with names"):
        open_set(path, columns={"source": "src"})


@pytest.mark.parametrize("name", ["references", "reference", "hypothesis", "system.x"])
@pytest.mark.parametrize("cells", [["['a', 'b']", '["a"]'], [' ["it\'s a\nb"] ', None, ABSENT, ""]])
def test_lists_that_were_printed_as_text_are_refused(name: str, cells: list[Any]) -> None:
    with pytest.raises(DataError, match=rf"out.jsonl, row 1, '{name}': a list that was printed .*\n  try: JSON lines"):
        texts(table(**{name: cells}), {})


def test_a_text_in_brackets_among_others_is_a_text() -> None:
    named = texts(table(reference=["['a']", "b"], source=["['a']", "['b']"]), {})
    assert named.columns == {"reference": ["['a']", "b"], "source": ["['a']", "['b']"]}


def test_a_hint_names_columns_in_capitals_and_with_blanks() -> None:
    with pytest.raises(
        DataError, match="try: --column source=Source --column reference=refs --column hypothesis=' MT'"
    ):
        texts(table(**{"Source": ["a"], "refs": ["b"], " MT": ["c"]}), {})


def test_columns_that_are_no_mapping_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "source,reference\na,b\n")
    for columns, shown in ((["source"], "of type list"), ("source=a", "'source=a'")):
        with pytest.raises(UsageError, match=rf"^columns can't be {shown}\n  try: \{{\"hypothesis\": "):
            open_set(path, columns=columns)  # type: ignore[arg-type]
