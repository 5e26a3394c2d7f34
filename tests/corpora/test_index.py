"""What makes large folders possible: candidates by blocks, lines that recur, copies, streamed sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.corpora import candidates, copies, store, systems
from tertium.corpora.recurring import Recurring, fewest
from tertium.corpora.stream import SetWriter, Shape
from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def unit(rng: np.random.Generator, count: int) -> Any:
    made = rng.standard_normal((count, 16)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.mark.parametrize("block", [3, 7, 100])
def test_candidates_are_the_same_whatever_the_block(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(candidates, "BLOCK", block)
    rng = np.random.default_rng(1)
    targets, sources = unit(rng, 20), unit(rng, 30)
    made = list(candidates.nearest((20, lambda a, b: targets[a:b]), (30, lambda a, b: sources[a:b]), count=4))
    expected = np.argsort(-np.round(targets @ sources.T, 4), axis=1, kind="stable")[:, :4]
    assert made == expected.tolist()


def test_fewer_sources_than_candidates_are_all_taken() -> None:
    one = unit(np.random.default_rng(1), 2)
    assert [sorted(near) for near in candidates.nearest((2, lambda a, b: one[a:b]), (2, lambda a, b: one[a:b]))] == [
        [0, 1],
        [0, 1],
    ]


def test_no_sources_are_no_candidates() -> None:
    one = unit(np.random.default_rng(1), 2)
    assert list(candidates.nearest((2, lambda a, b: one[a:b]), (0, lambda a, b: one[a:b]))) == [[], []]


def test_a_line_recurs_when_three_articles_have_it_and_twice_in_one_counts_once() -> None:
    counted = Recurring()
    for article in (["Share", "x"], ["share ", "Share"], ["y"]):
        counted.add(article)
    assert not counted.has("Share")
    counted.add(["  SHARE"])
    assert counted.has("Share")
    assert counted.has("share")
    counted.fewest = 4
    assert not counted.has("share")


def test_in_a_large_folder_more_articles_must_have_a_line() -> None:
    assert [fewest(n) for n in (5, 1_000, 50_000, 10**7)] == [3, 3, 100, 255]


def test_empty_and_very_long_lines_never_recur() -> None:
    counted = Recurring(fewest=1)
    counted.add(["", "x" * 500])
    assert not counted.has("")
    assert not counted.has("x" * 500)


def test_a_copy_shares_nearly_all_of_its_sentences() -> None:
    text = [f"This is sentence number {i} of an article about ferries." for i in range(12)]
    other = [f"Another thing altogether is told in line {i} of this one." for i in range(12)]
    assert copies.shared(text, [one.upper() for one in text]) == 1
    assert copies.shared(text, [*text[:-1], other[0]]) > copies.SHARED
    assert copies.shared(text, text[:6] + other[:6]) < copies.SHARED
    assert copies.shared([], []) == 0
    assert set(copies.prints(text)) & set(copies.prints(text[:-1]))


def test_short_sentences_tell_no_copies() -> None:
    assert copies.prints(["He left.", "She too."]) == []


def test_translations_get_columns_in_order_and_a_name_by_hand_is_kept() -> None:
    assert systems.assign(["", "", ""], "web") == ["web", "web.2", "web.3"]
    assert systems.assign(["north", "", "web"], "web") == ["north", "web.2", "web"]
    with pytest.raises(DataError, match="both 'north'"):
        systems.assign(["north", "north"], "web")


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
    made = writer.finish({**data.provenance, "unpaired": iter(data.provenance["unpaired"])})
    assert made == data.fingerprint
    assert store.load(tmp_path / "streamed") == data
    store.save(data, tmp_path / "saved")
    for name in ("set.json", "segments.parquet"):
        assert (tmp_path / "streamed" / name).read_bytes() == (tmp_path / "saved" / name).read_bytes()


def test_a_set_of_many_row_groups_reads_back_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertium.corpora.stream.GROUP", 3)
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
