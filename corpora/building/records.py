"""Values that the steps of a build exchange with each other, with the journal and with other processes.

Articles go by their number: the index in the sorted list of the folder's files.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.corpora.building.prepare import Prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.cleaning.blocks import Block
    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.pairing.similarity import Evidence


class ReadArticle(NamedTuple):
    """An article as plain text.

    Attributes:
        number: of the article.
        text: of the article.
        left_out: blocks of its web page that are not in the text.
    """

    number: int
    text: str
    left_out: tuple[Block, ...]


class EncodedArticle(NamedTuple):
    """A prepared article and one vector per sentence."""

    article: Prepared
    vectors: Vectors


class PackedArticle(NamedTuple):
    """An `EncodedArticle` in few bytes, as it is stored and sent between processes.

    Attributes:
        number: of the article.
        language: of the article; None if it is none of those asked for.
        prepared: the article as compressed JSON.
        sizes: characters of each sentence, int32; 0 where cleaning leaves it out.
        vectors: of the sentences, in half precision, which hides how a machine rounds.
    """

    number: int
    language: str | None
    prepared: bytes
    sizes: bytes
    vectors: bytes

    def unpack(self) -> EncodedArticle:
        """Return the article and its vectors."""
        article = unpack_article(self.prepared)
        return EncodedArticle(article, unpack_vectors(self.vectors, len(article.sentences)))

    def unpack_kept(self) -> EncodedArticle:
        """Return the article and its vectors without the sentences of lines that cleaning leaves out."""
        article, vectors = self.unpack()
        kept = [i for i in range(len(article.sentences)) if article.line_of(i).kept]
        return EncodedArticle(replace(article, sentences=tuple(article.sentences[i] for i in kept)), vectors[kept])


class PreparedArticle(NamedTuple):
    """A packed article and the sentence hashes by which its duplicates are found."""

    packed: PackedArticle
    hashes: tuple[int, ...]


class SentenceVectors(NamedTuple):
    """The sentences of an article as numbers.

    Attributes:
        number: of the article.
        sizes: characters of each sentence.
        vectors: shape (sentences, dimensions).
    """

    number: int
    sizes: NDArray[np.int32]
    vectors: Vectors


class Comparison(NamedTuple):
    """The evidence on a target article and one of its candidate sources, both by number."""

    target: int
    source: int
    evidence: Evidence


class Duplicate(NamedTuple):
    """An article that repeats another one.

    Attributes:
        number: of the article.
        original: number of the first article that has the same text.
        shared: share of the characters that are the same.
    """

    number: int
    original: int
    shared: float


class Translations(NamedTuple):
    """An original and its translations, by number.

    Attributes:
        source: the original.
        targets: its translations, in order, without duplicates.
        systems: for each translation, the system that the pairs file names; empty where it names none.
    """

    source: int
    targets: tuple[int, ...]
    systems: tuple[str, ...]


class Neighbour(NamedTuple):
    """The number of the nearest article of the other language, and its similarity."""

    number: int
    score: float


class Segment(NamedTuple):
    """A row of the set.

    Attributes:
        source: None where a translation added something.
        targets: one text per translation, "" where it left the segment out; None where another one added something.
        confidence: of the alignment.
    """

    source: str | None
    targets: tuple[str | None, ...]
    confidence: float


class Moved(NamedTuple):
    """Sentences that a translation has in another place than the original.

    Attributes:
        row: index of the segment that holds them.
        translation: index of the translation.
        source: text of the original.
        target: its translation.
        confidence: of the alignment.
    """

    row: int
    translation: int
    source: str
    target: str
    confidence: float


class Composition(NamedTuple):
    """The segments of an original and its translations.

    Attributes:
        source: number of the original.
        segments: in the original's order.
        removed: for each of the articles, the numbers of the lines that no partner has.
        moved: what translations have in another place, in the original's order.
    """

    source: int
    segments: tuple[Segment, ...]
    removed: dict[int, tuple[int, ...]]
    moved: tuple[Moved, ...] = ()


def pack(number: int, article: Prepared, vectors: Vectors) -> PackedArticle:
    """Return a prepared article and its vectors in few bytes."""
    return PackedArticle(
        number,
        article.language,
        pack_text(json.dumps(article.to_json(), ensure_ascii=False)),
        np.array(
            [len(text) if article.line_of(i).kept else 0 for i, text in enumerate(article.texts)], dtype=np.int32
        ).tobytes(),
        pack_vectors(vectors),
    )


def unpack_article(raw: bytes) -> Prepared:
    """Return the article of a `PackedArticle`."""
    return Prepared.from_json(json.loads(unpack_text(raw)))


def pack_vectors(vectors: Vectors) -> bytes:
    """Return vectors in half precision."""
    return vectors.astype(np.float16).tobytes()


def unpack_vectors(raw: bytes, count: int, dimensions: int = 0) -> Vectors:
    """Return so many vectors, shape (count, dimensions); the dimensions matter only where there are none."""
    return np.frombuffer(raw, dtype=np.float16).astype(np.float32).reshape(count, -1 if count else dimensions)


def pack_text(text: str) -> bytes:
    """Return a text in few bytes; half a surrogate pair, which UTF-8 can't hold, is kept."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack_text(raw: bytes) -> str:
    """Return what `pack_text` was given."""
    return zlib.decompress(raw).decode("utf-8", "surrogatepass")
