"""The text of an answer to its one JSON object, or the reason why there is none.

What stands around the object is forgiven: prose, a fence of Markdown. The object itself isn't: no quotes are repaired,
nothing is guessed, and where two objects differ, neither is taken. So an answer means the same whoever reads it.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

LONGEST: Final = 200_000
"""Characters of an answer that are read: no judgement is longer."""


class UnreadableAnswer(ValueError):  # noqa: N818 - a result of reading, which is expected
    """The answer holds no judgement: its text says why, in a few words that are the same for the same kind of fault."""


def json_object(text: str) -> dict[str, Any]:
    """Return the only JSON object in an answer.

    Raises:
        UnreadableAnswer: there is none, it isn't JSON, or there are two that differ.
    """
    if not text.strip():
        raise UnreadableAnswer("the answer is empty")
    if len(text) > LONGEST:
        raise UnreadableAnswer("the answer is too long")
    objects = _objects(text)
    if not objects:
        raise UnreadableAnswer("no JSON object in the answer")
    if any(item != objects[0] for item in objects[1:]):
        raise UnreadableAnswer("two answers that differ")
    return objects[0]


def _objects(text: str) -> list[dict[str, Any]]:
    """Return all JSON objects of a text that aren't inside of another one."""
    objects: list[dict[str, Any]] = []
    start = text.find("{")
    while start != -1:
        # A brace that opens no JSON ends the reading: what stands inside of it may be quoted from the texts.
        item, end = _decoded(text, start)
        objects.append(item)
        start = text.find("{", end)
    return objects


def _decoded(text: str, start: int) -> tuple[dict[str, Any], int]:
    try:
        return _DECODER.raw_decode(text, start)
    except UnreadableAnswer:
        raise
    except json.JSONDecodeError as error:
        raise UnreadableAnswer(_fault(text, start, error)) from None
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of digits
        raise UnreadableAnswer("not JSON") from None


def _fault(text: str, start: int, error: json.JSONDecodeError) -> str:
    """Return what is wrong with an object in words that don't depend on the place."""
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return "the JSON is cut off"
    inside = text[start + 1 : error.pos + 1].lstrip()
    if inside and inside[-1] in "'‘’“”„«»`":
        return "not JSON: other quotes than double ones"
    return "not JSON"


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise UnreadableAnswer("two answers in one object: a key stands twice")
    return dict(pairs)


def _refuse_constant(_: str) -> NoReturn:
    raise UnreadableAnswer("not JSON: nan or infinity")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
