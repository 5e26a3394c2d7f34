"""Arguments and options that several commands have, and the values that they become."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands import completion
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.description import Description
    from tertium.evals.results import Resampling
    from tertium.evals.types import Run

Set = Annotated[Path, typer.Argument(metavar="SET", help="A folder that tertium build wrote, or any aligned input.")]
SetOrAddress = Annotated[
    str,  # typer makes a Path of what is to be one, and an address loses a slash
    typer.Argument(
        metavar="SET", help="What tertium build wrote, here or at an address (s3://…), or any aligned input."
    ),
]
StoredRun = Annotated[Path, typer.Argument(metavar="RUN", help="A folder that tertium score wrote.")]
ProjectFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The project's file, or the folder that holds its tertium.toml.")
]
StoredRuns = Annotated[list[Path], typer.Argument(metavar="RUN", help="Folders that tertium score wrote.")]

Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="text, markdown, csv, tsv, json, parquet, latex or xlsx.",
        autocompletion=completion.table_formats,
    ),
]
TableFormatOrPage = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="html: the page; or tables: text, markdown, csv, tsv, json, parquet, latex or xlsx.",
        autocompletion=completion.table_formats,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object with everything, unrounded.")]
Metrics = Annotated[
    list[str] | None,
    typer.Option(
        "--metric",
        "-m",
        metavar="METRIC",
        help="Only this metric of the run; may be repeated.",
        autocompletion=completion.run_metrics,
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file instead of stdout.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace the output if it is there (only a folder of the same kind).")
]
OverwriteFile = Annotated[bool, typer.Option("--overwrite", help="Replace what -o names if it is there.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Signatures and settings in full, in text too.")]

Cluster = Annotated[
    str,
    typer.Option(help="Draw whole documents, or segments as if they were independent.", metavar="document|segment"),
]
Samples = Annotated[
    int, typer.Option(min=100, metavar="N", help="Bootstrap samples, and trials of the randomisation test.")
]
Seed = Annotated[
    int, typer.Option(metavar="N", help="Seed of the random numbers: the same seed gives the same figures.")
]
LeaveOut = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help="Leave out segments whose source or reference has this problem: empty, copy, language, tokenized, number, "
        "length or duplicate; may be repeated.",
    ),
]
Level = Annotated[
    float, typer.Option(metavar="X", help="Level of two-sided intervals, 0.5 to 1; a p under 1 - level is significant.")
]

SourceLanguage = Annotated[str | None, typer.Option("--from", metavar="LANG", help="Source language, e.g. en.")]
TargetLanguage = Annotated[str | None, typer.Option("--to", metavar="LANG", help="Target language, e.g. de.")]

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="NAME=COLUMN",
        help="What a table calls its source, reference, hypothesis, id …; may be repeated.",
    ),
]
HigherIsBetter = Annotated[
    list[str] | None,
    typer.Option(
        "--higher-is-better",
        metavar="METRIC",
        help="Of imported scores where neither format nor name tells; a name or a pattern (GEMBA*); may be repeated.",
    ),
]
LowerIsBetter = Annotated[
    list[str] | None,
    typer.Option("--lower-is-better", metavar="METRIC", help="The other direction: these scores are penalties."),
]
Unit = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="METRIC=UNIT", help="Unit of imported scores, else points; may be repeated."),
]
Origin = Annotated[
    str | None,
    typer.Option(
        "--origin", metavar="TEXT", help="Who computed imported scores: a model and version; else the file's format."
    ),
]
KeepBom = Annotated[
    bool, typer.Option("--keep-bom", help="A byte order mark at the start of a text file is part of its first text.")
]


Tag = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="NAME", help="Kept with the run: a short name; may be repeated."),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Kept with the run: a sentence for people.")]
Model = Annotated[str, typer.Option(metavar="NAME", help="Kept with the run: the translation model.")]
Meta = Annotated[
    list[str] | None,
    typer.Option("--meta", metavar="KEY=VALUE", help="Kept with the run, no secrets; may be repeated."),
]
Commit = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", show_default="the git commit of the working folder", help="Kept with the run; '' for none."
    ),
]


def description_of(
    tags: Sequence[str] | None, note: str, model: str, meta: Sequence[str] | None, commit: str | None
) -> Description:
    """Return what the options say of a run.

    Raises:
        UsageError: a --meta lacks its key or value, a key occurs twice, or a text looks like a secret.
    """
    from tertium.commit import current_commit
    from tertium.evals.description import Description

    values: dict[str, str] = {}
    for item in meta or ():
        key, equals, value = item.partition("=")
        if not (key and equals):
            raise UsageError("--meta without KEY=VALUE", hint="--meta decoder=beam-5")
        if key in values:
            raise UsageError(f"--meta {key!r} is given twice", hint="each key once")
        values[key] = value
    return Description(tuple(tags or ()), note, model, current_commit() if commit is None else commit, values)


def column_names(values: list[str] | None, option: str = "--column") -> dict[str, str]:
    """Return the columns that ``NAME=COLUMN`` options name: ours to those of the file.

    Raises:
        UsageError: a value lacks a name or a column, or a name occurs twice.
    """
    columns: dict[str, str] = {}
    for value in values or []:
        name, equals, column = value.partition("=")
        if not (name and equals and column):
            raise UsageError(f"{option} {value!r} is not NAME=COLUMN", hint=f"{option} hypothesis=predict")
        if name in columns:
            raise UsageError(f"{option} {name!r} is given twice", hint="each name once")
        columns[name] = column
    return columns


def named_paths(values: list[str], option: str) -> dict[str, Path]:
    """Return the paths of ``NAME=FILE`` options by name.

    Raises:
        UsageError: a value lacks a name or a file, a name can't be shown in a line, or occurs twice.
    """
    paths: dict[str, Path] = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not (name and equals and path):
            raise UsageError(
                f"{option} {value!r} is not NAME=FILE", hint=f"{option} {Path(value).stem or 'NAME'}={value or 'FILE'}"
            )
        if not (name.strip() and name.isprintable()):
            raise UsageError(f"{option}: invalid name {name!r}", hint=f"{option} x={path}")
        if name in paths:
            raise UsageError(f"{option} {name!r} is given twice", hint="another name")
        paths[name] = Path(path)
    return paths


def resampling_of(cluster: str, samples: int, seed: int, level: float, test: str = "randomisation") -> Resampling:
    """Return the settings of resampling.

    Raises:
        UsageError: an unknown cluster or test, or a level out of range.
    """
    from tertium.evals.results import Resampling

    return Resampling(samples, seed, cluster, level, test)  # type: ignore[arg-type]  # its constructor checks the names


def load_runs(folders: Sequence[Path]) -> Run:
    """Return a stored run, or several joined into one.

    Raises:
        CompareError: they measure different data, or have no metric in common.
    """
    from tertium.evals import store
    from tertium.evals.join import join

    if len(folders) == 1:
        return store.open_stored(folders[0])
    names = [folder.resolve().name for folder in folders]
    if len(set(names)) < len(names):  # a/run and b/run: only whole paths tell them apart
        names = [str(folder) for folder in folders]
    return join({name: store.open_stored(folder) for name, folder in zip(names, folders, strict=True)})
