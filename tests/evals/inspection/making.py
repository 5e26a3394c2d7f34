"""Sets whose texts have one thing wrong each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.types import Document, EvalSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS: Final = ["bridge", "river", "market", "winter", "letter", "garden", "window", "harbour", "teacher", "village"]
WORTE: Final = ["Brücke", "Fluss", "Markt", "Winter", "Brief", "Garten", "Fenster", "Hafen", "Lehrer", "Dorf"]
SIZE: Final = 60


def source(i: int) -> str:
    """Return an English sentence, another one for each index."""
    a, b, c = WORDS[i % 10], WORDS[i // 10 % 10], WORDS[(i * 7 + 3) % 10]
    return f"Yesterday evening the old {a} stood quietly beside the other {b}, and nobody had seen {c} number {i}."


def reference(i: int) -> str:
    """Return its German translation."""
    a, b, c = WORTE[i % 10], WORTE[i // 10 % 10], WORTE[(i * 7 + 3) % 10]
    return (
        f"Gestern Abend stand alt und still neben dem anderen ({b}) der {a}, und niemand hatte {c} Nummer {i} gesehen."
    )


def output(i: int, style: int) -> str:
    """Return another German translation, in one of many wordings."""
    a, b, c = WORTE[i % 10], WORTE[i // 10 % 10], WORTE[(i * 7 + 3) % 10]
    return (
        f"Am gestrigen Abend, so sagt {WORTE[style % 10]} {style}, war {a} ruhig bei {b}, und keiner sah {c} Nr. {i}."
    )


def made(
    references: Mapping[str, Sequence[str | None]] | None = None,
    sources: Sequence[str | None] | None = None,
    outputs: Mapping[str, Sequence[str | None]] | None = None,
    languages: tuple[str | None, str | None] = ("en", "de"),
) -> EvalSet:
    """Return a set of `SIZE` segments, two to a document; without arguments nothing is wrong with it."""
    return EvalSet(
        name="made",
        ids=tuple(f"s{i}" for i in range(SIZE)),
        documents=tuple(Document(f"d{i}", 2 * i, 2 * i + 2) for i in range(SIZE // 2)),
        sources=tuple(sources or map(source, range(SIZE))),
        references={name: tuple(texts) for name, texts in (references or {"A": good()}).items()},
        outputs={name: tuple(texts) for name, texts in (outputs or systems(6)).items()},
        languages=languages,
    )


def good() -> list[str]:
    """Return references without a problem."""
    return [reference(i) for i in range(SIZE)]


def systems(count: int) -> dict[str, list[str]]:
    """Return so many systems, each with its own wording."""
    return {f"x{style}": [output(i, style) for i in range(SIZE)] for style in range(count)}


def planted(texts: Mapping[int, str | None]) -> list[str | None]:
    """Return good references with these in their places."""
    return [texts.get(i, text) for i, text in enumerate(good())]
