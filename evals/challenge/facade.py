"""challenge(set, metrics) → Challenge: how often metrics, or systems' outputs, prefer the better translation."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments, notebook
from tertium.calls import explained
from tertium.corpora.text import tag_checks
from tertium.corpora.types import check_languages
from tertium.errors import DataError, UsageError, counted, nearest
from tertium.evals.challenge.pairs import ChallengeSet
from tertium.evals.challenge.preferences import cluster_numbers, preferences
from tertium.evals.challenge.readers import open_challenge
from tertium.evals.challenge.scored import SYSTEM
from tertium.evals.challenge.voters import Votes, metrics_themselves, outputs_by_metrics, scores_of_others
from tertium.evals.results import Resampling
from tertium.evals.results.challenge import Challenge
from tertium.metrics.registry import is_taken, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages
    from tertium.evals.challenge.voters import Voter
    from tertium.metrics.base import Metric

ACCEPTS: Final = "the path of a challenge set: a .tsv with good and bad, or a folder of DEMETR, MT-GenEval or WMT25"
OUTPUTS: Final = 'system to outputs, one per pair: {"ours": ["…", "…"]}'


@explained("challenge")
def challenge(  # noqa: PLR0913 - each is an option of the command
    data: ChallengeSet | Path | str,
    metrics: str | Metric | Sequence[str | Metric] = (),
    *,
    systems: Mapping[str, Sequence[str]] | None = None,
    better: str | Sequence[str] = (),
    lower_is_better: str | Sequence[str] = (),
    languages: Languages = (None, None),
    level: float = 0.95,
    progress: Callable[[str], None] | bool | None = None,
) -> Challenge:
    r"""Say how often metrics prefer the better translation of a challenge set's pairs, by phenomenon.

    A metric prefers what it scores higher; equal scores are a tie, which is no preference. A check prefers the
    translation without errors to one with errors; errors in both, or in neither, are a tie. A system's output prefers
    what it is nearer to: what the metric scores it higher against, as the reference.

    Args:
        data: the path of a challenge set, or one as `open_challenge` returns.
        metrics: specs or metrics, or names of scores that the set holds; by default all of these.
        systems: system to outputs, one per pair, whose preferences are wanted in place of the metrics' own.
        better: hypotheses, best first, of a set of several that doesn't say which one is better.
        lower_is_better: metrics, of those whose scores the set holds, that count errors.
        languages: of source and translations: only pairs in these; and those of pairs that name none.
        level: of the intervals.
        progress: called with lines on the progress; by default a notebook shows a bar and a script nothing. False shows
            nothing anywhere, True lines on stderr where there is no notebook.

    Returns:
        Shares with intervals, for the set, each severity and each phenomenon.

    Raises:
        DataError: the set or a row of it is invalid, or no pair has what any metric needs.
        UsageError: an argument has another type, or a metric is unknown.

    Example:
        >>> rows = ["reference\tgood\tbad\tphenomenon", "It is not red.\tIt isn't red.\tIt is now red.\tnegation"]
        >>> with open("pairs.tsv", "w") as file:
        ...     print(*rows, sep="\n", file=file)
        >>> result = tertium.challenge("pairs.tsv", ["chrf"])
        >>> [(row.name, row.better, row.tied) for row in result.preferences]
        [('pairs', 0.0, 0.0), ('negation', 0.0, 0.0)]
    """
    check_languages(languages)
    tag_checks.check(languages)
    level = Resampling(level=level).level
    order = arguments.texts("better", better, 'hypotheses, best first: ["hyp-2", "hyp-1"]')
    lower = arguments.texts("lower_is_better", lower_is_better, arguments.METRICS)
    if not arguments.is_of(data, ChallengeSet):
        arguments.check("data", data, (str, PathLike), ACCEPTS)
        data = open_challenge(arguments.path("data", data), languages, order)
    if not callable(progress):
        arguments.check("progress", progress, (bool, type(None)), notebook.ACCEPTS)
    chosen = _chosen(metrics, data)
    outputs = _outputs(systems, data)
    for name in lower:
        if name not in data.published:
            hint = ", ".join(data.published) or "without it"
            raise UsageError(f"lower_is_better: {data.name} holds no scores of {name!r}", hint=hint)
    votes = _votes(data, chosen, outputs, lower, progress=progress)
    left_out = dict(votes.left_out)
    left_out |= {voter.metric: "no pair has what it needs" for voter in votes.voters if not voter.is_scored.any()}
    voters = [voter for voter in votes.voters if voter.metric not in left_out]
    if not voters:
        label, reason = next(iter(left_out.items()))
        raise DataError(f"{label}: {reason}", hint="another metric: tertium metrics says what each needs and prefers")
    clusters = cluster_numbers(data)
    unscored = {voter.metric: int((~voter.is_scored).sum()) for voter in voters}
    return Challenge(
        data.name,
        data.fingerprint,
        len(data),
        data.is_judged,
        level,
        tuple(row for voter in voters for row in preferences(data, voter, clusters, level)),
        {label: signature for label, signature in votes.signatures.items() if label not in left_out},
        {label: number for label, number in unscored.items() if number},
        left_out,
        (*data.notes, *_unnamed_languages(data, voters)),
    )


def _unnamed_languages(data: ChallengeSet, voters: Sequence[Voter]) -> Iterator[str]:
    """Yield what it means that pairs don't name their languages, where metrics score here that may depend on them."""
    pairs = sum(None in pair.languages for pair in data.pairs)
    if pairs and any(voter.metric not in data.published for voter in voters):
        consequence = "checks may find nothing there, and encoders are chosen without them"
        yield f"{counted(pairs, 'pair')} without both languages (--from, --to): {consequence}"


