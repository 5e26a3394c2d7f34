"""`tertium build`: makes an evaluation set of articles, or of texts that are aligned already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tertium.commands.options import (
    Columns,
    KeepBom,
    LeaveOut,
    Overwrite,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    column_names,
    named_paths,
)
from tertium.commands.progress import Progress, tell
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.building.build import Built
    from tertium.corpora.types import EvalSet
    from tertium.evals.results import SetInspection


def build(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="SET", help="The set's folder.")],
    input: Annotated[
        Path | None,
        typer.Argument(
            metavar="INPUT", help="A folder of articles, a WMT folder, a set, a table or another aligned file."
        ),
    ] = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    source: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Line-aligned text instead of INPUT: the sources.")
    ] = None,
    reference: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="Line-aligned references; may be repeated.")
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option(metavar="NAME=FILE", help="Line-aligned outputs; may be repeated.")
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Beside --source: one document id per line.")
    ] = None,
    domains: Annotated[Path | None, typer.Option(metavar="FILE", help="Beside --source: one domain per line.")] = None,
    role: Annotated[
        Literal["hypothesis", "reference"],
        typer.Option(help="Articles only: what the articles in the target language are."),
    ] = "hypothesis",
    called: Annotated[
        str, typer.Option(metavar="NAME", help="Articles only: the name of that system or reference.")
    ] = "web",
    pairs: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Articles only: pairs decided by hand, a TSV or CSV.")
    ] = None,
    pair_by: Annotated[
        Literal["text", "name"],
        typer.Option(help="Articles only: what decides on pairs, the texts or names such as r1.en and r1.de."),
    ] = "text",
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Articles only: your own cleaning rules, a TOML.")
    ] = None,
    encoder: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            show_default="by the languages",
            help="Articles only: use, e5, labse, lexical …, for alignment.",
        ),
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Articles only: show what became of every line.")] = False,
    workers: Annotated[int, typer.Option(min=0, metavar="N", help="Articles only: processes; 0 for one per core.")] = 0,
    leave_out: LeaveOut = None,
    column: Columns = None,
    keep_bom: KeepBom = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Build an evaluation set from raw articles, or import what is already aligned."""
    from tertium.corpora import store
    from tertium.corpora.building.build import build_into
    from tertium.corpora.building.line_files import build_from_lines
    from tertium.corpora.building.plan import Plan
    from tertium.corpora.cleaning import overrides
    from tertium.corpora.pairing import pairs_file
    from tertium.corpora.readers import lines, open_set
    from tertium.corpora.readers.articles import is_articles
    from tertium.corpora.text import tag_checks
    from tertium.evals.inspection import stored as inspections
    from tertium.evals.inspection.leave_out import check_kinds
    from tertium.executor import available
    from tertium.files import bom_note, check_free

    check_free(output, marker=store.MARKER, overwrite=overwrite)
    check_kinds(leave_out or ())
    languages = (source_language, target_language)
    tag_checks.check(languages)
    files = lines.Files(
        source, named_paths(reference or [], "--reference"), named_paths(system or [], "--system"), documents, domains
    )
    if (input is None) == (files == lines.Files()):
        raise UsageError("build takes either INPUT or line-aligned files", hint="tertium build FOLDER -o SET")
    articles = input is not None and None not in languages and is_articles(input)
    if articles or input is None:
        _check_unused({"--column": bool(column), "--keep-bom": articles and keep_bom})
    if input is not None and source_language and target_language and articles:
        plan = Plan(
            source_language,
            target_language,
            role=role,
            called=called,
            encoder=encoder,
            overrides=overrides.load(rules) if rules else overrides.Overrides(),
            user_pairs=pairs_file.load(pairs) if pairs else pairs_file.UserPairs(),
            workers=workers or available(),
            pair_by=pair_by,
        )
        for line in (*(bom_note(pairs) if pairs else ()), *_notes(input, plan.languages)):
            tell(line, quiet=quiet)
        progress, show = None if quiet else Progress(), typer.echo if explain else None
        built = build_into(input, plan, output, overwrite=overwrite, progress=progress, show=show)
        data, inspection, found = _inspected(store.load(output), leave_out or ())
        if len(data) < built.segments:
            store.save(data, output, overwrite=True)
        summary = _built(built, output)
    elif files.are_large:
        build_from_lines(files, output, languages, keep_bom=keep_bom, overwrite=overwrite)
        stored = store.open_stored(output)
        data, inspection, found = _inspected(stored, leave_out or ())
        if len(data) < len(stored):
            store.save(data, output, overwrite=True)
        summary = _imported(data, output)
    else:
        data = (
            open_set(input, languages, column_names(column), keep_bom=keep_bom)
            if input
            else lines.read(files, name=output.name, languages=languages, keep_bom=keep_bom)
        )
        data, inspection, found = _inspected(data, leave_out or ())
        store.save(data, output, overwrite=overwrite)
        summary = _imported(data, output)
    inspections.save(inspection, output)
    for line in (*summary, *found):
        tell(line, quiet=quiet)


