"""A chat with a server that misbehaves: an answer, or a reason that tells no secret, in bounded time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.services.answer import Message, Request, ServiceError
from tertium.services.chat import ChatClient
from tertium.services.http import Terms
from tertium.services.retry import Patience
from tests import stub_server as stub

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from tests.stub_server import Play, Stub

KEY = "sk-a-secret-of-this-test"
ONCE = Terms(60, 2**20, Patience(1))


def question(text: str = "Ein Hund.") -> Request:
    return Request((Message("system", "Translate."), Message("user", text)), {"temperature": 0, "seed": 1})


def ask(server: Stub, terms: Terms = ONCE, key: str = "") -> tuple[str, str]:
    """Return the answer's text, or an empty text and the reason."""
    client = ChatClient(server.url, "m", key, terms=terms)
    try:
        return client.ask(question()).text, ""
    except ServiceError as error:
        return "", error.reason


def test_an_answer_has_its_text_model_tokens_and_seconds() -> None:
    with stub.serving(lambda *_: stub.says("A dog.")) as server:
        answer = ChatClient(server.url, "m").ask(question())
    assert (answer.text, answer.model, answer.prompt_tokens, answer.completion_tokens) == ("A dog.", "stub-1", 7, 2)
    assert answer.finish_reason == "stop"
    assert 0 < answer.seconds < 60
    body = server.asked[0].body
    assert body["messages"] == [{"role": "system", "content": "Translate."}, {"role": "user", "content": "Ein Hund."}]
    assert (body["model"], body["temperature"], body["seed"]) == ("m", 0, 1)
    assert server.asked[0].path == "/v1/chat/completions"


def test_a_server_that_counts_no_tokens_is_answered_too() -> None:
    with stub.serving(lambda *_: stub.says("A dog.", usage=False)) as server:
        answer = ChatClient(server.url, "m").ask(question())
    assert (answer.prompt_tokens, answer.completion_tokens) == (None, None)


def test_a_number_of_tokens_that_can_not_be_is_none() -> None:
    for number in ("-1", "1.5", "null", "1" + "0" * 400):
        body = stub.completion("A dog.").replace(b'"prompt_tokens": 7', f'"prompt_tokens": {number}'.encode())
        with stub.serving(lambda *_, body=body: stub.sends(body)) as server:
            answer = ChatClient(server.url, "m").ask(question())
        assert (answer.prompt_tokens, answer.completion_tokens) == (None, 2)


def test_an_account_without_money_is_not_asked_again() -> None:
    body = b'{"error": {"code": "insufficient_quota", "message": "You exceeded your current quota"}}'
    with stub.serving(lambda *_: stub.sends(body, 429)) as server, pytest.raises(ServiceError) as error:
        ChatClient(server.url, "m").ask(question())
    assert (error.value.is_final, error.value.reason) == (True, "status 429: You exceeded your current quota")
    assert len(server.asked) == 1


def test_the_key_goes_to_the_server_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "of-another-service")
    monkeypatch.setenv("THEIR_KEY", KEY)
    with stub.serving(lambda *_: stub.says("A dog.")) as server:
        assert ask(server, key="THEIR_KEY") == ("A dog.", "")
        assert ask(server) == ("A dog.", "")
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in server.asked[1].headers
    assert "of-another-service" not in str(server.asked)


