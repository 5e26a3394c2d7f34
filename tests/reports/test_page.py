"""The page before any browser: the run's numbers, nothing from elsewhere, no text that is markup."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.results import Check, Resampling, Verdict
from tertium.evals.slices import slices
from tertium.evals.types import Key, Run
from tertium.reports.decisions import Decisions
from tertium.reports.page.packing import SIGNS, encode_bytes
from tertium.reports.page.render import render
from tertium.reports.sections.leaderboard import leaderboard_table
from tests.reports.making import NORTH, PAYLOADS, REFERENCE, SOURCES, SOUTH, hostile_run, plain_run
from tests.reports.test_formats import standings

if TYPE_CHECKING:
    from pathlib import Path

FEW = Resampling(samples=200)


@pytest.fixture(scope="module")
def run() -> Run:
    return plain_run()


@pytest.fixture(scope="module")
def page(run: Run) -> str:
    return render(run, decided(run))


def decided(run: Run) -> Decisions:
    return Decisions(
        standings=standings(run),
        comparison=compare(run, baseline="south", resampling=FEW),
        slices=slices(run, FEW),
        command="tertium report RUN --format html",
    )


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


def payload(page: str) -> Any:
    found = re.search(r'id="payload">([^<]*)</script>', page)
    assert found
    return json.loads(gzip.decompress(unpacked(found.group(1))))


def unpacked(text: str) -> bytes:
    """Undo the packing as its description says: 13 bits in two signs, the first two signs the number of spare bits."""
    pairs = [SIGNS.index(a) * 91 + SIGNS.index(b) for a, b in zip(text[::2], text[1::2], strict=True)]
    bits = "".join(f"{pair:013b}" for pair in pairs[1:])
    bits = bits[: len(bits) - pairs[0]]
    return int(bits or "0", 2).to_bytes(len(bits) // 8, "big")


@pytest.mark.parametrize("size", [0, 1, 2, 12, 13, 14, 1000])
def test_packing_is_undone_exactly(size: int) -> None:
    content = bytes(i * 89 % 256 for i in range(size))
    assert unpacked(encode_bytes(content)) == content
    assert "<" not in encode_bytes(content)


def test_the_leaderboard_holds_every_digit_of_the_table_and_shows_it_rounded(run: Run, page: str) -> None:
    table = leaderboard_table(run, Decisions(standings(run)))
    cells = [(a, text) for name, a, text in Reader(page).cells if name == "leaderboard-table" and "data-metric" in a]
    assert len(cells) == len(run.systems) * len(run.measures)
    titles = [column.title for column in table.columns]
    expected = [
        (row[titles.index(metric)], table.columns[titles.index(metric)].show(row[titles.index(metric)]))
        for row in table.rows
        for metric in run.measures
    ]
    for (attributes, text), (value, shown) in zip(cells, expected, strict=True):
        assert float(str(attributes["data-value"])) == value
        assert text.startswith(shown)
    bounds = [float(str(a["data-bound"])) for tag, a in Reader(page).tags if tag == "span" and "data-bound" in a]
    low, high = titles.index("chrf low"), titles.index("chrf high")
    assert {table.rows[0][low], table.rows[0][high]} <= set(bounds)


def test_the_payload_holds_every_text_and_every_score_to_six_digits(run: Run, page: str) -> None:
    found = payload(page)
    assert found["systems"] == ["north", "south"]
    assert found["rows"][0] == [SOURCES[0], REFERENCE[0], NORTH[0], SOUTH[0]]
    for m, metric in enumerate(run.measures):
        for s, system in enumerate(found["systems"]):
            values = run.values[Key(system, metric)]
            for kept, exact in ((found["scores"], values.segments), (found["documentScores"], values.documents)):
                for one, value in zip(kept[m][s], exact.tolist(), strict=True):
                    assert (one is None) == math.isnan(value)
                    assert one is None or one == pytest.approx(value, rel=1e-5)


def test_what_is_doubtful_stands_before_any_score(page: str) -> None:
    first = page.index('<table id="doubts"')
    assert first < page.index('id="leaderboard-table"')
    for said in ("empty output", "output is a copy of the source", "comet is not installed", "longer than the window"):
        assert first < page.index(said) < page.index('id="leaderboard-table"')


def test_a_gates_verdict_stands_before_everything_else(run: Run) -> None:
    check = Check("chrf not worse", "chrf", "fail", -33.25, -0.5, "chrf falls", ("too few <documents>",))
    made = render(run, Decisions(verdict=Verdict("fail", "south", "north", "town", "f", (check,), FEW)))
    assert '<div class="verdict fail" id="verdict">' in made
    assert made.index("FAIL") < made.index("0 of 1 rules pass") < made.index('data-value="-33.25"')
    assert made.index('data-value="-33.25"') < made.index("too few &lt;documents&gt;") < made.index('id="doubts"')


def test_the_policy_pins_the_one_script_and_the_one_style(page: str) -> None:
    reader = Reader(page)
    policy = next(str(a["content"]) for tag, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    scripts = [text for tag, text in reader.raw if tag == "script"][1:]
    styles = [text for tag, text in reader.raw if tag == "style"]
    for texts in (scripts, styles):
        (text,) = texts
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy


def test_nothing_comes_from_elsewhere_and_nothing_has_a_handler_or_a_style(page: str) -> None:
    for made in (page, render(hostile_run(), Decisions(slices=slices(hostile_run(), FEW)))):
        for tag, attributes in Reader(made).tags:
            assert tag not in {"iframe", "object", "embed", "img", "link", "form"} or attributes.get("role") == "search"
            for name, value in attributes.items():
                assert not name.startswith("on"), (tag, name)
                assert name not in {"src", "style", "action", "srcdoc"}, (tag, name)
                assert name != "href" or str(value).startswith("#"), (tag, value)


def test_hostile_names_and_texts_add_no_element() -> None:
    hostile, run = hostile_run(), hostile_run()
    calm = render(run, Decisions(slices=slices(run, FEW)))
    assert sum(tag == "script" for tag, _ in Reader(calm).tags) == 2
    assert not [tag for tag, _ in Reader(calm).tags if tag in {"b", "img"}]
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in calm
    assert "\x1b" not in calm
    assert sorted(payload(calm)["systems"]) == sorted(hostile.systems)
    assert payload(calm)["ids"] == list(PAYLOADS)


def test_the_same_run_is_the_same_page(run: Run, page: str) -> None:
    assert render(plain_run(), decided(run)) == page


def test_a_page_of_one_system_and_no_reference_is_made() -> None:
    run = plain_run()
    from dataclasses import replace

    from tertium.evals.evaluate import evaluate

    data = replace(
        run.data, references={}, confidence=None, outputs={"south": run.data.outputs["south"]}, provenance={}
    )
    alone = render(evaluate(data, ["length"]))
    assert "Two systems are compared here" in alone
    assert 'id="left-out"' not in alone


def test_what_was_left_out_and_what_reproduces_the_page_is_said(run: Run, page: str) -> None:
    for said in (
        "nearest is too far",
        "Leave a reply",
        run.fingerprint,
        "tertium report RUN --format html",
        "seed:12345",
    ):
        assert said in page


def test_the_command_writes_the_page(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    target = tmp_path / "page.html"
    words = [
        "report",
        str(tmp_path / "run"),
        "--format",
        "html",
        "--samples",
        "200",
        "--baseline",
        "south",
        "-o",
        str(target),
    ]
    assert main(words) == 0
    made = target.read_text(encoding="utf-8")
    assert made.startswith("<!doctype html>")
    assert "--baseline south --cluster document --samples 200 --seed 12345 --level 0.95" in made
