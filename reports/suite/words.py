"""What words of an output differ from a reference's, as pieces of text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from typing import TypeAlias

Kind: TypeAlias = Literal["", "ins", "del"]
Piece: TypeAlias = "tuple[str, Kind]"
"""A text that both have, or that only the output ("ins") or only the reference ("del") has."""

TOKENS: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]\s*|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+\s*|[^\w\s]\s*|\s+"
)
"""A word with the space behind it, a sign, or one character of Chinese, Japanese and Thai, which have no spaces."""

MOST: Final = 600
"""Words of a text that are compared; a longer one is shown as it is, since time grows with the square."""


def differing(reference: str | None, output: str) -> list[Piece]:
    """Return the output in pieces, with what only the reference has between them; whole without a reference."""
    if reference is None or not output:
        return [(output or "(empty)", "")]
    before, after = TOKENS.findall(reference), TOKENS.findall(output)
    if max(len(before), len(after)) > MOST:
        return [(output, "")]
    matcher = SequenceMatcher(
        None, [word.rstrip() for word in before], [word.rstrip() for word in after], autojunk=False
    )
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("".join(after[k:m]), ""))
            continue
        if gone := "".join(before[i:j]).rstrip():
            pieces.append((gone, "del"))
        if new := "".join(after[k:m]):
            bare = new.rstrip()
            pieces.extend([(bare, "ins"), (new[len(bare) :], "")])
    return [piece for piece in pieces if piece[0]]