def test_a_redirect_is_not_followed() -> None:
    with stub.serving(lambda *_: stub.says("Elsewhere.")) as second:
        target = f"{second.url}/chat/completions"
        for status in (301, 302, 303, 307, 308):
            with stub.serving(lambda *_, s=status: stub.sends(b"", s, Location=target)) as first:
                text, reason = ask(first)
            assert (text, reason) == ("", f"status {status}, a redirect, which is not followed")
            assert len(first.asked) == 1
    assert second.asked == []


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (stub.sends(b"{not json"), "can't be read"),
        (stub.sends(b'"text"'), "not one of a chat"),
        (stub.sends(b"{}"), "not one of a chat"),
        (stub.sends(b"[1, 2]"), "not one of a chat"),
        (stub.sends(b'{"choices": []}'), "not one of a chat"),
        (stub.sends(b'{"error": {"code": 502, "message": "no provider"}}'), "status 502: no provider"),
        (stub.sends(b'{"error": {"message": "no provider"}, "choices": null}'), "status 200: no provider"),
        (stub.sends(b'{"choices": [{"message": {"content": 3}, "finish_reason": "stop"}]}'), "no text"),
        (stub.says(None), "no text"),
        (stub.says("two", choices=2), "2 answers instead of 1"),
        (stub.half("A dog."), "the connection failed"),
        (stub.hangs_up(), "the connection failed"),
        (stub.bomb(2**24), "compressed, which was not asked for"),
        (stub.flood(2**22), "more than 1048576 bytes"),
        (stub.fails(400, "too long"), "status 400: too long"),
        (stub.fails(500), "status 500"),
    ],
)
def test_what_is_no_answer_is_a_reason(play: Play, reason: str) -> None:
    with stub.serving(lambda *_: play) as server:
        text, message = ask(server)
    assert text == ""
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize("play", [stub.drips(), stub.drips(headers=True), stub.nothing()])
def test_an_answer_that_does_not_come_is_a_reason_in_bounded_time(play: Play) -> None:
    started = time.monotonic()
    with stub.serving(lambda *_: play) as server:
        assert ask(server, Terms(0.5, 2**20, Patience(1))) == ("", "no whole answer within 0.5 s")
    assert time.monotonic() - started < 25, "the server gives up after 30"


def test_a_server_that_is_not_there_is_a_reason() -> None:
    with stub.serving(lambda *_: stub.says("")) as server:
        pass
    text, reason = ask(server)
    assert (text, reason) == ("", "the connection failed (ConnectionRefusedError)")


def test_429_and_500_are_asked_again_after_the_pause_that_the_server_wants() -> None:
    plays = [stub.fails(429, Retry_After="7"), stub.fails(503), stub.fails(500), stub.says("A dog.")]
    pauses: list[float] = []
    with stub.serving(lambda _, number: plays[number]) as server:
        assert ask(server, Terms(60, 2**20, Patience(5, sleep=pauses.append))) == ("A dog.", "")
    assert pauses[0] == 7
    assert all(pause <= 4 for pause in pauses[1:])
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 422])
def test_other_statuses_are_not_asked_again(status: int) -> None:
    with stub.serving(lambda *_: stub.fails(status)) as server:
        ask(server, Terms(60, 2**20, Patience(5, sleep=lambda _: None)))
    assert len(server.asked) == 1


def test_a_key_that_a_server_repeats_is_taken_out_of_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    with stub.serving(lambda *_: stub.fails(401, f"wrong key {KEY}\nsorry")) as server:
        _, reason = ask(server, key="THEIR_KEY")
    assert KEY not in reason
    assert reason.startswith("status 401: wrong key ")


def test_an_answer_that_repeats_the_key_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    for body in (stub.completion(f"Your key is {KEY}."), stub.completion("A dog.", model=f"m {KEY}")):
        with stub.serving(lambda *_, body=body: lambda handler: handler.send(200, body)) as server:
            assert ask(server, key="THEIR_KEY") == ("", "the answer repeats the key")


def test_a_refusal_is_an_answer_that_says_so() -> None:
    body = b'{"choices": [{"message": {"content": null, "refusal": "I can\'t."}, "finish_reason": "stop"}]}'
    with stub.serving(lambda *_: stub.sends(body)) as server:
        answer = ChatClient(server.url, "m", terms=ONCE).ask(question())
    assert (answer.text, answer.finish_reason) == ("I can't.", "content_filter")


def test_a_key_that_is_not_set_and_one_in_place_of_its_name_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THEIR_KEY", raising=False)
    with pytest.raises(UsageError, match="THEIR_KEY with the key is not set"):
        ChatClient("http://127.0.0.1:1/v1", "m", "THEIR_KEY")
    with pytest.raises(UsageError) as error:
        ChatClient("http://127.0.0.1:1/v1", "m", KEY)
    assert KEY not in str(error.value)


def test_identity_names_server_and_model_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEIR_KEY", KEY)
    client = ChatClient("http://127.0.0.1:1/v1/", "m", "THEIR_KEY")
    assert client.identity == "chat|http://127.0.0.1:1/v1|m"
    assert ChatClient("http://127.0.0.1:1/v1/", "m", server="here").identity == "chat|here|m"
