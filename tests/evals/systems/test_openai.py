"""A model behind a server: what is asked, what is a translation, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import UsageError
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.openai import OpenAI
from tertium.evals.systems.registry import load, make
from tertium.services.answer import Answer, Failure
from tertium.services.budget import Budget
from tests import stub_server as stub

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = [Item("Ein Hund."), Item("Eine Katze."), Item("Ein Hund.")]


def test_equal_sources_are_asked_once_with_the_options() -> None:
    with stub.serving(lambda *_: stub.says(" A dog.\n")) as server:
        system = OpenAI("m", server.url, temperature=0.5, seed=7, max_tokens=9, stop="\n")
        outcomes = list(system.translate(ITEMS, Task(("de", "en"))))
    assert [isinstance(outcome, Answer) and outcome.text for outcome in outcomes] == ["A dog."] * 3
    assert len(server.asked) == 2
    body = server.asked[0].body
    assert (body["temperature"], body["seed"], body["max_tokens"], body["stop"]) == (0.5, 7, 9, ["\n"])


def test_a_model_that_refuses_a_temperature_is_sent_none(tmp_path: Path) -> None:
    with stub.serving(lambda *_: stub.says("A dog.")) as server:
        options = {"model": "m", "base_url": server.url, "temperature": "None"}
        for system in (
            load(f"openai:model=m,base_url={server.url},temperature=None"),
            make("openai", options, "", tmp_path),
        ):
            assert "temperature" not in system.signature
            list(system.translate(ITEMS[:1], Task(("de", "en"))))
    assert ["temperature" in asked.body for asked in server.asked] == [False, False]


def test_a_prompt_that_has_no_place_for_what_it_is_to_show_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "prompt.txt").write_text("{source}")
    (tmp_path / "terms.tsv").write_text("a\tb\n")
    prompt = str(tmp_path / "prompt.txt")
    with pytest.raises(UsageError, match=r"the prompt has no {context} for the system's context"):
        OpenAI("m", prompt=prompt, context=1).estimate([], Task(("de", "en")))
    with pytest.raises(UsageError, match=r"the prompt has no {glossary} for the system's glossary"):
        OpenAI("m", prompt=prompt, glossary=str(tmp_path / "terms.tsv")).estimate([], Task(("de", "en")))


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("length", "the answer was cut off at its largest length"), ("content_filter", "the service refused the text")],
)
def test_half_an_answer_and_a_refusal_are_no_translations(reason: str, expected: str) -> None:
    body = stub.completion("A do").replace(b'"stop"', f'"{reason}"'.encode())
    with stub.serving(lambda *_: stub.sends(body)) as server:
        assert list(OpenAI("m", server.url).translate(ITEMS[:1], Task(("de", "en")))) == [Failure(expected)]


def test_an_estimate_asks_nothing() -> None:
    with stub.serving(lambda *_: stub.says("A dog.")) as server:
        system = OpenAI("m", server.url, prompt_price=1, completion_price=2)
        estimate = system.estimate(ITEMS, Task(("de", "en")))
    assert server.asked == []
    assert estimate.requests == 2
    assert estimate.money == pytest.approx((estimate.prompt_tokens + 2 * estimate.completion_tokens) / 1e6)


def test_a_spent_budget_stops_the_asking() -> None:
    with stub.serving(lambda *_: stub.says("A dog.")) as server:
        system = OpenAI("m", server.url)
        outcomes = list(system.translate(ITEMS, Task(("de", "en"), budget=Budget(requests=1), concurrency=1)))
    assert len(server.asked) == 1
    assert outcomes[1] == Failure("not asked: the budget of 1 request is spent")


def test_the_signature_has_model_and_prompt_and_no_address() -> None:
    signature = OpenAI("m", "http://127.0.0.1:1/v1", key="THEIR_KEY", prompt_price=3).signature
    assert signature == "openai|model:m|prompt:1|temperature:0.0|seed:1|max_tokens:0|mode:segment|context:0"


def test_options_that_can_not_be_are_errors() -> None:
    with pytest.raises(UsageError, match="names no model"):
        OpenAI()
    wrong: list[dict[str, Any]] = [{"temperature": -1}, {"tries": 0}, {"mode": "page"}, {"context": -1}]
    for options in wrong:
        with pytest.raises(UsageError):
            OpenAI("m", **options)
    with pytest.raises(UsageError, match="can't be -1"):
        _ = OpenAI("m", prompt_price=-1).prices
