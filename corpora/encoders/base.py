"""The protocol of sentence encoders: texts to vectors that mean the same in every language an encoder knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"
"""One unit vector per text: shape (texts, dimensions)."""


class Encoder(Protocol):
    """A multilingual sentence encoder; no token states: none of the embedded packages gives them out.

    Attributes:
        name: what `load` takes.
        signature: the name and the version of the package (and model) that the vectors depend on.
        languages: ISO 639-1 codes of the languages it was trained for; empty where nobody can say.
    """

    @property
    def name(self) -> str:
        """What `load` takes."""
        ...

    @property
    def signature(self) -> str:
        """Name, package, version."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text; equal texts give equal vectors to 1e-6, whatever stands beside them."""
        ...


def plain(text: str) -> str:
    """Return the text without what a C string or UTF-8 can't hold."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def missing(package: str, hint: str) -> UsageError:
    """Return the error that says which package isn't there."""
    return UsageError(f"the package {package} is not installed", hint=hint)
