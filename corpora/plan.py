"""What a user asks a build for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from tertium.corpora.cleaning.overrides import Overrides
from tertium.corpora.pairs_file import Said

if TYPE_CHECKING:
    from tertium.corpora.encode import Encoder

Part: TypeAlias = Literal["hypothesis", "reference"]
"""What the target articles are: a system's output that is to be measured, or the truth."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build from a folder of articles.

    Attributes:
        source: language of the originals, ISO 639-1.
        target: language of the translations.
        part: what the translations are.
        column: the name of their system or reference; where an original has several, the second is NAME.2.
        encoder: name of the sentence encoder; empty: chosen by the languages.
        overrides: a user's rules and labels for lines.
        said: a user's word on pairs.
        workers: processes.
    """

    source: str
    target: str
    part: Part = "hypothesis"
    column: str = "web"
    encoder: str = ""
    overrides: Overrides = field(default_factory=Overrides)
    said: Said = field(default_factory=Said)
    workers: int = 1

    @property
    def languages(self) -> tuple[str, str]:
        """Both."""
        return self.source, self.target

    def loaded(self) -> tuple[Encoder | None, str]:
        """Return the encoder, None for the lexical engine, and a note that says which it is and why."""
        from tertium.corpora import encode

        if self.encoder:
            encoder = encode.load(self.encoder)
            return encoder, f"aligned with {encoder.signature}"
        return encode.choose(*self.languages)
