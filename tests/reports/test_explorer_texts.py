"""Texts of the explorer in a browser: differences word by word, marks and notes, and the files that it exports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.reports.decisions import Decisions
from tertium.reports.page.render import render
from tertium.terminal import reveal
from tests.reports.browsing import Browser, lacking
from tests.reports.making import PAYLOADS, hostile_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.evals.types import Run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

DENIED = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError') }})",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
)


@pytest.fixture
def page(browser: Browser, plain_page: Path) -> Iterator[Path]:
    """The plain page, with nothing kept before and after."""
    browser.open(plain_page)
    browser.js("localStorage.clear()")
    yield plain_page
    browser.open(plain_page)
    browser.js("localStorage.clear()")


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    path.write_text(render(hostile_run(), Decisions()), encoding="utf-8")
    return path


def diff(browser: Browser, reference: str, hypothesis: str) -> list[list[str]]:
    pieces: list[list[str]] = browser.js("return wordDiff(arguments[0], arguments[1])", reference, hypothesis)
    return pieces


# Differences


def test_words_are_compared_as_their_script_has_them(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert diff(browser, "我有六只猫", "我有七只猫") == [
        ["我有", "same"],
        ["六", "del"],
        ["七", "ins"],
        ["只猫", "same"],
    ]
    assert diff(browser, "GPT4技术好", "GPT5技术好") == [["GPT4", "del"], ["GPT5", "ins"], ["技术好", "same"]]
    assert diff(browser, "same", "same") == [["same", "same"]]
    assert diff(browser, "", "new") == [["new", "ins"]]
    assert diff(browser, "well-known", "known") == [["well-known", "del"], ["known", "ins"]]
    assert browser.js("return wordDiff('a '.repeat(600), 'b '.repeat(600))") is None, "too long to compare"


@pytest.mark.parametrize(
    ("reference", "hypothesis"),
    [
        ("it’s well-known", "it’s  known"),
        ("A  b\tc\n d ", " A b c d"),
        ("the ferry", "the ferry "),
        ("one two three", "one three"),
        ("น้ำท่วมที่นี่", "น้ำท่วมที่นั่น"),
        ("ភាសាខ្មែរ ល្អ", "ភាសាខ្មែរ អាក្រក់"),
        ("cafe\N{COMBINING ACUTE ACCENT} ok", "cafe ok"),
        ("か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}き", "かき"),
        ("👩‍👩‍👧 und 🇩🇪!", "👩‍👧 und 🇫🇷!"),
        ("می‌خواهم بروم", "می‌خواهی بروی"),
        ("", "x"),
        ("x", " "),
    ],
)
def test_both_texts_can_be_read_from_the_pieces_to_the_last_space(
    browser: Browser, page: Path, reference: str, hypothesis: str
) -> None:
    browser.open(page)
    pieces = diff(browser, reference, hypothesis)
    assert "".join(text for text, kind in pieces if kind != "ins") == reference
    assert "".join(text for text, kind in pieces if kind != "del") == hypothesis
    for text, _ in pieces:
        combining = browser.js("return /^[\\p{M}\\u200d]/u.test(arguments[0])", text)
        assert not combining, "no piece begins with a mark that belongs to the character before it"


def test_changed_words_keep_the_spaces_around_them_on_the_page(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#segment=bridge%231")
    texts = "return document.querySelector('#detail [data-system=north] .words').textContent"
    assert browser.js(texts) == "Die Brücke war 14 für 40 Tage lang gesperrtgeschlossen."
    browser.js(
        "const box = el('div'); writeOutput(box, 'a  c', wordDiff('a c', 'a  c'), []); document.body.append(box);"
        "box.id = 'probe'"
    )
    assert browser.texts("#probe ins") == [" "], "where only spaces differ, they are what is marked"


def test_outputs_are_compared_with_the_reference_or_with_the_other_system(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#segment=bridge%231&a=north&b=south")
    assert browser.texts("#detail [data-system=south] del") == ["lang"]
    browser.set("diff", "b")
    assert browser.texts("#detail [data-system=north] ins") == ["für", "40", "geschlossen"]
    assert browser.texts("#detail [data-system=north] del") == ["14", "gesperrt"]
    assert browser.texts("#detail [data-system=south] :is(ins, del)") == []
    assert "Outputs beside B, south" in browser.texts("#detail .caption")[0]
    assert browser.texts("#detail [data-system=north] mark.major") == ["40"], "findings stay marked"
    browser.js("document.querySelector('[data-act=swap]').click()")
    assert browser.texts("#detail [data-system=south] ins") == ["14", "gesperrt"]


# Marks and notes


def test_marks_and_notes_are_kept_for_the_set_and_filter_it(browser: Browser, page: Path, run: Run) -> None:
    browser.open(page, anchor="#segment=bread%232")
    browser.press("1")
    assert browser.js("return document.querySelector('[data-mark=error]').ariaPressed") == "true"
    browser.js("choose({segment: 'note#1'})")
    assert browser.js("return document.querySelector('[data-mark=error]').ariaPressed") == "false"
    browser.set("note", "is this <b>right</b>?")
    assert browser.texts("#list .mark-tag") == ["error", "note"]
    assert "2 segments have a mark or note" in browser.texts("#marks-said")[0]
    browser.open(page)
    assert run.fingerprint in str(browser.js("return Object.keys(localStorage)[0]"))
    for mark, ids in (("any", ["bread#2", "note#1"]), ("error", ["bread#2"]), ("note", ["note#1"]), ("good", [])):
        browser.set("of-mark", mark)
        assert browser.texts("#list .id") == ids, mark
    browser.set("of-mark", "none")
    assert len(browser.texts("#list .id")) == 4
    browser.js("choose({mark: '', segment: 'note#1'})")
    assert browser.js("return $('note').value") == "is this <b>right</b>?"
    browser.set("note", "")
    browser.js("choose({segment: 'bread#2'}); toggleMark('error')")
    assert browser.js("return JSON.parse(localStorage.getItem(storageKey()))") == []


def test_the_list_is_made_anew_with_the_next_choice_after_a_mark(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.set("of-mark", "none")
    browser.press("3")
    assert browser.js("return [S.segment, L.rows.length]") == ["bread#1", 6], "what was marked doesn't jump away"
    browser.press("j")
    assert browser.js("return [S.segment, L.rows.length]") == ["bread#2", 5]
    assert "5 of 6" in browser.texts("#count")[0]


@pytest.mark.parametrize("denied", DENIED)
def test_where_nothing_can_be_kept_the_page_says_so_and_works(browser: Browser, page: Path, denied: str) -> None:
    command = "Page.addScriptToEvaluateOnNewDocument"
    script = browser.driver.execute_cdp_cmd(command, {"source": denied})
    try:
        browser.open(page)
        assert "keeps nothing" in browser.texts("#marks-said")[0]
        browser.press("2")
        browser.press("j")
        browser.set("of-mark", "question")
        assert browser.texts("#list .id") == ["bread#1"]
        assert browser.complaints() == []
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.mark.parametrize(
    "junk", ["{", "7", "null", '{"a": 1}', '[1, ["x"], ["bread#1", "evil", "kept"], ["bread#2", {}, ""]]']
)
def test_what_another_page_of_the_disk_wrote_is_read_with_care(browser: Browser, page: Path, junk: str) -> None:
    browser.open(page)
    browser.js("localStorage.setItem(storageKey(), arguments[0])", junk)
    browser.open(page)
    assert browser.js("return [...M.of.values()].map(e => e.mark)") == ([""] if "kept" in junk else [])
    browser.press("1")
    assert browser.js("return markOf(0).mark") == "error"
    assert browser.complaints() == []


def test_another_windows_marks_arrive(browser: Browser, page: Path) -> None:
    browser.open(page)
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.driver.get(page.as_uri())
    browser.wait("return document.documentElement.dataset.ready === 'yes'")
    browser.js("choose({segment: 'bridge#1'}); toggleMark('good')")
    browser.driver.close()
    browser.driver.switch_to.window(first)
    browser.wait("return markOf(3).mark === 'good'")
    browser.js("toggleMark('error')")
    assert browser.js("return JSON.parse(localStorage.getItem(storageKey())).length") == 2


# Files


def test_the_list_is_saved_as_it_stands_with_marks_notes_and_shown_systems(
    browser: Browser, page: Path, run: Run, tmp_path: Path
) -> None:
    browser.open(page, anchor="#document=bridge&sort=loss")
    browser.press("1")
    browser.set("note", "tab\tand “quote”")
    order = browser.texts("#list .id")
    table = browser.download("export-tsv", tmp_path)
    assert table.name == "town-segments.tsv"
    head, *rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    assert head == [
        *("id", "document", "domain", "mark", "note", "system", "source", "reference A", "output"),
        *run.measures,
    ]
    assert [row[0] for row in rows] == [name for name in order for _ in run.systems]
    assert rows[0][3:6] == ["error", "tab<U+0009>and “quote”", "north"]
    assert all(len(row) == len(head) for row in rows)
    lines = browser.download("export-jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    objects = [json.loads(line) for line in lines]
    assert [entry["id"] for entry in objects] == order
    assert (objects[0]["mark"], objects[0]["note"]) == ("error", "tab\tand “quote”")
    bridge = next(entry for entry in objects if entry["id"] == "bridge#1")
    assert bridge["outputs"]["north"]["text"] == run.data.outputs["north"][3]
    assert bridge["outputs"]["north"]["findings"] == [
        {"metric": "chrf", "start": 19, "end": 21, "label": "number", "severity": "major", "note": "expected 14"}
    ]
    assert bridge["references"] == {"A": "Die Brücke war 14 Tage lang gesperrt."}
    assert browser.complaints() == []


def test_hostile_texts_and_notes_are_text_in_page_storage_and_files(
    browser: Browser, hostile_page: Path, tmp_path: Path
) -> None:
    run = hostile_run()
    browser.open(hostile_page)
    for i, text in enumerate(PAYLOADS):
        browser.js("choose({segment: D.ids[arguments[0]], context: 'document'}); change({note: arguments[1]})", i, text)
    browser.open(hostile_page)
    assert browser.js("return D.ids.map((_, i) => markOf(i).note)") == list(PAYLOADS)
    browser.js("choose({mark: 'note', query: '', hide: '1'})")
    assert browser.js("return L.rows.length") == len(PAYLOADS)
    assert browser.js("return window.pwned") is None
    assert browser.js("return document.querySelectorAll('script').length") == 1
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    lines = browser.download("export-jsonl", tmp_path).read_text(encoding="utf-8").split("\n")
    objects = [json.loads(line) for line in lines if line]
    assert [entry["note"] for entry in objects] == [entry["id"] for entry in objects] == list(PAYLOADS)
    systems = set(objects[0]["outputs"])
    assert len(systems) == len(run.systems) - 1
    for i, entry in enumerate(objects):
        assert {name: part["text"] for name, part in entry["outputs"].items()} == {
            name: run.data.outputs[name][i] for name in systems
        }
    table = browser.download("export-tsv", tmp_path).read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in table if line]
    assert {len(row) for row in cells} == {len(cells[0])}
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for row in cells for cell in row)
    notes = [row[4] for row in cells[1 :: len(systems)]]
    assert notes == [
        reveal(f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text) for text in PAYLOADS
    ]
    browser.js("localStorage.clear()")
    assert browser.complaints() == []
