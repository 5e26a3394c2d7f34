"""HTTP of services: no redirect, an end in time and size, and errors without secrets."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, field
from datetime import timezone
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from tertium.containment import without_secrets
from tertium.errors import UsageError
from tertium.services.answer import ServiceError
from tertium.services.retry import Patience

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

    import httpx2

SECONDS: Final = 120.0
"""Longest time of an answer, unless the user says otherwise: a document of a slow local model takes a minute."""
MAX_SECONDS: Final = 86_400
"""Longest time that may be given, a day: more overflows clocks."""
SIZE: Final = 2**24
"""Most bytes of an answer: 16 MiB are a hundred times the longest that a model writes."""
CONNECTIONS: Final = 100
"""Most connections at once."""
SHOWN: Final = 200
"""Most characters of a service's own message that a reason quotes."""
TEMPORARY: Final = frozenset({429, *range(500, 600)})
"""Statuses after which the same request may succeed."""
FINAL: Final = frozenset({401, 402, 404})
"""Statuses that every other request would get too: a wrong key, no credit, no such address or model. Not 403, by
which some services refuse a single text."""
KEY_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is taken from a service.

    Attributes:
        seconds: longest time of an answer.
        size: most bytes of an answer.
        patience: how often a request is sent again.
    """

    seconds: float = SECONDS
    size: int = SIZE
    patience: Patience = field(default_factory=Patience)

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= MAX_SECONDS:
            raise UsageError(f"{self.seconds:g} s for an answer are out of range", hint=f"up to {MAX_SECONDS}")


def client(seconds: float = SECONDS, size: int = SIZE, connections: int = CONNECTIONS) -> httpx2.Client:
    """Return a client of httpx2 that follows no redirect, reads no .netrc, and ends in time and size.

    It raises ServiceError for all that goes wrong below HTTP.

    Raises:
        UsageError: httpx2 isn't installed.
    """
    try:
        import httpx2

        from tertium.services.transport import BoundedTransport
    except ModuleNotFoundError as error:
        raise UsageError("httpx2 is not installed", hint="pip install 'tertium[http]'") from error
    transport = BoundedTransport(seconds, size, connections)
    # The transport has the only clock: httpx2's own is per read.
    return httpx2.Client(transport=transport, follow_redirects=False, trust_env=False, timeout=None)


def key_of(variable: str) -> str:
    """Return the key that an environment variable holds; an empty text for an empty name.

    Raises:
        UsageError: the name isn't that of a variable, which is how a key itself looks; or the variable isn't set.
    """
    if not variable:
        return ""
    if not KEY_NAME.fullmatch(variable):  # the text may be the key: it is not repeated
        raise UsageError("the name of the key's variable is no name", hint="OPENAI_API_KEY, which holds the key")
    key = os.environ.get(variable, "").strip()
    if not key:
        raise UsageError(f"the environment variable {variable} with the key is not set", hint=f"export {variable}=…")
    return key


def address(base_url: str) -> str:
    """Return an address that is safe to keep and to show.

    Raises:
        UsageError: it isn't one of HTTP, or it holds a password, which belongs into a variable.
    """
    parts = _parts(base_url)
    if parts is None or re.search(r"[\s\x00-\x1f]", base_url):
        raise UsageError("the service's address is not one of HTTP", hint="https://api.example.org/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        hint = "the address alone, and a variable of the environment that holds the key"
        raise UsageError(f"the address of {parts.hostname} has a password or a query", hint=hint)
    return urlunsplit(parts).rstrip("/")


def _parts(base_url: str) -> SplitResult | None:
    """Return the parts of an address; None for one that isn't of HTTP."""
    try:
        parts = urlsplit(base_url)
        is_http = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an address in brackets that is none
        return None
    return parts if is_http else None


def refusal(status: int, headers: Mapping[str, str], message: str, secrets: tuple[str, ...]) -> ServiceError:
    """Return the error of a status that isn't success.

    Args:
        status: the number.
        headers: of the answer; Retry-After says when to ask again.
        message: what the service says of it.
        secrets: texts that may not be repeated.
    """
    said = " ".join(without_secrets(message, secrets).split())
    quoted = f": {said[:SHOWN]}" if said else ""
    moved = ", a redirect, which is not followed" if 300 <= status < 400 else ""  # noqa: PLR2004 - all redirects
    return ServiceError(
        f"status {status}{moved}{quoted}",
        is_temporary=status in TEMPORARY,
        is_final=status in FINAL,
        wait=seconds_to_wait(headers.get("retry-after", "")),
    )


def seconds_to_wait(value: str, now: float | None = None) -> float | None:
    """Return the seconds that a Retry-After asks for, as a number or a date; None where it says neither."""
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
        if date.tzinfo is None:  # of an old form; all are of Greenwich
            date = date.replace(tzinfo=timezone.utc)
        return max(0.0, date.timestamp() - (time.time() if now is None else now))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
