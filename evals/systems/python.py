"""A system that is a function of Python: a list of texts in, a list of translations out."""

from __future__ import annotations

import importlib
import importlib.machinery
import inspect
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium.containment import description, shielded
from tertium.errors import UsageError, counted
from tertium.evals.systems.base import check_mode, setting, spelled
from tertium.evals.systems.batches import estimate_missing, translate_batches
from tertium.evals.systems.registry import register
from tertium.metrics.function_code import UNVERSIONED, code_hash
from tertium.services.answer import Answer, Failure
from tertium.services.budget import Estimate, Prices
from tertium.services.journal import Journal
from tertium.services.secrets import without_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tertium.evals.systems.base import Item, Mode, Outcome, Task

OFFERED: Final = ("contexts", "source_language", "target_language")
"""Parameters that a function may have beside the texts, by these names."""


@register
@dataclass(frozen=True, slots=True)
class Python:
    """Calls a function with a list of texts; it returns as many texts, with None where it has no translation.

    A parameter ``contexts`` is given the segments before each text, ``source_language`` and ``target_language`` are
    given the set's. What it raises costs a batch, and is the reason of its failures.

    Attributes:
        function: ``package.module:function``.
        mode: whether texts are segments or whole documents, a segment a line.
        context: segments before each one.
        batch: most texts of a call.
        folder: where modules are looked for first; empty for the current folder.
        version: anything that the translations depend on beside the function's own code; part of the signature.
    """

    kind = "python"
    main = "function"
    paths = ("folder",)
    prices: Prices = field(default_factory=Prices, init=False)

    function: str = ""
    mode: Literal["segment", "document"] = "segment"
    context: int = 0
    batch: int = setting(100)
    folder: str = setting("")
    version: str = ""

    def __post_init__(self) -> None:
        check_mode(self.kind, self.mode, self.context)
        if self.batch < 1:
            raise UsageError("batch of system 'python' can't be below 1", hint="batch=100")

    @property
    def signature(self) -> str:
        """The options, and the hash of the function's code."""
        return spelled(self, code=code_hash(_imported(self.function, self.folder)))

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return the number of items that are missing; they cost nothing."""
        return estimate_missing(self.signature, items, task, self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item; answers of a function whose code can't be read aren't kept."""
        function = _imported(self.function, self.folder)
        if code_hash(function) == UNVERSIONED:
            task = replace(task, journal=Journal())
        return translate_batches(self.signature, items, task, lambda batch: called(function, batch, task), self.batch)


@dataclass(frozen=True, slots=True)
class Function:
    """A function that a notebook holds; as `Python`, without an import.

    Attributes:
        function: a list of texts to a list of texts.
    """

    kind = "callable"
    mode: Mode = field(default="segment", init=False)
    context: int = field(default=0, init=False)
    prices: Prices = field(default_factory=Prices, init=False)

    function: Callable[..., Any]
    batch: int = 100

    @property
    def signature(self) -> str:
        """Name and hash of the function's code."""
        name = getattr(self.function, "__qualname__", type(self.function).__qualname__)
        return f"callable|function:{name}|code:{code_hash(self.function)}"

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return the number of items that are missing; they cost nothing."""
        return estimate_missing(self.signature, items, task, self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item."""
        return translate_batches(
            self.signature, items, task, lambda batch: called(self.function, batch, task), self.batch
        )


def called(function: Callable[..., Any], batch: Sequence[Item], task: Task) -> Sequence[Outcome]:
    """Return what a function makes of a batch; whatever it raises but Ctrl-C is the reason of every failure."""
    source, target = task.languages
    offered = {"contexts": [[*item.context] for item in batch], "source_language": source, "target_language": target}
    try:
        with shielded():
            returned = function([item.source for item in batch], **_wanted(function, offered))
            texts = [*returned] if returned is not None and not isinstance(returned, (str, bytes)) else None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - sys.exit too: a system must not end the command
        return [Failure(f"the function failed: {' '.join(without_known(description(error)).split())}")] * len(batch)
    if texts is None or len(texts) != len(batch):
        what = f"{len(texts)} translations" if texts is not None else "None" if returned is None else "a text"
        return [Failure(f"the function returned {what} for {counted(len(batch), 'text')}")] * len(batch)
    return [_outcome(text) for text in texts]


def _outcome(text: Any) -> Outcome:
    if text is None:
        return Failure("the function returned None")
    if not isinstance(text, str):
        return Failure(f"the function returned no text but a {type(text).__name__}")
    return Answer(text)


def _wanted(function: Callable[..., Any], offered: dict[str, Any]) -> dict[str, Any]:
    """Return what a function has parameters for."""
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):  # compiled functions may not tell
        return {}
    return {name: offered[name] for name in OFFERED if name in parameters}


def _imported(path: str, folder: str) -> Callable[..., Any]:
    """Return the function that a path names.

    Raises:
        UsageError: it can't be imported, or isn't a function.
    """
    module, colon, name = path.partition(":")
    if not (module and colon and name):
        raise UsageError(f"system 'python': {path!r} names no function", hint="function=package.module:function")
    try:
        with shielded(), _looked_for_in(folder):
            _forget_namesake(module, folder)
            function: Any = importlib.import_module(module)
            for part in name.split("."):
                function = getattr(function, part)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        hint = "a module on PYTHONPATH, and a function in it"
        raise UsageError(f"system 'python': {path} can't be imported: {description(error)}", hint=hint) from error
    if not callable(function):
        raise UsageError(f"system 'python': {path} is no function", hint="function=package.module:function")
    return function  # type: ignore[no-any-return]


def _forget_namesake(module: str, folder: str) -> None:
    """Forget an imported module where the folder has another one of its name: two systems may each have a memory.py."""
    top = module.partition(".")[0]
    imported = sys.modules.get(top)
    there = importlib.machinery.PathFinder.find_spec(top, [str(Path(folder).resolve())])
    if imported is None or there is None or not there.origin:
        return
    if Path(there.origin).resolve() == Path(getattr(imported, "__file__", None) or "").resolve():
        return
    for name in [name for name in sys.modules if name == top or name.startswith(f"{top}.")]:
        del sys.modules[name]


@contextmanager
def _looked_for_in(folder: str) -> Iterator[None]:
    """Let modules of a folder be imported, as those of a script's own folder are."""
    place = str(Path(folder).resolve())
    sys.path.insert(0, place)
    try:
        yield
    finally:
        sys.path.remove(place)
