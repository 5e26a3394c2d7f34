"""What users may call metrics, systems and documents, and how an unknown name is refused."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.names import chosen_labels, chosen_names, missing_reasons
from tests.reports.making import plain_run

RUN = plain_run()


def test_a_metric_is_named_by_its_label_in_any_case_by_its_spec_or_by_its_name_alone() -> None:
    assert chosen_labels(RUN, ["chrF", "BLEU", "chrf"]) == ["chrf", "bleu"]
    assert chosen_labels(RUN, "ter") == ["ter"]
    other = evaluate(RUN.data, ["chrf:word_order=2", "ter"])
    assert chosen_labels(other, ["chrf:word_order=2", "chrF++"]) == ["chrf++"]
    assert chosen_labels(evaluate(RUN.data, ["chrf:beta=3"]), ["chrf"]) == ["chrf:beta=3"]


def test_a_name_that_several_metrics_have_means_none_of_them() -> None:
    two = evaluate(RUN.data, ["chrf:beta=1", "chrf:beta=3"])
    with pytest.raises(UsageError, match="no scores of 'chrf'"):
        chosen_labels(two, ["chrf"])


def test_without_a_choice_all_metrics_are_chosen() -> None:
    assert chosen_labels(RUN, None) == chosen_labels(RUN, []) == list(RUN.measures)


def test_systems_are_named_in_any_case_and_each_once() -> None:
    assert chosen_names("system", ["NORTH", "south", "north"], RUN.systems) == ["north", "south"]


def test_documents_and_segments_are_named_as_they_are_spelled() -> None:
    assert chosen_names("document", "a", ["a", "A"]) == ["a"]
    with pytest.raises(UsageError, match="no document is named 'B'"):
        chosen_names("document", "B", ["a", "b"])


def test_what_the_run_has_not_is_refused_with_what_it_has() -> None:
    with pytest.raises(UsageError, match="metrics: there are no scores of 'nothing'\n  try: bleu, chrf"):
        chosen_labels(RUN, ["nothing"])
    with pytest.raises(UsageError, match="no system is named 'nort'\n  try: north"):
        chosen_names("system", ["nort"], RUN.systems)
    with pytest.raises(UsageError, match="no domain is named 'x'\n  try: a run with a domain"):
        chosen_names("domain", "x", [])


def test_a_metric_that_could_not_be_run_is_refused_with_the_reason() -> None:
    assert missing_reasons(RUN)["comet"] == "comet is not installed"
    with pytest.raises(UsageError, match="no scores of 'comet': comet is not installed"):
        chosen_labels(RUN, ["comet"])


def test_what_is_no_name_is_refused_by_argument() -> None:
    with pytest.raises(UsageError, match="metrics can't be 3\n  try: a list of metrics"):
        chosen_labels(RUN, 3)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="systems can't hold 3\n  try: the name of a system, or a list of them"):
        chosen_names("system", ["north", 3], RUN.systems)  # type: ignore[list-item]


def test_a_hint_is_no_list_of_all_names() -> None:
    with pytest.raises(UsageError) as caught:
        chosen_names("document", "x", [f"document number {i}" for i in range(500)])
    assert len(str(caught.value)) < 200
