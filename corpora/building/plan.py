"""The settings of a build, and its progress callback."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, get_args

from tertium import arguments
from tertium.calls import explained_class
from tertium.corpora.cleaning.overrides import Overrides
from tertium.corpora.encoders.choice import check_languages, choose, load
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.corpora.text import tags
from tertium.corpora.text.tag_checks import check_articles
from tertium.errors import UsageError

if TYPE_CHECKING:
    from tertium.corpora.encoders.base import Encoder

Role: TypeAlias = Literal["hypothesis", "reference"]
"""Role of the target articles: outputs that are to be measured, or references."""
PairBy: TypeAlias = Literal["text", "name"]
"""What decides on pairs: the texts, with names as evidence; or names alone."""

TEXTS: Final = {
    "source": "a language tag: en",
    "target": "a language tag: de",
    "role": " or ".join(get_args(Role)),
    "called": "a name: web",
    "encoder": "the name of an encoder",
    "pair_by": " or ".join(get_args(PairBy)),
}
"""Settings that are texts, to what each accepts."""


class Progress(Protocol):
    """Progress callback."""

    def __call__(self, step: str, completed: int, total: int, /) -> None:
        """Receive the name of a step, and how many of its articles or pairs are completed."""
        ...


@explained_class("Plan")
@dataclass(frozen=True, slots=True)
class Plan:
    """Settings for building a set from a folder of articles.

    Attributes:
        source: language of the originals, a tag such as de or pt-BR.
        target: language of the translations.
        role: role of the translations.
        called: name of their system or reference; if an original has several, the second is NAME.2.
        encoder: name of the sentence encoder, "lexical" for none; empty: chosen by the languages.
        overrides: the user's rules and labels for lines.
        user_pairs: the user's decisions on pairs.
        pair_by: what decides on other pairs.
        workers: number of processes; the result doesn't depend on it.

    Raises:
        UsageError: the languages are equal, articles in one can't be recognised, or the encoder doesn't know one; the
            role, or what decides on pairs, is unknown; or the name can't be shown in a table.

    Example:
        >>> tertium.Plan("en", "de", role="reference", called="human").languages
        ('en', 'de')
    """

    source: str
    target: str
    role: Role = "hypothesis"
    called: str = "web"
    encoder: str = ""
    overrides: Overrides = field(default_factory=Overrides)
    user_pairs: UserPairs = field(default_factory=UserPairs)
    workers: int = 1
    pair_by: PairBy = "text"

    def __post_init__(self) -> None:
        for name, accepts in TEXTS.items():
            arguments.check(name, getattr(self, name), str, accepts)
        arguments.check("overrides", self.overrides, Overrides, "tertium.corpora.cleaning.overrides.Overrides")
        arguments.check("user_pairs", self.user_pairs, UserPairs, "tertium.corpora.pairing.pairs_file.UserPairs")
        arguments.check("workers", self.workers, int, "a whole number from 1")
        if self.role not in get_args(Role):
            raise UsageError(f"no role is named {self.role!r}", hint=" or ".join(get_args(Role)))
        if self.pair_by not in get_args(PairBy):
            raise UsageError(f"pairs can't be decided by {self.pair_by!r}", hint=" or ".join(get_args(PairBy)))
        if not self.called.strip() or not self.called.isprintable():
            raise UsageError(f"invalid name {self.called!r}", hint="--called web")
        if tags.base(self.source) == tags.base(self.target):
            raise UsageError(
                f"both languages are {tags.base(self.source)!r}", hint="two languages, as in --from en --to de"
            )
        check_articles(self.languages)
        check_languages(self.encoder, self.languages)

    @property
    def languages(self) -> tuple[str, str]:
        """Source and target language."""
        return self.source, self.target

    def load_encoder(self) -> tuple[Encoder, str]:
        """Return the encoder, loaded once per process, and a note that says which it is and why."""
        from tertium.corpora.encoders.hashed import Hashed

        if self.encoder == "lexical":
            return Hashed(), "paired and aligned by words, numbers and lengths, as asked"
        if self.encoder:
            encoder = load(self.encoder)
            return encoder, f"paired and aligned with {encoder.signature}"
        choice = choose(*self.languages)
        return choice.encoder or Hashed(), choice.note
