"""Whatever a metric raises becomes two lines that name it, and no line quotes a secret."""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from tertium.containment import (
    MESSAGE_LENGTH,
    PLACEHOLDER,
    OutOfTime,
    ResultError,
    contained,
    description,
    limited,
    shielded,
    without_secrets,
)
from tertium.errors import DataError, MetricError

KEY = 'sk-12"3 /+\n€'


class Dumb(Exception):  # noqa: N818 - as foreign as can be
    def __str__(self) -> str:
        raise RuntimeError("not even this")


def raised(error: BaseException, *, secrets: tuple[str, ...] = (), origin: str = "") -> MetricError:
    with pytest.raises(MetricError) as caught, contained("zz", origin=lambda: origin, secrets=secrets):
        raise error
    return caught.value


@pytest.mark.parametrize("error", [ConnectionError("refused"), SystemExit(0), GeneratorExit(), StopIteration()])
def test_every_foreign_exception_is_an_error_of_two_lines_that_names_the_metric(error: BaseException) -> None:
    message = str(raised(error, origin="bad 1.0"))
    assert message.startswith(f"zz of bad 1.0 failed: {type(error).__name__}")
    assert message.endswith("\n  try: another version of bad 1.0")
    assert message.count("\n") == 1


def test_an_interruption_is_nobodys_fault() -> None:
    with pytest.raises(KeyboardInterrupt), contained("zz"):
        raise KeyboardInterrupt


def test_an_error_of_ours_stays_what_it_is() -> None:
    with pytest.raises(DataError, match=r"^no references\n  try: some$"), contained("zz"):
        raise DataError("no references", hint="some")


def test_a_wrong_result_names_the_metric_and_what_it_must_return() -> None:
    assert str(raised(ResultError("returned None", hint="a Counted"))) == "zz returned None\n  try: a Counted"


def test_no_message_quotes_a_secret_in_any_of_its_forms() -> None:
    for form in (KEY, repr(KEY), json.dumps(KEY), f"https://x/?key={quote(KEY, safe='')}", f"https://x/{quote(KEY)}"):
        error = raised(ValueError(f"refused: {form}"), secrets=(KEY,))
        assert "sk-" not in str(error)
        assert PLACEHOLDER in str(error)
        assert error.__cause__ is None, "a traceback would show it"
        assert "sk-" not in str(raised(DataError(f"refused: {form}"), secrets=(KEY,)))
    assert without_secrets("a abc", ("a", "abc")) == f"{PLACEHOLDER} {PLACEHOLDER}"


def test_a_cause_without_a_secret_is_kept() -> None:
    cause = ValueError("odd")
    assert raised(cause, secrets=(KEY,)).__cause__ is cause


def test_an_exceptions_text_is_one_line_of_bounded_length() -> None:
    assert description(ValueError("a\n\tb\x1b[31m")) == "ValueError: a b\N{REPLACEMENT CHARACTER}[31m"
    assert len(description(ValueError("x" * 10_000))) < MESSAGE_LENGTH + 20
    assert description(Dumb()) == "Dumb"
    assert description(ValueError()) == "ValueError"


def test_half_a_character_is_replaced() -> None:
    assert without_secrets("a\ud800b") == "a?b"


needs_alarms = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM")


@needs_alarms
def test_what_takes_too_long_is_interrupted_even_where_it_retries_whatever_fails() -> None:
    started = time.monotonic()

    def work() -> None:
        while time.monotonic() - started < 600:
            with suppress(Exception):
                time.sleep(600)

    with (
        pytest.raises(MetricError, match=r"zz failed: OutOfTime: took longer than 0.1 s"),
        contained("zz"),
        limited(0.1),
    ):
        work()
    assert time.monotonic() - started < 300


@needs_alarms
def test_what_is_in_time_leaves_no_alarm_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with limited(60):
        pass
    with limited(math.inf):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_in_another_thread_there_is_no_limit() -> None:
    ends: list[bool] = []

    def work() -> None:
        with limited(0.001):
            time.sleep(0.05)
        ends.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ends == [True]


def test_an_exception_whose_text_ends_the_process_is_named_by_its_type() -> None:
    class Hostile(Exception):  # noqa: N818
        def __str__(self) -> str:
            raise SystemExit

    assert description(Hostile()) == "Hostile"


def test_what_a_metric_prints_goes_to_stderr_and_can_close_neither(capsys: pytest.CaptureFixture[str]) -> None:
    with contained("odd"):
        sys.stdout.write("noise\n")
        sys.stdout.close()
    sys.stdout.write("ours\n")
    assert capsys.readouterr() == ("ours\n", "noise\n")


def test_in_another_thread_stdout_stays_where_it_is() -> None:
    streams: list[bool] = []
    stdout = sys.stdout

    def work() -> None:
        with shielded():
            streams.append(sys.stdout is stdout)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert streams == [True]


def test_what_a_block_changes_of_the_process_is_put_back(tmp_path: Path) -> None:
    folder, depth, stderr = Path.cwd(), sys.getrecursionlimit(), sys.stderr
    handler = signal.getsignal(signal.SIGINT)
    with shielded():
        os.chdir(tmp_path)
        sys.setrecursionlimit(depth + 1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stderr = None
    assert (Path.cwd(), sys.getrecursionlimit(), sys.stderr) == (folder, depth, stderr)
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_current_folder_that_is_gone_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    with shielded():
        (tmp_path / "gone").rmdir()
    with shielded():
        os.chdir(tmp_path)
    assert Path.cwd() == tmp_path


def test_no_alarm_stays_behind_however_short_the_limit_is() -> None:
    before = signal.getsignal(signal.SIGALRM)
    for _ in range(200):
        with suppress(OutOfTime), limited(1e-9):
            pass
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) is before
