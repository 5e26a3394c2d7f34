"""A project says where outputs are, which metrics and which rules hold for a set."""

from __future__ import annotations

from pathlib import Path

from tertium.evals.policy import Rule
from tertium.evals.suite.project import Project, ProjectRule, ProjectSet, ProjectSystem

NEWS, TALKS = ProjectSet("news", "path", "sets/news"), ProjectSet("talks", "path", "sets/talks")
CHRF, BLEU = Rule("required", "chrf"), Rule("required", "bleu")


def test_outputs_are_files_by_set_and_system() -> None:
    system = ProjectSystem("new", "outputs/{set}/{system}-{set}.txt")
    assert system.path(Path("here"), "news") == Path("here/outputs/news/new-news.txt")
    assert ProjectSystem("{set}", "{system}.txt").path(Path(), "news") == Path("{set}.txt"), "a name is no pattern"


def test_metrics_of_a_set_are_those_of_all_of_its_language_and_its_own_each_once() -> None:
    project = Project(
        *(Path(), (NEWS, TALKS), (), ("chrf", "bleu")),
        metrics_by_set={"talks": ("comet", "chrf")},
        metrics_by_language={"ja": ("bleu:tokenize=ja-mecab",)},
    )
    assert project.metrics_of(NEWS, "de") == ("chrf", "bleu")
    assert project.metrics_of(TALKS, "ja") == ("chrf", "bleu", "bleu:tokenize=ja-mecab", "comet")
    assert project.metrics_of(NEWS, None) == ("chrf", "bleu")


def test_a_rule_holds_for_all_sets_or_for_those_it_names() -> None:
    project = Project(Path(), (NEWS, TALKS), (), (), rules=(ProjectRule(CHRF), ProjectRule(BLEU, ("talks",))))
    assert project.rules_of(NEWS) == (CHRF,)
    assert project.rules_of(TALKS) == (CHRF, BLEU)
