"""Articles → evaluation set: the only file that knows the order of the steps."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora import compose, gather, match, store, systems
from tertium.corpora.journal import FORM, Journal, unpacked
from tertium.corpora.readers import articles
from tertium.corpora.stream import MARKER, SetWriter, Shape
from tertium.corpora.unpaired import no_pair, to_review, unpaired
from tertium.errors import DataError, UsageError
from tertium.files import check_free, whole_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tertium.corpora.plan import Plan, Progress
    from tertium.corpora.types import EvalSet


class Built(NamedTuple):
    """What a build came to, in numbers; of the pairs that need review also the first ones.

    Attributes:
        segments: of the set.
        documents: of the set, each an original with its translations.
        articles: that were read.
        review: articles that may be a pair with another one.
        unpaired: articles without a partner.
        removed: lines that are in no segment.
        doubtful: of the first pairs that need review: source, target, reason.
    """

    segments: int
    documents: int
    articles: int
    review: int
    unpaired: int
    removed: int
    doubtful: tuple[tuple[str, str, str], ...]

    @property
    def paired(self) -> int:
        """Articles that are in the set, and re-posts of those."""
        return self.articles - self.review - self.unpaired


SHOWN: Final = 5
"""Pairs that need review of which a build tells."""
FEW: Final = 60
"""Articles below which starting processes takes longer than the work."""
WORK: Final = ".work"
"""What the folder of an unfinished build is called behind the output's name."""


def build(folder: Path | str, plan: Plan, *, name: str = "") -> EvalSet:
    """Return the evaluation set in a folder of raw articles, called like the folder where no name is given.

    Raises:
        DataError: the folder holds no articles, no two of them are a pair, or one can't be read.
        UsageError: a package that the plan needs isn't installed.
    """
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / (name or Path(folder).resolve().name)
        build_into(Path(folder), plan, output)
        return store.load(output)


def build_into(  # noqa: PLR0913 - a plan, two places, and three ways to watch it
    folder: Path,
    plan: Plan,
    output: Path,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    show: Callable[[str], object] | None = None,
) -> Built:
    """Write the evaluation set in a folder of raw articles to `output`, whole or not at all, in bounded memory.

    What is done is kept in a folder beside the output, so that a build that was killed goes on where it was; the
    folder goes when the set is there. The set is not read back.

    Args:
        folder: of the articles.
        plan: what to build.
        output: the set's folder.
        overwrite: replace a set that is there.
        progress: is told how far the build is.
        show: is given what became of every line, one at a time.
    """
    check_free(output, marker=MARKER, overwrite=overwrite)
    names = articles.find(folder)
    ids = [articles.id_of(name) for name in names]
    plan.overrides.check(ids)
    plan.said.check(ids)
    if len(names) < FEW:
        plan = replace(plan, workers=1)
    with _journal(output.with_name(output.name + WORK), _identity(folder, names, plan)) as journal:
        _run(journal, folder, names, plan, progress or _silent)
        if show:
            for line in compose.explained(journal, len(names)):
                show(line)
        with whole_folder(output, marker=MARKER, overwrite=overwrite) as place:
            writer = SetWriter(place, _shape(journal, output.name, plan))
            made = _write(journal, ids, plan, writer)
    return made


@contextmanager
def _journal(work: Path, identity: str) -> Iterator[Journal]:
    """Open the work folder's journal; both go in the end, unless what stopped the build may leave it to be finished."""
    journal = _opened(work, identity)
    try:
        yield journal
    except (Exception, KeyboardInterrupt) as error:
        journal.close()
        if isinstance(error, (DataError, UsageError)):  # the next build will be another one
            shutil.rmtree(work, ignore_errors=True)
        raise
    journal.close()
    shutil.rmtree(work, ignore_errors=True)


def _run(journal: Journal, folder: Path, names: Sequence[str], plan: Plan, progress: Progress) -> None:
    gather.read_all(journal, folder, names, plan, progress)
    gather.count_lines(journal, len(names))
    gather.prepare_all(journal, names, plan, progress)
    number_of = {articles.id_of(name): number for number, name in enumerate(names)}
    plan.said.check_languages(lambda one: journal.prepared(number_of[one]), plan.source, plan.target)
    around = match.means(journal, plan)
    match.find_copies(journal)
    match.find_near(journal, around, plan)
    match.compare_all(journal, around, plan, progress)
    match.decide_all(journal, [articles.id_of(name) for name in names], plan)
    compose.compose_all(journal, around, plan, progress)


