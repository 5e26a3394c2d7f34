"""Published figures: the paired tests of sacreBLEU, Moses and multeval, and agreement with MQM by other means."""

from __future__ import annotations

import csv
import gzip
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy.stats

from tertium.corpora.readers import lines, open_set
from tertium.corpora.types import Document, EvalSet
from tertium.evals.clusters import clustered
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.human.meta_evaluation import meta
from tertium.evals.human.ratings import Human, average
from tertium.evals.human.reading import read
from tertium.evals.human.weights import parse_weights
from tertium.evals.results import Meta, Resampling
from tertium.evals.types import Key
from tertium.metrics.registry import load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

pytestmark = [pytest.mark.shared, pytest.mark.slow]

BASELINE = "newstest2017.LIUM-NMT.4900.en-de"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def wmt17(shared: Path) -> Run:
    folder = shared / "data" / "significance-wmt17-en-de"
    outputs = {path.name.removesuffix(".txt.gz"): path for path in sorted((folder / "systems").iterdir())}
    data = lines.read(lines.Files(references={"A": folder / "reference.txt.gz"}, outputs=outputs), name="wmt17")
    return evaluate(data, ["bleu:tokenize=none"])


def test_randomisation_is_sacrebleus_and_multevals(wmt17: Run, shared: Path) -> None:
    p_values = {difference.system: difference.p for difference in compare(wmt17, baseline=BASELINE).differences}
    of_sacrebleu = {
        row["system"]: float(row["ar_bleu"]) for row in table(ROOT / "tests" / "data" / "sacrebleu-p-values.tsv")
    }
    published = table(shared / "data" / "significance-wmt17-en-de" / "published-p-values.tsv")
    assert len(p_values) == len(of_sacrebleu) == len(published) == 15
    for row in published:
        assert p_values[row["system"]] == pytest.approx(of_sacrebleu[row["system"]], abs=0.0001)
        assert p_values[row["system"]] == pytest.approx(float(row["multeval_ar_p_bleu"]), abs=0.01)


def test_the_rule_of_moses_is_there_by_name(wmt17: Run, shared: Path) -> None:
    settings = Resampling(samples=2000, test="moses")
    p_values = {
        difference.system: difference.p
        for difference in compare(wmt17, baseline=BASELINE, resampling=settings).differences
    }
    of_sacrebleu = {
        row["system"]: float(row["bs_bleu"]) for row in table(ROOT / "tests" / "data" / "sacrebleu-p-values.tsv")
    }
    for row in table(shared / "data" / "significance-wmt17-en-de" / "published-p-values.tsv"):
        assert p_values[row["system"]] == pytest.approx(
            of_sacrebleu[row["system"]], abs=0.0006
        )  # theirs counts in float32
        assert p_values[row["system"]] == pytest.approx(float(row["moses_bootstrap_p_bleu"]), abs=0.01)


def value(result: Meta, metric: str, statistic: str) -> float:
    return next(
        agreement.value
        for agreement in result.trusts
        if (agreement.metric, agreement.statistic, agreement.part) == (metric, statistic, "")
    )


def mqm(run: Run, shared: Path) -> Human:
    file = shared / "data" / run.data.name / "human" / "mqm.seg.tsv"
    return average(read(file, run.data, renamed={"Nemo": "NVIDIA-NeMo"}), run.data)


@pytest.mark.parametrize("metric", ["bleu", "chrf"])
@pytest.mark.parametrize("name", ["wmt21", "wmt23"])
def test_agreement_with_mqm_is_that_of_the_official_scores(
    name: str, metric: str, shared: Path, request: pytest.FixtureRequest
) -> None:
    run: Run = request.getfixturevalue(name)
    result = meta(run, mqm(run, shared), metrics=[metric], resampling=Resampling(samples=100), all_segments=True)
    official = {
        row["system"]: float(row["score"])
        for row in table(shared / "data" / "published" / run.data.name / "automatic-scores.tsv")
        if row["metric"] == f"{metric}-A"
    }
    rows = table(shared / "data" / run.data.name / "human" / "mqm.seg.tsv")
    people = [
        np.mean([float(row["mqm"]) for row in rows if row["system"] == {"NVIDIA-NeMo": "Nemo"}.get(system, system)])
        for system in result.systems
    ]
    scores = [official[system] for system in result.systems]
    alike = [(people[i] > people[j]) == (scores[i] > scores[j]) for i, j in combinations(range(len(scores)), 2)]
    assert value(result, metric, "pairwise accuracy") == pytest.approx(np.mean(alike), abs=1e-12)
    assert value(result, metric, "Pearson") == pytest.approx(scipy.stats.pearsonr(people, scores)[0], abs=1e-6)
    assert value(result, metric, "Kendall") == pytest.approx(scipy.stats.kendalltau(people, scores)[0])


