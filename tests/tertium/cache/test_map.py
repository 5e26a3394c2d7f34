"""The cached, batched, resumable map: each item once, each batch kept when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cache.map import CachedMap
from tertium.cache.store import FILE, FileStore, MemoryStore, key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.cache.store import Store

BATCH = 3


class Lengths:
    """Computes the length of texts in batches of three, fails at one text, and remembers what it was asked for."""

    def __init__(self, *, broken: str = "", unanswered: str = "") -> None:
        self.broken, self.unanswered = broken, unanswered
        self.asked: list[str] = []

    def __call__(self, texts: list[str]) -> Iterator[dict[str, int]]:
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            if self.broken in batch:
                raise ConnectionError(self.broken)
            self.asked += batch
            yield {text: len(text) for text in batch if text != self.unanswered}


def lengths_in(store: Store, compute: Lengths) -> CachedMap[str, int]:
    return CachedMap(store, lambda text: key("lengths", text), compute, lambda value: str(value).encode(), int)


def test_an_item_that_occurs_twice_is_computed_once() -> None:
    compute = Lengths()
    assert lengths_in(MemoryStore(), compute)(["a", "bb", "a", "ccc", "bb"]) == {"a": 1, "bb": 2, "ccc": 3}
    assert compute.asked == ["a", "bb", "ccc"]


def test_what_another_process_kept_is_not_computed(tmp_path: Path) -> None:
    lengths_in(FileStore(tmp_path / FILE, "lengths", pytest.fail), Lengths())(["a", "bb"])
    compute = Lengths()
    assert lengths_in(FileStore(tmp_path / FILE, "lengths", pytest.fail), compute)(["bb", "ccc", "a"]) == {
        "a": 1,
        "bb": 2,
        "ccc": 3,
    }
    assert compute.asked == ["ccc"]


def test_nothing_is_computed_where_nothing_is_missing() -> None:
    store = MemoryStore()
    lengths_in(store, Lengths())(["a"])

    def never(_: list[str]) -> Iterator[dict[str, int]]:
        pytest.fail("a model would be loaded here")

    again = CachedMap(store, lambda text: key("lengths", text), never, lambda value: str(value).encode(), int)
    assert again(["a"]) == {"a": 1}
    assert again([]) == {}


def test_batches_before_an_error_are_kept_and_the_rest_is_computed_by_the_next_call() -> None:
    store, texts = MemoryStore(), [str(i) for i in range(9)]
    with pytest.raises(ConnectionError):
        lengths_in(store, Lengths(broken="7"))(texts)
    compute = Lengths()
    assert lengths_in(store, compute)(texts) == dict.fromkeys(texts, 1)
    assert compute.asked == ["6", "7", "8"]


def test_a_batch_is_kept_before_the_next_is_computed() -> None:
    store = MemoryStore()

    def compute(texts: list[str]) -> Iterator[dict[str, int]]:
        for i, text in enumerate(texts):
            assert len(store.get(key("lengths", item) for item in texts)) == i
            yield {text: len(text)}

    CachedMap(store, lambda text: key("lengths", text), compute, lambda value: str(value).encode(), int)(["a", "bb"])


def test_an_item_without_a_value_is_left_out_and_asked_for_again() -> None:
    store = MemoryStore()
    assert lengths_in(store, Lengths(unanswered="bb"))(["a", "bb"]) == {"a": 1}
    compute = Lengths()
    assert lengths_in(store, compute)(["a", "bb"]) == {"a": 1, "bb": 2}
    assert compute.asked == ["bb"]


def test_an_item_may_be_several_texts() -> None:
    pairs = [("source", "translation"), ("source", "another")]

    def compute(items: list[tuple[str, str]]) -> Iterator[dict[tuple[str, str], str]]:
        yield {item: " ".join(item) for item in items}

    joined = CachedMap(MemoryStore(), lambda item: key("joined", *item), compute, str.encode, bytes.decode)
    assert joined(pairs) == {pair: " ".join(pair) for pair in pairs}