def _shape(journal: Journal, name: str, plan: Plan) -> Shape:
    columns = systems.names(journal, plan.called)
    if not columns:
        raise no_pair(journal, plan)
    if plan.role == "reference":
        return Shape(name, plan.languages, references=columns, confidence=True)
    return Shape(name, plan.languages, outputs=columns, confidence=True)


def _write(journal: Journal, ids: Sequence[str], plan: Plan, writer: SetWriter) -> Built:
    """Write every original's segments, then all that is known of how they were made."""
    count: Counter[str] = Counter()

    def counted(kind: str, entries: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for one in entries:
            count[one.get("decision", kind)] += 1
            yield one

    for source, columns in systems.originals(journal, plan.called):
        rows = json.loads(unpacked(journal.one("SELECT value FROM composed WHERE number = ?", source)))
        writer.add(ids[source], None, _columns(ids[source], rows, list(columns.values()), writer.shape))
    said = {
        "made": plan.loaded()[1],
        "articles": len(ids),
        "pairs": _pairs(journal, plan),
        "review": to_review(journal),
        "unpaired": counted("unpaired", unpaired(journal, ids, plan)),
        "copies": _copies(journal, ids),
        "removed": counted("removed", compose.removed(journal, len(ids))),
    }
    writer.finish(said)
    doubtful = tuple((one["source"], one["target"], one["reason"]) for one in islice(to_review(journal), SHOWN))
    numbers = (writer.segments, writer.documents, len(ids), count["review"], count["unpaired"], count["removed"])
    return Built(*numbers, doubtful)


def _columns(document: str, rows: Sequence[list[Any]], columns: Sequence[str], shape: Shape) -> dict[str, list[Any]]:
    """Return the columns of one document; an omission is "" where it is measured, None where it is the truth."""
    made: dict[str, list[Any]] = {
        "id": [f"{document}#{i + 1}" for i in range(len(rows))],
        "source": [source for source, _, _ in rows],
        "confidence": [confidence for _, _, confidence in rows],
    }
    empty = {name: [None] * len(rows) for name in shape.columns if name != "source"}
    for k, name in enumerate(columns):
        if shape.references:
            empty[f"reference.{name}"] = [texts[k] or None for _, texts, _ in rows]
        else:
            empty[f"system.{name}"] = [texts[k] for _, texts, _ in rows]
    return made | empty


def _pairs(journal: Journal, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the evidence on every pair, and the column of the set that it went to; a re-post shares its original's."""
    for _, columns in systems.originals(journal, plan.called):
        for target, column in columns.items():
            yield json.loads(journal.one("SELECT value FROM decided WHERE target = ?", target)) | {"column": column}
            for (copy,) in journal.rows(
                "SELECT value FROM decided JOIN copies ON target = number WHERE decision = 'copy' AND original = ?",
                target,
            ):
                yield json.loads(copy) | {"column": column}


def _copies(journal: Journal, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, original, shared in journal.rows("SELECT number, original, shared FROM copies ORDER BY number"):
        yield {"id": ids[number], "of": ids[original], "shared": shared}


def _opened(work: Path, identity: str) -> Journal:
    """Return the journal in the work folder; what is there is only used if it is of the same build."""
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't write to {work}: {error.strerror}", hint="another folder for -o") from error
    journal = Journal(work / "journal.sqlite")
    if journal.said("identity") not in {None, identity}:
        journal.close()
        shutil.rmtree(work)
        return _opened(work, identity)
    journal.say("identity", identity)
    return journal


def _identity(folder: Path, names: Sequence[str], plan: Plan) -> str:
    """Return a hash of all that the result depends on: the files as they are, and the plan."""
    digest = hashlib.sha256(repr((FORM, replace(plan, workers=0), plan.loaded()[0].signature)).encode())
    for name in names:
        stat = (folder / name).stat()
        digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""
