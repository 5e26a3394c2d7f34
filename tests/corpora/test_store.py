"""A set on disk is the set in memory, opens elsewhere, and is never half there."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from tertium.corpora import store
from tertium.corpora.readers import lines
from tertium.corpora.set_writer import SetWriter, Shape
from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError, UsageError
from tests.corpora.making import CASES, assert_same
from tests.corpora.making_stored import many_segments, small_groups, stored
from tests.corpora.random_sets import sets

DATA = EvalSet(
    name="small",
    ids=("a#1", "a#2"),
    documents=(Document("a", 0, 2, "news"),),
    sources=("One.", None),
    references={"B": ("Eins.", "Zwei"), "A": ("1", None)},
    outputs={"a.b c": ("", None)},
    languages=("en", "de"),
    confidence=(0.25, 1.0),
    provenance={"unpaired": [{"id": "x", "reason": "no partner"}]},
)


def test_a_stored_set_reads_back_equal(tmp_path: Path) -> None:
    store.save(DATA, tmp_path / "set")
    assert store.load(tmp_path / "set") == DATA
    assert sorted(path.name for path in tmp_path.iterdir()) == ["set"]


@given(data=sets())
def test_whatever_the_texts_a_stored_set_is_the_set(data: EvalSet) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store.save(data, Path(folder) / "any")
        assert_same(store.load(Path(folder) / "any"), data)


def test_pandas_and_datasets_open_the_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    store.save(DATA, tmp_path / "set")
    path = tmp_path / "set" / store.SEGMENTS
    frame = pd.read_parquet(path)
    assert list(frame["id"]) == ["a#1", "a#2"]
    assert frame["system.a.b c"][0] == ""
    assert frame["system.a.b c"].isna()[1]
    from datasets import load_dataset

    rows = load_dataset("parquet", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert rows[0]["source"] == "One."
    assert rows[1]["reference.A"] is None


def test_the_same_set_is_the_same_bytes(tmp_path: Path) -> None:
    store.save(DATA, tmp_path / "one")
    store.save(DATA, tmp_path / "two")
    for name in (store.MARKER, store.SEGMENTS):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_folder_is_replaced_only_when_asked_and_only_if_it_is_a_set(tmp_path: Path) -> None:
    store.save(DATA, tmp_path / "set")
    with pytest.raises(UsageError, match="set is already there\n  try: --overwrite"):
        store.save(DATA, tmp_path / "set")
    store.save(DATA, tmp_path / "set", overwrite=True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="mine is already there\n  try: another folder"):
        store.save(DATA, tmp_path / "mine", overwrite=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "set"]


def test_texts_edited_by_hand_are_noticed(tmp_path: Path) -> None:
    store.save(DATA, tmp_path / "set")
    path = tmp_path / "set" / store.SEGMENTS
    frame = pd.read_parquet(path)
    frame["source"] = ["Uno.", None]
    frame.to_parquet(path)
    with pytest.raises(DataError, match="was changed: fingerprint"):
        store.load(tmp_path / "set")


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "json", "schema", "keys"])
def test_a_damaged_set_is_an_error(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "set"
    store.save(DATA, folder)
    segments, marker = folder / store.SEGMENTS, folder / store.MARKER
    raw, about = bytearray(segments.read_bytes()), json.loads(marker.read_text())
    match damage:
        case "flip":
            raw[60] ^= 0xFF
            segments.write_bytes(raw)
        case "cut":
            segments.write_bytes(raw[:100])
        case "gone":
            segments.unlink()
        case "json":
            marker.write_text("{")
        case "schema":
            marker.write_text(json.dumps(about | {"schema": "tertium.set/99"}))
        case _:
            marker.write_text(json.dumps({"schema": about["schema"]}))
    with pytest.raises(DataError):
        store.load(folder)


def test_a_set_without_its_fingerprint_is_damaged(tmp_path: Path) -> None:
    case = CASES / "set-json-lacks-a-key"
    files = lines.Files(case / "src.txt", {"r": case / "ref.txt"}, {"x": case / "ref.txt"})
    store.save(lines.read(files, name="set", languages=("en", "de")), tmp_path / "set")
    marker = tmp_path / "set" / store.MARKER
    marker.write_text(marker.read_text(encoding="utf-8").replace('"fingerprint"', '"fingerprinx"'), encoding="utf-8")
    with pytest.raises(DataError, match=r"set\.json is damaged: it lacks 'fingerprint'\n  try: "):
        store.load(tmp_path / "set")


ODD_VALUES: tuple[object, ...] = (
    None,
    0,
    1.5,
    True,
    "x",
    [],
    [None],
    ["x", "y"],
    [[]],
    {},
    {"x": 1},
    [{"id": 1, "start": 0.0, "stop": 2}],
)


@pytest.mark.parametrize(
    "key", ["name", "documents", "references", "systems", "languages", "fingerprint", "provenance"]
)
def test_whatever_stands_under_a_key_it_is_a_set_or_damaged(key: str, tmp_path: Path) -> None:
    store.save(DATA, tmp_path / "set")
    marker = tmp_path / "set" / store.MARKER
    header = json.loads(marker.read_text(encoding="utf-8"))
    assert key in header
    for value in ODD_VALUES:
        marker.write_text(json.dumps({**header, key: value}), encoding="utf-8")
        with suppress(DataError):
            data = store.load(tmp_path / "set")
            assert repr(data)
            assert all(isinstance(note, str) for note in data.notes)


def test_bytes_that_are_not_utf8_in_parquet_are_damage(tmp_path: Path) -> None:
    store.save(DATA, tmp_path / "set")
    path = tmp_path / "set" / store.SEGMENTS
    table = pq.read_table(path)
    # Parquet's text of the bytes ff and fe, which Arrow takes without looking.
    texts = pa.array([b"\xff", b"\xfe"], pa.binary()).view(pa.string())
    pq.write_table(table.set_column(table.column_names.index("source"), "source", texts), path)
    with pytest.raises(DataError, match="Invalid UTF8 sequence"):
        store.load(tmp_path / "set")


def test_a_folder_without_a_marker_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is not an evaluation set: it has no set\.json"):
        store.load(tmp_path)


def with_header(folder: Path, change: dict[str, object]) -> None:
    """Save the set with another header; a value of None removes the key."""
    store.save(DATA, folder)
    header = json.loads((folder / store.MARKER).read_text(encoding="utf-8")) | change
    header = {key: value for key, value in header.items() if value is not None}
    (folder / store.MARKER).write_text(json.dumps(header), encoding="utf-8")


@pytest.mark.parametrize(
    "key", ["schema", "name", "languages", "fingerprint", "references", "systems", "documents", "provenance"]
)
@pytest.mark.parametrize("value", [None, 1, [], [1], ["x"], {}, {"x": 1}, "x", True, [[]], [{}]])
def test_a_header_without_a_key_or_with_another_value_is_an_error_of_two_lines(
    tmp_path: Path, key: str, value: object
) -> None:
    with_header(tmp_path / "set", {key: value})
    if key in {"name", "provenance"} and isinstance(value, {"name": str, "provenance": dict}[key]):
        assert store.load(tmp_path / "set").ids == DATA.ids  # any name will do, and any provenance
        return
    with pytest.raises(DataError) as damage:
        store.load(tmp_path / "set")
    assert len(str(damage.value).splitlines()) == 2


@pytest.mark.parametrize("document", [{"id": "a", "start": 0, "stop": 2}, {"id": "a", "start": 0, "stop": 3}, {"x": 1}])
def test_documents_that_do_not_fit_are_an_error(tmp_path: Path, document: dict[str, object]) -> None:
    with_header(tmp_path / "set", {"documents": [document]})
    with pytest.raises(DataError):
        store.load(tmp_path / "set")


def test_a_system_that_the_header_does_not_name_is_damage_and_never_lost_in_silence(tmp_path: Path) -> None:
    with_header(tmp_path / "set", {"systems": []})
    with pytest.raises(DataError, match=r"has a column 'system\.a\.b c', and nothing says what it is"):
        store.load(tmp_path / "set")


def test_a_set_that_stepped_aside_for_its_successor_is_found_again(tmp_path: Path) -> None:
    store.save(DATA, tmp_path / ".set.abc.old")
    assert store.load(tmp_path / "set") == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_a_set_has_a_name_that_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no name for a set: it is not UTF-8"):
        replace(DATA, name="p\udcffq")
    data = replace(DATA, provenance={"read": "p\udcffq.tsv"})
    store.save(data, tmp_path / "set")
    assert store.load(tmp_path / "set").provenance == {"read": "p\udcffq.tsv"}


def test_a_large_set_stays_in_its_file_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    data = many_segments()
    opened = stored(data, tmp_path / "set")
    assert opened.fingerprint == data.fingerprint
    assert opened.in_memory() == data == store.load(tmp_path / "set")
    store.save(opened, tmp_path / "again")
    for name in (store.MARKER, store.SEGMENTS):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "set" / name).read_bytes()


def test_a_small_set_is_opened_in_memory(tmp_path: Path) -> None:
    store.save(many_segments(), tmp_path / "set")
    assert not store.open_stored(tmp_path / "set").is_stored


@pytest.mark.parametrize("per_document", [7, 1000])
def test_a_part_of_a_stored_set_is_the_part_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, per_document: int
) -> None:
    small_groups(monkeypatch)
    data = many_segments(per_document=per_document)
    part = stored(data, tmp_path / "set").part(18, 60)
    assert part.is_stored
    assert part.in_memory() == data.part(18, 60)
    assert part.documents[0].start == 0
    assert part.documents[-1].stop == len(part) == 42


def test_an_id_that_occurs_twice_in_a_large_set_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_groups(monkeypatch)
    writer = SetWriter(tmp_path, Shape("twice", ("en", "de"), outputs=["x"]))
    for i in range(30):
        writer.add(f"d{i}", None, {"id": [f"i{i % 29}"], "source": ["a"], "system.x": ["b"]})
    writer.finish({})
    with pytest.raises(DataError, match="segment id 'i0' occurs twice"):
        store.open_stored(tmp_path)
