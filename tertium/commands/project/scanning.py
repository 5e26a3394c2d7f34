"""What lies in a folder: sets of every kind, and outputs that are named by them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora import readers, store
from tertium.corpora.readers import articles
from tertium.corpora.text import tags
from tertium.errors import TertiumError, counted
from tertium.evals import store as runs
from tertium.evals.suite.project import FILE, ProjectSet, ProjectSystem
from tertium.evals.suite.read import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

DEEPEST: Final = 4
"""Folders within each other that are looked into."""
SAMPLE: Final = 40
"""Articles whose language is told, and the characters of each that are looked at, in hundreds."""
SOURCES: Final = (".source.txt", ".src.txt")
REFERENCES: Final = (".reference.txt", ".ref.txt")
BESIDE: Final = {"documents": ".docs.txt", "domains": ".domains.txt"}
"""Endings of line files, after the name of their set."""
TEXT: Final = ".txt"

LINES: Final = f"files of lines end in {TEXT}: {{set}}.source{TEXT}, {{set}}.reference{TEXT}, {{set}}.{{system}}{TEXT}"
"""What to do with a file that ends in its language."""


class LeftOut(NamedTuple):
    """A file or folder that isn't in the project, and the reason."""

    path: str
    reason: str


@dataclass(slots=True)
class Scan:
    """What was found in a folder.

    Attributes:
        folder: that folder.
        sets: by name, in the order of their paths.
        notes: by name of a set, its size.
        systems: by name; those of the sets themselves where there are no others.
        own_systems: that the sets bring along, by name.
        left_out: files and folders that are nothing of that.
        has_references: whether every set has a reference.
    """

    folder: Path
    sets: dict[str, ProjectSet] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    systems: dict[str, ProjectSystem] = field(default_factory=dict)
    own_systems: dict[str, ProjectSystem] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    has_references: bool = True

    def add(self, project_set: ProjectSet, note: str, *, has_references: bool, systems: Iterable[str] = ()) -> None:
        """Take a set and its systems; one whose name is taken or can't be part of a file's name is left out."""
        name = project_set.name
        if name in self.sets:
            self.leave(self.folder / project_set.place, f"a set named {name} was found in {self.sets[name].place}")
        elif UNSAFE & set(name) or name != name.strip() or name.startswith(".") or not name.isprintable():
            self.leave(self.folder / project_set.place, "its name can't be part of a file's name")
        else:
            self.sets[name], self.notes[name] = project_set, note
            self.has_references = self.has_references and has_references
            self.own_systems |= {system: ProjectSystem(system) for system in systems}

    def leave(self, path: Path, reason: str) -> None:
        """Take note of what isn't in the project."""
        self.left_out.append(LeftOut(self.place(path), reason.splitlines()[0]))

    def place(self, path: Path) -> str:
        """Return a path relative to the folder."""
        return path.relative_to(self.folder).as_posix()


def scan(folder: Path) -> Scan:
    """Return what lies in a folder: sets, outputs named by them, then folders of articles and their outputs."""
    result = Scan(folder)
    files = sorted(_visit(result, folder, DEEPEST))
    files = _line_files(result, files)
    rest = _outputs(result, files)  # before the articles, which they would be taken for
    for file in _outputs(result, [*_articles(result, rest, folder)]):
        result.leave(file, _no_article(file))
    result.systems = result.systems or result.own_systems
    return result


