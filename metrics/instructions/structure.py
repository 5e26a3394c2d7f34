"""Structure: JSON, tags, placeholders and Markdown that a translation must keep."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.instructions import marks
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.metrics.instructions.marks import Mark


@register
@dataclass(frozen=True, slots=True)
class Structure(Check):
    """Marks of structure that are lost, added, altered or wrongly nested, per hundred of the source.

    Marks are tags with their attributes (but texts such as ``alt``), placeholders ({name}, %s, ${x}), headings, list
    items, table rows, bold words, code and link targets of Markdown; of a source that is JSON, its keys and all values
    but texts. A source without any has no opportunity; what only the hypothesis has counts where the source has marks.
    """

    name = "structure"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        value = _json(segment.source)
        if value is not None:
            return _json_inspector(Counter(_paths(value)))
        expected = marks.marks(segment.source)
        if not expected:
            return lambda _: Checked(0)
        is_nested = not any(marks.nesting(segment.source))
        counts = _counts(expected)
        written = {mark.key: segment.source[mark.start : mark.end] for mark in expected if mark.kind == "placeholder"}

        def inspect(hypothesis: str) -> Checked:
            present = marks.marks(hypothesis)
            findings = list(_differences(hypothesis, counts, present, written))
            # A tag that is lost or added breaks the nesting too, and is one error.
            if is_nested and not findings:
                findings += (
                    Finding(tag.start, tag.end, "tag nesting", "opened and closed in order", 0.9)
                    for tag in marks.nesting(hypothesis)
                )
            return Checked(len(expected), tuple(sorted(findings)))

        return inspect


def _counts(present: Sequence[Mark]) -> Counter[tuple[marks.Kind, str]]:
    """Return how many marks there are of each kind and key."""
    return Counter((mark.kind, mark.key) for mark in present)


def _differences(
    hypothesis: str,
    expected: Counter[tuple[marks.Kind, str]],
    present: Sequence[Mark],
    written: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield the marks that are lost or added; of one kind, the n-th that is lost became the n-th that is added.

    Args:
        hypothesis: the text.
        expected: how many marks of each kind and key the source has.
        present: the marks of the hypothesis.
        written: key to the mark as the source writes it, where the key is another: %s has a position.
    """
    counts = _counts(present)
    end = len(hypothesis)
    lost, surplus = expected - counts, counts - expected
    added: list[Mark] = []
    for mark in reversed(present):  # of equal marks, the last ones are those too many
        if surplus[mark.kind, mark.key]:
            surplus[mark.kind, mark.key] -= 1
            added.insert(0, mark)
    for kind in ("tag", "placeholder", "markdown"):
        keys = [key for (of, key), count in lost.items() if of == kind for _ in range(count)]
        new = [mark for mark in added if mark.kind == kind]
        pairs = min(len(keys), len(new))
        for key, mark in zip(keys[:pairs], new[:pairs], strict=True):
            yield Finding(mark.start, mark.end, f"{kind} altered", written.get(key, key), 0.9)
        for key in keys[pairs:]:
            yield Finding(end, end, f"{kind} lost", written.get(key, key), 0.9)
        for mark in new[pairs:]:
            yield Finding(mark.start, mark.end, f"{kind} added", "not in the source", 0.8)


def _json(text: str) -> Any:
    """Return the object or array that a text is; None for any other text."""
    if not text.strip().startswith(("{", "[")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) or (isinstance(value, list) and not _is_placeholder(value)) else None


def _is_placeholder(value: list[Any]) -> bool:
    """Whether an array may be no JSON but a text in brackets: [1] is a note."""
    return len(value) <= 1 and not any(isinstance(item, (dict, list, str)) for item in value)


def _json_inspector(expected: Counter[str]) -> Inspector:
    def inspect(hypothesis: str) -> Checked:
        total = expected.total()
        try:
            present = Counter(_paths(json.loads(hypothesis)))
        except json.JSONDecodeError as error:
            start = min(error.pos, len(hypothesis))
            return Checked(total, (Finding(start, len(hypothesis), "JSON broken", error.msg, 0.99, errors=total),))
        except RecursionError:
            return Checked(
                total, (Finding(0, len(hypothesis), "JSON broken", "nested too deeply", 0.99, errors=total),)
            )
        end = len(hypothesis)
        lost = (Finding(end, end, "JSON lost", path, 0.95) for path in (expected - present).elements())
        added = (Finding(end, end, "JSON added", path, 0.9) for path in (present - expected).elements())
        return Checked(total, tuple(sorted([*lost, *added])))

    return inspect


def _paths(value: Any, path: str = "$") -> Iterator[str]:
    """Yield the path of each value within JSON, and the value unless it is a text, which is translated."""
    if isinstance(value, dict):
        yield f"{path} {{}}"
        for key, item in value.items():
            yield from _paths(item, f"{path}.{key}")
    elif isinstance(value, list):
        yield f"{path} []"
        for i, item in enumerate(value):
            yield from _paths(item, f"{path}[{i}]")
    else:
        yield f"{path} text" if isinstance(value, str) else f"{path} {json.dumps(value)}"
