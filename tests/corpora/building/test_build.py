"""Folders of raw articles to sets; the articles are those of examples/ and a few made here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.building import build as building
from tertium.corpora.building import match as matching
from tertium.corpora.building.build import build, build_into
from tertium.corpora.building.journal import Journal
from tertium.corpora.building.plan import Plan
from tertium.corpora.building.records import ReadArticle
from tertium.corpora.pairing.pair import Limits
from tertium.corpora.pairing.pairs_file import UserPairs
from tertium.corpora.text import identification
from tertium.errors import DataError, UsageError
from tests.conftest import ROOT
from tests.corpora.alignment.test_moved import ENGLISH, GERMAN

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

ARTICLES = ROOT / "examples" / "articles"
PLAN = Plan("de", "en")
ENVIRONMENT = dict(os.environ)
"""As it was when numpy was imported here: vectors depend in their last digits on the threads of BLAS."""
FOUR = {
    *("beekeepers", "bienen", "harbour-ferry", "hafenfaehre", "night-train", "nachtzug", "painting", "gemaelde"),
    *("buecherei", "chess"),
}
"""Four pairs of the articles, and two that have no partner."""
NORTH = """Wind farm off Lindhavn doubles in size

The wind farm off Lindhavn will grow from 40 to 80 turbines by 2027, the operator said on Thursday.

Fishermen have protested against the plan since it became known in March. They fear for 12 of their 30 fishing grounds.

The first of the new turbines is to turn in the autumn of 2026. It is 240 metres high.
"""
ORIGINAL = """Windpark vor Lindhavn wird doppelt so groß

Der Windpark vor Lindhavn soll bis 2027 von 40 auf 80 Anlagen wachsen, teilte der Betreiber am Donnerstag mit.

Die Fischer protestieren gegen den Plan, seit er im März bekannt wurde. Sie fürchten um 12 ihrer 30 Fanggründe.

Die erste der neuen Anlagen soll sich im Herbst 2026 drehen. Sie ist 240 Meter hoch.
"""
SOUTH = """Wind park in front of Lindhavn is becoming twice as big

The wind park in front of Lindhavn should grow from 40 to 80 plants until 2027, informed the operator on Thursday.

The fishers protest against the plan since it got known in March. They are afraid for 12 of their 30 catch grounds.

