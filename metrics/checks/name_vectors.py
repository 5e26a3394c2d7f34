"""Vectors of single words and names by the encoder USE, asked for by many texts at once.

An inspection that may need vectors is a generator: it yields the texts whose vectors it needs next. `finished` runs
many of them side by side and encodes what all of them need in one batch, which takes a fraction of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from tertium.corpora.encoders.languages import USE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from tertium.corpora.encoders.base import Vectors

T = TypeVar("T")
Asking: TypeAlias = "Generator[Sequence[str], None, T]"
"""Yields the texts whose vectors it needs next, and returns its result."""

COMMON: Final = 0.85
"""Cosine of a word and the same in lower case from which it is a common noun."""
CACHED: Final = 50_000
"""Vectors that are remembered, 100 MB at most."""

_cache: dict[str, Vectors] = {}


def knows(languages: tuple[str, str]) -> bool:
    """Whether the encoder knows both base languages."""
    return set(languages) <= USE_LANGUAGES


def vectors(texts: Sequence[str]) -> Vectors:
    """Return the vectors of short texts, one per row."""
    import numpy as np

    found = computed(texts)
    return np.stack([found[text] for text in texts])


def computed(texts: Iterable[str]) -> dict[str, Vectors]:
    """Return different texts to their vectors; what was computed lately isn't computed again."""
    from tertium.corpora.encoders import use

    different = dict.fromkeys(texts)
    # Another thread may empty the cache meanwhile: what is needed here is held.
    found = {text: vector for text in different if (vector := _cache.get(text)) is not None}
    if missing := [text for text in different if text not in found]:
        found.update(zip(missing, use.load().encode(missing), strict=True))
        if len(_cache) > CACHED:
            _cache.clear()
        _cache.update((text, found[text]) for text in missing)
    return found


def finished(inspections: Iterable[Asking[T]]) -> list[T]:
    """Return the results of inspections that ask for vectors, in order."""
    results: dict[int, T] = {}
    open_ones = dict(enumerate(inspections))
    while open_ones:
        needed: list[str] = []
        for i, inspection in list(open_ones.items()):
            try:
                needed += next(inspection)
            except StopIteration as end:
                results[i] = end.value
                del open_ones[i]
        computed(needed)
    return [results[i] for i in range(len(results))]


def commonness(texts: Sequence[str]) -> Asking[float]:
    """Return the cosine of the least common word and the same in lower case: a vector of a name needs its capital."""
    lowered = [text.lower() for text in texts]
    yield [*texts, *lowered]
    return float((vectors(texts) * vectors(lowered)).sum(axis=1).min())


def is_common(word: str) -> Asking[bool]:
    """Return whether a word is a common noun, in a language that the encoder knows."""
    return (yield from commonness([word])) >= COMMON
