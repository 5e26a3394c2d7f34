"""Reads tertium.toml: every key is known, every value has its type, and errors name the place and the nearest word."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from tertium.errors import UsageError, nearest
from tertium.evals import policy
from tertium.evals.description import Description
from tertium.evals.results import Resampling
from tertium.evals.suite.project import (
    FILE,
    SCHEMA,
    Origin,
    Outputs,
    Project,
    ProjectRule,
    ProjectSet,
    ProjectSystem,
    Release,
    Spending,
    Tier,
)
from tertium.evals.systems.registry import main_option, option_names
from tertium.files import read_toml
from tertium.services.http import CONNECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

ORIGINS: Final[tuple[str, ...]] = get_args(Origin)
TIERS: Final[tuple[str, ...]] = get_args(Tier)
FILES: Final = {"page": "index.html", "junit": "junit.xml", "summary": "summary.md", "json": "verdict.json"}
"""Key of a report that is one file to what it may be called in a folder."""
ROLES: Final = ("reference", "hypothesis")
LINE_FILES: Final = ("reference", "documents", "domains")
"""Files of lines beside `source`."""
ARTICLE_OPTIONS: Final = ("called", "pairs", "pair_by", "encoder", "rules")
"""Options of `tertium build` about articles, with underscores for hyphens."""
SET_OPTIONS: Final = (*LINE_FILES, *ARTICLE_OPTIONS, "split", "config", "column", "leave_out")
"""Options of `tertium build` that a set may hold, with underscores for hyphens."""
ONLY_OF: Final[dict[str, str]] = {
    **dict.fromkeys(LINE_FILES, "source"),
    **dict.fromkeys(("role", *ARTICLE_OPTIONS), "articles"),
    **dict.fromkeys(("split", "config"), "hub"),
}
"""Options to the only origin that they are about."""
SYSTEM_OPTIONS: Final = ("alignment", "column")
RUN_KINDS: Final = ("command", "python", "openai", "libretranslate", "huggingface", "ctranslate2")
"""Kinds of systems that are run, as keys of a system; those of other distributions stand in `kind`."""
PLACEHOLDERS: Final = ("set", "system")
"""What a pattern of output files may name between braces."""
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
LOWEST_CONFIDENCE: Final = 0.75
"""One side of the lowest level that intervals have."""
UNSAFE: Final = set('/\\\0:*?"<>|')
"""Characters that a name may not have: it becomes part of file names on every system."""


def read(path: Path) -> Project:
    """Return the project of a file, or of the tertium.toml in a folder.

    Raises:
        UsageError: the file isn't there, or something in it isn't known or has another type.
    """
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"{file} does not exist", hint="tertium init")
    return parse(read_toml(file), file)


def parse(table: Mapping[str, Any], file: Path) -> Project:
    """Return the project in a TOML table; `file` is named in errors, and its folder is the project's."""
    where = str(file)
    if table.get("schema") != SCHEMA:
        raise UsageError(f"{where} is not of schema {SCHEMA!r}", hint=f'schema = "{SCHEMA}" in its first line')
    _known(table, ("schema", "sets", "systems", "metrics", "rule", "release", "reports", "meta", "translate"), where)
    metrics = _table(table.get("metrics", {}), f"{where}: metrics")
    _known(metrics, ("use", "sets", "languages"), f"{where}: metrics")
    sets = tuple(_set(name, value, where) for name, value in _table(table.get("sets", {}), f"{where}: sets").items())
    systems = _table(table.get("systems", {}), f"{where}: systems")
    meta = _table(table.get("meta", {}), f"{where}: meta")
    project = Project(
        folder=file.parent,
        sets=sets,
        systems=tuple(_system(name, value, where) for name, value in systems.items()),
        metrics=_texts(metrics.get("use", []), f"{where}: metrics.use"),
        metrics_by_set=_labels(metrics.get("sets", {}), f"{where}: metrics.sets"),
        metrics_by_language=_labels(metrics.get("languages", {}), f"{where}: metrics.languages"),
        rules=_rules(table.get("rule", []), where),
        release=_release(_table(table.get("release", {}), f"{where}: release"), f"{where}: release"),
        outputs=_outputs(_table(table.get("reports", {}), f"{where}: reports"), f"{where}: reports"),
        meta={key: _text(value, f"{where}: meta.{key}") for key, value in meta.items()},
        spending=_spending(_table(table.get("translate", {}), f"{where}: translate"), f"{where}: translate"),
    )
    _check_names(project, where)
    return project


