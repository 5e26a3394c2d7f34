"""Writes a campaign for pearmut (Zouhar and Kocmi 2026), a task per annotator: `pearmut add FILE` loads it.

pearmut mixes the order of systems by the seed that its access tokens come from; so the order is made here, its own
mixing is off, and its seed stays unknown.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError, UsageError
from tertium.evals.human.campaign import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import Document
    from tertium.evals.human.campaign import Campaign, Item
    from tertium.metrics.base import Span

suffix: Final = ".json"
PROTOCOLS: Final = {"esa": "ESA", "cesa": "cESA", "mqm": "MQM"}
SEVERITIES: Final = frozenset({"neutral", "minor", "major"})
MEDIA: Final = ("<audio ", "<video ", "<img ", "<iframe ")
"""Texts that begin so are shown as markup by pearmut."""
HIGHEST: Final = 33
"""The most points of an attention item: pearmut's instructions call 33 % flawed, with substantial issues."""
WITHOUT_SCORE: Final[Mapping[str, Any]] = {
    "sliders": [],
    "instructions": (
        "<ul><li>Mark every error: click its first and then its last character. For what was left out click "
        "<b>[missing]</b> at the end.</li><li>Choose severity and category. <b>Major</b>: the meaning is changed or "
        "hard to understand. <b>Minor</b>: anything less.</li><li>Where there is no error, mark nothing.</li></ul>"
    ),
}
"""pearmut's MQM asks for a score beside the errors, whose points MQM sums: without sliders it doesn't."""
LAST_OF_ONE_UNIT: Final = "\uffff"


def render(campaign: Campaign) -> str:
    """Return the campaign as JSON; what is of tertium stays in pearmut's logs.

    Raises:
        DataError: a text would be shown as markup.
        UsageError: pearmut can't show a system of that name.
    """
    data, protocol = campaign.data, PROTOCOLS[campaign.protocol]
    for name in data.outputs:
        _check_name(name)
    documents, marks = {document.id: document for document in data.documents}, marks_of(campaign)
    value = {
        "campaign_id": f"{data.name}-{campaign.protocol}".replace("/", "-").replace("\\", "-"),
        "info": {
            "assignment": "task-based",
            "protocol": protocol,
            "shuffle": False,
            **(WITHOUT_SCORE if protocol == "MQM" else {}),
        },
        "tertium": {
            "set": data.name,
            "fingerprint": data.fingerprint,
            "choice": campaign.choice,
            "seed": campaign.seed,
            "prefilled": list(campaign.prefilled),
        },
        "data": [
            [[_item(campaign, documents[sheet.document], item, marks) for item in sheet.items] for sheet in task]
            for task in campaign.tasks
            if task
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _check_name(name: str) -> None:
    # numbers lose their order in JavaScript, and a name stands unescaped in pearmut's page
    if name.isdigit() or set(name) & set("\"'<>&"):
        raise UsageError(
            f"pearmut can't show a system called {name!r}", hint="a name with a letter, without quotes and angles"
        )


def _item(
    campaign: Campaign, document: Document, item: Item, marks: Mapping[tuple[str, int], Sequence[Span]]
) -> dict[str, Any]:
    data, i = campaign.data, item.segment
    source = data.sources[i] if data.sources else None
    for text in (source or "", *item.outputs.values()):
        if text.startswith(MEDIA):
            message = (
                f"segment {data.ids[i]!r} has a text that begins with {text.split()[0]}: pearmut shows it as markup"
            )
            raise DataError(message, hint="a set without it, or -o FILE.tsv")
    shown: dict[str, Any] = {
        "item_id": f"attention#{data.ids[i]}" if item.altered else data.ids[i],
        "doc_id": document.id,
        **({"domain": document.domain} if document.domain else {}),
        **({"src": source} if source is not None else {}),
        "tgt": dict(item.outputs),
    }
    if item.altered:  # silent: without a warning, pearmut logs a failure and says nothing
        rule = {"error_spans": [{"severity": "major"}]} if campaign.protocol == "mqm" else {"score": [0, HIGHEST]}
        return shown | {"validation": {item.altered: rule}}
    if campaign.prefilled:
        shown["prefilled"] = ", ".join(campaign.prefilled)
        shown["error_spans"] = {
            name: list(_marks(marks.get((name, i), ()), text)) for name, text in item.outputs.items()
        }
    return shown


def _marks(spans: Sequence[Span], text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the places that are marked already; pearmut's marks can't overlap, so of two the first one stays."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        first, last = _places(span, text)
        if first > end:
            end = last
            severity = span.severity if span.severity in SEVERITIES else "major"
            # the rater says of which kind it is: labels of metrics are none of pearmut's categories
            yield {"start_i": first, "end_i": last, "severity": severity, "category": None}


def _places(span: Span, text: str) -> tuple[int, int]:
    """Return the first and the last character in UTF-16, as browsers count; an omission is pearmut's last token."""
    if span.start >= min(span.end, len(text)):
        return _units(text), _units(text)
    return _units(text[: span.start]), _units(text[: span.end]) - 1


def _units(text: str) -> int:
    return len(text) + sum(letter > LAST_OF_ONE_UNIT for letter in text)
