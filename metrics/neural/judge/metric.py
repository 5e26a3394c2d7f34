"""Judge: a language model's judgement of each segment, by a protocol whose words have a version."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium.corpora.types import NOTHING, REFERENCES, SOURCE
from tertium.errors import MetricError, UsageError, counted
from tertium.metrics.base import setting, signature
from tertium.metrics.neural.judge import noise
from tertium.metrics.neural.judge.prompts import ProtocolName, own_prompt, prompt
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores
    from tertium.metrics.neural.judge.counter import JudgeCounter
    from tertium.metrics.neural.judge.prompts import Prompt
    from tertium.services.budget import Budget, Estimate
    from tertium.services.chat import ChatClient

MOST_JUDGEMENTS: Final = 100
MOST_TRIES: Final = 100


@register
@dataclass(frozen=True, slots=True)
class Judge:
    """The mean of a language model's judgements of segments; higher is better.

    ``esa`` and ``da`` are 0 to 100, ``rubric`` 100 minus the severities of the errors, ``mqm`` minus their points, down
    to -25, and ``pairwise`` the share of segments in which the hypothesis is preferred to the first reference, a tie
    being half. An answer that can't be read, or that the model refuses, is missing, and is never asked again.

    Counts per segment: the mean of its judgements, 1, and three of their variance (`noise`).

    Attributes:
        protocol: what is asked; see docs/judges.md.
        model: the name by which the service knows the model.
        n: judgements of each segment.
        temperature: of the model; None to send none.
        seed: of the first judgement, each further one has the next; None to send none.
        context: the number of segments of the same document that are shown before each, with their translations.
        references: whether the first reference is shown; ``pairwise`` always compares with it, or with ``all``.
        order: of a pair, where the hypothesis stands: in both places, one after the other, or in one only.
        format: how the service is asked for JSON: by a schema, as any object, or by the prompt's words alone.
        max_tokens: most tokens of an answer; None to send none.
        prompt: file of the user's own words for the protocol; its hash is in the signature.
        base_url: address of the service, which speaks OpenAI's chat completions.
        key: the environment variable that holds the service's key; empty for none.
        server: what the service is called in place of its address, which may change.
        concurrency: requests under way at a time.
        timeout: seconds for an answer.
        tries: how often a request is sent, if the service is busy or fails.
        budget_requests: most requests of a process on a set.
        budget_tokens: most tokens.
        budget_money: most money, by the two prices.
        prompt_price: money per million tokens of requests.
        completion_price: money per million tokens of answers.
        currency: of the prices.
        card: file of the judge's card, as ``tertium judge-check`` writes it; it travels with the run.
    """

    name = "judge"
    higher_is_better = True
    source = "tertium; after ESA (Kocmi et al. 2024), MQM (Freitag et al. 2021), GEMBA, Rubric-MQM; any language model"

    protocol: ProtocolName = "esa"
    model: str = ""
    n: int = 1
    temperature: float | None = 0.0
    seed: int | None = None
    context: int = 0
    references: Literal["none", "first", "all"] = "none"
    order: Literal["both", "first", "second"] = "both"
    format: Literal["schema", "object", "text"] = "schema"
    max_tokens: int | None = 2048
    prompt: str = ""  # the last of those that define the number: see `signature`
    base_url: str = setting("")
    key: str = setting("")
    server: str = setting("")
    concurrency: int = setting(8)
    timeout: float = setting(300.0)
    tries: int = setting(5)
    budget_requests: float | None = setting(None)
    budget_tokens: float | None = setting(None)
    budget_money: float | None = setting(None)
    prompt_price: float | None = setting(None)
    completion_price: float | None = setting(None)
    currency: str = setting("USD")
    card: str = setting("")

    def __post_init__(self) -> None:
        if not 1 <= self.n <= MOST_JUDGEMENTS:
            raise UsageError(f"judge: n can't be {self.n}", hint=f"1 to {MOST_JUDGEMENTS}")
        if self.context < 0:
            raise UsageError(f"judge: context can't be {self.context}", hint="0 or more segments")
        if self.max_tokens is not None and self.max_tokens < 1:
            raise UsageError(f"judge: max_tokens can't be {self.max_tokens}", hint="2048")
        if self.references == "all" and self.protocol != "pairwise":
            raise UsageError("judge: references=all is for pairwise", hint="references=first")
        if not 1 <= self.tries <= MOST_TRIES:
            raise UsageError(f"judge: tries can't be {self.tries}", hint=f"1 to {MOST_TRIES}")

    @property
    def needs(self) -> frozenset[Role]:
        """The source, and the reference where it is shown."""
        return SOURCE | (REFERENCES if self.references != "none" or self.protocol == "pairwise" else NOTHING)

    @property
    def unit(self) -> str:
        """Points; percent of pairs."""
        return "%" if self.protocol == "pairwise" else "points"

    @property
    def words(self) -> Prompt:
        """The words that the model is given: the protocol's, or the user's own."""
        return own_prompt(self.protocol, Path(self.prompt)) if self.prompt else prompt(self.protocol)

    @property
    def signature(self) -> str:
        """Every option, and version and hash of the prompt in place of its path; not where the model runs."""
        return f"{signature(self).removesuffix(self.prompt)}{self.words.name}"

    def bind(self, texts: Texts) -> Counter:
        """Return the counter for these sources and references; see `bind_reporting`."""
        return self.bind_reporting(texts, lambda _: None)

    def bind_reporting(self, texts: Texts, tell: Callable[[str], None]) -> Counter:
        """Return the counter for these sources and references, which tells what it will cost before it asks.

        Raises:
            MetricError: there is no model or no address to ask, or the client isn't installed.
            UsageError: the key isn't set, the address can't be used, or a limit makes no sense.
        """
        return self._counter(texts, tell, self.limits())

    def bind_within(self, texts: Texts, tell: Callable[[str], None], budget: Budget) -> Counter:
        """Return what `bind_reporting` returns, within a budget that other sets share."""
        return self._counter(texts, tell, budget)

    def limits(self) -> Budget:
        """Return the budget that the options give.

        Raises:
            UsageError: a limit is negative, or one in money lacks prices.
        """
        from tertium.services.budget import Budget, Prices

        prompt, completion = (math.nan if x is None else x for x in (self.prompt_price, self.completion_price))
        prices = Prices(prompt, completion, currency=self.currency)
        return Budget(self.budget_money, self.budget_tokens, self.budget_requests, prices)

    def estimate(self, texts: Texts, outputs: Sequence[Sequence[str]]) -> Estimate:
        """Return what judging these outputs will cost, about, without what was answered already; nothing is asked.

        Raises:
            MetricError: see `bind_reporting`.
            UsageError: likewise.
        """
        return self._counter(texts, lambda _: None, self.limits()).estimate(outputs)

    def _counter(self, texts: Texts, tell: Callable[[str], None], budget: Budget) -> JudgeCounter:
        from tertium.metrics.neural.judge.counter import Asking, JudgeCounter
        from tertium.metrics.neural.judge.questions import Questions

        if not self.model or not self.base_url:
            lacks = "no model" if not self.model else "no address"
            hint = "judge:model=NAME,base_url=http://127.0.0.1:11434/v1; key=VARIABLE where the service has keys"
            raise MetricError(f"judge has {lacks} to ask", hint=hint)
        words = self.words
        asking = Asking(
            service=self._client(),
            options=self._options(words),
            n=self.n,
            seed=self.seed,
            orders=self._orders(),
            budget=budget,
            concurrency=self.concurrency,
            tell=tell,
        )
        questions = Questions(words, texts, self.context, self.references)
        return JudgeCounter(questions, asking, list(self._warnings(texts)))

    def score(self, totals: Counts) -> Scores:
        """Return the mean score, over any leading axes; nan of no segments."""
        return self._scale * noise.mean(totals)

    def noise(self, totals: Counts) -> Scores:
        """Return the standard error of the score that judging the same texts again has; nan for one judgement each."""
        return self._scale * noise.standard_error(totals)

    def measured_errors(self) -> Mapping[str, Any] | None:
        """Return the judge's card; None where none is given.

        Raises:
            UsageError: there is no file of that name, or it is no card of this judge.
        """
        from tertium.metrics.neural.judge.card_file import read_card

        return read_card(Path(self.card), self.signature) if self.card else None

    @property
    def _scale(self) -> float:
        return 100.0 if self.protocol == "pairwise" else 1.0

    def _client(self) -> ChatClient:
        from tertium.services.chat import ChatClient
        from tertium.services.http import Terms
        from tertium.services.retry import Patience

        terms = Terms(self.timeout, patience=Patience(self.tries))
        return ChatClient(self.base_url, self.model, self.key, server=self.server, terms=terms)

    def _orders(self) -> tuple[bool, ...]:
        """Return whether the hypothesis stands second, for each order that is asked."""
        if self.protocol != "pairwise":
            return (False,)
        return {"both": (False, True), "first": (False,), "second": (True,)}[self.order]

    def _warnings(self, texts: Texts) -> Iterator[str]:
        if self.n > 1 and self.temperature == 0:
            yield f"{self.n} judgements at temperature 0 may all be the same: they show no noise that sampling has"
        if not all(texts.languages):
            yield "the set doesn't name its languages (--from, --to), so that the judge isn't told them"
        more = sum(len(references) > 1 for references in texts.references)
        if more and self.needs >= REFERENCES and self.references != "all":
            remedy = "; references=all compares with each" if self.protocol == "pairwise" else ""
            yield f"{counted(more, 'segment')} with several references: the judge sees the first alone{remedy}"

    def _options(self, words: Prompt) -> Mapping[str, Any]:
        """Return the options of a request by the names that services know."""
        options: dict[str, Any] = {"temperature": self.temperature, "max_tokens": self.max_tokens}
        if self.format == "schema":
            schema = {"name": "judgement", "strict": True, "schema": words.schema}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format == "object":
            options["response_format"] = {"type": "json_object"}
        return {name: value for name, value in options.items() if value is not None}
