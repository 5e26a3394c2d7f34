"""An answer to a judgement: its score, and the passages that it marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tertium.metrics.neural.judge.answers import UnreadableAnswer, json_object

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.metrics.neural.judge.prompts import ProtocolName

LEAST, MOST = 0, 100
"""Bounds of the scores of ESA and of direct assessment."""

PENALTY: Final[Mapping[str, float]] = {"minor": 1.0, "major": 5.0, "critical": 25.0}
"""Points of an error (Freitag et al. 2021; critical as WMT's non-translation)."""

MOST_PENALTY: Final = 25.0
"""The most that the errors of a segment cost by MQM: no translation is worse than none."""

CATEGORIES: Final = ("accuracy", "fluency", "terminology", "style", "locale", "other")
MAJOR_FROM, CRITICAL_FROM = 41, 81
"""Severities of the rubric from which an error counts as major and as critical: where its words say so."""

MOST_ERRORS: Final = 50
PREFERENCES: Final[Mapping[str, float]] = {"A": 1.0, "tie": 0.5, "B": 0.0}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that a judge calls an error.

    Attributes:
        text: as the judge quotes it; empty for something left out.
        severity: ``"minor"``, ``"major"`` or ``"critical"``.
        label: the kind of error.
    """

    text: str
    severity: str
    label: str = "error"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one answer says.

    Attributes:
        score: in the protocol's unit; higher is better.
        marks: in the answer's order.
    """

    score: float
    marks: tuple[Mark, ...] = ()


def judgement(protocol: ProtocolName, text: str) -> Judgement:
    """Return the judgement in an answer.

    Raises:
        UnreadableAnswer: there is none, or not as the protocol's schema wants it; the text is the reason.
    """
    return _READERS[protocol](json_object(text))


def _esa(answer: Mapping[str, Any]) -> Judgement:
    marks = tuple(Mark(_text(error), _choice(error, "severity", ("minor", "major"))) for error in _errors(answer))
    return Judgement(_number(answer, "score", LEAST, MOST), marks)


def _da(answer: Mapping[str, Any]) -> Judgement:
    return Judgement(_number(answer, "score", LEAST, MOST))


def _mqm(answer: Mapping[str, Any]) -> Judgement:
    marks = tuple(
        Mark(_text(error), _choice(error, "severity", tuple(PENALTY)), _choice(error, "category", CATEGORIES))
        for error in _errors(answer)
    )
    # 0.0 - x, for -0.0 would print as "-0"
    return Judgement(0.0 - min(sum(PENALTY[mark.severity] for mark in marks), MOST_PENALTY), marks)


def _rubric(answer: Mapping[str, Any]) -> Judgement:
    errors = [(_text(error), _number(error, "severity", 1, MOST)) for error in _errors(answer)]
    marks = tuple(Mark(text, _band(severity)) for text, severity in errors)
    return Judgement(float(max(MOST - sum(severity for _, severity in errors), LEAST)), marks)


def _pairwise(answer: Mapping[str, Any]) -> Judgement:
    return Judgement(PREFERENCES[_choice(answer, "better", tuple(PREFERENCES))])


_READERS: Final[Mapping[ProtocolName, Callable[[Mapping[str, Any]], Judgement]]] = {
    "esa": _esa,
    "mqm": _mqm,
    "da": _da,
    "rubric": _rubric,
    "pairwise": _pairwise,
}


def _band(severity: float) -> str:
    return "critical" if severity >= CRITICAL_FROM else "major" if severity >= MAJOR_FROM else "minor"


def _value(answer: Mapping[str, Any], key: str) -> Any:
    if key not in answer:
        raise UnreadableAnswer(f"{key} is missing")
    return answer[key]


def _number(answer: Mapping[str, Any], key: str, least: float, most: float) -> float:
    value = _value(answer, key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UnreadableAnswer(f"{key} is no number")
    if not least <= value <= most:  # nor is nan
        raise UnreadableAnswer(f"{key} is not between {least} and {most}")
    return float(value) + 0.0  # -0.0 would print as "-0"


def _choice(answer: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = _value(answer, key)
    if not isinstance(value, str) or value not in choices:
        raise UnreadableAnswer(f"{key} is none of {', '.join(choices)}")
    return value


def _text(error: Mapping[str, Any]) -> str:
    value = _value(error, "text")
    if not isinstance(value, str):
        raise UnreadableAnswer("text is no text")
    return value


def _errors(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    errors = _value(answer, "errors")
    if not isinstance(errors, list) or not all(isinstance(error, Mapping) for error in errors):
        raise UnreadableAnswer("errors is no list of objects")
    if len(errors) > MOST_ERRORS:
        raise UnreadableAnswer(f"more than {MOST_ERRORS} errors")
    return errors
