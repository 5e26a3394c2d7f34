"""A set written document by document is the set written at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tertium.corpora import row_groups, store
from tertium.corpora.set_writer import SetWriter, Shape
from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_streamed_set_is_the_set_that_is_written_at_once(tmp_path: Path) -> None:
    data = EvalSet(
        name="small",
        ids=("a#1", "a#2", "b#1"),
        documents=(Document("a", 0, 2, "news"), Document("b", 2, 3)),
        sources=("One.", None, "Three “ ”."),
        references={"r": ("Eins.", "Zwei.", None)},
        outputs={"web": ("Ein.", "", "Drei.")},
        languages=("en", "de"),
        confidence=(0.5, 0.25, 1.0),
        provenance={"unpaired": [{"id": "c", "reason": "none"}], "made": "here", "none": []},
    )
    (tmp_path / "streamed").mkdir()
    writer = SetWriter(tmp_path / "streamed", Shape("small", ("en", "de"), True, ("r",), ("web",), True))  # noqa: FBT003
    first: dict[str, Any] = {
        "id": data.ids[:2],
        "source": data.sources[:2] if data.sources else (),
        "confidence": (0.5, 0.25),
    }
    writer.add("a", "news", first | {"reference.r": ("Eins.", "Zwei."), "system.web": ("Ein.", "")})
    last: dict[str, Any] = {"id": ["b#1"], "source": ["Three “ ”."], "confidence": [1.0]}
    writer.add("b", None, last | {"reference.r": [None], "system.web": ["Drei."]})
    fingerprint = writer.finish({**data.provenance, "unpaired": iter(data.provenance["unpaired"])})
    assert fingerprint == data.fingerprint
    assert store.load(tmp_path / "streamed") == data
    store.save(data, tmp_path / "saved")
    for name in ("set.json", "segments.parquet"):
        assert (tmp_path / "streamed" / name).read_bytes() == (tmp_path / "saved" / name).read_bytes()


def test_a_set_of_many_row_groups_reads_back_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_groups, "SIZE", 3)
    count = 20
    data = EvalSet(
        name="long",
        ids=tuple(f"{i}" for i in range(count)),
        documents=tuple(Document(f"d{i}", i * 2, i * 2 + 2) for i in range(count // 2)),
        sources=tuple(f"Satz {i}" for i in range(count)),
    )
    store.save(data, tmp_path / "set")
    assert store.load(tmp_path / "set") == data
    assert json.loads((tmp_path / "set" / "set.json").read_text(encoding="utf-8"))["segments"] == count


def test_a_document_without_segments_is_refused(tmp_path: Path) -> None:
    writer = SetWriter(tmp_path, Shape("small", ("en", "de")))
    with pytest.raises(DataError, match="no segments"):
        writer.add("a", None, {"id": [], "source": []})


def test_a_set_without_segments_or_with_a_document_twice_is_refused(tmp_path: Path) -> None:
    writer = SetWriter(tmp_path, Shape("small", (None, None)))
    with pytest.raises(DataError, match="set 'small' has no segments"):
        writer.finish({})
    for _ in range(2):
        writer.add("a", None, {"id": ["1"], "source": ["x"]})
    assert (writer.documents, writer.segments) == (2, 2)
    with pytest.raises(DataError, match="document id 'a' occurs twice"):
        writer.finish({})
