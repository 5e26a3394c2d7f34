"""Fit the weights of the metric ridge: `python benchmarks/fit_ridge.py DATA OUTPUT.json`.

DATA is a folder of WMT folders with human/*.seg.tsv (MQM before DA where a set has both). Human scores are normalised
by rank within a set and centred within a segment, features are centred within a segment: what is learned is which of
several translations of one segment people prefer. Every set weighs the same; one fit over all sets, one without each.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.human.correlation import ranks
from tertium.files import strict_json, write_text
from tertium.metrics.neural.ridge import FEATURES, features

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.judged import Judged, judged_sets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LAMBDA: Final = 0.1
"""Of the ridge, relative to features of standard deviation 1."""


def centred(judged: Judged, against: str) -> tuple[Array, Array]:
    """Return features (rows, features) and targets (rows,) of every judged output, centred within segments."""
    rows = np.flatnonzero(judged.rated).tolist()
    features_of = features(judged.data.texts(rows), against)
    table = np.stack([features_of([column[i] or "" for i in rows]) for column in judged.data.outputs.values()], axis=1)
    human = judged.scores[rows]
    valid = ~np.isnan(human)
    position = (ranks(human[valid]) - 0.5) / valid.sum()
    target = np.full(human.shape, np.nan)
    target[valid] = [NormalDist().inv_cdf(float(p)) for p in position]
    target -= np.nanmean(target, axis=1, keepdims=True)
    table[~valid] = np.nan
    table -= np.nanmean(table, axis=1, keepdims=True)
    return table[valid], target[valid] / target[valid].std()


def ridge(sets: list[tuple[Array, Array]]) -> list[float]:
    """Return the weights of a better score per feature, negated: how much each takes away."""
    scale = np.sqrt(np.mean([(table**2).mean(axis=0) for table, _ in sets], axis=0))
    left = LAMBDA * np.eye(len(scale))
    right = np.zeros(len(scale))
    for table, target in sets:
        scaled = table / scale
        left += scaled.T @ scaled / len(scaled)
        right += scaled.T @ target / len(scaled)
    weights = -np.linalg.solve(left, right) / scale
    return [float(f"{weight:.6g}") for weight in weights]


def main(folder: Path, output: Path) -> None:
    """Fit, and write the weights."""
    sets = {judged.label: judged for judged in judged_sets(folder) if judged.label == judged.data.name}
    weights = {}
    for against, names in FEATURES.items():
        tables = {name: centred(judged, against) for name, judged in sets.items()}
        weights[against] = {
            without or "none": ridge([table for name, table in tables.items() if name != without])
            for without in ["", *tables]
        }
        print(against, json.dumps(dict(zip(names, weights[against]["none"], strict=True))), file=sys.stderr)
    fitted = {
        name: {"scores": judged.kind, "judgements": int((~np.isnan(judged.scores)).sum())}
        for name, judged in sets.items()
    }
    write_text(output, strict_json({"version": 1, "sets": fitted, "features": FEATURES, "weights": weights}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
