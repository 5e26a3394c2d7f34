"""A client of servers that speak OpenAI's chat completions: OpenAI, vLLM, llama.cpp, Ollama, OpenRouter and others."""

from __future__ import annotations

import time
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from tertium.errors import UsageError
from tertium.services import http
from tertium.services.answer import Answer, ServiceError, checked, token_count

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types.chat import ChatCompletion

    from tertium.services.answer import Request


NO_CREDIT: Final = "insufficient_quota"
"""Code of OpenAI's errors with status 429 that don't pass: the account has no money left."""


class ChatClient:
    """Asks one model of one server; several threads may ask at once.

    Attributes:
        model: the model's name, as the server is asked for it.
        address: of the server, without a key.
        identity: what answers depend on beside the request.

    Args:
        base_url: address of the API, such as ``https://api.openai.com/v1``.
        model: the model's name.
        key_variable: the environment variable that holds the key; empty for a server that wants none.
        server: what the server is called in `identity` instead of its address: for one whose port changes.
        terms: longest time and largest size of an answer, and how often a request is sent again.

    Raises:
        UsageError: the package isn't installed, the key isn't set, or the address can't be used.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        key_variable: str = "",
        *,
        server: str = "",
        terms: http.Terms | None = None,
    ) -> None:
        self.address, self.model = http.address(base_url), model
        self.identity = f"chat|{server or self.address}|{model}"
        self._key = http.key_of(key_variable)
        self._terms = terms or http.Terms()
        self._lock = Lock()
        self._opened: OpenAI | None = None
        if find_spec("openai") is None:
            raise UsageError("openai is not installed", hint="pip install 'tertium[openai]'")

    def ask(self, request: Request) -> Answer:
        """Return the answer to a request; only status 429, 5xx and time-outs are asked again.

        Raises:
            ServiceError: there is none, or it isn't one of a chat.
        """
        return self._terms.patience(lambda: self._ask_once(request))

    def _client(self) -> OpenAI:
        """Return the client, made when it is first needed: its import takes a second."""
        with self._lock:
            if self._opened is None:
                opened = self._open()
                finalize(self, opened.close)
                self._opened = opened
            return self._opened

    def _open(self) -> OpenAI:
        from openai import Omit, OpenAI

        # What the environment holds for OpenAI's own server is not for others.
        hidden: dict[str, Any] = {"OpenAI-Organization": Omit(), "OpenAI-Project": Omit()}
        return OpenAI(
            api_key=self._key or "none",
            base_url=self.address,
            http_client=http.client(self._terms.seconds, self._terms.size),
            max_retries=0,
            timeout=None,
            default_headers=hidden,
        )

    def _ask_once(self, request: Request) -> Answer:
        from openai import APIStatusError, Omit, OpenAIError

        messages: Any = [{"role": message.role, "content": message.text} for message in request.messages]
        client = self._client()  # whose import is no part of the answer's time
        started = time.perf_counter()
        try:
            completion = client.chat.completions.create(
                model=self.model,
                messages=messages,
                extra_body=dict(request.options) or None,
                extra_headers={} if self._key else {"Authorization": Omit()},
            )
        except APIStatusError as error:
            refusal = http.refusal(error.status_code, error.response.headers, _said(error.body), (self._key,))
            if error.code == NO_CREDIT:
                refusal = ServiceError(refusal.reason, is_final=True)
            raise refusal from None
        except (OpenAIError, ValueError, RecursionError) as error:
            raise _below(error) from None
        self._check_error(completion)
        return checked(_answer(completion, time.perf_counter() - started), self._key)

    def _check_error(self, completion: ChatCompletion) -> None:
        """Raise ServiceError for an error with status 200, as routers send those of the services behind them."""
        error = getattr(completion, "error", None)
        if isinstance(error, dict) and not getattr(completion, "choices", None):
            code = error.get("code")
            status = code if isinstance(code, int) and 400 <= code < 600 else 200  # noqa: PLR2004 - errors of HTTP
            raise http.refusal(status, {}, _said(error), (self._key,))


def _answer(completion: ChatCompletion, seconds: float) -> Answer:
    """Return the only choice of a completion; the package checks no type, so this does."""
    try:
        choices = completion.choices
        count, text = len(choices), choices[0].message.content
        refused = getattr(choices[0].message, "refusal", None)
        reason = choices[0].finish_reason
    except (AttributeError, TypeError, IndexError):
        raise ServiceError("the answer is not one of a chat") from None
    if count != 1:
        raise ServiceError(f"{count} answers instead of 1")
    if text is None and isinstance(refused, str):
        text, reason = refused, "content_filter"
    if not isinstance(text, str):
        raise ServiceError("the answer has no text")
    usage = getattr(completion, "usage", None)
    model = getattr(completion, "model", "")
    return Answer(
        text,
        model if isinstance(model, str) else "",
        token_count(getattr(usage, "prompt_tokens", None)),
        token_count(getattr(usage, "completion_tokens", None)),
        seconds,
        reason if isinstance(reason, str) else "",
    )


def _said(body: Any) -> str:
    """Return the message of a server's error, where it has OpenAI's form."""
    said = body.get("message") if isinstance(body, dict) else None
    return said if isinstance(said, str) else ""


def _below(error: BaseException) -> ServiceError:
    """Return the error of ours that a package's error was raised from; else one that names its kind only."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ServiceError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return ServiceError(f"the answer can't be read ({type(error).__name__})")
