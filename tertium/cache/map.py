"""A cached, batched, resumable map over texts: what is kept is read, the rest is computed and kept batch by batch."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tertium.cache.store import Store

Item = TypeVar("Item", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CachedMap(Generic[Item, Value]):
    """Maps items to values that cost much: a text, or the texts of one question, to a vector, a score, an answer.

    Each different item is computed once. A batch is in the store before the next one is computed, so that a killed
    process loses one batch, and the next process computes what is missing. To give the same bytes as an undisturbed
    run, where a value depends on its batch, `compute` must divide what is left into the same batches.

    Attributes:
        store: the results of earlier calls and processes; `open_store(scope, warn)` opens it.
        key: returns an item's key, `key(scope, *texts)` of all that its value depends on.
        compute: yields the values of the items that the store doesn't have, one batch at a time, in any order. An item
            that it never yields has no value (a request that failed), and is computed again by the next call.
        encode: returns a value as bytes for the store.
        decode: returns the value of such bytes.
    """

    store: Store
    key: Callable[[Item], bytes]
    compute: Callable[[list[Item]], Iterable[Mapping[Item, Value]]]
    encode: Callable[[Value], bytes]
    decode: Callable[[bytes], Value]

    def __call__(self, items: Iterable[Item]) -> dict[Item, Value]:
        """Return the value of each item that has one; what `compute` raises passes, the batches before it are kept."""
        keys = {item: self.key(item) for item in items}
        stored = self.store.get(keys.values())
        values = {item: self.decode(stored[key]) for item, key in keys.items() if key in stored}
        missing = [item for item in keys if item not in values]
        if missing:  # else a model would be loaded for nothing
            for batch in self.compute(missing):
                self.store.put({keys[item]: self.encode(value) for item, value in batch.items()})
                values |= batch
        return values
