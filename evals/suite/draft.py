"""Writes a first tertium.toml: what was found, with comments that say what else there is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.evals.suite.project import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.suite.project import ProjectSet, ProjectSystem

BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
"""A key of TOML that needs no quotes."""
BASELINES: Final = ("baseline", "base", "old", "current", "prod", "production", "previous", "main")
"""Names that say that a system is what others are compared with, the clearest first."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a first file holds.

    Attributes:
        sets: with what is known of each.
        systems: with the pattern of their files.
        notes: by name of a set, what to say about it in a comment.
        has_references: whether every set has one, for metrics that need it.
    """

    sets: Sequence[ProjectSet]
    systems: Sequence[ProjectSystem]
    notes: dict[str, str]
    has_references: bool = True


def render(draft: Draft) -> str:
    """Return the text of the file; what isn't known stands in comments."""
    parts = [_head(), *(_set(each, draft.notes.get(each.name, "")) for each in draft.sets), *_systems(draft.systems)]
    return "\n\n".join([*parts, _metrics(draft), _rules(draft), _reports(draft)]) + "\n"


def judged(systems: Sequence[ProjectSystem]) -> tuple[str, str]:
    """Return candidate and baseline, if names or their number tell; otherwise two empty texts."""
    names = [system.name for system in systems]
    baseline = next((name for name in BASELINES if name in names), "")
    others = [name for name in names if name != baseline]
    return (others[0], baseline) if baseline and len(others) == 1 else ("", "")


def _head() -> str:
    return (
        f'schema = "{SCHEMA}"\n'
        "# What is evaluated, and what a release must show. Paths are relative to this file.\n"
        "# tertium check says what is missing, tertium run does what isn't done yet."
    )


def _set(each: ProjectSet, note: str) -> str:
    lines = [f"[sets.{key(each.name)}]" + (f"  # {note}" if note else ""), f"{each.origin} = {text(each.place)}"]
    lines += [f"{option} = {text(value)}" for option, value in each.options.items()]
    languages = ", ".join(map(text, each.languages))
    lines.append(f"languages = [{languages}]" if languages else '# languages = ["en", "de"]')
    if each.role:
        lines.append(f"role = {text(each.role)}  # of the articles in the target language; or hypothesis")
    return "\n".join([*lines, '# tier = "should"  # some of such sets may fail, see budget; default: must'])


def _systems(systems: Sequence[ProjectSystem]) -> Iterator[str]:
    if not systems:
        yield (
            "# No outputs were found. Their files are named by set and system:\n"
            "# [systems.baseline]\n"
            '# file = "outputs/{set}.{system}.txt"'
        )
    for system in systems:
        source = f"\nfile = {text(system.file)}" if system.file else "  # its outputs are in the sets"
        yield f"[systems.{key(system.name)}]{source}"


def _metrics(draft: Draft) -> str:
    use = ["chrf", "bleu"] if draft.has_references else ["length", "numbers"]
    return (
        "[metrics]  # tertium metrics lists them\n"
        f"use = [{', '.join(map(text, use))}]\n"
        f'# sets = {{ {key(draft.sets[0].name)} = ["ter"] }}  # more, for one set\n'
        '# languages = { ja = ["bleu:tokenize=ja-mecab"] }  # more, for one target language'
    )


def _rules(draft: Draft) -> str:
    candidate, baseline = judged(draft.systems)
    metric, kind = ("chrf", 'kind = "non-inferior"\nmetric = "chrf"\nmargin = 0.5')
    if not draft.has_references:
        metric, kind = ("numbers", 'kind = "non-inferior"\nmetric = "numbers"\nmargin = 0.5')
    lines = [
        f"[[rule]]  # the candidate is not worse than the baseline by more than half a point of {metric}",
        *kind.splitlines(),
        "",
        "[release]",
        f"candidate = {text(candidate or 'NAME')}",
        f"baseline = {text(baseline or 'NAME')}  # a system, or what tertium pin wrote",
        "# budget = 1  # so many sets of tier should may fail",
    ]
    if candidate:
        return "\n".join(lines)
    head = "# Rules judge a candidate against a baseline; see docs/decisions.md for their kinds.\n"
    return head + "\n".join(f"# {line}".rstrip() for line in lines)


def _reports(draft: Draft) -> str:
    comment = "" if judged(draft.systems)[0] else "# "
    return (
        "[reports]  # files that are written if there are rules\n"
        '# work = "work"  # folder of built sets and runs\n'
        f'{comment}page = "report/index.html"\n'
        '# junit = "report/gate.xml"\n'
        '# summary = "report/summary.md"\n'
        '# json = "report/verdict.json"\n'
        '# history = "history"  # every run is kept there, and the page shows scores over runs'
    )


def key(name: str) -> str:
    """Return a name as a key of TOML."""
    return name if BARE.fullmatch(name) else text(name)


def text(value: str) -> str:
    r"""Return a TOML string: that of JSON, with DEL escaped as TOML requires."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
