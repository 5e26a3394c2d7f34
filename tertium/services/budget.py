"""What requests may cost, and what they will: in money, tokens and requests."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import UsageError, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.services.answer import Answer, Request

BYTES_PER_TOKEN: Final = 3
"""Bytes of UTF-8 per token in an estimate: English has about four and most languages three to four, so that it is too
high rather than too low."""
TOKENS_PER_MESSAGE: Final = 8
"""Tokens that a server's own template puts around a message."""
SLACK: Final = 1e-9
"""Share by which sums of money may be above a limit: ten times 0.1 is not 1 in binary numbers."""
MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a service charges; nan where nobody says.

    Attributes:
        prompt: money per million tokens of requests.
        completion: money per million tokens of answers.
        request: money per request.
        currency: name of the money.
    """

    prompt: float = math.nan
    completion: float = math.nan
    request: float = 0.0
    currency: str = "USD"

    def __post_init__(self) -> None:
        for value in (self.prompt, self.completion, self.request):
            if value < 0 or math.isinf(value):
                raise UsageError(f"a price can't be {value:g}", hint="0 or more, per million tokens")

    def cost(self, prompt_tokens: float, completion_tokens: float) -> float:
        """Return the money for a request and its answer; nan where a price is unknown."""
        return self.request + (self.prompt * prompt_tokens + self.completion * completion_tokens) / MILLION


class Estimate(NamedTuple):
    """What requests will cost at most, about.

    Attributes:
        requests: the number.
        prompt_tokens: of the requests.
        completion_tokens: of the answers.
        money: nan where prices are unknown.
        currency: of the money.
    """

    requests: int
    prompt_tokens: int
    completion_tokens: int
    money: float
    currency: str = "USD"

    @property
    def tokens(self) -> int:
        """Tokens of requests and answers."""
        return self.prompt_tokens + self.completion_tokens


def estimate(requests: Iterable[Request], prices: Prices | None = None) -> Estimate:
    """Return what requests will cost, by their length in bytes."""
    prices = prices or Prices()
    count = prompt = completion = 0
    for request in requests:
        tokens = prompt_tokens(request)
        count, prompt = count + 1, prompt + tokens
        completion += tokens if request.completion is None else request.completion
    money = prices.cost(prompt, completion) + prices.request * (count - 1)
    return Estimate(count, prompt, completion, money, prices.currency)


def prompt_tokens(request: Request) -> int:
    """Return about how many tokens a request has."""
    return sum(TOKENS_PER_MESSAGE + tokens_of(message.text) for message in request.messages)


def tokens_of(text: str) -> int:
    """Return about how many tokens a text has, rather too many."""
    return math.ceil(len(text.encode("utf-8", "surrogatepass")) / BYTES_PER_TOKEN)


class Budget:
    """Limits of one process's spending, and what it has spent; several threads may share it.

    A request is admitted if its estimate still fits; when its answer comes, what it really took counts. What earlier
    processes spent doesn't count.

    Args:
        money: most money, in the currency of the prices.
        tokens: most tokens of requests and answers.
        requests: most requests.
        prices: needed for a limit in money.

    Attributes:
        has_counted: whether a service counted the tokens of an answer; else those that are spent are estimates.

    Raises:
        UsageError: a limit is negative, or one in money lacks prices.
    """

    def __init__(
        self,
        money: float | None = None,
        tokens: float | None = None,
        requests: float | None = None,
        prices: Prices | None = None,
    ) -> None:
        self.prices = prices or Prices()
        self._limits = (money, tokens, requests)
        for limit in self._limits:
            if limit is not None and not limit >= 0:
                raise UsageError(f"a budget can't be {limit:g}", hint="0 or more")
        if money is not None and math.isnan(self.prices.cost(1, 1)):
            raise UsageError("a budget in money needs prices", hint="prices per million tokens, or a budget in tokens")
        self._spent = (0.0, 0.0, 0.0)
        self.has_counted = False
        self._lock = Lock()

    @property
    def spent(self) -> tuple[float, float, float]:
        """Money (nan where prices are unknown), tokens and requests, those under way by their estimates."""
        return self._spent

    def admit(self, request: Request) -> tuple[float, float, float] | str:
        """Return what is set aside for a request, or the reason why it may not be asked."""
        expected = estimate([request], self.prices)
        aside = (expected.money, float(expected.tokens), 1.0)
        with self._lock:
            for limit, spent, more, name in zip(self._limits, self._spent, aside, self._names(), strict=True):
                if limit is not None and spent + more > limit + limit * SLACK:
                    return f"not asked: the budget of {name} is spent"
            self._add(aside, 1)
        return aside

    def settle(self, aside: tuple[float, float, float], answer: Answer | None) -> None:
        """Count what an answer took instead of what was set aside; a failed request counts as a request only."""
        with self._lock:
            self._add(aside, -1)
            self._add(self._price(aside, answer), 1)

    def _price(self, aside: tuple[float, float, float], answer: Answer | None) -> tuple[float, float, float]:
        if answer is None:
            return (0.0, 0.0, 1.0)
        if answer.prompt_tokens is None or answer.completion_tokens is None:  # the service doesn't count
            return aside
        self.has_counted = True
        money = self.prices.cost(answer.prompt_tokens, answer.completion_tokens)
        return (money, float(answer.prompt_tokens + answer.completion_tokens), 1.0)

    def _add(self, amounts: tuple[float, float, float], sign: int) -> None:
        money, tokens, requests = (spent + sign * amount for spent, amount in zip(self._spent, amounts, strict=True))
        self._spent = (money, tokens, requests)

    def _names(self) -> tuple[str, str, str]:
        money, tokens, requests = (limit or 0 for limit in self._limits)
        return (f"{money:g} {self.prices.currency}", counted(int(tokens), "token"), counted(int(requests), "request"))
