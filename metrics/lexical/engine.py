"""Engines: programs that count edits and n-grams of many segments at once.

sacreBLEU defines the counts and supports every option. Any other engine gives the same integers, faster, for the
options that it supports: which one counts never shows in a score. A metric's signature says what the number is;
`Run.versions` records which engine counted it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from tertium import modules
from tertium.errors import UsageError, nearest
from tertium.metrics.base import Counted

if TYPE_CHECKING:
    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts

PACKAGE: Final = "tertium.metrics.lexical.engines"
ENGINES: Final = ("kernel", "sacrebleu")
"""Modules of `PACKAGE` that hold an `ENGINE`, the fastest first; the last one supports every option."""
VARIABLE: Final = "TERTIUM_ENGINE"
"""Environment variable: the name of the engine to prefer."""


@dataclass(frozen=True, slots=True)
class BleuOptions:
    """What BLEU's counts depend on: a tokenizer of sacreBLEU by name, and letter case."""

    tokenize: str
    lowercase: bool


@dataclass(frozen=True, slots=True)
class ChrfOptions:
    """What chrF's counts depend on; `beta` and `eps_smoothing` decide which of several references fits best."""

    char_order: int
    word_order: int
    beta: int
    lowercase: bool
    whitespace: bool
    eps_smoothing: bool


@dataclass(frozen=True, slots=True)
class TerOptions:
    """What TER's counts depend on; named as in sacreBLEU."""

    normalized: bool
    no_punct: bool
    asian_support: bool
    case_sensitive: bool


Options: TypeAlias = BleuOptions | ChrfOptions | TerOptions
References: TypeAlias = Sequence[tuple[str, ...]]
"""One tuple per segment: at least one reference, the order as in the set, segments may have different numbers."""
RowCounter: TypeAlias = "Callable[[Sequence[str]], Counts]"
"""Hypotheses, one per segment, to rows of shape (segments, k): whole numbers, but for TER's mean reference length.

BLEU: hypothesis length, closest reference length, 4 matches, 4 totals. chrF: hypothesis, reference and matching n-grams
of each order. TER: edits, mean reference length.
"""


class Engine(Protocol):
    """A program that counts.

    Attributes:
        name: as in `TERTIUM_ENGINE`, equal to its module's name.
        version: of the program, for `Run.versions`.
    """

    @property
    def name(self) -> str:
        """Short and lower case."""
        ...

    @property
    def version(self) -> str:
        """Of the program."""
        ...

    def available(self) -> bool:
        """Whether it can run here: a compiled engine may be missing."""
        ...

    def supports(self, options: Options) -> bool:
        """Whether it gives sacreBLEU's integers with these options, for any texts."""
        ...

    def longest(self, references: int) -> int:
        """Return the most words of a text that TER takes seconds for, not hours, in a segment of so many references."""
        ...

    def bind(self, options: Options, references: References) -> RowCounter:
        """Prepare the references, once for all systems.

        Raises:
            UsageError: the tokenizer needs a package that isn't installed, or a model that can't be fetched.
        """
        ...


def installed() -> list[Engine]:
    """Return the engines that can run here, the fastest first."""
    engines: list[Engine] = [modules.load(PACKAGE, "ENGINE", name, kind="engine").ENGINE for name in ENGINES]
    return [engine for engine in engines if engine.available()]


def engine_for(options: Options) -> Engine:
    """Return the engine that counts with these options.

    That is the one `TERTIUM_ENGINE` names where it supports them (a run may mix metrics that it supports with others),
    else the fastest that does.

    Raises:
        UsageError: `TERTIUM_ENGINE` names an engine that isn't installed.
    """
    engines = installed()
    names = [engine.name for engine in engines]
    preferred = os.environ.get(VARIABLE) or names[0]
    if preferred not in names:
        raise UsageError(f"{VARIABLE}: no engine is named {preferred!r} here", hint=nearest(preferred, names))
    by_preference = sorted(engines, key=lambda engine: engine.name != preferred)  # stable: the others keep their order
    return next(engine for engine in by_preference if engine.supports(options))


def described(options: Options) -> str:
    """Return name and version of the engine that counts with these options: ``"sacrebleu 2.6.0"``."""
    engine = engine_for(options)
    return f"{engine.name} {engine.version}"


def counter(options: Options, texts: Texts) -> Counter:
    """Return the counter of a lexical metric; its references are prepared here.

    Raises:
        UsageError: as `Engine.bind`.
    """
    count_rows = engine_for(options).bind(options, texts.references)

    def count(hypotheses: Sequence[str]) -> Counted:
        if len(hypotheses) != len(texts):
            raise ValueError(f"{len(hypotheses)} hypotheses for {len(texts)} segments")  # sacreBLEU would truncate
        return Counted(count_rows(hypotheses))

    return count
