"""Who imports whom in a tree of modules: cycles, forbidden imports, and rooms that import a room above them.

Imports inside functions and under TYPE_CHECKING count as those at the top do: a reader has to follow them all.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FOLDERS = ("corpora", "evals", "metrics", "reports", "tertium")

Graph: TypeAlias = "dict[str, set[str]]"
"""Module to the modules of the tree that it imports."""

Rooms: TypeAlias = "Mapping[str, Sequence[tuple[str, ...]]]"
"""Package to its rooms from the ground up: a room is names of folders and modules; "." is all modules beside them."""


def import_graph(root: Path) -> Graph:
    """Return the graph of the modules under a root, the five folders taken as the package tertium and its parts."""
    paths = {module_name(path, root): path for folder in FOLDERS for path in module_files(root / folder)}
    return {name: set(imports(path, set(paths))) for name, path in paths.items()}


def module_files(folder: Path) -> list[Path]:
    """Return a folder's modules; what a checkout's links lead to is found in its own place."""
    return sorted(path for path in folder.rglob("*.py") if not any(parent.is_symlink() for parent in path.parents))


def module_name(path: Path, root: Path) -> str:
    """Return the full name of a module; a package's is that of its folder."""
    parts = path.relative_to(root).with_suffix("").parts
    full = parts if parts[0] == "tertium" else ("tertium", *parts)
    return ".".join(part for part in full if part != "__init__")


def imports(path: Path, modules: set[str]) -> Iterator[str]:
    """Yield the modules of the tree that a file imports anywhere; ``from package import module`` is the module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if is_inside(alias.name, ["tertium"]))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            package = str(node.module)
            names = (f"{package}.{alias.name}" for alias in node.names)
            yield from (name if name in modules else package for name in names if is_inside(package, ["tertium"]))


def is_inside(name: str, packages: Sequence[str] | set[str]) -> bool:
    """Whether a module is one of these or lies in one of them."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def cycles(graph: Graph) -> list[str]:
    """Return the shortest cycle through each module that is in one, each cycle once, as ``a → b → a``."""
    loops = {name: loop for name in graph if (loop := shortest_loop(graph, name))}
    # a cycle is found from each of its modules; in reversed order the one that starts with the first name stays
    distinct = {frozenset(loop): loop for _, loop in sorted(loops.items(), reverse=True)}
    return [" → ".join(loop) for loop in sorted(distinct.values())]


def shortest_loop(graph: Graph, start: str) -> list[str]:
    """Return the shortest way from a module back to itself, both ends included; [] where there is none."""
    ways = [[start]]
    visited: set[str] = set()
    for way in ways:  # grows while it is read: breadth first, so the first way back is a shortest one
        for target in sorted(graph.get(way[-1], set())):
            if target == start:
                return [*way, start]
            if target not in visited:
                visited.add(target)
                ways.append([*way, target])
    return []


def forbidden(graph: Graph, allowed: Mapping[str, set[str]]) -> list[str]:
    """Return the imports that a layer may not have, the most exact entry of the table deciding; others may all."""
    offences = []
    for name, targets in sorted(graph.items()):
        layer = max((layer for layer in allowed if is_inside(name, [layer])), key=len, default=None)
        if layer is not None:
            may = {*allowed[layer], layer}
            offences += [f"{name} imports {target}" for target in sorted(targets) if not is_inside(target, may)]
    return offences


def upward(graph: Graph, rooms: Rooms) -> list[str]:
    """Return the imports of a room above; a module without a room takes no part."""
    offences = []
    for name, targets in sorted(graph.items()):
        for target in sorted(targets):
            here, there = floor_of(name, rooms), floor_of(target, rooms)
            if here and there and here[0] == there[0] and here[1] < there[1]:
                offences.append(f"{name} imports {target}")
    return offences


def floor_of(name: str, rooms: Rooms) -> tuple[str, int] | None:
    """Return a module's package and how high its room lies in it, from 0; None for a module without a room."""
    for package, order in rooms.items():
        if name == package or not is_inside(name, [package]):
            continue
        first = name.removeprefix(f"{package}.").split(".")[0]
        floors = [i for i, room in enumerate(order) if first in room] or [i for i, r in enumerate(order) if "." in r]
        return (package, floors[0]) if floors else None
    return None


def without_a_room(graph: Graph, rooms: Rooms) -> list[str]:
    """Return the modules of these packages that the table gives no room, those of a folder by the folder's name."""
    members = {name for name in graph if any(is_inside(name, [package]) and name != package for package in rooms)}
    lost = {name for name in members if floor_of(name, rooms) is None}
    return sorted({".".join(name.split(".")[:3]) for name in lost})


def empty_rooms(graph: Graph, rooms: Rooms) -> list[str]:
    """Return the names in the table that no module or folder of the tree has."""
    names = [f"{package}.{name}" for package, order in rooms.items() for room in order for name in room if name != "."]
    return [name for name in names if name not in graph]
