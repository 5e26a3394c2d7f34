"""The interface of a system: it turns sources with their context into answers or failures, in order."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, get_args

from tertium.errors import UsageError, nearest
from tertium.services.answer import Message, Request
from tertium.services.budget import Budget, Estimate, Prices
from tertium.services.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tertium.corpora.types import Languages
    from tertium.services.answer import Answer, Failure

Mode: TypeAlias = Literal["segment", "document"]
"""Whether a system is given segments, which may have context, or whole documents."""
Outcome: TypeAlias = "Answer | Failure"
"""A translation with what it took, or the reason why there is none."""

MODES: Final[tuple[str, ...]] = get_args(Mode)
MAX_CONTEXT: Final = 1000
"""Most segments of context: more than any document's part that helps."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is translated in one piece.

    Attributes:
        source: a segment, or the segments of a document, one a line.
        context: the segments before it in its document, as many as the system wants.
        id: of the segment or document; no translation depends on it.
    """

    source: str
    context: tuple[str, ...] = ()
    id: str = field(default="", compare=False)

    def request(self, languages: Languages) -> Request:
        """Return the item as a request: what the answer of a system without a prompt depends on."""
        messages = (*(Message("context", text) for text in self.context), Message("user", self.source))
        return Request(messages, {"languages": list(languages)})


def _nobody(_: str) -> None:
    """Tell nothing."""


@dataclass(frozen=True, slots=True)
class Task:
    """How a set is translated.

    Attributes:
        languages: of source and target.
        journal: answers of earlier runs, and the place of those to come.
        budget: what may be spent.
        concurrency: requests under way at a time.
        tell: receives lines about the progress.
        warn: receives what a system says beside its translations.
    """

    languages: Languages = (None, None)
    journal: Journal = field(default_factory=Journal)
    budget: Budget = field(default_factory=Budget)
    concurrency: int = 8
    tell: Callable[[str], None] = _nobody
    warn: Callable[[str], None] = _nobody


class System(Protocol):
    """A frozen dataclass whose fields are its options.

    Attributes:
        kind: the name of the runner, as a spec and a project's file write it.
        mode: what it is given.
        context: how many segments before the one that is translated it is given.
        prices: what it charges.
    """

    @property
    def kind(self) -> str:
        """The name of the runner."""
        ...

    @property
    def mode(self) -> Mode:
        """Whether it is given segments or whole documents."""
        ...

    @property
    def context(self) -> int:
        """The number of segments of context."""
        ...

    @property
    def prices(self) -> Prices:
        """What it charges; nan where nobody says."""
        ...

    @property
    def signature(self) -> str:
        """What translations depend on: kind, options, versions and hashes of its code; no secret and no address."""
        ...

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return what the items will cost that the journal lacks; nothing is asked.

        Raises:
            UsageError: the system can't be run here.
        """
        ...

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item, in order. An answer is in the journal before it is yielded.

        Raises:
            UsageError: the system can't be run here.
            DataError: the system's output can't be used at all.
        """
        ...


def check_mode(kind: str, mode: str, context: int) -> None:
    """Raise UsageError for a mode that isn't known, and for context that can't be given."""
    if mode not in MODES:
        raise UsageError(f"system {kind!r}: mode can't be {mode!r}", hint=nearest(mode, MODES))
    if not 0 <= context <= MAX_CONTEXT:
        raise UsageError(f"system {kind!r}: context can't be {context}", hint=f"0 to {MAX_CONTEXT} segments")
    if context and mode == "document":
        raise UsageError(f"system {kind!r}: a whole document has no context", hint="mode=segment, or context=0")


def budget_of(system: System, money: float | None, tokens: float | None, requests: float | None) -> Budget:
    """Return the budget of a system; one that nobody charges for, such as a program, has none in money.

    Raises:
        UsageError: the system takes prices, and has none.
    """
    return Budget(money if is_priced(system) else None, tokens, requests, system.prices)


def is_priced(system: System) -> bool:
    """Whether a system takes prices, so that a limit in money binds it."""
    return any(name.endswith("_price") for name in dir(system))


def spelled(system: Any, **more: Any) -> str:
    """Return a signature: the kind, the options that aren't settings, and what else the translations depend on."""
    options: Mapping[str, Any] = {
        option.name: getattr(system, option.name)
        for option in fields(system)
        if option.init and not option.metadata.get(SETTING)
    }
    parts = [f"{name}:{value}" for name, value in {**options, **more}.items() if value not in {"", None}]
    return "|".join([system.kind, *parts])


SETTING: Final = "setting"
"""Key in a field's metadata: the option changes no translation, as a time-out."""


def setting(default: Any) -> Any:
    """Declare an option that changes no translation."""
    return field(default=default, metadata={SETTING: True}, compare=False)
