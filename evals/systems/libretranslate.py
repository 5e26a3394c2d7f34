"""A translation server over HTTP: LibreTranslate, or Apertium's APy, asked in other words."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from weakref import finalize

from tertium.errors import UsageError
from tertium.evals.systems.base import check_mode, setting, spelled
from tertium.evals.systems.registry import register
from tertium.services import http
from tertium.services.answer import Answer, Message, Request, ServiceError, checked
from tertium.services.batch import answers, unanswered
from tertium.services.budget import Estimate, Prices, estimate
from tertium.services.retry import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Languages
    from tertium.evals.systems.base import Item, Outcome, Task


@register
@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """Asks a server for each text.

    Attributes:
        base_url: the server's address, without a key.
        key: name of the environment variable that holds the key; empty for a server that wants none.
        server: what the server is called in place of its address, which may change.
        api: ``libretranslate``, or ``apertium`` for APy.
        source: the server's own code of the source language; empty for the set's.
        target: the server's own code of the target language; empty for the set's.
        mode: whether it is asked for segments or whole documents.
        timeout: seconds for an answer.
        tries: how often a request is sent, if the server is busy or fails.
        version: of the server and its models, which it doesn't tell; part of the signature.
    """

    kind = "libretranslate"
    main = "base_url"
    paths = ()
    context: int = field(default=0, init=False)
    prices: Prices = field(default_factory=Prices, init=False)

    base_url: str = setting("http://localhost:5000")
    key: str = setting("")
    server: str = setting("")
    api: Literal["libretranslate", "apertium"] = "libretranslate"
    source: str = ""
    target: str = ""
    mode: Literal["segment", "document"] = "segment"
    timeout: float = setting(http.SECONDS)
    tries: int = setting(5)
    version: str = ""

    def __post_init__(self) -> None:
        check_mode(self.kind, self.mode, 0)

    @property
    def signature(self) -> str:
        """The options; no address."""
        return spelled(self)

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return the number of requests; what they cost is nowhere said."""
        requests = self._requests(items, task.languages)
        return estimate(unanswered(self._client(), requests, task.journal), self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item."""
        requests = self._requests(items, task.languages)
        client = self._client()
        return answers(client, requests, task.journal, task.budget, concurrency=task.concurrency, tell=task.tell)

    def _client(self) -> _Client:
        return _Client(
            self.base_url, self.key, self.server, self.api, http.Terms(self.timeout, patience=Patience(self.tries))
        )

    def _requests(self, items: Sequence[Item], languages: Languages) -> list[Request]:
        source, target = self.source or languages[0], self.target or languages[1]
        if not (source and target):
            raise UsageError("the set doesn't name its languages", hint="--from and --to, or source=en,target=de")
        options = {"source": source, "target": target}
        return [Request((Message("user", item.source),), options) for item in items]


class _Client:
    """A service whose requests have one message, the text."""

    def __init__(self, base_url: str, key: str, server: str, api: str, terms: http.Terms) -> None:
        self._address, self._key, self._api = http.address(base_url), http.key_of(key), api
        self.identity = f"{api}|{server or self._address}"
        self._terms = terms
        self._http = http.client(terms.seconds, terms.size)
        finalize(self, self._http.close)

    def ask(self, request: Request) -> Answer:
        return self._terms.patience(lambda: self._ask_once(request))

    def _ask_once(self, request: Request) -> Answer:
        text = request.messages[-1].text
        started = time.perf_counter()
        address = f"{self._address}/translate"
        if self._api == "apertium":
            pair = f"{request.options['source']}|{request.options['target']}"
            response = self._http.post(address, data={"langpair": pair, "q": text, "markUnknown": "no"})
        else:
            key = {"api_key": self._key} if self._key else {}
            body = {"q": text, "format": "text", **request.options, **key}
            response = self._http.post(address, json=body)
        record = _read(response.content)
        if not response.is_success:
            said = record.get("error", record.get("message")) if isinstance(record, dict) else ""
            raise http.refusal(
                response.status_code, response.headers, said if isinstance(said, str) else "", (self._key,)
            )
        place = record.get("responseData") if self._api == "apertium" and isinstance(record, dict) else record
        translation = place.get("translatedText") if isinstance(place, dict) else None
        if not isinstance(translation, str):
            raise ServiceError("the answer has no text in 'translatedText'")
        return checked(Answer(translation, seconds=time.perf_counter() - started), self._key)


def _read(content: bytes) -> Any:
    """Return the JSON of an answer; None for anything else."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