def _set(name: str, value: Any, where: str) -> ProjectSet:
    place = f"{where}: sets.{name}"
    table = _named(name, value, place)
    _known(table, (*ORIGINS, "languages", "role", "tier", *SET_OPTIONS), place)
    origins = [origin for origin in ORIGINS if origin in table]
    if len(origins) != 1:
        what = "says twice where its texts are" if origins else "doesn't say where its texts are"
        raise UsageError(f"{place} {what}", hint=f"one of {', '.join(ORIGINS)}")
    for key in table:
        if ONLY_OF.get(key, origins[0]) != origins[0]:
            raise UsageError(f"{place}: {key} is about {ONLY_OF[key]}, and this is {origins[0]}", hint=ONLY_OF[key])
    if origins[0] == "articles" and not table.get("languages"):
        raise UsageError(f"{place} doesn't say its languages", hint='languages = ["en", "de"]')
    return ProjectSet(
        name,
        cast("Origin", origins[0]),
        _text(table[origins[0]], f"{place}.{origins[0]}"),
        _languages(table.get("languages", []), f"{place}.languages"),
        _choice(table.get("role", ""), ("", *ROLES), f"{place}.role"),
        cast("Tier", _choice(table.get("tier", "must"), TIERS, f"{place}.tier")),
        {key: _text(table[key], f"{place}.{key}") for key in SET_OPTIONS if key in table},
    )


def _system(name: str, value: Any, where: str) -> ProjectSystem:
    place = f"{where}: systems.{name}"
    table = _named(name, value, place)
    if kind := next((key for key in RUN_KINDS if key in table), table.get("kind")):
        return _running(name, table, kind, place)
    _known(table, ("file", "model", "kind", *RUN_KINDS, *SYSTEM_OPTIONS), place)
    options = {key: _text(table[key], f"{place}.{key}") for key in SYSTEM_OPTIONS if key in table}
    if options and "file" not in table:
        raise UsageError(f"{place}.{next(iter(options))} is of a file", hint='file = "outputs/{set}.{system}.txt"')
    return ProjectSystem(
        name,
        _pattern(table["file"], f"{place}.file") if "file" in table else "",
        options,
        _text(table.get("model", ""), f"{place}.model"),
    )


def _running(name: str, table: Mapping[str, Any], kind: Any, place: str) -> ProjectSystem:
    """Return a system that is run: its main option stands behind its kind, the others beside it."""
    kind = _text(kind, f"{place}.kind")
    main = main_option(kind)
    arguments = {main if key == kind else key: value for key, value in table.items() if key not in {"model", "kind"}}
    for key in arguments:
        if key != main:
            _among(key, option_names(kind), place)
    return ProjectSystem(name, model=_text(table.get("model", ""), f"{place}.model"), kind=kind, arguments=arguments)


def _spending(table: Mapping[str, Any], where: str) -> Spending:
    _known(table, ("concurrency", "money", "tokens", "requests"), where)
    limits = {
        key: policy.number(table[key], f"{where}.{key}") for key in ("money", "tokens", "requests") if key in table
    }
    for key, limit in limits.items():
        if limit < 0:
            raise UsageError(f"{where}.{key} can't be {limit:g}", hint="0 or more")
    concurrency = policy.whole(table.get("concurrency", Spending().concurrency), f"{where}.concurrency")
    if not 1 <= concurrency <= CONNECTIONS:
        raise UsageError(f"{where}.concurrency can't be {concurrency}", hint=f"1 to {CONNECTIONS}")
    return Spending(concurrency, **limits)


