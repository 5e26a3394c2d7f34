"""What a newcomer types into a notebook, cell by cell: it works, or it says in two lines what to write instead.

Read from the top, it is a tutorial of what goes in. Reports and work with runs have tests of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from datasets import Dataset, DatasetDict

import tertium
from tertium.evals.policy import Policy, Rule

if TYPE_CHECKING:
    from pathlib import Path

# My outputs are in a DataFrame, with columns of my own.

FRAME = pd.DataFrame(
    {
        "doc": ["ferry", "ferry", "train", "train"],
        "src": ["The ferry is late.", "It is 3 o'clock.", "The train left.", "Nobody came."],
        "ref": ["Die Fähre ist spät.", "Es ist 3 Uhr.", "Der Zug ist abgefahren.", "Niemand kam."],
        "ours": ["Die Fähre ist spät.", "Es ist 3 Uhr.", "Der Zug fuhr ab.", None],
        "theirs": ["Die Fähre kommt spät.", "Es ist 5 Uhr.", "Zug weg.", "Niemand kam."],
        "customer": ["harbour", "harbour", "railway", "railway"],
        "words": [4, 4, 3, 2],
    }
)
DATA = tertium.EvalSet.from_pandas(FRAME, hypothesis=["ours", "theirs"], reference="ref", languages=("en", "de"))
RUN = tertium.evaluate(DATA, ["chrf", "numbers"])
POLICY = Policy((Rule("required", "chrf"),))


def test_a_frame_is_scored_in_one_cell_with_the_names_of_its_columns() -> None:
    columns = {"reference": "ref", "system.new": "ours", "system.old": "theirs"}
    assert tertium.evaluate(FRAME, "chrf", columns=columns).systems == ("new", "old")


def test_the_columns_may_be_named_in_the_same_cell() -> None:
    run = tertium.evaluate(FRAME, "chrf", hypothesis="ours", reference="ref", languages=("en", "de"))
    assert (run.systems, run.data.languages, run.fingerprint) == (("ours",), ("en", "de"), DATA.fingerprint)
    several = tertium.evaluate(FRAME, "chrf", hypothesis=["ours", "theirs"], reference="ref", document="doc")
    assert several.systems == ("ours", "theirs")
    named = tertium.open_set(FRAME, ("en", "de"), hypothesis={"new": "ours"}, reference="ref")
    assert (named.systems, named.fingerprint) == (("new",), DATA.fingerprint)


def test_the_columns_of_a_file_are_named_like_those_of_a_frame(tmp_path: Path) -> None:
    FRAME.to_csv(tmp_path / "out.csv", index=False)
    run = tertium.evaluate(tmp_path / "out.csv", "chrf", hypothesis=["ours", "theirs"], reference="ref", source="src")
    assert run.systems == ("ours", "theirs")
    assert run.data.references == {"ref": tuple(FRAME["ref"])}


def test_a_frame_is_a_set_with_its_documents() -> None:
    assert list(DATA.outputs) == ["ours", "theirs"]
    assert [document.id for document in DATA.documents] == ["ferry", "train"]
    assert DATA.ids == ("ferry#1", "ferry#2", "train#1", "train#2")
    assert DATA.notes == ("the frame: columns are taken by their names: source from 'src', document from 'doc'",)


def test_my_own_columns_stay_with_the_set_and_the_run() -> None:
    assert RUN.data.own_columns["customer"] == ("harbour", "harbour", "railway", "railway")
    assert RUN.data.own_columns["words"] == (4, 4, 3, 2)


def test_a_missing_cell_is_a_missing_output_and_not_the_word_nan() -> None:
    cells: list[Any] = ["a", float("nan"), pd.NA, None]
    with_nan = FRAME.assign(ours=cells)
    data = tertium.EvalSet.from_pandas(with_nan, hypothesis="ours", reference="ref")
    assert data.outputs == {"ours": ("a", None, None, None)}
    assert [skip.reason for skip in RUN.skips if skip.metric == "chrf"] == ["no hypothesis"]


def test_an_empty_cell_of_a_file_is_an_empty_output_until_pandas_reads_it_as_missing(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("ref,mt\nEin Hund.,Hund.\nKatze.,\n", encoding="utf-8")
    assert tertium.open_set(file, hypothesis="mt", reference="ref").outputs == {"mt": ("Hund.", "")}
    assert tertium.open_set(pd.read_csv(file)).outputs == {"mt": ("Hund.", None)}
    assert tertium.open_set(pd.read_csv(file, keep_default_na=False)).outputs == {"mt": ("Hund.", "")}


def test_a_frame_can_be_scored_at_once() -> None:
    run = tertium.evaluate(FRAME.rename(columns={"ours": "mt"}), "chrf")
    assert run.systems == ("mt",)
    renamed = FRAME.rename(columns={"ours": "hypothesis"}).to_dict("records")
    assert tertium.evaluate(renamed, ["chrf"]).scores["score"].tolist() == run.scores["score"].tolist()


def test_a_frame_may_have_a_row_per_system_and_segment() -> None:
    long = FRAME.reset_index(names="segment_id").melt(
        id_vars=["segment_id", "doc", "src", "ref", "customer"],
        value_vars=["ours", "theirs"],
        var_name="system",
        value_name="mt",
    )
    data = tertium.EvalSet.from_pandas(long)
    assert data.outputs == DATA.outputs
    assert data.own_columns["customer"] == DATA.own_columns["customer"]


# My outputs are lists, or dicts of lists.


def test_lists_and_dicts_are_sets() -> None:
    hypotheses, references = ["Ein Hund.", "Katze."], ["Ein Hund.", "Die Katze."]
    by_lists = tertium.EvalSet.from_lists(hypotheses, references)
    by_dict = tertium.open_set({"hypothesis": hypotheses, "reference": references})
    assert by_lists == by_dict
    several = tertium.EvalSet.from_lists({"a": hypotheses, "b": references}, references)
    assert tertium.compare(tertium.evaluate(several, "chrf"), baseline="a").differences[0].delta > 0


def test_lists_can_be_scored_at_once() -> None:
    hypotheses, references = ["Ein Hund.", "Katze."], ["Ein Hund.", "Die Katze."]
    run = tertium.evaluate(hypothesis=hypotheses, reference=references, metrics="chrf")
    assert run.data == tertium.EvalSet.from_lists(hypotheses, references)
    by_system = {"a": hypotheses, "b": references}
    assert tertium.evaluate(hypothesis=by_system, reference=references, metrics="chrf").systems == ("a", "b")
    of_a_frame = tertium.evaluate(hypothesis=FRAME["ours"], reference=FRAME["ref"], metrics="chrf")
    assert of_a_frame.data.outputs["system"][-1] is None


def test_bare_lists_are_answered_with_the_call_to_write() -> None:
    with pytest.raises(TypeError, match=r"^data can't be a list of texts.*\n  try: tertium.EvalSet.from_lists\(hypoth"):
        tertium.evaluate(["Ein Hund."], ["Ein Hund."])


# My outputs are a dataset of Hugging Face.


def test_a_dataset_is_a_set() -> None:
    dataset = Dataset.from_dict(
        {"translation": [{"en": "A dog.", "de": "Ein Hund."}], "prediction": ["Hund."], "topic": ["pets"]}
    )
    data = tertium.open_set(dataset)
    assert (data.languages, data.sources, data.references) == (("en", "de"), ("A dog.",), {"ref": ("Ein Hund.",)})
    assert (data.outputs, data.own_columns) == ({"prediction": ("Hund.",)}, {"topic": ("pets",)})
    assert tertium.evaluate(dataset, "chrf").systems == ("prediction",)


def test_a_dataset_with_splits_names_them() -> None:
    splits = DatasetDict({"validation": Dataset.from_dict({"mt": ["a"]}), "test": Dataset.from_dict({"mt": ["a"]})})
    with pytest.raises(
        ValueError, match=r"^data holds the splits 'validation', 'test'\n  try: one of them: dataset\['te"
    ):
        tertium.evaluate(splits, "chrf")


# I have a metric of my own.


@tertium.metric(unit="%")
def kept_words(hypothesis: str, reference: str) -> float | None:
    """Count the words of the hypothesis that the reference has."""
    words = hypothesis.split()
    return 100 * sum(word in reference.split() for word in words) / len(words) if words else None


def test_a_function_is_a_metric() -> None:
    run = tertium.evaluate(DATA, [kept_words, "chrf"])
    scores = run.scores.set_index(["metric", "system"])["score"]
    assert scores["kept_words", "ours"] == pytest.approx(100 * (4 / 4 + 4 / 4 + 2 / 4) / 3)
    assert kept_words("ein Hund", "ein Hund") == 100
    comparison = tertium.compare(run, baseline="theirs", metrics=["kept_words"])
    assert comparison.differences[0].delta > 0


def test_an_undecorated_function_will_do() -> None:
    def characters(hypothesis: str) -> int:
        return len(hypothesis)

    assert list(tertium.evaluate(DATA, characters).measures) == ["characters"]


def test_a_function_that_fails_names_the_segment_and_the_others_finish() -> None:
    def broken(hypothesis: str) -> float:
        return 1 / (len(hypothesis) - len("Zug weg."))

    run = tertium.evaluate(DATA, [broken, "chrf"])
    assert list(run.measures) == ["chrf"]
    assert "failed at segment 'train#1': ZeroDivisionError" in run.missing["broken"]


def test_a_run_with_my_metric_opens_in_another_notebook(tmp_path: Path) -> None:
    tertium.save_run(tertium.evaluate(DATA, kept_words), tmp_path / "run")
    run = tertium.open_run(tmp_path / "run")
    assert run.measures["kept_words"].signature.startswith("kept_words|code:")
    assert tertium.rank(tmp_path / "run").rankings[0].places[0].system == "ours"


# What is there?


def test_the_tab_key_offers_functions_and_no_folders() -> None:
    assert {"evaluate", "open_set", "compare", "gate", "metric", "metrics", "EvalSet"} <= set(dir(tertium))
    assert not {"evals", "corpora", "annotations", "importlib", "TYPE_CHECKING"} & set(dir(tertium))


def test_the_metrics_are_a_frame() -> None:
    metrics = tertium.metrics()
    assert {"bleu", "chrf", "ter", "comet", "numbers"} <= set(metrics["name"])
    assert set(metrics.loc[metrics["needs"] == "references", "name"]) >= {"bleu", "chrf", "ter"}


def test_a_run_says_which_systems_and_metrics_it_has() -> None:
    assert (RUN.systems, RUN.metrics) == (("ours", "theirs"), ("chrf", "numbers"))


# Paths stand for what lies there.


def test_paths_and_names_stand_for_objects(tmp_path: Path) -> None:
    tertium.save_set(DATA, tmp_path / "SET")
    run = tertium.evaluate(str(tmp_path / "SET"), "chrf")
    tertium.save_run(run, tmp_path / "RUN")
    policy = tmp_path / "policy.toml"
    rule = '[[rule]]\nkind = "required"\nmetric = "chrf"\n'
    policy.write_text(f'schema = "tertium.policy/1"\n{rule}', encoding="utf-8")
    assert tertium.compare(tmp_path / "RUN", baseline="theirs").baseline == "theirs"
    assert tertium.rank(str(tmp_path / "RUN")).name == tertium.compare([run, tmp_path / "RUN"]).name
    verdict = tertium.gate(run, policy, system="theirs", baseline_system="ours")
    assert (verdict.outcome, verdict.candidate, verdict.baseline) == ("pass", "theirs", "ours")


# I made a mistake.


@pytest.mark.parametrize(
    ("cell", "kind", "message"),
    [
        ('tertium.evaluate(DATA, "chrff")', ValueError, "no metric is named 'chrff'\n  try: chrf, chrf++"),
        ("tertium.evaluate(5, 'chrf')", TypeError, "data can't be 5\n  try: a set, a path, a DataFrame, a Dataset"),
        ("tertium.evaluate(DATA, 5)", TypeError, 'metrics can\'t be 5\n  try: a list of metrics: ["chrf", "bleu"]'),
        ('tertium.compare(RUN, baseline="thiers")', ValueError, "baseline: no system is named 'thiers'\n  try: theirs"),
        ('tertium.compare(RUN, metrics=["chr"])', ValueError, "metrics: there are no scores of 'chr'\n  try: chrf"),
        ('tertium.compare(RUN, "theirs")', ValueError, "a system of the first run\n  try: baseline='theirs'"),
        ("tertium.rank(FRAME)", TypeError, "first can't be of type DataFrame\n  try: a run"),
        ("tertium.gate(RUN, RUN, 3)", TypeError, "policy can't be 3\n  try: a policy"),
        (
            'tertium.EvalSet.from_pandas(FRAME, hypothesis="our")',
            ValueError,
            "hypothesis: the frame has no column 'our'\n  try: ours",
        ),
        (
            'tertium.EvalSet.from_pandas(FRAME, hypothesis="ours", reference="words")',
            tertium.TertiumError,
            "the frame, row 1, 'words': 4 is a number and no text\n  try: df['words'].astype(str)",
        ),
        (
            'tertium.evaluate(FRAME, "chrf")',
            tertium.TertiumError,
            "no system outputs\n  try: hypothesis=COLUMN, or hypothesis=[COLUMN, …] for several systems; it has 'ours'",
        ),
        (
            'tertium.evaluate(tertium.open_set(FRAME), "chrf")',
            tertium.TertiumError,
            "no system outputs\n  try: tertium.EvalSet.from_pandas(data, hypothesis=COLUMN); it has 'ours', 'theirs'",
        ),
        (
            "tertium.metric(lambda hypothesis: 1)",
            ValueError,
            "name is missing: a lambda has none\n  try: tertium.metric",
        ),
        (
            'tertium.evaluate(FRAME, hypothesis="ours")',
            ValueError,
            'no metric is asked for\n  try: metrics=["chrf", "bl',
        ),
        ('tertium.evaluate(FRAME, metric="chrf")', TypeError, "evaluate has no argument 'metric'\n  try: metrics=…"),
        (
            'tertium.evaluate(DATA, "chrf", "bleu")',
            TypeError,
            "evaluate takes 2 arguments by place, not 3\n  try: hypothesis=",
        ),
        (
            'tertium.evaluate(DATA, "chrf", hypothesis="ours")',
            ValueError,
            "data is a set, whose columns have their names\n  try: without hypothesis=",
        ),
        (
            'tertium.evaluate(FRAME, "chrf", columns={"hypothesis": "ours"}, reference="ref")',
            ValueError,
            "columns and reference both name columns\n  try: one of them",
        ),
        (
            'tertium.evaluate(hypothesis="Hund.", reference="Ein Hund.", metrics="chrf")',
            TypeError,
            "'hypothesis' can't be 'Hund.'\n  try: a list, one item per segment",
        ),
        (
            'tertium.open_set(FRAME, source=["src"])',
            TypeError,
            "source can't be of type list\n  try: the name of a column",
        ),
        (
            'tertium.EvalSet.from_pandas(FRAME, hypothesis="ours", source_language="en")',
            TypeError,
            'EvalSet.from_pandas has no argument \'source_language\'\n  try: languages=("en", "de"), source and target',
        ),
        (
            'tertium.EvalSet.from_lists(hypothesis=["Hund."], reference=["Ein Hund."])',
            TypeError,
            "EvalSet.from_lists has no argument 'hypothesis'\n  try: hypotheses=…",
        ),
        (
            'tertium.gate(RUN, "policy.toml", baseline="theirs")',
            TypeError,
            "baseline is given twice to gate, by its place and by its name\n  try: gate(run, policy, baseline_system=",
        ),
        (
            'tertium.gate(RUN, "policy.toml", "theirs")',
            ValueError,
            "policy stands in the place of baseline\n  try: gate(run, policy, baseline_system=",
        ),
        (
            'tertium.gate(RUN, baseline="theirs", policy=POLICY)',
            ValueError,
            "baseline can't be 'theirs', a system of the candidate's run\n  try: gate(run, policy, baseline_system=",
        ),
        (
            'RUN["chrf"]',
            TypeError,
            "a run is no table: run['chrf']\n  try: run.segments['chrf'], or of the whole set run",
        ),
        ('RUN["ours"]', TypeError, "a run is no table: run['ours']\n  try: run.filter(systems='ours')"),
        ("list(RUN)", TypeError, "a run is no table: run[0]\n  try: run.scores, run.documents or run.segments"),
        ("DATA[0]", TypeError, "a set is no list: data[0]\n  try: data.to_pandas().iloc[0]"),
        ('DATA["ours"]', TypeError, "a set is no list: data['ours']\n  try: data.outputs['ours']"),
        ('DATA["x":]', TypeError, "a set is no list: data[of type slice]\n  try: data.to_pandas(), a row per segment"),
        ("tertium.Resampling(n=100)", TypeError, "Resampling has no argument 'n'\n  try: samples=…, seed=…"),
        ('tertium.Plan("en")', TypeError, "target is missing in Plan\n  try: target=…"),
        (
            'tertium.metrics("chrf")',
            TypeError,
            "metrics takes 0 arguments by place, not 1\n  try: none",
        ),
        (
            'RUN.report("x.md", by="customer")',
            ValueError,
            "no table is named 'customer'\n  try: run.by('customer').report(PATH)",
        ),
        ('tertium.build("ARTICLES", "en")', TypeError, 'plan can\'t be \'en\'\n  try: tertium.Plan("en", "de"), or'),
        ("tertium.evalute", AttributeError, "did you mean 'evaluate'?"),
    ],
)
def test_a_wrong_cell_is_answered_with_what_to_write(cell: str, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as refusal:
        eval(cell)  # noqa: S307 - the cells above
    assert message in str(refusal.value)
    assert len(str(refusal.value).splitlines()) <= 2
