"""Finds articles of web pages that were decoded as the wrong encoding, by the languages that they should be in."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.identification import MAX_SAMPLE, MIN_LETTERS, evidence, recognised_as
from tertium.files.encoding_labels import ENCODINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN: Final = 0.15
"""Nats per byte by which a text must be likelier in another encoding. On news in 12 languages and 21 encodings, cut to
150, 400 and 1,000 characters, a wrong encoding was never likelier than the right one; the right one was by .17 or more
than Windows-1252 in Czech, by .7 in Polish and Turkish, by 1.9 or more than an encoding of another script."""
CANDIDATES: Final = sorted({*ENCODINGS.values()}, key=lambda encoding: (not encoding.startswith("cp125"), encoding))
"""Encodings that a page may be in; of equals the first counts, Windows' own are the most used."""


class LikelierEncoding(NamedTuple):
    """An encoding that is likelier than the one a page was decoded as.

    Attributes:
        encoding: Python's name.
        language: of the text in this encoding.
    """

    encoding: str
    language: str


def is_unicode(encoding: str) -> bool:
    """Return whether an encoding, by Python's name, is UTF-8 or UTF-16, in which other texts are hardly ever valid."""
    return encoding.startswith("utf")


def likelier_encoding(text: str, encoding: str, languages: Sequence[str]) -> LikelierEncoding | None:
    """Return the encoding in which a text would far more likely be in one of the languages; None without one.

    Args:
        text: of an article, as it was decoded.
        encoding: in which that was done, Python's name.
        languages: that are expected.
    """
    if text.isascii() or is_unicode(encoding):
        return None
    raw = text[:MAX_SAMPLE].encode(encoding, "ignore")  # what a page writes as an entity has no bytes
    expected = {code: language for language in languages if (code := recognised_as(language))}
    readings = []
    for other in CANDIDATES:
        decoded = None if other == encoding else _decoded(raw, other)
        if decoded and sum(map(str.isalpha, decoded)) >= MIN_LETTERS:
            likelihood, code = evidence(decoded)
            readings += [(likelihood, other, expected[code])] if code in expected else []
    declared, _ = evidence(raw.decode(encoding, "ignore"))
    best = max(readings, key=lambda reading: reading[0], default=None)
    if best is None or best[0] - declared <= MARGIN * len(raw):
        return None
    return LikelierEncoding(*best[1:])


def _decoded(raw: bytes, encoding: str) -> str | None:
    """Return bytes as text, without a character that is cut off at their end; None if they don't fit."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(raw)
    except UnicodeDecodeError:
        return None
