"""Whatever a metric raises becomes two lines that name it, and no line quotes a secret."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tertium.containment import HIDDEN, LONGEST, ResultError, contained, described, storable
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
        assert HIDDEN in str(error)
        assert error.__cause__ is None, "a traceback would show it"
        assert "sk-" not in str(raised(DataError(f"refused: {form}"), secrets=(KEY,)))
    assert storable("a abc", ("a", "abc")) == f"{HIDDEN} {HIDDEN}"


def test_a_cause_without_a_secret_is_kept() -> None:
    cause = ValueError("odd")
    assert raised(cause, secrets=(KEY,)).__cause__ is cause


def test_an_exceptions_text_is_one_line_of_bounded_length() -> None:
    assert described(ValueError("a\n\tb\x1b[31m")) == "ValueError: a b\N{REPLACEMENT CHARACTER}[31m"
    assert len(described(ValueError("x" * 10_000))) < LONGEST + 20
    assert described(Dumb()) == "Dumb"
    assert described(ValueError()) == "ValueError"


def test_half_a_character_is_replaced() -> None:
    assert storable("a\ud800b") == "a?b"
