"""Requests have keys by all that an answer depends on, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from tertium.services.answer import Answer, Message, Request, ServiceError

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


def test_an_error_is_its_reason() -> None:
    error = ServiceError("status 500", is_temporary=True, wait=3)
    assert (str(error), error.reason, error.exit_code) == ("status 500", "status 500", 5)
