"""What a service is asked, what it answers, and why it doesn't."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from tertium.errors import TertiumError

if TYPE_CHECKING:
    from collections.abc import Mapping


SECRET_LENGTH: Final = 16
"""Characters from which on a key is a secret; shorter ones, such as "local", may be words of a translation."""


MOST_TOKENS: Final = 10**9
"""Tokens that an answer may say it took: no service takes more, and larger numbers are no floats."""


class ServiceError(TertiumError):
    """A service gave no answer.

    Attributes:
        reason: one line without secrets or addresses.
        is_temporary: whether the same request may succeed later: status 429 and 5xx, and time-outs.
        is_final: whether every other request would fail too, such as for a wrong key.
        wait: seconds after which the service wants to be asked again; None where it doesn't say.
    """

    exit_code = 5

    def __init__(
        self, reason: str, *, is_temporary: bool = False, is_final: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_temporary = is_temporary
        self.is_final = is_final
        self.wait = wait


class Message(NamedTuple):
    """A message of a conversation.

    Attributes:
        role: ``system``, ``user`` or ``assistant``.
        text: its content.
    """

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question, and all of it that the answer depends on beside the service.

    Attributes:
        messages: the conversation so far.
        options: further JSON values by the service's own names: ``temperature``, ``seed``, ``response_format``.
        repetition: the same question asked again, from 0: each number is a question of its own.
        completion: an upper estimate of the answer's tokens, for budgets; None for as many as the question has.
    """

    messages: tuple[Message, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    repetition: int = 0
    completion: int | None = field(default=None, compare=False)

    def key(self, service: str) -> str:
        """Return the hash of the request to a service: 64 hexadecimal digits, the same in every process."""
        parts = [service, [list(message) for message in self.messages], dict(self.options), self.repetition]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """A service's answer.

    Attributes:
        text: as it came.
        model: what the service says its model is; empty where it says nothing.
        prompt_tokens: tokens of the question, counted by the service; None where it doesn't say.
        completion_tokens: tokens of the answer, likewise.
        seconds: from the request that was answered to its answer, without earlier tries.
        finish_reason: why the answer ended, as the service says it: ``stop``, ``length``, ``content_filter``.
    """

    text: str
    model: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    seconds: float = 0.0
    finish_reason: str = ""

    @property
    def record(self) -> dict[str, Any]:
        """The answer as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request has no answer: one line without secrets."""

    reason: str


def token_count(value: Any) -> int | None:
    """Return a number of tokens that a service says; None for what can't be one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_TOKENS else None


def checked(answer: Answer, secret: str = "") -> Answer:
    """Return an answer that may be kept: no half of a character, which no file can hold, and not the service's key.

    Raises:
        ServiceError: it may not.
    """
    for text in (answer.text, answer.model, answer.finish_reason):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ServiceError("the answer has half a character, a lone surrogate") from None
        if len(secret) >= SECRET_LENGTH and secret in text:
            raise ServiceError("the answer repeats the key")
    return answer


class Service(Protocol):
    """Something that answers requests; several threads ask it at once."""

    @property
    def identity(self) -> str:
        """What answers depend on beside the request, such as address and model, without secrets."""
        ...

    def ask(self, request: Request) -> Answer:
        """Return the answer.

        Raises:
            ServiceError: there is none.
        """
        ...
