"""A folder of articles in the journal: read once, prepared once, and what many share is known to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building import ingest
from tertium.corpora.building.journal import Journal
from tertium.corpora.building.plan import Plan
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.errors import DataError
from tertium.executor import Serial, processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = Plan("de", "en", encoder="lexical")
NAMES = ["eins.txt", "leer.txt", "one.html", "zwei.txt"]
SHARED_LINE = "Dieser Satz steht in jedem Text der Zeitung und sagt nichts über ihn aus."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("eins", "zwei"):
        text = f"Der Gemeinderat hat gestern über Antrag {name} beraten.\n\nEr lehnte ihn ab.\n\n{SHARED_LINE}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "leer.txt").write_text("", encoding="utf-8")
    texts = (
        "The council voted on the motion yesterday, and rejected it.",
        "Three members of it voted against the motion, and 12 people whistled outside.",
    )
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = f"<nav><a>Home</a></nav><article>{body}</article>"
    (folder / "one.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "j.sqlite")
    yield journal
    journal.close()


def test_articles_are_read_and_prepared_once(folder: Path, journal: Journal) -> None:
    steps: list[tuple[str, int, int]] = []
    for _ in range(2):
        ingest.read_all(journal, folder, NAMES, Serial(), lambda *step: steps.append(step))
        ingest.prepare_all(journal, NAMES, PLAN, Serial(), lambda *step: steps.append(step))
    assert steps == [("read", 4, 4), ("prepared", 4, 4)]
    assert [block.text for block in journal.text(2).left_out] == ["Home"]
    assert [journal.prepared(number).language for number in range(4)] == ["de", None, "en", "de"]


def test_another_process_prepares_the_same(folder: Path, journal: Journal, tmp_path: Path) -> None:
    other = Journal(tmp_path / "other.sqlite")
    with processes(1, chunk=3) as pool:
        for store, executor in ((journal, Serial()), (other, pool)):
            ingest.read_all(store, folder, NAMES, executor, lambda *_: None)
            ingest.prepare_all(store, NAMES, PLAN, executor, lambda *_: None)
    assert [journal.packed(number) for number in range(4)] == [other.packed(number) for number in range(4)]
    other.close()


def test_a_line_that_several_articles_share_is_doubtful(folder: Path, journal: Journal) -> None:
    names = [*NAMES, "drei.txt"]
    (folder / "drei.txt").write_text(f"Ein dritter Text.\n\nNoch ein Satz.\n\n{SHARED_LINE}\n", encoding="utf-8")
    ingest.read_all(journal, folder, names, Serial(), lambda *_: None)
    assert ingest.count_lines(journal, len(names)).has(SHARED_LINE)
    ingest.prepare_all(journal, names, PLAN, Serial(), lambda *_: None)
    labels = [line.label for line in journal.prepared(0).lines]
    assert labels[-1] != "text"
    assert labels[0] in {"text", "headline"}


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("zwei", "eins"), "line 2: 'eins' is not in en but in de"),
        (("leer", "one"), "line 2: 'leer' is empty, or nothing of it is left"),
    ],
)
def test_a_pair_of_the_user_in_the_wrong_language_is_refused(
    pair: tuple[str, str], message: str, folder: Path, journal: Journal
) -> None:
    ingest.read_all(journal, folder, NAMES, Serial(), lambda *_: None)
    ingest.prepare_all(journal, NAMES, PLAN, Serial(), lambda *_: None)
    ids = [name.partition(".")[0] for name in NAMES]
    ingest.check_pairs(journal, ids, Plan("de", "en", user_pairs=UserPairs({"one": ("eins", "")})))
    source, target = pair
    with pytest.raises(DataError, match=message):
        ingest.check_pairs(journal, ids, Plan("de", "en", user_pairs=UserPairs({target: (source, "")}, (), {pair: 2})))
