"""The protocol of sentence encoders: texts to vectors that mean the same in every language an encoder knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"
"""One unit vector per text: shape (texts, dimensions)."""

Encode: TypeAlias = "Callable[[Sequence[str]], Vectors]"
"""Returns the vectors of texts, as `Encoder.encode` does."""


class Encoder(Protocol):
    """A multilingual sentence encoder. It gives no vectors of words: the packages without a download don't either.

    Attributes:
        name: what `load` takes.
        signature: the name and the version of the package (and model) that the vectors depend on.
        languages: ISO 639-1 codes of the languages it was trained for; empty where they are unknown.
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


def encodable(text: str) -> str:
    """Return the text without zero bytes and lone surrogates, which C strings and UTF-8 can't hold."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def missing_package(package: str, hint: str) -> UsageError:
    """Return the error for an encoder whose package isn't installed."""
    return UsageError(f"the package {package} is not installed", hint=hint)
