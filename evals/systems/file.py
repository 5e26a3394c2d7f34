"""A system whose outputs lie in a file: a line a segment, or a table with ids, as `tertium score --system` takes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError, counted
from tertium.evals.systems.registry import register
from tertium.files import sha256
from tertium.services.answer import Answer, Failure
from tertium.services.budget import Estimate, Prices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.outputs.delivery import Delivery
    from tertium.evals.systems.base import Item, Mode, Outcome, Task

DIGITS: Final = 12
"""Hex digits of a hash in a signature."""


@register
@dataclass(frozen=True, slots=True)
class File:
    """Takes the translations of a file, whose lines are those of the set.

    Attributes:
        path: the file.
        system: which system of a table with several.
    """

    kind = "file"
    main = "path"
    paths = ("path",)
    mode: Mode = field(default="segment", init=False)
    context: int = field(default=0, init=False)
    prices: Prices = field(default_factory=lambda: Prices(0, 0), init=False)

    path: str = ""
    system: str = ""

    @property
    def signature(self) -> str:
        """The kind and the beginning of the file's hash."""
        path = Path(self.path)
        return f"file|sha256:{sha256(path)[:DIGITS]}" if path.is_file() else "file"

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:  # noqa: ARG002 - of the interface
        """Return nothing: a file costs nothing. It is read, so that no other system is paid beside one that is broken.

        Raises:
            DataError: the file can't be read, or has another number of lines.
        """
        delivery = self._read()
        if items:
            _lines_of(delivery, items)
        return Estimate(0, 0, 0, 0.0)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:  # noqa: ARG002 - of the interface
        """Yield a line for each item; an empty line is an empty output."""
        delivery = self._read()
        for line in _lines_of(delivery, items):
            yield Failure(f"no output in {delivery.label}") if line is None else Answer(line)

    def _read(self) -> Delivery:
        from tertium.corpora.outputs.delivery import read

        return read(Path(self.path), system=self.system)


def _lines_of(delivery: Delivery, items: Sequence[Item]) -> Sequence[str | None]:
    """Return a line for each item; None where a table with ids lacks it."""
    lines = delivery.lines
    if delivery.ids is not None and not {item.id for item in items}.isdisjoint(delivery.ids):
        text_of = dict(zip(delivery.ids, lines, strict=True))
        lines = tuple(text_of.get(item.id) for item in items)
    if len(lines) != len(items):
        message = f"{delivery.origin} has {counted(len(lines), 'line')}, the set has {counted(len(items), 'segment')}"
        raise DataError(message, hint="one line per segment in the order of the set; an empty output is an empty line")
    return lines
