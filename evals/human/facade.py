"""People's ratings from Python: systems ranked by them, and a run that has them as a measure."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any, Final, get_args

from tertium import arguments
from tertium.calls import explained
from tertium.corpora.types import EvalSet
from tertium.evals.human.evaluation import Rule, human_evaluation
from tertium.evals.human.measure import with_ratings
from tertium.evals.human.rated_texts import set_of
from tertium.evals.human.reading import read
from tertium.evals.human.weights import parse_weights
from tertium.evals.opening import opened
from tertium.evals.results import Resampling
from tertium.evals.types import Run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.evals.human.ratings import Ratings
    from tertium.evals.results.human_evaluation import HumanEvaluation

RULES: Final = ", ".join(get_args(Rule))


@explained("human")
def human(  # noqa: PLR0913 - each is an option of the command
    file: Path | str,
    data: Any = None,
    *,
    rule: Rule = "two-way",
    level: float = 0.95,
    column: str | None = None,
    renamed: Mapping[str, str] | None = None,
    lower_is_better: bool = False,
    weights: Mapping[str, float] | None = None,
    ratings_format: str | None = None,
    per_rater: bool = False,
) -> HumanEvaluation:
    r"""Rank systems by people's ratings: differences tested with documents and raters as clusters, and the raters.

    Args:
        file: path of the ratings: a table of scores, MQM rows, Appraise's CSV, pearmut's log, mt-metrics-eval's files.
        data: the run or set whose outputs were rated, or whatever `open_set` takes; None where the file has the texts.
        rule: ``"two-way"``, or the test and order of ``"wmt24"`` or ``"wmt25"``.
        level: of intervals, 0.5 to 1.
        column: of the scores; by default the first that names neither output nor rater.
        renamed: a system's name in the file to its name in the set.
        lower_is_better: whether the scores are penalties.
        weights: points of MQM errors by severity, or severity/category; by default those of WMT.
        ratings_format: of the file; by default what its first line tells.
        per_rater: whether each rater's scores are standardised.

    Returns:
        Systems in order, pairs with p, raters and their agreement; `report` writes it to a file.

    Raises:
        DataError: the file or a row of it is invalid, or fewer than two systems were rated.
        UsageError: an argument has another type, or there is no such column, format or rule.

    Example:
        >>> rows = ["system\tsegment\trater\tscore", "old\t1\tann\t40", "old\t2\tbob\t50", "new\t1\tann\t90"]
        >>> with open("ratings.tsv", "w") as file:
        ...     print(*rows, "new\t2\tbob\t80", sep="\n", file=file)
        >>> texts = {"hypothesis": {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]}, "id": ["1", "2"]}
        >>> [(system.system, system.score) for system in tertium.human("ratings.tsv", texts).systems]
        [('new', 85.0), ('old', 45.0)]
    """
    arguments.check("rule", rule, str, RULES)
    level = Resampling(level=level).level
    path = arguments.path("file", file)
    has_texts = data is None
    evalset = set_of(path) if has_texts else _set("data", data)
    ratings = _ratings(
        path,
        evalset,
        column=column,
        renamed=renamed,
        lower_is_better=lower_is_better,
        weights=weights,
        ratings_format=ratings_format,
        per_rater=per_rater,
        own_ids=has_texts,
    )
    return human_evaluation(ratings, evalset, rule=rule, level=level)


@explained("add_ratings")
def add_ratings(  # noqa: PLR0913 - each is an option of the command
    run: Run | Path | str,
    file: Path | str,
    *,
    column: str | None = None,
    renamed: Mapping[str, str] | None = None,
    lower_is_better: bool = False,
    weights: Mapping[str, float] | None = None,
    ratings_format: str | None = None,
    per_rater: bool = False,
) -> Run:
    r"""Put people's ratings into a run, as a measure that tests, ranks, gates, tables and the page have.

    Args:
        run: scores of the systems; or the path of a run.
        file: path of the ratings, as in `human`.
        column: of the scores; by default the first that names neither output nor rater.
        renamed: a system's name in the file to its name in the set.
        lower_is_better: whether the scores are penalties.
        weights: points of MQM errors by severity, or severity/category; by default those of WMT.
        ratings_format: of the file; by default what its first line tells.
        per_rater: whether each rater's scores are standardised.

    Returns:
        A run that has the ratings as a measure of their own name, and the raters' error spans.

    Raises:
        DataError: the file or a row of it is invalid, or people rated none of the systems.
        UsageError: an argument has another type, there is no such column or format, or the run has such a metric.

    Example:
        >>> texts = {
        ...     "hypothesis": {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]},
        ...     "reference": ["Ein Hund.", "Die Katze."],
        ...     "id": ["1", "2"],
        ... }
        >>> with open("ratings.tsv", "w") as file:
        ...     print("system\tsegment\tda", "old\t1\t40", "old\t2\t50", "new\t1\t90", sep="\n", file=file)
        >>> run = tertium.add_ratings(tertium.evaluate(texts, ["chrf"]), "ratings.tsv")
        >>> sorted(run.measures)
        ['chrf', 'da']
    """
    stored = opened("run", run)
    path = arguments.path("file", file)
    ratings = _ratings(
        path,
        stored.data,
        column=column,
        renamed=renamed,
        lower_is_better=lower_is_better,
        weights=weights,
        ratings_format=ratings_format,
        per_rater=per_rater,
    )
    return with_ratings(stored, ratings)


def _set(name: str, data: Any) -> EvalSet:
    """Return the set of a run, or the set that a caller gave."""
    if arguments.is_of(data, Run):
        return data.data
    if arguments.is_of(data, (str, PathLike)):
        from tertium.evals import store

        path = arguments.path(name, data)
        if (path / store.MARKER).is_file():
            return store.load(path).data
    return EvalSet.opened(name, data)


def _ratings(  # noqa: PLR0913 - the options of both functions
    path: Path,
    evalset: EvalSet,
    *,
    column: str | None,
    renamed: Mapping[str, str] | None,
    lower_is_better: bool,
    weights: Mapping[str, float] | None,
    ratings_format: str | None,
    per_rater: bool,
    own_ids: bool = False,
) -> Ratings:
    """Return the ratings in a file, read as the options say, which are checked here."""
    arguments.flag("lower_is_better", lower_is_better)
    arguments.flag("per_rater", per_rater)
    arguments.check("column", column, (str, type(None)), "the title of a column")
    arguments.check("ratings_format", ratings_format, (str, type(None)), "the name of a format")
    names = arguments.mapping(
        "renamed", {} if renamed is None else renamed, 'a system in the file to one of the set: {"THEIRS": "ours"}'
    )
    points = arguments.mapping("weights", weights, 'points by severity: {"Minor": 0.5}') if weights is not None else {}
    return read(
        path,
        evalset,
        column=column,
        renamed=names,
        weights=parse_weights([f"{name}={value}" for name, value in points.items()]) if points else None,
        kind=ratings_format,
        lower_is_better=lower_is_better,
        per_rater=per_rater,
        own_ids=own_ids,
    )
