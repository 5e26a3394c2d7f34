"""What a user asks a build for, and how it tells them how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, get_args

from tertium.corpora.cleaning.overrides import Overrides
from tertium.corpora.encoders.choice import check_languages, choose, load
from tertium.corpora.pairs_file import Said
from tertium.corpora.text import tags
from tertium.corpora.text.tag_checks import check_articles
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.corpora.encoders.base import Encoder

Role: TypeAlias = Literal["hypothesis", "reference"]
"""What the target articles are: a system's output that is to be measured, or the truth."""


class Progress(Protocol):
    """What is told how far a build is."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note: of `total` articles or pairs of a step, so many are done."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build from a folder of articles.

    Attributes:
        source: language of the originals, a tag such as de or pt-BR.
        target: language of the translations.
        role: what the translations are.
        called: the name of their system or reference; where an original has several, the second is NAME.2.
        encoder: name of the sentence encoder, "lexical" for none; empty: chosen by the languages.
        overrides: a user's rules and labels for lines.
        said: a user's word on pairs.
        workers: processes; the result doesn't depend on them.

    Raises:
        UsageError: both languages are one, or articles can't be recognised as one of them, or the encoder doesn't know
            one; there is no such role; or `called` can't stand in a table.
    """

    source: str
    target: str
    role: Role = "hypothesis"
    called: str = "web"
    encoder: str = ""
    overrides: Overrides = field(default_factory=Overrides)
    said: Said = field(default_factory=Said)
    workers: int = 1

    def __post_init__(self) -> None:
        if self.role not in get_args(Role):
            raise UsageError(f"a translation can't be a {self.role!r}", hint=" or ".join(get_args(Role)))
        if not self.called.strip() or not self.called.isprintable():
            raise UsageError(f"nothing can be called {self.called!r}", hint="--called web")
        if tags.base(self.source) == tags.base(self.target):
            raise UsageError(
                f"both languages are {tags.base(self.source)!r}", hint="two languages, as in --from en --to de"
            )
        check_articles(self.languages)
        check_languages(self.encoder, self.languages)

    @property
    def languages(self) -> tuple[str, str]:
        """Both."""
        return self.source, self.target

    def loaded(self) -> tuple[Encoder, str]:
        """Return the encoder, and a note that says which it is and why."""
        from tertium.corpora.encoders.hashed import Hashed

        if self.encoder == "lexical":
            return Hashed(), "paired and aligned by words, numbers and lengths, as asked"
        if self.encoder:
            encoder = load(self.encoder)
            return encoder, f"paired and aligned with {encoder.signature}"
        choice = choose(*self.languages)
        return choice.encoder or Hashed(), choice.note