def _visit(result: Scan, folder: Path, depth: int) -> Iterator[Path]:
    """Take the sets in a folder and the folders in it; yield the text files that belong to none of them."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == FILE:
            continue
        if path.is_dir() and (path / runs.MARKER).is_file():
            result.leave(path, "a run")
        elif path.is_dir() and (path / "sets").is_dir() and (path / "runs").is_dir():
            result.leave(path, "a work folder")
        elif path.suffix == TEXT and path.is_file():
            yield path
        elif readers.find(path) is not None:
            _take(result, path)
        elif path.is_dir():
            if depth and not path.is_symlink():
                yield from _visit(result, path, depth - 1)
            else:
                result.leave(path, "too deep, or a link")
        elif path.suffix.lower() in articles.SUFFIXES:
            yield path
        else:
            is_language = len(path.suffix) == len(".de") and tags.parse(path.suffix[1:]) is not None
            result.leave(path, LINES if is_language else "no format of texts")


def _take(result: Scan, path: Path) -> None:
    """Take a set that a reader knows, if it can be read."""
    try:
        data = readers.open_set(path)
    except TertiumError as error:
        result.leave(path, str(error))
        return
    stored = (path / store.MARKER).is_file()
    name = path.name if path.is_dir() else path.name.partition(".")[0]
    languages = () if stored and all(data.languages) else _known(data.languages) or pair_in(name)
    result.add(
        ProjectSet(name, "path", result.place(path), languages),
        _size(data),
        has_references=bool(data.references),
        systems=data.outputs,
    )


def _line_files(result: Scan, files: Sequence[Path]) -> list[Path]:
    """Take sets of line files, such as news.source.txt beside news.reference.txt; return the other files."""
    taken: set[Path] = set()
    for file in files:
        ending = next((ending for ending in SOURCES if file.name.endswith(ending)), "")
        name = file.name.removesuffix(ending)
        reference = next((path for e in REFERENCES if (path := file.with_name(name + e)) in files), None)
        if not ending or not reference:
            continue
        beside = {option: file.with_name(name + ending) for option, ending in BESIDE.items()}
        present = {"reference": reference} | {option: path for option, path in beside.items() if path in files}
        taken |= {file, *present.values()}
        options = {option: result.place(path) for option, path in present.items()}
        project_set = ProjectSet(name, "source", result.place(file), pair_in(name), options=options)
        result.add(project_set, "", has_references=True)
    return [file for file in files if file not in taken]


def _outputs(result: Scan, files: Sequence[Path]) -> list[Path]:
    """Take files that are named by a set and a system; return the other ones."""
    sets_by_pattern: dict[str, dict[str, set[str]]] = {}
    rest = []
    for file in files:
        if match := _match(result, file):
            name, system, pattern = match
            sets_by_pattern.setdefault(system, {}).setdefault(pattern, set()).add(name)
        else:
            rest.append(file)
    for system, patterns in sorted(sets_by_pattern.items()):
        chosen = max(patterns, key=lambda pattern: len(patterns[pattern]))
        chosen = result.systems.setdefault(system, ProjectSystem(system, chosen)).file
        for pattern in patterns:
            if pattern != chosen:
                result.left_out.append(LeftOut(pattern.replace("{system}", system), f"its outputs are {chosen}"))
    return rest


def _match(result: Scan, file: Path) -> tuple[str, str, str] | None:
    """Return set, system and pattern of an output file; None for another file."""
    if file.suffix != TEXT:
        return None
    names = sorted(result.sets, key=len, reverse=True)  # news.web is no set news with a system web, if there is such
    if name := next((name for name in names if file.name.startswith(f"{name}.")), ""):
        system = file.name[len(name) + 1 : -len(TEXT)]
        pattern = file.with_name("{set}.{system}.txt")
    elif file.parent.name in result.sets and file.parent != result.folder:
        name, system = file.parent.name, file.stem
        pattern = file.parent.with_name("{set}") / "{system}.txt"
    else:
        return None
    return (name, system, result.place(pattern)) if system and not UNSAFE & set(system) else None


def _articles(result: Scan, files: Sequence[Path], folder: Path) -> Iterator[Path]:
    """Take the outermost folders whose files are articles in two languages; yield the files that are none.

    A folder that holds other files too, or folders that are each named by a pair of languages, is no set itself.
    """
    by_child: dict[Path, list[Path]] = {}
    for file in files:
        by_child.setdefault(folder / file.relative_to(folder).parts[0], []).append(file)
    for child, of_child in by_child.items():
        if of_child == [child]:
            yield child
            continue
        inner = {file.relative_to(child).parts[0] for file in of_child}
        languages = () if len(inner) > 1 and all(map(pair_in, inner)) else _languages(child, of_child)
        if languages:
            names = f"{counted(len(of_child), 'article')}; check which language is the original's"
            project_set = ProjectSet(child.name, "articles", result.place(child), languages, role="reference")
            result.add(project_set, names, has_references=True)
        else:
            yield from _articles(result, of_child, child)


def _no_article(file: Path) -> str:
    """Return the reason why a file is in no set."""
    for ending in REFERENCES:
        if file.name.endswith(ending):
            return f"no source beside it: {file.name.removesuffix(ending)}{SOURCES[0]}"
    return "named by no set, and no article in a folder of two languages"


def _languages(folder: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """Return the two languages of a folder of articles; nothing where they are in one or more, or not all its files."""
    from tertium.corpora.text.identification import evidence

    try:
        names = articles.find(folder)
        if {folder / name for name in names} != set(files):
            return ()
        samples = [articles.read(folder, name).text[: 100 * SAMPLE] for name in names[:: max(len(names) // SAMPLE, 1)]]
    except TertiumError:
        return ()
    bare = [re.sub(r"<[^>]*>", " ", sample) for sample in samples]
    counts = Counter(evidence(sample)[1] for sample in bare if sample.strip())
    pair = tuple(language for language, _ in counts.most_common(2))
    if len(pair) < 2 or sum(counts[language] for language in pair) < 0.8 * len(samples):  # noqa: PLR2004 - two
        return ()
    named = pair_in(folder.name)
    return named if set(named) == set(pair) else pair


def pair_in(name: str) -> tuple[str, ...]:
    """Return the two languages in a name such as wmt21-en-de, or nothing."""
    parts = re.split(r"[-._]", name)
    for source, target in reversed([*pairwise(parts)]):
        if len(source) == len(target) == 2 and tags.parse(source) and tags.parse(target) and source != target:  # noqa: PLR2004 - of ISO 639-1
            return source, target
    return ()


def _known(languages: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(language for language in languages if language) if all(languages) else ()


def _size(data: EvalSet) -> str:
    return f"{counted(len(data), 'segment')} in {counted(len(data.documents), 'document')}"
