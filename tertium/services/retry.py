"""Asks again after errors that pass: status 429 and 5xx, and time-outs, and nothing else."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from tertium.services.answer import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

FIRST: Final = 1.0
"""Seconds before the first repetition; doubled before each further one."""
LONGEST: Final = 300.0
"""Most seconds between two tries: limits by the minute pass in that time; those by the day are for the next run."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and after which pauses a request is sent again.

    Attributes:
        tries: including the first.
        first: seconds before the second try, doubled before each further one, and shortened by up to a half at random
            so that those who were refused together don't come back together.
        longest: seconds that no pause exceeds. Where the service asks for more, the request fails at once.
        sleep: waits so many seconds.
    """

    tries: int = 5
    first: float = FIRST
    longest: float = LONGEST
    sleep: Callable[[float], object] = field(default=time.sleep, compare=False)

    def __call__(self, ask: Callable[[], Result]) -> Result:
        """Return what `ask` returns.

        Raises:
            ServiceError: the last one, with the number of tries where there was more than one.
        """
        for i in range(1, self.tries + 1):
            try:
                return ask()
            except ServiceError as error:
                pause = self._pause(i, error.wait)
                if not error.is_temporary:
                    raise
                if i == self.tries or pause > self.longest:
                    reason = _last(error, i, pause if pause > self.longest else None)
                    raise ServiceError(reason, is_temporary=True, wait=error.wait) from None
            self.sleep(pause)
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _pause(self, tries: int, wait: float | None) -> float:
        """Return the seconds before the next try: what the service asks for, or twice as long as before."""
        if wait is not None:
            return wait
        # Not reproducible, and in no result.
        share = random.uniform(0.5, 1)  # noqa: S311
        return min(self.longest, self.first * 2.0 ** (tries - 1)) * share


def _last(error: ServiceError, tries: int, wait: float | None) -> str:
    asked = f"; it asks to wait {wait:.0f} s" if wait is not None else ""
    return f"{error.reason}{asked}" if tries == 1 else f"{error.reason}{asked} (asked {tries} times)"
