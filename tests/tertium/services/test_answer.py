"""Requests have keys by all that an answer depends on, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.services.answer import Answer, Message, Request, ServiceError, checked

ASKED = Request((Message("user", "Ein Hund."),), {"temperature": 0, "seed": 1})


def test_equal_requests_have_equal_keys_in_every_process() -> None:
    same = Request((Message("user", "Ein Hund."),), {"seed": 1, "temperature": 0}, completion=9)
    assert ASKED.key("s") == same.key("s")
    assert ASKED.key("s") == "591855d66f4e8745b52145ac613a3b0bdd9ff64d039df0a1ffe874423fb60555"


def test_whatever_the_answer_depends_on_is_in_the_key() -> None:
    others = [
        replace(ASKED, messages=(Message("system", "Ein Hund."),)),
        replace(ASKED, messages=(Message("user", "Ein"), Message("user", "Hund."))),
        replace(ASKED, options={"temperature": 1, "seed": 1}),
        replace(ASKED, options={}),
        replace(ASKED, repetition=1),
    ]
    keys = {ASKED.key("s"), ASKED.key("t"), *(other.key("s") for other in others)}
    assert len(keys) == 7


def test_a_lone_surrogate_has_a_key() -> None:
    assert len(Request((Message("user", "\ud800"),)).key("s")) == 64


def test_an_answer_is_read_back_from_its_record() -> None:
    answer = Answer("A dog.", "m", 7, 2, 0.25, "stop")
    assert Answer(**answer.record) == answer


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer("\ud800"), "half a character"),
        (Answer("x", "m\udfff"), "half a character"),
        (Answer("your key is sk-0123456789abcdef!"), "repeats the key"),
        (Answer("x", "sk-0123456789abcdef"), "repeats the key"),
    ],
)
def test_an_answer_that_no_file_can_hold_or_none_should_is_an_error(answer: Answer, reason: str) -> None:
    with pytest.raises(ServiceError, match=reason) as error:
        checked(answer, "sk-0123456789abcdef")
    assert "sk-" not in str(error.value)


def test_a_key_that_is_a_word_is_no_secret() -> None:
    assert checked(Answer("a local train"), "local") == Answer("a local train")
    assert checked(Answer("\U0001f600"), "") == Answer("\U0001f600")


def test_an_error_is_its_reason() -> None:
    error = ServiceError("status 500", is_temporary=True, wait=3)
    assert (str(error), error.reason, error.exit_code) == ("status 500", "status 500", 5)
