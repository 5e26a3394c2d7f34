"""A language model behind any server that speaks OpenAI's chat completions."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Literal

from tertium.errors import UsageError
from tertium.evals.systems.base import check_mode, setting, spelled
from tertium.evals.systems.prompt import read_prompt
from tertium.evals.systems.registry import register
from tertium.services.answer import Answer, Failure, Request
from tertium.services.batch import answers, unanswered
from tertium.services.budget import Estimate, Prices, estimate, tokens_of
from tertium.services.chat import ChatClient
from tertium.services.http import SECONDS, Terms
from tertium.services.retry import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Languages
    from tertium.evals.systems.base import Item, Outcome, Task


@register
@dataclass(frozen=True, slots=True)
class OpenAI:
    """Asks a model for each text.

    Attributes:
        model: the model's name, as the server knows it.
        base_url: address of the API, without a key.
        key: name of the environment variable that holds the key; empty for a server that wants none.
        server: what the server is called in place of its address, which may change.
        prompt: file with a template; see docs/systems.md.
        glossary: file with a term and its translation a line, with a tab between them.
        temperature: 0 for the same answer again, as far as the server can; None for models that refuse one.
        seed: for servers that take one; -1 sends none.
        max_tokens: most tokens of an answer; 0 leaves it to the server.
        stop: text before which an answer ends, such as a line break for models that go on; empty for none.
        mode: whether it is asked for segments or whole documents.
        context: segments before each one that the prompt shows.
        timeout: seconds for an answer.
        tries: how often a request is sent, if the server is busy or fails.
        prompt_price: money per million tokens of requests; nan where unknown.
        completion_price: money per million tokens of answers; nan where unknown.
        currency: of the prices.
    """

    kind = "openai"
    main = "model"
    paths = ("prompt", "glossary")

    model: str = ""
    base_url: str = setting("https://api.openai.com/v1")
    key: str = setting("")
    server: str = setting("")
    prompt: str = ""
    glossary: str = ""
    temperature: float | None = 0.0
    seed: int = 1
    max_tokens: int = 0
    stop: str = ""
    mode: Literal["segment", "document"] = "segment"
    context: int = 0
    timeout: float = setting(SECONDS)
    tries: int = setting(5)
    prompt_price: float = setting(nan)
    completion_price: float = setting(nan)
    currency: str = setting("USD")

    def __post_init__(self) -> None:
        check_mode(self.kind, self.mode, self.context)
        if not self.model:
            raise UsageError("system 'openai' names no model", hint="model=NAME,base_url=http://localhost:8000/v1")
        if not 0 <= (self.temperature or 0) <= 10 or not 1 <= self.tries <= 100:  # noqa: PLR2004 - servers refuse more
            raise UsageError("temperature or tries of system 'openai' are out of range", hint="temperature=0,tries=5")

    @property
    def prices(self) -> Prices:
        """What the server charges."""
        return Prices(self.prompt_price, self.completion_price, currency=self.currency)

    @property
    def signature(self) -> str:
        """Model, prompt and options; no address."""
        prompt = read_prompt(self.prompt, self.glossary)
        return spelled(self, prompt=prompt.signature, glossary=None, seed=self.seed if self.seed >= 0 else None)

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return what the items cost that the journal lacks, with answers as long as the sources."""
        requests = self._requests(items, task.languages)
        return estimate(unanswered(self._client(), requests, task.journal), self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item; an answer that was cut off or refused is a failure."""
        requests = self._requests(items, task.languages)
        outcomes = answers(
            self._client(), requests, task.journal, task.budget, concurrency=task.concurrency, tell=task.tell
        )
        return (_translation(outcome) for outcome in outcomes)

    def _client(self) -> ChatClient:
        terms = Terms(self.timeout, patience=Patience(self.tries))
        return ChatClient(self.base_url, self.model, self.key, server=self.server, terms=terms)

    def _requests(self, items: Sequence[Item], languages: Languages) -> list[Request]:
        prompt = read_prompt(self.prompt, self.glossary)
        for name, value in (("context", self.context), ("glossary", self.glossary)):
            if value and f"{{{name}}}" not in prompt.template:
                raise UsageError(
                    f"the prompt has no {{{name}}} for the system's {name}", hint=f"{{{name}}} in {self.prompt}"
                )
        options: dict[str, Any] = {} if self.temperature is None else {"temperature": self.temperature}
        if self.seed >= 0:
            options["seed"] = self.seed
        if self.max_tokens > 0:
            options["max_tokens"] = self.max_tokens
        if self.stop:
            options["stop"] = [self.stop]
        return [Request(prompt.messages(item, languages), options, completion=tokens_of(item.source)) for item in items]


def _translation(outcome: Outcome) -> Outcome:
    """Return an answer as a translation: white space around it is no part of it, and half of it is none."""
    if isinstance(outcome, Failure):
        return outcome
    if outcome.finish_reason == "length":
        return Failure("the answer was cut off at its largest length")
    if outcome.finish_reason == "content_filter":
        return Failure("the service refused the text")
    text = outcome.text.strip()
    if not text:
        return Failure("the answer is empty")
    return Answer(**{**outcome.record, "text": text})
