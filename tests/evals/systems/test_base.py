"""What all systems share: items as requests, modes, budgets and signatures."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.systems.base import Item, budget_of, check_mode, spelled
from tertium.evals.systems.command import Command
from tertium.evals.systems.openai import OpenAI


def test_an_items_request_has_what_a_translation_depends_on() -> None:
    item = Item("b", ("a",), "id")
    keys = {
        item.request(("de", "en")).key("s"),
        item.request(("de", "fr")).key("s"),
        Item("b").request(("de", "en")).key("s"),
        Item("a\nb").request(("de", "en")).key("s"),
    }
    assert len(keys) == 4
    assert Item("b", ("a",), "other").request(("de", "en")).key("s") in keys


def test_a_document_has_no_context() -> None:
    with pytest.raises(UsageError, match="a whole document has no context"):
        check_mode("x", "document", 1)
    with pytest.raises(UsageError, match="can't be 'page'"):
        check_mode("x", "page", 0)
    check_mode("x", "segment", 1000)


def test_a_program_has_no_budget_in_money_and_a_priced_server_needs_prices() -> None:
    assert isinstance(budget_of(Command(("cat",)), 0.0, None, None).admit(Item("x").request((None, None))), tuple)
    with pytest.raises(UsageError, match="needs prices"):
        budget_of(OpenAI("m"), 1.0, None, None)
    priced = OpenAI("m", prompt_price=1, completion_price=1)
    assert isinstance(budget_of(priced, 0.0, None, None).admit(Item("x").request((None, None))), str)


def test_a_signature_leaves_out_settings_and_what_is_nothing() -> None:
    assert spelled(Command(("cat",), batch=7), more="m", none=None) == (
        "command|run:('cat',)|format:lines|mode:segment|context:0|more:m"
    )
