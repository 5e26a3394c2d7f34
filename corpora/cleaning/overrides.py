r"""Reads a user's own rules and labels for single lines from a TOML file; they overrule the built-in rules.

[[rule]]                      # a rule: lines that match get the label
name = "our-footer"
label = "removed"             # any label; "text" keeps what a built-in rule would take
match = "^Der Rathaus-Bote ist .*"

[[line]]                      # one line of one article
article = "001_4ab178e434382396"
number = 14
label = "text"
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast, get_args

from tertium.corpora.cleaning.page import Label
from tertium.errors import UsageError
from tertium.files import parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.cleaning.page import Line


@dataclass(frozen=True, slots=True)
class UserRule:
    """A rule of the user: lines in which the pattern is found get the label."""

    name: str
    label: Label
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Overrides:
    """A user's rules and labels. The label of a single line is applied first, else the first rule that matches.

    Attributes:
        rules: in the order of the file.
        lines: label by article and line number.
    """

    rules: tuple[UserRule, ...] = ()
    lines: Mapping[tuple[str, int], Label] = field(default_factory=dict)

    def check(self, articles: Iterable[str]) -> None:
        """Check that every labelled line is of an article that is there.

        Raises:
            UsageError: an article is not.
        """
        ids = frozenset(articles)
        for article, number in self.lines:
            if article not in ids:
                similar = ", ".join(difflib.get_close_matches(article, sorted(ids)))
                raise UsageError(f"--rules: no article is called {article!r} (line {number})", hint=similar or "its id")

    def apply(self, article: str, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield the lines of an article with the user's labels in place of the built-in ones.

        Raises:
            UsageError: the file labels a line that isn't there, or is empty.
        """
        numbers = {number for name, number in self.lines if name == article}
        if missing := numbers - {line.number for line in lines}:
            raise UsageError(
                f"--rules: article {article!r} has no line {min(missing)}, or an empty one", hint="--explain shows them"
            )
        for line in lines:
            label = self.lines.get((article, line.number))
            rule = next((rule for rule in self.rules if rule.pattern.search(line.text)), None)
            if label is not None:
                yield replace(line, label=label, rule="override")
            elif rule is not None:
                yield replace(line, label=rule.label, rule=rule.name)
            else:
                yield line


def load(path: Path) -> Overrides:
    """Read a file of rules and labels.

    Raises:
        DataError: the file can't be read.
        UsageError: the file is no TOML; an entry is incomplete or unknown; or a pattern is no regular expression.
    """
    tables = parse_toml(read_text(path)[0], path, hint='[[rule]] with name, label, match = "…"')
    if unknown := set(tables) - {"rule", "line"}:
        raise UsageError(f"{path}: {min(unknown)!r} is unknown", hint="[[rule]] and [[line]]")
    for name, entries in tables.items():
        if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
            raise UsageError(f"{path}: {name!r} is no list of entries", hint=f"[[{name}]]")
    return Overrides(
        tuple(_rule(entry, path) for entry in tables.get("rule", [])),
        {
            (_field(entry, "article", path), _field(entry, "number", path, int)): _label(entry, path)
            for entry in tables.get("line", [])
        },
    )


def _rule(entry: dict[str, Any], path: Path) -> UserRule:
    try:
        pattern = re.compile(_field(entry, "match", path))
    except re.error as error:
        raise UsageError(
            f"{path}: {entry['match']!r} is no regular expression: {error}", hint="match = '^Foo'"
        ) from error
    return UserRule(_field(entry, "name", path), _label(entry, path), pattern)


def _label(entry: dict[str, Any], path: Path) -> Label:
    label = _field(entry, "label", path)
    if label not in get_args(Label):
        raise UsageError(f"{path}: no label is named {label!r}", hint=", ".join(get_args(Label)))
    return cast("Label", label)


def _field(entry: dict[str, Any], key: str, path: Path, kind: type = str) -> Any:
    """Return the value of a key, which must be there and of this type."""
    if key not in entry:
        raise UsageError(f"{path}: an entry has no {key!r}", hint="docs/articles.md has examples")
    if type(entry[key]) is not kind:
        raise UsageError(f"{path}: {key} = {entry[key]!r} is no {kind.__name__}", hint="docs/articles.md has examples")
    return entry[key]
