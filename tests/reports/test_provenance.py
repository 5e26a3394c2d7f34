"""The lines under tables reproduce their numbers: in full, and in short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.evals.results import (
    Resampling,
)
from tertium.reports.decisions import Decisions
from tertium.reports.provenance import (
    bounds_summary,
    left_out_notes,
    make_provenance,
    resampling_summary,
    run_provenance,
    short_signature,
)
from tertium.reports.sections.set_scores import set_table

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_the_short_form_leaves_out_what_is_switched_off_and_keeps_the_fingerprint(small: Run) -> None:
    table = set_table(small, Decisions()).shortened()
    lines = " ".join(table.footnotes)
    assert "bleu|tokenize:13a|smooth_method:exp|sacrebleu:" in lines
    assert "False" not in lines
    assert f"fingerprint {small.fingerprint}" in lines
    assert table.shortened() == table


def test_a_label_that_is_not_the_signatures_first_word_stays_before_it() -> None:
    assert short_signature("chrf++", "chrf|word_order:2|lowercase:False") == "chrf++: chrf|word_order:2"
    assert short_signature("ter", "ter|case_sensitive:True|normalized:False") == "ter|case_sensitive:True"


def test_many_articles_without_a_partner_are_counted_in_short_and_listed_in_full(small: Run) -> None:
    lost = [{"id": f"lost{i}", "reason": "far"} for i in range(8)]
    table = set_table(replace(small, data=replace(small.data, provenance={"unpaired": lost})), Decisions())
    assert sum(note.startswith("unpaired: lost") for note in table.footnotes) == 8
    short = table.shortened().footnotes
    assert sum(note.startswith("unpaired: lost") for note in short) == 5
    assert "unpaired: 3 more articles, --by unpaired, review" in short


def test_what_reading_noted_stands_under_the_scores_in_full_and_in_short(small: Run) -> None:
    notes = [f"note {i}" for i in range(8)]
    run = replace(small, data=replace(small.data, provenance={"stripped": notes[:1], "notes": notes[1:]}))
    table = set_table(run, Decisions())
    assert [note for note in table.footnotes if note.startswith("note ")] == notes
    short = table.shortened().footnotes
    assert [note for note in short if note.startswith("note ")] == notes[:5]
    assert "reading the set: 3 more notes" in short


def test_short_signatures_share_lines_of_a_hundred_characters() -> None:
    signatures = {f"m{i}": f"m{i}|option:{'x' * 30}" for i in range(6)}
    brief = make_provenance(signatures, ("set", "f")).brief
    assert [line.count("option") for line in brief] == [2, 2, 2, 0]
    assert all(len(line) <= 100 for line in brief)
    assert brief[-1] == "set set, fingerprint f; in full: --verbose, or --json"


def test_resampling_is_said_in_a_few_words() -> None:
    assert resampling_summary(Resampling(samples=1000)) == "1,000 draws by document, seed 12345"
    assert resampling_summary(Resampling(cluster="segment"), 7) == "10,000 draws of 7 segments, seed 12345"


def test_intervals_without_draws_say_so_in_a_few_words() -> None:
    assert bounds_summary(Resampling()) == "each of the documents left out once, Student's t (no draws, no seed)"
    assert bounds_summary(Resampling(cluster="segment"), 7).startswith("each of the 7 segments left out once")


def test_a_metric_that_is_left_out_is_named_with_its_reason_in_one_line() -> None:
    assert list(left_out_notes({"bleu": "no formula\n  here"})) == ["bleu is left out: no formula; here"]


def test_metrics_are_listed_by_their_units(run: Run) -> None:
    assert "units: chrf, bleu (points); ter (%); length (ratio)" in run_provenance(run).full
