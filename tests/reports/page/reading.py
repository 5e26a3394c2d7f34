"""The page read back: cells, tags, scripts, and the payload undone by other code than that which made it."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from typing import Any

from tertium.reports.page.packing import SIGNS


class Reader(HTMLParser):
    """Collects cells of tables, tags with their attributes, and the contents of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.cells: list[tuple[str, dict[str, str | None], str]] = []
        self.table = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "table":
            self.table = dict(attrs).get("id") or ""
        if tag in {"td", "th"}:
            self.cells.append((self.table, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"script", "style"}:
            self.raw.append((self.open[-1], data))
        elif self.cells and {"td", "th"} & set(self.open):
            table, attributes, text = self.cells[-1]
            self.cells[-1] = (table, attributes, text + data)


def read_payload(page: str) -> Any:
    match = re.search(r'id="payload">([^<]*)</script>', page)
    assert match
    return json.loads(gzip.decompress(unpack(match.group(1))))


def unpack(text: str) -> bytes:
    """Undo the packing as its description says: 13 bits in two signs, the first two signs the number of spare bits."""
    pairs = [SIGNS.index(a) * 91 + SIGNS.index(b) for a, b in zip(text[::2], text[1::2], strict=True)]
    bits = "".join(f"{pair:013b}" for pair in pairs[1:])
    bits = bits[: len(bits) - pairs[0]]
    return int(bits or "0", 2).to_bytes(len(bits) // 8, "big")