def _votes(
    data: ChallengeSet,
    chosen: Sequence[str | Metric],
    outputs: Mapping[str, Sequence[str]],
    lower: Sequence[str],
    *,
    progress: Callable[[str], None] | bool | None,
) -> Votes:
    """Return all votes: of our own metrics first, then of those whose scores the set holds."""
    held = [name for name in chosen if isinstance(name, str) and name in data.published and not is_taken(name)]
    own = [metric for metric in chosen if metric not in held]
    votes = Votes([], {}, {})
    if own:
        with notebook.lines(progress, len(own), lambda line: line.endswith(f": {SYSTEM}")) as tell:
            votes = outputs_by_metrics(data, own, outputs, tell) if outputs else metrics_themselves(data, own, tell)
    if outputs:
        reason = "its scores are of the set's translations, not of outputs"
        return Votes(votes.voters, votes.signatures, votes.left_out | dict.fromkeys(held, reason))
    others = scores_of_others(data, held, lower)
    return Votes([*votes.voters, *others.voters], votes.signatures | others.signatures, votes.left_out)


def _chosen(metrics: Any, data: ChallengeSet) -> list[str | Metric]:
    """Return the metrics that are asked for: by default those whose scores the set holds."""
    single = arguments.is_of(metrics, str) or hasattr(metrics, "bind")
    chosen: list[Any] = [metrics] if single else list(arguments.listed("metrics", metrics, arguments.METRICS))
    for metric in chosen:
        if not (arguments.is_of(metric, str) or hasattr(metric, "bind")) or isinstance(metric, type):
            raise UsageError(f"metrics: an item can't be {arguments.shown(metric)}", hint=arguments.METRICS)
        if data.published and isinstance(metric, str) and not _is_known(metric, data):
            message = f"no metric is named {metric!r}, and {data.name} holds no scores of it"
            raise UsageError(message, hint=nearest(metric, [*data.published, *names()]))
    if not (chosen or data.published):
        raise UsageError("no metric is asked for", hint='-m chrf, in Python metrics=["chrf"]')
    return chosen or list(data.published)


def _is_known(spec: str, data: ChallengeSet) -> bool:
    return spec in data.published or is_taken(spec.partition(":")[0])


def _outputs(systems: object, data: ChallengeSet) -> dict[str, tuple[str, ...]]:
    if systems is None:
        return {}
    outputs = {
        name: arguments.texts(f"systems: {name}", texts, OUTPUTS)
        for name, texts in arguments.mapping("systems", systems, OUTPUTS).items()
    }
    for name, texts in outputs.items():
        if len(texts) != len(data):
            message = f"systems: {name} has {counted(len(texts), 'output')} for {counted(len(data), 'pair')}"
            raise DataError(message, hint="one output for each pair, in the set's order")
    return outputs