def _rules(tables: Any, where: str) -> tuple[ProjectRule, ...]:
    if not isinstance(tables, list):
        raise UsageError(f"{where}: rule is no list of tables", hint="[[rule]]")
    rules = []
    for i, table in enumerate(tables):
        place = f"{where}, rule {i + 1}"
        names = _texts(table.get("sets", []), f"{place}: sets") if isinstance(table, dict) else ()
        bare = {key: value for key, value in table.items() if key != "sets"} if isinstance(table, dict) else table
        rules.append(ProjectRule(policy.rule(bare, place), names))
    return tuple(rules)


def _release(table: Mapping[str, Any], where: str) -> Release:
    default = Release()
    _known(table, ("candidate", "baseline", "confidence", "budget", "differing", "samples", "seed"), where)
    confidence = policy.number(table.get("confidence", default.confidence), f"{where}.confidence")
    if not LOWEST_CONFIDENCE <= confidence < 1:
        raise UsageError(f"{where}.confidence can't be {confidence:g}", hint=f"0.95; {LOWEST_CONFIDENCE} or more")
    whole = {
        key: policy.whole(table.get(key, getattr(default, key)), f"{where}.{key}")
        for key in ("budget", "differing", "samples", "seed")
    }
    for key in ("budget", "differing"):
        if whole[key] < 0:
            raise UsageError(f"{where}.{key} can't be {whole[key]}", hint="0 or more")
    # What `judge` will resample with: a level, samples or a seed out of range is an error of this file.
    try:
        Resampling(samples=whole["samples"], seed=whole["seed"], level=2 * confidence - 1)
    except UsageError as error:
        what, _, hint = str(error).partition("\n  try: ")
        raise UsageError(f"{where}: {what}", hint=hint) from error
    return Release(
        _text(table.get("candidate", ""), f"{where}.candidate"),
        _text(table.get("baseline", ""), f"{where}.baseline"),
        confidence,
        **whole,
    )


def _outputs(table: Mapping[str, Any], where: str) -> Outputs:
    keys = ("work", "page", "junit", "summary", "json", "history")
    _known(table, keys, where)
    return Outputs(**{key: _text(table[key], f"{where}.{key}") for key in keys if key in table})


def _check_names(project: Project, where: str) -> None:
    """Check that what is named is there: sets of metrics and rules, the systems of the release, an only pattern."""
    sets = [each.name for each in project.sets]
    systems = [each.name for each in project.systems]
    if not sets:
        raise UsageError(f"{where} has no sets", hint="[sets.NAME] with path or articles")
    for name in project.metrics_by_set:
        _among(name, sets, f"{where}: metrics.sets")
    for i, rule in enumerate(project.rules):
        for name in rule.sets:
            _among(name, sets, f"{where}, rule {i + 1}: sets")
    if project.release.candidate:
        _check_candidate(project.release.candidate, systems, f"{where}: release.candidate")
    _check_places(project, where)
    _check_description(project, where)
    if project.rules and not project.release.candidate:
        raise UsageError(f"{where} has rules, and nothing that they judge", hint='[release] with candidate = "NAME"')
    if any(rule.rule.relative for rule in project.rules) and not project.release.baseline:
        raise UsageError(f"{where}: a rule compares with a baseline, and there is none", hint="[release] baseline")
    if project.release.candidate and project.release.candidate == project.release.baseline:
        raise UsageError(f"{where}: candidate and baseline are the same system", hint="two systems")


def _check_description(project: Project, where: str) -> None:
    """Check that what is said of runs can be kept with them: no line that can't be shown, and no secret."""
    try:
        Description(meta=project.meta)
        for system in project.systems:
            Description(model=system.model)
    except UsageError as error:
        what, _, hint = str(error).partition("\n  try: ")
        raise UsageError(f"{where}: {what}", hint=hint) from error


