"""The paired tests of sacreBLEU, multeval and Moses, again: `python benchmarks/significance.py [SET] [--json]`.

15 systems of WMT17 en-de against one baseline, tokenised texts, by segment, 10,000 trials and 2,000 bootstrap samples.
sacreBLEU's p-values (2.6.0, seed 12345) stand in tests/data/sacrebleu-p-values.tsv, the others beside the test set.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tertium.corpora.readers import lines
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, main
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = DATA / "significance-wmt17-en-de"
NEAR = 0.01
"""Distance within which two p-values agree: two standard errors of p = 0.5 over 10,000 trials."""
BASELINE = "newstest2017.LIUM-NMT.4900.en-de"
COLUMNS = {
    ("randomisation", "bleu:tokenize=none"): ("ar_bleu", "multeval_ar_p_bleu"),
    ("randomisation", "chrf"): ("ar_chrf",),
    ("randomisation", "ter"): ("ar_ter", "multeval_ar_p_ter"),
    ("moses", "bleu:tokenize=none"): ("bs_bleu", "moses_bootstrap_p_bleu"),
    ("moses", "chrf"): ("bs_chrf",),
    ("moses", "ter"): ("bs_ter",),
}


def table(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a TSV file by system."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["system"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def measure(folder: Path) -> Iterator[Result]:
    """Yield, per test, metric and source, how many p-values agree within 0.01, and the largest difference."""
    outputs = {path.name.removesuffix(".txt.gz"): path for path in sorted((folder / "systems").iterdir())}
    data = lines.read(lines.Files(references={"A": folder / "reference.txt.gz"}, outputs=outputs), name="wmt17")
    run = evaluate(data, ["bleu:tokenize=none", "chrf", "ter"])
    sacrebleu = table(ROOT / "tests" / "data" / "sacrebleu-p-values.tsv")
    published = table(folder / "published-p-values.tsv")
    for (test, metric), columns in COLUMNS.items():
        samples = 10_000 if test == "randomisation" else 2_000
        settings = Resampling(samples=samples, test=test)  # type: ignore[arg-type]
        differences = compare(run, baseline=BASELINE, metrics=[metric], resampling=settings).differences
        for column in columns:
            distances = [
                abs(row.p - float({**sacrebleu[row.system], **published[row.system]}[column])) for row in differences
            ]
            name, against = f"significance/{test}/{metric}/{column}", f"{len(distances)} systems"
            yield Result(f"{name}/within_0.01", sum(distance < NEAR for distance in distances), "systems", against)
            yield Result(f"{name}/largest_difference", max(distances), "p", against)


if __name__ == "__main__":
    main(measure, DEFAULT, about=__doc__)
