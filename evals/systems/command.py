"""A system that is a program: sources go to its standard input, translations come from its standard output."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from tertium.errors import UsageError, counted
from tertium.evals.systems.base import check_mode, setting, spelled
from tertium.evals.systems.batches import estimate_missing, translate_batches
from tertium.evals.systems.registry import register
from tertium.files import sha256
from tertium.services.answer import Answer, Failure, token_count
from tertium.services.budget import Estimate, Prices
from tertium.services.secrets import without_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Languages
    from tertium.evals.systems.base import Item, Outcome, Task

SIZE: Final = 2**26
"""Most bytes of a batch's output: 64 MiB are a thousand segments of 60,000 characters."""
SHOWN: Final = 300
"""Characters of the end of standard error that a reason quotes."""
LINES: Final = 20
"""Last lines of standard error that are shown for a batch."""
DIGITS: Final = 12
"""Hex digits of a hash in a signature."""
HASHED: Final = 2**24
"""Most bytes of a file whose hash is in the signature: scripts and settings have less, weights take long to read."""
SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "fish", "cmd", "powershell", "pwsh"})
OF_SHELLS: Final = re.compile(r"[|&;]{1,2}|[0-9&]?[<>].*|.*\$(\w+|\{\w+\}).*")
"""Words that only a shell understands: pipes, redirections, lists, variables."""
WITHOUT_SHELL: Final = "which no shell reads; with one: run=\"sh -c '…'\""
LINE_BREAKS: Final = str.maketrans(dict.fromkeys("\n\r", " "))


@register
@dataclass(frozen=True, slots=True)
class Command:
    """Starts a program for each batch; no shell is involved.

    Attributes:
        run: the program and its arguments; ``{source_language}`` and ``{target_language}`` are replaced. The hash
            of one that is named by its path is part of the signature, and those of files up to 16 MiB that its
            arguments name.
        format: ``lines``, one text a line both ways; or ``jsonl``, objects with ``source`` (and ``context``,
            ``source_language``, ``target_language``) one way, and with ``translation`` the other, which may also hold
            ``error``, ``seconds``, ``prompt_tokens``, ``completion_tokens`` and ``model``.
        mode: whether it is given segments or whole documents.
        context: segments before each one, with ``jsonl``.
        batch: most texts that are given to one process.
        timeout: seconds that a process may take.
        folder: where the program is started, and what its path is relative to; empty for the current folder.
        version: anything that the program's translations depend on; part of the signature.
    """

    kind = "command"
    main = "run"
    paths = ("folder",)
    prices: Prices = field(default_factory=Prices, init=False)

    run: tuple[str, ...] = ()
    format: Literal["lines", "jsonl"] = "lines"
    mode: Literal["segment", "document"] = "segment"
    context: int = 0
    batch: int = setting(1000)
    timeout: float = setting(3600.0)
    folder: str = setting("")
    version: str = ""

    def __post_init__(self) -> None:
        check_mode(self.kind, self.mode, self.context)
        if not self.run:
            raise UsageError("system 'command' has nothing to run", hint='run="./translate --to de"')
        if self.context and self.format != "jsonl":
            raise UsageError("context needs objects, which lines are not", hint="format=jsonl")
        if self.batch < 1 or not 0 < self.timeout < 1e9:  # noqa: PLR2004 - clocks overflow
            raise UsageError("batch and timeout of system 'command' are above 0", hint="batch=1000,timeout=3600")

    @property
    def signature(self) -> str:
        """The options, and the hashes of the files that the program and its arguments name."""
        named = [word.rpartition("=")[2] for word in self.run[1:]]
        paths = [Path(self.folder, word) for word in [*(word for word in self.run[:1] if "/" in word), *named] if word]
        hashes = [sha256(path)[:DIGITS] for path in paths if _is_hashed(path)]
        return spelled(self, run=shlex.join(self.run), sha256=" ".join(hashes) or None)

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return the number of items that are missing; what they cost is nowhere said."""
        program = self.run[0]
        if not shutil.which(str(Path(self.folder, program)) if "/" in program else program):
            raise _no_program(program, "no such program")
        return estimate_missing(self.signature, items, task, self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item; a process that fails or loses lines costs its batch."""
        if words := self._shell_words:
            task.warn(f"{self.run[0]} is given {words}, {WITHOUT_SHELL}")
        return translate_batches(self.signature, items, task, lambda batch: self._run(batch, task), self.batch)

    def _run(self, batch: Sequence[Item], task: Task) -> Sequence[Outcome]:
        # In lines mode, a document's own line breaks are kept apart from those between texts.
        units = [item.source.split("\n") for item in batch] if self._is_by_line else [[item.source] for item in batch]
        text = self._written(batch, task.languages) if self.format == "jsonl" else _lines(units)
        try:
            output, errors = _piped(
                [self._filled(word, task.languages) for word in self.run], text, self.timeout, self.folder or None
            )
        except _ProgramError as error:
            return [self._failure(error.reason)] * len(batch)
        for line in errors.splitlines()[-LINES:]:
            task.warn(f"{self.run[0]}: {line}")
        lines = output.removesuffix("\n").split("\n") if output else []
        size = sum(map(len, units))
        if len(lines) != size:
            reason = f"{self.run[0]} wrote {counted(len(lines), 'line')} for {size}{_quoted(errors)}"
            return [self._failure(reason)] * len(batch)
        if self.format == "jsonl":
            return [_parsed(line) for line in lines]
        following = iter(lines)
        return [Answer("\n".join(next(following).removesuffix("\r") for _ in unit)) for unit in units]

    def _failure(self, reason: str) -> Failure:
        words = self._shell_words
        return Failure(f"{reason}; it was given {words}, {WITHOUT_SHELL}" if words else reason)

    @property
    def _shell_words(self) -> str:
        """What a shell would read otherwise than a program does; empty where a shell is what is run."""
        if Path(self.run[0]).name in SHELLS:
            return ""
        return " ".join(dict.fromkeys(word for word in self.run[1:] if OF_SHELLS.fullmatch(word)))

    @property
    def _is_by_line(self) -> bool:
        return self.format == "lines" and self.mode == "document"

    def _written(self, batch: Sequence[Item], languages: Languages) -> str:
        source, target = languages
        objects = [
            {"source": item.source, "context": [*item.context], "source_language": source, "target_language": target}
            for item in batch
        ]
        return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in objects)

    @staticmethod
    def _filled(word: str, languages: Languages) -> str:
        for name, language in zip(("source_language", "target_language"), languages, strict=True):
            if f"{{{name}}}" in word:
                if language is None:
                    raise UsageError(f"the set doesn't name its {name.replace('_', ' ')}", hint="--from and --to")
                word = word.replace(f"{{{name}}}", language)
        return word


