"""The error of a run that lacks scores: what is missing, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import PartialError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

SHOWN: Final = 3
"""How many incomplete systems a message names."""


def check_whole(run: Run, output: Path) -> None:
    """Raise PartialError where a metric of a stored run is missing, or a total stands on part of the segments."""
    parts = parts_of(run)
    if run.missing or parts:
        raise _partial(run, output, parts)


def parts_of(run: Run) -> list[str]:
    """Return a sentence per total that stands on part of the segments, where a system lacks an output or a score."""
    from tertium.corpora.types import UNPENALISED

    parts = [
        (key, part)
        for key, part in run.coverage.items()
        # The copy of a system without its omissions lacks them on purpose.
        if not part.is_complete and key.system.removesuffix(UNPENALISED) not in set(run.systems) - {key.system}
    ]
    sentences = [
        f"{key.metric} of {part.usable - part.scored} of {part.usable} segments of {key.system}" for key, part in parts
    ]
    more = [f"{len(parts) - SHOWN} more"] if len(parts) > SHOWN else []
    return [*sentences[:SHOWN], *more]


def _partial(run: Run, output: Path, parts: list[str]) -> PartialError:
    """Return an error that names what is missing with the reasons, in two lines however much it is."""
    # A reason is an error's text: its message, and its hint on a second line.
    reasons = {name: text.partition("\n  try: ") for name, text in run.missing.items()}
    missing = "; ".join([*(f"{name} ({message})" for name, (message, _, _) in reasons.items()), *parts])
    hints = dict.fromkeys(hint for _, _, hint in reasons.values() if hint)
    hints |= dict.fromkeys(_remedies(run, output)) if parts else {}
    return PartialError(f"the run in {output} lacks {missing}", hint="; ".join(hints))


def _remedies(run: Run, output: Path) -> list[str]:
    """Return what to do about segments without a score."""
    from tertium.metrics.base import UNANSWERED

    unanswered = sum(skip.reason.startswith(UNANSWERED) for skip in run.skips)
    again = ["the same command with --overwrite: what was answered isn't asked again"] if unanswered else []
    if unanswered == len(run.skips) > 0:
        return again
    return [*again, f"tertium report {output} names the segments, and why: an output for each, or a shorter one"]
