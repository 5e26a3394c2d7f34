"""The state of a project, of which `tertium check` makes tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.project.checking import checked
from tertium.evals.suite.read import read
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("news-en-de", "news-de-en")


def test_a_metric_lists_the_sets_that_it_scores(tmp_path: Path) -> None:
    file = projects.make(tmp_path, names=NAMES)
    text = file.read_text(encoding="utf-8").replace("[metrics]\n", '[metrics]\nlanguages = { de = ["ter"] }\n')
    file.write_text(text, encoding="utf-8")
    metrics = {metric.label: metric.sets for metric in checked(read(file)).metrics}
    assert metrics == {"chrf": NAMES, "length": NAMES, "ter": ("news-en-de",)}


def test_a_damaged_set_and_a_damaged_run_are_no_error(tmp_path: Path) -> None:
    file = projects.make(tmp_path, projects.RULES, NAMES)
    assert main(["run", str(file), "-q", "--json"]) == 0
    (tmp_path / "work" / "sets" / "news-en-de" / "segments.parquet").write_bytes(b"x")
    (tmp_path / "work" / "runs" / "news-de-en" / "counts.parquet").write_bytes(b"x")
    first, second = checked(read(file)).sets
    assert (first.built, first.scored) == ("no", "out of date: no set")
    assert second.detectable == {}


def test_a_set_by_name_is_not_looked_for(tmp_path: Path) -> None:
    file = projects.make(tmp_path, names=("news-en-de",))
    text = file.read_text(encoding="utf-8").replace('path = "sets/news-en-de"', 'sacrebleu = "wmt21/en-de"')
    file.write_text(text, encoding="utf-8")
    result = checked(read(file))
    assert (result.sets[0].texts, result.problems) == ("by name", ())


@pytest.mark.parametrize(
    ("languages", "encoder", "note", "problem"),
    [
        ('["en", "de"]', "lexical", "as asked", ""),
        ('["en", "yo"]', "lexical", "no phrases of boilerplate in 'yo'", ""),
        ('["en", "yo"]', "use", "", "the encoder use doesn't know yo"),
    ],
)
def test_articles_say_how_their_languages_are_read_here(
    tmp_path: Path, languages: str, encoder: str, note: str, problem: str
) -> None:
    (tmp_path / "articles").mkdir()
    text = f'[sets.web]\narticles = "articles"\nlanguages = {languages}\nencoder = "{encoder}"\n'
    (tmp_path / "tertium.toml").write_text(f'schema = "tertium/1"\n{text}', encoding="utf-8")
    result = checked(read(tmp_path))
    assert note in "".join(result.sets[0].notes)
    assert problem in "".join(result.problems)
    assert bool(problem) == bool(result.problems)