class _ProgramError(Exception):
    """A program gave no output; the reason is one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = " ".join(reason.split())


def _lines(units: Sequence[Sequence[str]]) -> str:
    return "".join(f"{line.translate(LINE_BREAKS)}\n" for unit in units for line in unit)


def _piped(command: Sequence[str], text: str, seconds: float, folder: str | None) -> tuple[str, str]:
    """Return what a program writes to its standard output and error when it is given a text.

    Raises:
        UsageError: there is no such program.
        _ProgramError: it fails, takes too long, or writes too much or no UTF-8.
    """
    name = command[0]
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that the user names, without a shell
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise _no_program(name, getattr(error, "strerror", None) or str(error)) from error
    output, errors = _Pipe(process.stdout, SIZE), _Pipe(process.stderr, SIZE)
    writer = Thread(target=_feed, args=(process.stdin, text.encode("utf-8", "replace")), daemon=True)
    threads = (writer, output.thread, errors.thread)
    for thread in threads:
        thread.start()
    try:
        until = time.monotonic() + seconds
        code = process.wait(seconds)
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        if any(thread.is_alive() for thread in threads):
            _end(process)
            raise _ProgramError(f"{name} ended, and what it started took more than {seconds:g} s")
    except subprocess.TimeoutExpired:
        raise _ProgramError(f"{name} took more than {seconds:g} s") from None
    finally:
        if process.poll() is None:
            _end(process)
    said = without_known(errors.text)
    if code:
        raise _ProgramError(f"{name} {_ending(code)}{_quoted(said)}")
    if output.is_cut:
        raise _ProgramError(f"{name} wrote more than {SIZE} bytes")
    try:
        return output.content.decode("utf-8-sig"), said
    except UnicodeDecodeError:
        raise _ProgramError(f"{name} wrote no UTF-8") from None


class _Pipe:
    """Reads a pipe to its end and keeps its first bytes."""

    def __init__(self, pipe: IO[bytes] | None, size: int) -> None:
        self._pipe, self._size = pipe, size
        self.content, self.is_cut = b"", False
        self.thread = Thread(target=self._read, daemon=True)

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8", "replace")

    def _read(self) -> None:
        if self._pipe is None:
            return
        pieces, received = [], 0
        with self._pipe:
            while piece := self._pipe.read1(2**16):  # type: ignore[attr-defined]
                if received < self._size:
                    pieces.append(piece)
                received += len(piece)
        self.is_cut = received > self._size
        self.content = b"".join(pieces)[: self._size]


def _feed(pipe: IO[bytes] | None, text: bytes) -> None:
    if pipe is not None:
        try:
            with pipe:
                pipe.write(text)
        except OSError:  # it ended without reading all: its code and its lines say what that means
            pass


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with all that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):  # all have ended meanwhile
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _ending(code: int) -> str:
    """Return how a program ended: with its code, or by the signal that killed it, which has a negative one."""
    if code > 0:
        return f"ended with code {code}"
    try:
        return f"was killed by signal {-code} ({signal.Signals(-code).name})"
    except ValueError:  # one without a name
        return f"was killed by signal {-code}"


def _is_hashed(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= HASHED
    except (OSError, ValueError):  # a word that is no path, such as a whole program in quotes
        return False


def _no_program(name: str, reason: str) -> UsageError:
    variable, equals, _ = name.partition("=")
    if equals and variable.isidentifier():
        return UsageError(f"{name} is no program: no shell reads it", hint=f'run="env {name} PROGRAM …"')
    return UsageError(f"{name} can't be run: {reason}", hint="a program, by its path or on PATH")


def _quoted(errors: str) -> str:
    said = " ".join(errors.split())[-SHOWN:]
    return f": {said}" if said else ""


def _parsed(line: str) -> Outcome:
    """Return the outcome in an object; one that can't be read is a failure."""
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        return Failure("the answer is no JSON")
    if isinstance(record, dict) and isinstance(record.get("error"), str):
        return Failure(" ".join(without_known(record["error"]).split())[:SHOWN] or "an error without a reason")
    if not isinstance(record, dict) or not isinstance(record.get("translation"), str):
        return Failure("the answer has no text in 'translation'")
    seconds, model = record.get("seconds"), record.get("model")
    return Answer(
        record["translation"],
        model if isinstance(model, str) else "",
        token_count(record.get("prompt_tokens")),
        token_count(record.get("completion_tokens")),
        float(seconds) if isinstance(seconds, (int, float)) and 0 <= seconds < 1e9 else 0.0,  # noqa: PLR2004
    )
