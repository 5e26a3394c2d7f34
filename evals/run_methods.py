"""What a Run offers in a notebook beside its attributes: parts of it, groups, regressions, files, frames.

The functions behind them take a Run and stand above it, so the front door registers them; see
`tertium.evals.accessors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tertium.calls import explained
from tertium.evals.accessors import accessor
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import datasets
    import pandas as pd

    from tertium.evals.results import Comparison, Groups, Resampling, Standings, Triage, Verdict

Self = TypeVar("Self", bound="RunMethods")


class RunMethods(Reported):
    """The methods of a Run."""

    __slots__ = ()

    @explained("run.filter", otherwise="run.filter('COLUMN == \"VALUE\"'), of any column of run.segments")
    def filter(  # noqa: PLR0913, PYI019 - each is a condition of its own, by name; Python 3.10 has no Self
        self: Self,
        where: Any = None,
        *,
        documents: str | Sequence[str] | None = None,
        domain: str | Sequence[str] | None = None,
        systems: str | Sequence[str] | None = None,
        length: tuple[float | None, float | None] | None = None,
        how: str | None = None,
    ) -> Self:
        """Return the run of the segments that meet all conditions, with the scores of their counts.

        Nothing is scored anew, so it takes a moment. How many segments are left, and why, stands among the notes of
        the result and in all its reports.

        Example:
            >>> run = tertium.evaluate({"reference": ["A cat.", "A dog."], "hypothesis": ["A cat.", "Dogs."]}, ["chrf"])
            >>> run.filter("chrf < 50").data.ids
            ('document#2',)

        Args:
            where: a condition on columns of `segments`, ``"chrf < 40"`` or ``'customer == "acme" and words > 3'``,
                where names such as chrf++ stand in backticks; True or False per segment, a list of ids, rows of
                `segments`, or a function of that frame that returns one of these.
            documents: the id of a document, or several.
            domain: the name of a domain, or several.
            systems: the name of a system, or several; all others are left out.
            length: the least and the most characters of the source (the reference, where there is none); None for no
                limit.
            how: where a mask has a row per segment and system, "any" or "all" of the systems must be True; without it
                they must agree.

        Raises:
            UsageError: no segment is left, a name is unknown, or an argument has another type.
            CompareError: no metric's formula is installed.
        """
        chosen: Self = accessor("filter", self)(
            where, documents=documents, domain=domain, systems=systems, length=length, how=how
        )
        return chosen

    @explained("run.by")
    def by(  # noqa: PLR0913 - each a choice of its own, by name
        self,
        by: Any,
        table: Any = None,
        *,
        on: str | None = None,
        metrics: str | Sequence[str] | None = None,
        systems: str | Sequence[str] | None = None,
        resampling: Resampling | None = None,
    ) -> Groups:
        """Return the corpus scores of groups of segments, each with its interval.

        The scores are those of the groups' summed counts; nothing is scored anew. Intervals are by bootstrap over
        documents. What finds no partner is named in the result's `warnings`, and all of it in `unmatched`, ids of the
        table, and `ungrouped`, those of segments.

        Example:
            >>> run = tertium.evaluate({"reference": ["A cat.", "A dog."], "hypothesis": ["A cat.", "Dogs."]}, ["chrf"])
            >>> run.by("customer", ["acme", "zenith"]).frame["customer"].tolist()
            ['acme', 'zenith']

        Args:
            by: "document", "domain", "length" or "confidence"; a column of the frame that the set was made from; or a
                column of `table`.
            table: a DataFrame with a column `id` of segments or `document`, a Series by these, a dict, or one value per
                segment; it may also stand in the place of `by`.
            on: the column that the table is joined by, where it has another name.
            metrics: labels; all by default.
            systems: names; all by default.
            resampling: settings of the intervals; 10,000 samples by document by default.

        Raises:
            UsageError: no such column, metric or system, a table that doesn't fit, or an argument of another type.
            CompareError: no metric's formula is installed.
        """
        groups: Groups = accessor("by", self)(by, table, on=on, metrics=metrics, systems=systems, resampling=resampling)
        return groups

    @explained("run.regressions")
    def regressions(
        self,
        baseline: Any = None,
        *,
        systems: str | Sequence[str] | None = None,
        metrics: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return every segment with what it adds to the difference from the baseline, the largest losses first.

        Columns: id, document, domain, system, baseline, metric; contribution, what the segment adds to the difference
        of the corpus scores (the system's score minus the one with the baseline's output for this segment), and gain,
        the same with better as positive; score and baseline_score of the segment; new and fixed, what checks find only
        in the system or only in the baseline; source, references, hypothesis and baseline_hypothesis.

        Example:
            >>> texts = {"reference": ["A cat.", "A dog."], "old": ["A cat.", "Dogs."], "new": ["Cats.", "A dog."]}
            >>> data = tertium.EvalSet.from_dict(texts, hypothesis=["old", "new"])
            >>> tertium.evaluate(data, ["chrf"]).regressions("old")["id"].tolist()
            ['document#1', 'document#2']

        Args:
            baseline: the name of a system, another run of the same data (each system is compared with that of its name
                there, or with the only one), or the path of a run; the first system by default.
            systems: names; all others by default.
            metrics: labels; by default the metric that orders systems in reports: people's scores, else the first
                that measures quality.

        Raises:
            UsageError: no such system or metric, nothing to compare with, or an argument of another type.
            CompareError: the runs measure different data, or a metric's formula isn't installed.
        """
        frame: pd.DataFrame = accessor("regressions", self)(baseline, systems=systems, metrics=metrics)
        return frame

    @explained("run.triage")
    def triage(
        self,
        baseline: str | None = None,
        *,
        systems: str | Sequence[str] | None = None,
        metric: str | None = None,
    ) -> Triage:
        """Return what the differences from a baseline are made of: parts of the set, findings, words, sequences.

        Every segment has a part of the difference by its counts, and the parts add up to it. The result's `frames` are
        five DataFrames: `parts` (documents, domains, lengths), `findings` (new and fixed, by kind), `words` (of sources
        and references), `bands` (F1 of reference words by their frequency) and `ngrams` (what one system gets right
        more often). Rows are put in order, not tested.

        Example:
            >>> texts = {"reference": ["A cat.", "A dog."], "hypothesis": {"old": ["A", "B"], "new": ["A cat.", "Dog"]}}
            >>> tertium.evaluate(texts, ["chrf"]).triage("old").frames["bands"]["f1"].tolist()
            [0.5, 0.66...]

        Args:
            baseline: the name of a system; the first one by default.
            systems: names; all others by default.
            metric: a label; by default the metric that orders systems in reports.

        Raises:
            UsageError: no such system or metric, only one system, or an argument of another type.
            CompareError: the metric's formula isn't installed.
        """
        made: Triage = accessor("triage", self)(baseline, systems=systems, metric=metric)
        return made

    @explained("run.compare")
    def compare(
        self, baseline: str | None = None, *, metrics: Sequence[str] | None = None, resampling: Resampling | None = None
    ) -> Comparison:
        """Compare every system with a baseline, the first one by default, as `tertium.compare` does.

        Example:
            >>> texts = {"reference": ["A cat.", "A dog."], "hypothesis": {"old": ["A", "B"], "new": ["A cat.", "Dog"]}}
            >>> run = tertium.evaluate(texts, ["chrf"])
            >>> run.compare("old").frame["verdict"].tolist()
            ['too few documents to tell']

        Raises:
            CompareError: no metric can be resampled.
            UsageError: there is no such system or metric, only one system, or an argument has another type.
        """
        compared: Comparison = accessor("compare", self)(baseline=baseline, metrics=metrics, resampling=resampling)
        return compared

    @explained("run.rank")
    def rank(
        self,
        *,
        metrics: Sequence[str] | None = None,
        resampling: Resampling | None = None,
        adjust: str = "none",
        over: Sequence[str] | None = None,
        aggregate: str | None = None,
    ) -> Standings:
        """Rank the systems in significance clusters, as `tertium.rank` does.

        Example:
            >>> texts = {"reference": ["A cat.", "A dog."], "hypothesis": {"old": ["A", "B"], "new": ["A cat.", "Dog"]}}
            >>> [place.system for place in tertium.evaluate(texts, ["chrf"]).rank().rankings[0].places]
            ['new', 'old']

        Raises:
            CompareError: no metric can rank them.
            UsageError: there is no such metric or adjustment, only one system, or an argument has another type.
        """
        standings: Standings = accessor("rank", self)(
            metrics=metrics, resampling=resampling, adjust=adjust, over=over, aggregate=aggregate
        )
        return standings

    @explained("run.save")
    def save(self, folder: Path | str, *, overwrite: bool = False) -> str:
        """Write the run to a folder, and return its id, as `tertium.save_run` does; `tertium.open_run` reads it.

        Example:
            >>> run = tertium.evaluate({"reference": ["A cat."], "hypothesis": ["Cats."]}, ["chrf"])
            >>> len(run.save("kept"))
            12

        Raises:
            UsageError: the folder exists (a run is replaced with `overwrite`), or can't be written.
        """
        run_id: str = accessor("save", self)(folder, overwrite=overwrite)
        return run_id

    @explained("run.report")
    def report(  # noqa: PLR0913 - each is an option of the command
        self,
        path: Path | str,
        *,
        by: str | Sequence[str] | None = None,
        baseline: str | None = None,
        verdict: Verdict | None = None,
        resampling: Resampling | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Write the page, or the tables that `tertium report` shows, in the format of the file's ending.

        Example:
            >>> run = tertium.evaluate({"reference": ["A cat."], "hypothesis": ["Cats."]}, ["chrf"])
            >>> run.report("scores.md", by="set").name
            'scores.md'

        Args:
            path: ends in ``.html`` for the page, or in ``.md``, ``.csv``, ``.tsv``, ``.json``, ``.tex``, ``.xlsx``,
                ``.parquet`` or ``.txt``.
            by: names of tables, as for `tertium report --by`: "set", "domain", "document" …; the page has all.
            baseline: the page compares with this system.
            verdict: of `tertium.gate`; the page begins with it.
            resampling: settings of the page's intervals and p.
            overwrite: replace the file.

        Returns:
            The path.

        Raises:
            UsageError: no format has this ending, a name is unknown, or the file is there or can't be written.
        """
        written: Path = accessor("report", self)(
            path, by=by, baseline=baseline, verdict=verdict, resampling=resampling, overwrite=overwrite
        )
        return written

    @explained("run.to_latex")
    def to_latex(self, by: str | Sequence[str] = "set") -> str:
        """Return tables as LaTeX for booktabs, by default that of the set; `by` as for `report`."""
        text: str = accessor("text", self)("latex", by=by)
        return text

    @explained("run.to_markdown")
    def to_markdown(self, by: str | Sequence[str] = "set") -> str:
        """Return tables as Markdown with their notes, by default that of the set; `by` as for `report`."""
        text: str = accessor("text", self)("markdown", by=by)
        return text

    @explained("run.to_pandas")
    def to_pandas(self, level: str = "segments") -> pd.DataFrame:
        """Return the attribute of that name: segments, documents, scores, findings or finding_counts.

        Example:
            >>> run = tertium.evaluate({"reference": ["A cat."], "hypothesis": ["A cat."]}, ["chrf"])
            >>> run.to_pandas("scores")["score"].tolist()
            [100.0]

        Raises:
            UsageError: there is no such level.
        """
        frame: pd.DataFrame = accessor("to_pandas", self)(level)
        return frame

    @explained("run.to_dataset")
    def to_dataset(self, level: str = "segments") -> datasets.Dataset:
        """Return what `to_pandas` does as a Dataset of Hugging Face.

        Raises:
            UsageError: there is no such level.
        """
        dataset: datasets.Dataset = accessor("to_dataset", self)(level)
        return dataset
