"""Builds an evaluation set from articles: the only file that knows the order of the steps."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium import arguments
from tertium.calls import explained
from tertium.corpora import store
from tertium.corpora.building import compose, ingest, match, systems, work_folder
from tertium.corpora.building.page_encodings import encoding_warnings
from tertium.corpora.building.plan import Plan
from tertium.corpora.building.split_articles import report_split_articles
from tertium.corpora.building.unpaired import no_pair_error, pairs_to_review, unpaired_articles
from tertium.corpora.readers import articles
from tertium.corpora.set_writer import MARKER, SetWriter, Shape
from tertium.corpora.text import identification
from tertium.errors import ArgumentError
from tertium.executor import Serial, processes
from tertium.files import check_free, whole_folder
from tertium.notebook import step_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.plan import Progress
    from tertium.corpora.building.records import Segment
    from tertium.corpora.types import EvalSet
    from tertium.executor import Executor


class Built(NamedTuple):
    """Summary of a build.

    Attributes:
        segments: number of segments of the set.
        documents: number of its documents, each an original with its translations.
        articles: number of articles that were read.
        review: articles that may be in a pair.
        unpaired: articles without a partner.
        removed: lines that are in no segment.
        moved: segments whose translation stands in another place than in the original.
        first_reviews: (source, target, reason) of the first pairs to review.
        first_unpaired: (article, reason) of the first articles without a partner, where names decide.
        warnings: about pages that seem to be in another encoding than they declare.
    """

    segments: int
    documents: int
    articles: int
    review: int
    unpaired: int
    removed: int
    moved: int
    first_reviews: tuple[tuple[str, str, str], ...]
    first_unpaired: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def paired(self) -> int:
        """Articles that are in the set, and duplicates of those."""
        return self.articles - self.review - self.unpaired


SHOWN: Final = 5
"""Pairs to review, and articles without a partner, that the summary names."""
FEW: Final = 60
"""Articles below which starting processes takes longer than the work; from there on even one worker is a process, so
that the number of workers doesn't change how numpy sums, and with it the last digits."""
LARGE: Final = 5000
"""Articles from which the processes that read them end before candidates are found, which takes memory then, and new
ones compare; below, starting them and loading the encoder anew costs more than what they hold."""
CHUNK: Final = 8
"""Articles that are sent to a process together: one takes milliseconds, as sending does."""


@explained("build")
def build(folder: Path | str, plan: Plan | tuple[str, str], *, name: str = "") -> EvalSet:
    """Build an evaluation set from a folder of raw articles.

    Args:
        folder: the articles: .txt and .html files in both languages.
        plan: the settings; or the tags of source and target alone.
        name: of the set; that of the folder by default.

    Returns:
        The set. Its translations are the system `web`, or what the plan says.

    Raises:
        DataError: the folder has no articles, no two of them are a pair, or one can't be read.
        UsageError: a package that the plan needs is not installed, or an argument has another type.

    Example:
        >>> data = tertium.build("examples/articles", ("en", "de"))
        >>> data.languages, list(data.outputs)
        (('en', 'de'), ['web'])
    """
    articles_folder = arguments.path("folder", folder)
    plan = _plan(plan)
    arguments.check("name", name, str, "a text")
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / (name or articles_folder.resolve().name)
        with step_bar() as progress:
            build_into(articles_folder, plan, output, progress=progress)
        return store.load(output)


def _plan(plan: object) -> Plan:
    """Return a plan, or that of a pair of languages; UsageError for anything else."""
    if arguments.is_of(plan, Plan):
        return plan
    accepts = 'tertium.Plan("en", "de"), or ("en", "de")'
    tags = arguments.listed("plan", plan, accepts)
    pair = [tag for tag in tags if arguments.is_of(tag, str)]
    if len(pair) != len(tags) or len(pair) != len(("source", "target")):
        raise ArgumentError(f"plan can't be {arguments.shown(plan)}", hint=accepts)
    return Plan(pair[0], pair[1])


def build_into(  # noqa: PLR0913 - a plan, two places, two ways to watch it, and who runs it
    folder: Path,
    plan: Plan,
    output: Path,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    show: Callable[[str], object] | None = None,
    executor: Executor | None = None,
) -> Built:
    """Build an evaluation set from a folder of raw articles and write it, whole or not at all, in bounded memory.

    A folder next to the output stores the results so far, so that a build that was killed continues where it was; it
    is removed when the set is written.

    Args:
        folder: folder of the articles.
        plan: settings.
        output: folder of the set.
        overwrite: whether to replace a set that is there.
        progress: progress callback.
        show: receives a row on every line of every article, see `compose.explain`.
        executor: runs the work on articles; None for as many processes as the plan says.
    """
    check_free(output, marker=MARKER, overwrite=overwrite)
    names, unread = articles.find(folder), articles.unread(folder)
    ids = [articles.id_of(name) for name in names]
    plan.overrides.check(ids)
    plan = replace(plan, user_pairs=plan.user_pairs.resolved(ids))
    shared_executor = executor or (Serial() if len(names) < FEW else None)

    def start() -> AbstractContextManager[Executor]:
        if shared_executor:
            return nullcontext(shared_executor)
        identification.release()  # the processes have one each; this one needed it to check the plan
        return processes(max(plan.workers, 1), CHUNK)

    with work_folder.open_journal(output, folder, names, plan) as journal:
        warnings = _run(journal, folder, names, plan, start, progress or _silent)
        if show:
            for line in compose.explain(journal, len(names)):
                show(line)
        with whole_folder(output, marker=MARKER, overwrite=overwrite) as place:
            writer = SetWriter(place, _shape(journal, output.name, plan, warnings))
            notes = [*articles.mark_notes(folder, names), *warnings]
            built = _write(journal, ids, plan, writer, [file._asdict() for file in unread], notes)
    return built._replace(warnings=warnings)