def _check_places(project: Project, where: str) -> None:
    """Check that what is written lies apart from what is read: a set that is built replaces what has its place."""
    work = PurePath(posixpath.normpath(project.outputs.work))
    if work == PurePath():
        raise UsageError(f"{where}: reports.work can't be the project's own folder", hint='work = "work"')
    for each in project.sets:
        if each.origin not in {"hub", "sacrebleu"} and work in [place := PurePath(each.place), *place.parents]:
            raise UsageError(f"{where}: sets.{each.name} lies in the work folder {work}", hint="another work folder")
    history = PurePath(posixpath.normpath(project.outputs.history)) if project.outputs.history else None
    if history and (history == PurePath() or work in [history, *history.parents]):
        raise UsageError(f"{where}: reports.history can't be {policy.shown(str(history))}", hint='history = "history"')
    for key in FILES:
        place = getattr(project.outputs, key)
        if place and posixpath.normpath(place) in {FILE, "."}:
            raise UsageError(f"{where}: reports.{key} can't be {policy.shown(place)}", hint=f"report/{key}")
        if place and (project.folder / place).is_dir():
            file = posixpath.join(place, FILES[key])
            raise UsageError(f"{where}: reports.{key} is a folder: {policy.shown(place)}", hint=f'{key} = "{file}"')


def _among(name: str, names: Iterable[str], where: str) -> None:
    known = list(names)
    if name not in known:
        raise UsageError(f"{where}: nothing is called {policy.shown(name)}", hint=nearest(name, known))


def _check_candidate(name: str, systems: Sequence[str], where: str) -> None:
    """Check that the candidate is a system; the hint says how one that the sets bring along becomes one."""
    if not systems:
        own = f"[systems.{name}], without file if the sets hold its outputs"
        raise UsageError(f"{where}: nothing is called {policy.shown(name)}", hint=own)
    _among(name, systems, where)


def _known(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    for key in table:
        _among(key, keys, where)


def _named(name: str, value: Any, place: str) -> Mapping[str, Any]:
    """Return the table of a set or a system whose name can be part of a file's name."""
    if not name.strip() or name != name.strip() or name.startswith(".") or UNSAFE & set(name) or not name.isprintable():
        raise UsageError(f"{place}: {policy.shown(name)} can't be part of a file's name", hint="letters, digits, . _ -")
    return _table(value, place)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} can't be {policy.shown(value)}", hint="a table")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{where} can't be {policy.shown(value)}", hint="a text in quotes")
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise UsageError(f"{where} can't be {policy.shown(value)}", hint='a list of texts: ["chrf", "bleu"]')
    return tuple(value)


def _labels(value: Any, where: str) -> dict[str, tuple[str, ...]]:
    return {name: _texts(labels, f"{where}.{name}") for name, labels in _table(value, where).items()}


def _choice(value: Any, choices: tuple[str, ...], where: str) -> str:
    if value not in choices:
        raise UsageError(f"{where} can't be {policy.shown(value)}", hint=", ".join(filter(None, choices)))
    return cast("str", value)


def _languages(value: Any, where: str) -> tuple[str, ...]:
    names = _texts(value, where)
    if len(names) not in {0, 2}:
        raise UsageError(f"{where} can't be {policy.shown(value)}", hint='source and target: ["en", "de"]')
    for name in names:
        _check_language(name, where)
    return names


def _check_language(name: str, where: str) -> None:
    """Raise UsageError unless a name is a language tag: BLEU's tokenizer and others go by it."""
    from tertium.corpora.text import tags

    if tags.parse(name) is None:
        from tertium.corpora.text.tag_checks import suggestions  # loads the names of languages

        hint = ", ".join(suggestions(name)) or "an ISO 639-1 code: de, en"
        raise UsageError(f"{where}: {policy.shown(name)} is no language code", hint=hint)


def _pattern(value: Any, where: str) -> str:
    """Return the pattern of a system's files; `{set}` and `{system}` are all that is replaced in it."""
    pattern = _text(value, where)
    for name in PLACEHOLDER.findall(pattern):
        if name not in PLACEHOLDERS:
            hint = nearest(name, PLACEHOLDERS)
            raise UsageError(
                f"{where}: nothing is called {{{name}}}", hint=", ".join(f"{{{word}}}" for word in hint.split(", "))
            )
    return pattern