The first one of the new plants should turn in autumn 2026. She is 240 metres tall.
"""


@pytest.fixture(scope="module")
def data() -> EvalSet:
    return build(ARTICLES, PLAN, name="examples")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in {"wind": ORIGINAL, "wind-north": NORTH, "wind-south": SOUTH}.items():
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def pairs(data: EvalSet) -> dict[str, str]:
    return {one["target"]: one["source"] for one in data.provenance["pairs"]}


def test_the_examples_are_paired_and_the_rest_is_said(data: EvalSet) -> None:
    assert pairs(data) == {
        "bakery": "brotroboter",
        "beekeepers": "bienen",
        "clock-tower": "turmuhr",
        "flood-gauge": "pegel",
        "harbour-ferry": "hafenfaehre",
        "lighthouse": "leuchtturm",
        "marathon": "lauf",
        "night-train": "nachtzug",
        "orchestra": "orchester",
        "painting": "gemaelde",
        "school-garden": "schulgarten",
        "tram": "strassenbahn",
    }
    assert [one["id"] for one in data.provenance["unpaired"]] == ["buecherei", "chess"]
    assert all(one["reason"] and one["nearest"] for one in data.provenance["unpaired"])


def test_no_rest_of_a_web_page_is_in_a_segment(data: EvalSet) -> None:
    text = "\n".join(one or "" for column in (data.sources or (), data.outputs["web"]) for one in column)
    for rest in (
        "Cookie",
        "Newsletter",
        "newsletter",
        "Comment",
        "Kommentar",
        "Getty",
        "Siehe auch",
        "Read also",
        "Read more",
        "Mehr zum Thema",
        "ADVERTISEMENT",
        "Foto:",
        "Photo",
        "Tags:",
        "Jonas Weller",
        "source site",
    ):
        assert rest not in text


def test_every_sentence_of_the_articles_is_in_a_segment(data: EvalSet) -> None:
    text = " ".join(one or "" for one in data.sources or ())
    for sentence in ("Verkaufen wollen die Forscher das Gerät nicht.", "Eine Fahrkarte kostet weiterhin 4,80 Euro."):
        assert sentence in text
    assert "Vogt does not deny it." in " ".join(one or "" for one in data.outputs["web"])


def test_several_translations_of_one_original_are_several_systems(folder: Path) -> None:
    made = build(folder, PLAN)
    assert list(made.outputs) == ["web", "web.2"]
    assert {one["target"]: one["column"] for one in made.provenance["pairs"]} == {
        "wind-north": "web",
        "wind-south": "web.2",
    }
    assert len(made.documents) == 1
    assert all(made.outputs["web"])
    assert all(made.outputs["web.2"])


def test_a_re_post_is_flagged_and_is_no_system(folder: Path) -> None:
    (folder / "wind-repost.txt").write_text(NORTH + "\nLeave a Reply\n", encoding="utf-8")
    made = build(folder, PLAN)
    assert list(made.outputs) == ["web", "web.2"]
    assert made.provenance["copies"] == [{"id": "wind-repost", "of": "wind-north", "shared": 1.0}]
    assert pairs(made)["wind-repost"] == "wind"
    assert "wind-repost" not in [one["id"] for one in made.provenance["unpaired"]]


def test_pairs_by_hand_overrule_the_evidence_and_name_the_system(folder: Path) -> None:
    made = build(
        folder, Plan("de", "en", user_pairs=UserPairs({"wind-south": ("wind", "south")}, (("wind", "wind-north"),)))
    )
    assert list(made.outputs) == ["south"]
    assert [one["id"] for one in made.provenance["unpaired"]] == ["wind-north"]


def test_an_article_whose_best_candidate_is_excluded_says_so(folder: Path) -> None:
    made = build(folder, Plan("de", "en", user_pairs=UserPairs({}, (("wind", "wind-north"),))))
    left = {one["id"]: one["reason"] for one in made.provenance["unpaired"]}
    assert left["wind-north"].startswith("wind is excluded by the pairs file (likeness 0.")


def test_both_articles_of_an_excluded_pair_say_so(folder: Path) -> None:
    (folder / "wind-south.txt").unlink()
    for name in ("bienen.txt", "beekeepers.txt"):
        shutil.copy(ARTICLES / name, folder)
    made = build(folder, Plan("de", "en", user_pairs=UserPairs({}, (("wind", "wind-north"),))))
    left = {one["id"]: one["reason"] for one in made.provenance["unpaired"]}
    assert left["wind"].startswith("wind-north is excluded by the pairs file (likeness 0.")
    assert left["wind-north"].startswith("wind is excluded by the pairs file (likeness 0.")
    assert "; likeness 0." in left["wind-north"], "the next candidate is named too"


def test_an_article_in_neither_language_and_an_empty_one_are_reported(folder: Path) -> None:
    russian = "Паром между Линдхавном и островом отправился в последний раз в воскресенье. " * 3
    (folder / "ferry-ru.txt").write_text(russian, encoding="utf-8")
    (folder / "nothing.txt").write_text("\n\n", encoding="utf-8")
    reasons = {one["id"]: one["reason"] for one in build(folder, PLAN).provenance["unpaired"]}
    assert reasons["ferry-ru"] == "neither de nor en; it seems to be ru"
    assert reasons["nothing"] == "no text is left after cleaning"


def test_the_translations_may_be_references_and_what_they_lack_is_none(folder: Path) -> None:
    (folder / "wind-south.txt").unlink()
    only = "Im Rathaus gibt es seit gestern kostenlosen Kuchen für alle, die danach fragen."
    (folder / "wind.txt").write_text(f"{ORIGINAL}\n{only}\n", encoding="utf-8")
    made = build(folder, Plan("de", "en", role="reference", called="human"))
    assert list(made.references) == ["human"]
    rows = dict(zip(made.sources or (), made.references["human"], strict=True))
    assert rows[only] is None
    hypothesis = build(folder, PLAN)
    rows = dict(zip(hypothesis.sources or (), hypothesis.outputs["web"], strict=True))
    assert rows[only] == ""


def test_without_a_model_words_and_numbers_pair_them_too(folder: Path) -> None:
    made = build(folder, Plan("de", "en", encoder="lexical"))
    assert pairs(made) == {"wind-north": "wind", "wind-south": "wind"}


@pytest.mark.parametrize("encoder", ["lexical", "use"])
def test_one_process_or_two_and_new_ones_that_compare_give_the_same_bytes(
    encoder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FEW", 0)
    for workers, large in ((1, 5000), (2, 5000), (2, 0)):
        monkeypatch.setattr(building, "LARGE", large)
        build_into(
            ARTICLES, Plan("de", "en", encoder=encoder, workers=workers), tmp_path / f"{workers}-{large > 0}" / "set"
        )
    for name in ("set.json", "segments.parquet"):
        assert len({path.read_bytes() for path in tmp_path.glob(f"*/set/{name}")}) == 1
        assert len(list(tmp_path.glob(f"*/set/{name}"))) == 3


def test_only_the_processes_hold_the_identifier_of_languages(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FEW", 0)
    identification.identify(NORTH, ["en", "de"])
    build_into(folder, Plan("de", "en", encoder="lexical", workers=1), tmp_path / "set")
    assert identification._identifier.cache_info().currsize == 0


def test_sentences_that_are_joined_to_be_encoded_give_the_same_bytes_with_one_process_or_two(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FEW", 0)
    joined = NORTH.replace("2026. It is", "2026 and is").replace("March. They", "March; they")
    (folder / "wind-north.txt").write_text(joined, encoding="utf-8")
    for workers in (1, 2):
        build_into(folder, Plan("de", "en", encoder="use", workers=workers), tmp_path / str(workers) / "set")
    for name in ("set.json", "segments.parquet"):
        assert (tmp_path / "1" / "set" / name).read_bytes() == (tmp_path / "2" / "set" / name).read_bytes()
    sources = store.load(tmp_path / "1" / "set").sources or ()
    assert any("März bekannt wurde. Sie fürchten" in (source or "") for source in sources)


def test_a_killed_build_goes_on_where_it_was_and_gives_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    for path in sorted(ARTICLES.iterdir()):
        shutil.copy(path, folder)
    words = ["build", str(folder), "--from", "de", "--to", "en", "-o", str(tmp_path / "set"), "-q", "--workers", "1"]
    code = (
        "import time\nfrom tertium.cli import main\nfrom tertium.corpora.building import match\n"
        "match.compare_all = lambda *_: (print('prepared', flush=True), time.sleep(600))\n"
        f"main({words!r})"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "prepared\n"
        process.kill()
    assert not (tmp_path / "set").exists()
    said: list[str] = []

    def tell(step: str, done: int, total: int) -> None:
        said.append(f"{step} {done} of {total}")

    build_into(folder, PLAN, tmp_path / "set", progress=tell)
    assert not any("prepared" in one for one in said), "the articles were prepared before the kill"
    assert not (tmp_path / "set.work").exists()
    build_into(folder, PLAN, tmp_path / "again" / "set")
    for name in ("set.json", "segments.parquet"):
        assert (tmp_path / "set" / name).read_bytes() == (tmp_path / "again" / "set" / name).read_bytes()


def test_what_is_left_of_another_build_is_not_used(tmp_path: Path, folder: Path) -> None:
    work = tmp_path / "set.work"
    work.mkdir()
    left = Journal(work / "journal.sqlite")
    left.identity = "another folder or plan"
    left.add_texts([ReadArticle(0, "rubbish", ())])
    left.close()
    build_into(folder, Plan("de", "en", encoder="lexical"), tmp_path / "set")
    assert len(store.load(tmp_path / "set").documents) == 1


def test_the_command_explains_every_line_and_says_how_far_it_is(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    russian = "Паром между Линдхавном и островом отправился в последний раз в воскресенье. " * 3
    (folder / "ferry-ru.txt").write_text(russian, encoding="utf-8")
    words = ["build", str(folder), "--from", "de", "--to", "en", "-o", str(tmp_path / "set"), "--encoder", "lexical"]
    assert main([*words, "--explain"]) == 0
    out, err = capsys.readouterr()
    rows = [line.split("\t") for line in out.splitlines()]
    assert rows[0] == ["article", "language", "sure", "line", "label", "rule", "text"]
    assert len(rows) == 1 + 3 * 4 + 2
    assert rows[1] == ["empty", "?", "0.000", "0", "removed", "empty", ""]
    assert rows[2][:5] == ["ferry-ru", "neither: ru", "1.000", "1", "text"]
    assert rows[3] == ["wind", "de", "1.000", "1", "headline", "headline", "Windpark vor Lindhavn wird doppelt so groß"]
    assert "prepared: 5 of 5" in err


def test_what_a_web_page_has_beside_its_article_is_removed_and_told(folder: Path) -> None:
    before = build(folder, Plan("de", "en", encoder="lexical"))
    text = min(folder.iterdir())
    body = "".join(f"<p>{line}</p>" for line in text.read_text(encoding="utf-8").split("\n") if line.strip())
    page = f"<nav><a>Startseite</a></nav><article>{body}</article><footer><p>Impressum</p></footer>"
    text.with_suffix(".html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    text.unlink()
    after = build(folder, Plan("de", "en", encoder="lexical"))
    assert after.sources == before.sources
    told = [(one["rule"], one["text"]) for one in after.provenance["removed"] if one["article"] == text.stem]
    assert told[-2:] == [("not_article", "Startseite"), ("not_article", "Impressum")]


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({}, "holds no articles"),
        ({"a.txt": "x", "a.html": "x"}, "would both be article 'a'"),
        (
            {"a.txt": "Nur ein deutscher Satz, und kein englischer weit und breit."},
            "no two of the articles are a pair: 1 in de and 0 in en among 1",
        ),
        ({"a.txt": b"Gr\xfc\xdfe"}, "0xfc is not UTF-8"),
    ],
)
def test_a_folder_that_gives_no_set_is_a_two_line_error(
    tmp_path: Path, files: dict[str, str | bytes], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, content in files.items():
        (tmp_path / "in" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    words = ["build", str(tmp_path / "in"), "--from", "de", "--to", "en", "-o", str(tmp_path / "set"), "-q"]
    assert main([*words, "--encoder", "lexical"]) == 3
    err = capsys.readouterr().err
    assert error in err
    assert len(err.splitlines()) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["in"], "nothing half-written"


def test_an_output_that_cannot_be_written_is_a_two_line_error_before_any_work(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    words = ["build", str(folder), "--from", "de", "--to", "en", "-o", str(tmp_path / "file" / "set"), "-q"]
    assert main(words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_build_ends_with_what_was_paired_what_needs_review_and_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(matching, "LIMITS", {"use": Limits(0.79, 0.65, 0.2, 0.8, 0.79)})
    monkeypatch.setattr("tertium.corpora.pairing.pair.FAR_LEAD", 2.0)
    place = tmp_path / "articles"
    place.mkdir()
    for path in ARTICLES.iterdir():
        if path.stem in FOUR:
            shutil.copy(path, place)
    words = ["build", str(place), "--from", "de", "--to", "en", "-o", str(tmp_path / "set"), "--workers", "1"]
    assert main(words) == 0
    lines = capsys.readouterr().err.splitlines()
    said = lines[lines.index("aligned: 1 of 1") + 1 :]
    assert said[0] == "2 of 10 articles paired into 1 document, 6 to review, 2 unpaired"
    assert said[1].endswith("segments in 1 document")
    assert said[2].startswith("to review: bienen and beekeepers: likeness 0.73 with bienen, 0.79 is needed")
    assert (
        said[5] == f"tertium report {tmp_path / 'set'} shows all pairs with evidence, and why other articles have none"
    )
    assert said[6].endswith(f"lines left out: tertium report {tmp_path / 'set'} --by removed")
    made = store.load(tmp_path / "set").provenance
    assert [one["target"] for one in made["review"]] == ["beekeepers", "harbour-ferry", "painting"]
    decided = {one["id"]: one.get("decision") for one in made["unpaired"]}
    assert decided["bienen"] == decided["beekeepers"] == "review"
    assert decided["chess"] is None


def test_an_unknown_encoder_is_refused_before_any_work(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UsageError, match="no encoder"):
        build_into(folder, Plan("de", "en", encoder="nonsense"), tmp_path / "set")
    assert not os.path.lexists(tmp_path / "set")


def test_articles_may_stand_in_subfolders(tmp_path: Path, folder: Path) -> None:
    shutil.move(folder, tmp_path / "all" / "wind")
    made = build(tmp_path / "all", Plan("de", "en", encoder="lexical"))
    assert [one.id for one in made.documents] == ["wind/wind"]


def test_no_pair_at_all_names_the_remedy(folder: Path) -> None:
    with pytest.raises(DataError, match="no two of the articles"):
        build(folder, Plan("de", "fr", encoder="lexical"))


def test_no_pair_at_all_names_the_nearest_candidates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "LIMITS", {"lexical": Limits(0.99, 0.65, 0.2, 0.8, 0.99)})
    nearest = r"among 3; nearest: wind and wind-\w+ \(likeness 0\.\d\d with wind, 0.99"
    with pytest.raises(DataError, match=nearest) as caught:
        build(folder, Plan("de", "en", encoder="lexical"))
    assert str(caught.value).count("is needed") == 2
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.shared
def test_sentences_that_a_translation_lacks_are_rows_without_reference(shared: Path) -> None:
    folder = shared / "cases" / "corpora" / "omission-swallowed" / "input"
    made = build(folder, Plan("en", "de", role="reference", called="human"))
    assert made.sources is not None
    references = dict(zip(made.sources, made.references["human"], strict=True))
    assert [text is None for text in references.values()] == [True] * 6 + [False] * 6
    museum = next(source for source in made.sources if source and source.startswith("The museum bought"))
    assert (references[museum] or "").startswith("Das Museum kaufte")


def test_a_build_tells_of_byte_order_marks_and_its_set_keeps_the_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.de.txt").write_text(f"\ufeff{ORIGINAL}", encoding="utf-8")
    (folder / "a.en.txt").write_text(NORTH, encoding="utf-8")
    output = tmp_path / "set"
    assert main(["build", str(folder), "--from", "de", "--to", "en", "--pair-by", "name", "-o", str(output)]) == 0
    assert capsys.readouterr().err.count("byte order mark stripped: a.de.txt") == 1
    assert store.load(output).notes == ("byte order mark stripped: a.de.txt",)


def test_a_paragraph_that_a_translation_has_elsewhere_is_told_and_stands_beside_its_original(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    moved = [*GERMAN[7:], *GERMAN[:7]]
    for name, texts in (("library", ENGLISH), ("buecherei", moved)):
        (tmp_path / "in" / f"{name}.txt").write_text("\n\n".join(texts), encoding="utf-8")
    words = ["build", str(tmp_path / "in"), "--from", "en", "--to", "de", "-o", str(tmp_path / "set")]
    assert main(words) == 0
    assert f"2 segments moved within a translation: tertium report {tmp_path / 'set'} --by moved" in (
        capsys.readouterr().err.splitlines()
    )
    data = store.load(tmp_path / "set")
    assert data.sources == tuple(ENGLISH)
    assert data.outputs["web"] == tuple(GERMAN)
    assert [(entry["segment"], entry["target_text"]) for entry in data.provenance["moved"]] == [
        ("library#8", GERMAN[7]),
        ("library#9", GERMAN[8]),
    ]
    assert main(["report", str(tmp_path / "set"), "--by", "moved", "-f", "csv"]) == 0
    assert GERMAN[8] in capsys.readouterr().out