def _check_unused(options: Mapping[str, bool]) -> None:
    """Raise UsageError for an option that the user gave and this input has no use for."""
    for option in (option for option, given in options.items() if given):
        kind = "tables" if option == "--column" else "folders and files of lines"
        raise UsageError(f"{option} changes nothing in this input: it is for {kind}", hint=f"no {option}")


def _notes(folder: Path, languages: Sequence[str]) -> Iterator[str]:
    """Yield what to know before articles are read: files that won't be, marks, languages of unknown boilerplate."""
    from tertium.corpora.cleaning.phrases import covers
    from tertium.corpora.readers import articles

    if line := articles.unread_line(articles.unread(folder)):
        yield line
    yield from articles.mark_notes(folder, articles.find(folder))
    for language in languages:
        if not covers(language):
            yield f"cleaning has no phrases of boilerplate in {language!r}: look at its lines with --explain"


def _built(built: Built, output: Path) -> Iterator[str]:
    """Yield the lines about a set made of articles: how many were paired, its size, and where to look next."""
    paired = (
        f"{built.paired} of {_counted(built.articles, 'article')} paired into {_counted(built.documents, 'document')}"
    )
    yield from built.warnings
    yield f"{paired}, {built.review} to review, {built.unpaired} unpaired"
    yield f"{output}: {_counted(built.segments, 'segment')} in {_counted(built.documents, 'document')}"
    for source, target, reason in built.first_reviews:
        yield f"to review: {source} and {target}: {reason}"
    for article, reason in built.first_unpaired:
        yield f"unpaired: {article}: {reason}"
    yield f"tertium report {output} shows all pairs with evidence, and why other articles have none"
    if built.moved:
        yield f"{_counted(built.moved, 'segment')} moved within a translation: tertium report {output} --by moved"
    if built.removed:
        yield f"{_counted(built.removed, 'line')} left out: tertium report {output} --by removed"


def _inspected(data: EvalSet, kinds: Sequence[str]) -> tuple[EvalSet, SetInspection, list[str]]:
    """Return the set without segments of these kinds, its inspection, and lines about what was and is wrong with it."""
    from tertium.evals.inspection.inspect import inspect
    from tertium.evals.inspection.leave_out import leave_out, leaving_notes

    kept = leave_out(data, kinds)
    inspection = inspect(kept)
    return kept, inspection, [*leaving_notes(data, kept), *inspection.lines]


def _imported(data: EvalSet, output: Path) -> Iterator[str]:
    """Yield the lines about an imported set: its size, the reader's notes, and what it lacks."""
    yield f"{output}: {_counted(len(data), 'segment')} in {_counted(len(data.documents), 'document')}"
    yield from data.notes
    if not all(data.languages):
        yield "the set doesn't name its languages, which some metrics need: --from and --to"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