@pytest.mark.parametrize("metric", ["bleu", "chrf"])
@pytest.mark.parametrize("name", ["wmt21", "wmt23"])
def test_soft_pairwise_accuracy_is_that_of_scipys_permutation_test(
    name: str, metric: str, shared: Path, request: pytest.FixtureRequest
) -> None:
    run: Run = request.getfixturevalue(name)
    people = mqm(run, shared)
    result = meta(run, people, metrics=[metric], resampling=Resampling(samples=1000))
    scores = np.stack([people.scores[system] for system in result.systems], axis=1)
    scored = ~np.isnan(scores.sum(axis=1))
    starts = np.array([document.start for document in run.data.documents])
    with_scores = clustered(scored.astype(float), starts) > 0

    def p_values(counts: Counts, score: Callable[[Counts], Scores]) -> list[float]:
        sums = clustered(np.where(scored[:, None, None], counts, 0), starts)[with_scores]
        documents = np.arange(len(sums))

        def apart(first: NDArray[np.intp], second: NDArray[np.intp], axis: int) -> Scores:
            # what scipy swaps are places in the pair's two systems, one after the other
            first_sums, second_sums = (pair[np.moveaxis(places, axis, -1)].sum(axis=-2) for places in (first, second))
            return score(first_sums) - score(second_sums)

        values = []
        for i, j in combinations(range(len(result.systems)), 2):
            pair = np.concatenate([sums[:, i], sums[:, j]])
            test = scipy.stats.permutation_test(
                (documents, documents + len(documents)),
                apart,
                permutation_type="samples",
                vectorized=True,
                alternative="greater",
                n_resamples=400,
                rng=np.random.default_rng(i * 100 + j),
            )
            values.append(float(test.pvalue))
        return values

    judged = np.stack([scores, np.ones_like(scores)], axis=-1)
    of_metric = p_values(np.stack([run.counts[Key(s, metric)] for s in result.systems], axis=1), load(metric).score)
    of_people = p_values(judged, lambda sums: sums[..., 0] / sums[..., 1])
    expected = 1 - np.mean(np.abs(np.array(of_people) - np.array(of_metric)))
    assert value(result, metric, "soft pairwise accuracy") == pytest.approx(expected, abs=0.015)


def test_direct_assessment_of_some_systems_counts_as_in_mt_metrics_eval(shared: Path) -> None:
    folder = shared / "data" / "wmt21-de-en"
    data = open_set(folder).with_references(["A"])
    people = average(read(folder / "human" / "da.seg.tsv", data), data)
    run = evaluate(data.with_systems(list(people.scores)), ["chrf"])
    result = meta(run, people, resampling=Resampling(samples=100))
    statistic = "accuracy with calibrated ties"
    pairs = next(trust.pairs for trust in result.trusts if (trust.statistic, trust.part) == (statistic, ""))
    assert value(result, "chrf", statistic) == pytest.approx(0.43885, abs=5e-6)
    assert pairs == 160_659


def released(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n").split("\t") for line in file][1:]


def numbered(rows: list[list[str]], name: str) -> EvalSet:
    """Return a set with as many segments as the ratings have, and their systems; no texts are compared with it."""
    segments = max(int(row[3]) for row in rows)
    texts = ("",) * segments
    ids = tuple(str(i + 1) for i in range(segments))
    outputs = dict.fromkeys((row[0] for row in rows), texts)
    return EvalSet(name, ids, (Document("d", 0, segments),), references={"A": texts}, outputs=outputs)


@pytest.mark.parametrize(
    ("name", "weights", "averages"),
    [
        ("ted-zh-en", [], 7935),
        (
            "wmt23-sxs-zh-en",
            [
                f"{severity}/{category}=0"
                for severity in ("Major", "Minor")
                for category in ("Source issue", "Accuracy/Creative Reinterpretation")
            ],
            3770,
        ),
    ],
)
def test_averages_of_mqm_come_from_the_rows_of_its_raters(
    name: str, weights: list[str], averages: int, shared: Path
) -> None:
    folder = shared / "data" / "mqm-raters" / name
    data = numbered(released(folder / "ratings.tsv.gz"), name)
    human = average(read(folder / "ratings.tsv.gz", data, weights=parse_weights(weights)), data)
    published = [" ".join(row).split() for row in released(folder / "average.tsv.gz")]
    if name == "ted-zh-en":  # system, negative score, segment
        names = {"ref-A": "ref", "ref-B": "refB"}
        expected = {(names.get(s, s), int(i) - 1): float(score) for s, score, i in published if score != "None"}
    else:  # system, document, place in it, segment, penalty
        expected = {(row[0], int(row[3]) - 1): -float(row[4]) for row in published}
    assert len(expected) == averages
    for (system, segment), score in expected.items():
        assert human.scores[system][segment] == pytest.approx(score, abs=1e-9)
