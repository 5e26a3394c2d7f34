"""Lists the licences of all that `pip install tertium` brings; exit code 1 where one asks more than naming its authors.

`make check` runs it. The licence of a package is what its metadata say: the expression, else the classifier or text.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.metadata import PackageMetadata

PERMISSIVE: Final = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|CNRI|Zlib|CC0|MPL|Mozilla|Unlicense|Python Software Foundation)\b", re.IGNORECASE
)
"""MPL asks for changes to its own files only, and nothing here changes them."""
FORBIDDEN: Final = re.compile(r"GPL|General Public|Affero|Non-?Commercial|CC-BY-(NC|SA)", re.IGNORECASE)
"""LGPL too: a user who freezes the program into one file would have to mind it."""


def licence(metadata: PackageMetadata) -> str:
    """Return what a package says about its licence; empty where it says nothing."""
    classifiers = [
        entry.rpartition(" :: ")[2] for entry in metadata.get_all("Classifier") or () if entry.startswith("License ::")
    ]
    text = str(metadata["License"] or "").splitlines() or [""]  # some put all of the licence there
    return str(metadata["License-Expression"] or "") or ", ".join(classifiers) or text[0].strip()


def is_permissive(text: str) -> bool:
    """Return whether one of the licences that the user may choose from (OR) is permissive in all its parts (AND)."""
    choices = re.split(r"\bOR\b", text)
    return any(PERMISSIVE.search(choice) and not FORBIDDEN.search(choice) for choice in choices)


def core(root: str, requires: Callable[[str], Iterable[str] | None]) -> list[str]:
    """Return the package and all that it needs on this machine without extras, by name."""
    names: set[str] = set()
    todo = [canonicalize_name(root)]
    while todo:
        name = todo.pop()
        if name in names:
            continue
        names.add(name)
        requirements = map(Requirement, requires(name) or ())
        todo += [
            canonicalize_name(requirement.name)
            for requirement in requirements
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        ]
    return sorted(names)


def main() -> int:
    """Write a line per package, and what is wrong; return 1 if something is."""
    faults = []
    for name in core("tertium", lambda name: distribution(name).requires):
        try:
            text = licence(distribution(name).metadata)
        except PackageNotFoundError:
            text = ""
        sys.stdout.write(f"{name}: {text or 'says nothing'}\n")
        if not is_permissive(text):
            faults.append(name)
    if faults:
        sys.stderr.write(f"no permissive licence: {', '.join(faults)}\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