def _run(  # noqa: PLR0913, PLR0917 - all that the steps need
    journal: Journal,
    folder: Path,
    names: Sequence[str],
    plan: Plan,
    start: Callable[[], AbstractContextManager[Executor]],
    progress: Progress,
) -> tuple[str, ...]:
    """Run all steps up to the set's rows, and return warnings about the pages' encodings."""
    ids = [articles.id_of(name) for name in names]
    with ExitStack() as stack:
        executor = stack.enter_context(start())
        ingest.read_all(journal, folder, names, executor, progress)
        ingest.prepare_all(journal, names, plan, executor, progress)
        warnings = encoding_warnings(folder, names, plan.languages, executor)
        prior = match.prior_mean(executor, plan)
        if is_large := len(names) > LARGE:
            stack.close()
        ingest.check_pairs(journal, ids, plan)
        means = match.language_means(journal, plan, prior)
        match.find_duplicates(journal)
        match.join_parts(journal, ids, plan)
        match.find_candidates(journal, means, ids, plan)
        if is_large:
            executor = stack.enter_context(start())
        match.compare_all(journal, means, executor, progress)
        match.decide_all(journal, ids, plan)
        report_split_articles(journal, means, ids, plan, match.limits_of(plan))
        compose.compose_all(journal, means, executor, progress, plan)
    return warnings


def _shape(journal: Journal, name: str, plan: Plan, warnings: Sequence[str]) -> Shape:
    columns = systems.column_names(journal, plan.called)
    if not columns:
        raise no_pair_error(journal, plan, warnings)
    if plan.role == "reference":
        return Shape(name, plan.languages, references=columns, confidence=True)
    return Shape(name, plan.languages, outputs=columns, confidence=True)


def _write(  # noqa: PLR0913, PLR0917 - all that the set's files tell
    journal: Journal,
    ids: Sequence[str],
    plan: Plan,
    writer: SetWriter,
    unread: Sequence[dict[str, str]],
    notes: Sequence[str],
) -> Built:
    """Write every original's segments, then the provenance."""
    counts: Counter[str] = Counter()
    unpaired: list[tuple[str, str]] = []

    def counted(kind: str, entries: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for entry in entries:
            counts[entry.get("decision", kind)] += 1
            if kind == "unpaired" and plan.pair_by == "name" and len(unpaired) < SHOWN:
                unpaired.append((entry["id"], entry["reason"]))
            yield entry

    for source, columns in systems.columns_by_original(journal, plan.called):
        rows = _columns(ids[source], journal.segments(source), list(columns.values()), writer.shape)
        writer.add(ids[source], None, rows)
    provenance = {
        "made": plan.load_encoder()[1],
        "articles": len(ids),
        "pairs": _pairs(journal, plan),
        "review": pairs_to_review(journal),
        "unpaired": counted("unpaired", unpaired_articles(journal, ids, plan)),
        "copies": _duplicates(journal, ids),
        "removed": counted("removed", compose.removed_lines(journal, len(ids))),
        "moved": counted("moved", _moved(journal, ids, plan)),
        "unread": iter(unread),
        **({"notes": list(notes)} if notes else {}),
    }
    writer.finish(provenance)
    reviews = islice(journal.verdicts("review"), SHOWN)
    return Built(
        segments=writer.segments,
        documents=writer.documents,
        articles=len(ids),
        review=counts["review"],
        unpaired=counts["unpaired"],
        removed=counts["removed"],
        moved=counts["moved"],
        first_reviews=tuple((str(verdict.source), verdict.target, verdict.reason) for verdict in reviews),
        first_unpaired=tuple(unpaired),
    )


def _columns(document: str, rows: Sequence[Segment], columns: Sequence[str], shape: Shape) -> dict[str, list[Any]]:
    """Return the columns of one document; an omission is "" where it is measured, None where it is the truth."""
    texts: dict[str, list[Any]] = {name: [None] * len(rows) for name in shape.columns}
    for k, name in enumerate(columns):
        if shape.references:
            texts[f"reference.{name}"] = [row.targets[k] or None for row in rows]
        else:
            texts[f"system.{name}"] = [row.targets[k] for row in rows]
    return texts | {
        "id": [_segment_id(document, i) for i in range(len(rows))],
        "source": [row.source for row in rows],
        "confidence": [row.confidence for row in rows],
    }


def _pairs(journal: Journal, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the evidence on every pair, and the column of its target; a duplicate has that of its original."""
    for _, columns in systems.columns_by_original(journal, plan.called):
        for target, column in columns.items():
            verdict = journal.verdict(target)
            further = filter(None, map(journal.verdict, journal.parts(target)[1:]))
            for pair in (*([verdict] if verdict else []), *further, *journal.verdicts_on_duplicates(target)):
                yield pair.to_json() | {"column": column}


def _moved(journal: Journal, ids: Sequence[str], plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the sentences that a translation has in another place, with their segment and the translation's column."""
    for source, columns in systems.columns_by_original(journal, plan.called):
        names = list(columns.items())
        for row, translation, text, translated, confidence in journal.moved(source):
            target, column = names[translation]
            yield {
                "segment": _segment_id(ids[source], row),
                "target": ids[target],
                "column": column,
                "confidence": round(confidence, 3),
                "source_text": text,
                "target_text": translated,
            }


def _segment_id(document: str, row: int) -> str:
    return f"{document}#{row + 1}"


def _duplicates(journal: Journal, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, original, shared in journal.duplicates():
        yield {"id": ids[number], "of": ids[original], "shared": shared}


def _silent(step: str, completed: int, total: int) -> None:
    """Ignore the progress."""
