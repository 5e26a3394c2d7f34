"""Fit the weights of the metric ridge: `python benchmarks/fit_ridge.py DATA OUTPUT.json`.

DATA is a folder of judged sets (benchmarks/judged.py; of several scores of one set the first, MQM before DA). Human
scores are normalised by rank within a set and centred within a segment, features are centred within a segment: what is
learned is which of several translations of one segment people prefer. Every set weighs the same. For each encoder one
fit is over all sets, one without each set, and one without all sets of each two languages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import nnls

from tertium.corpora.encoders.choice import load
from tertium.evals.human.correlation import ranks
from tertium.files import strict_json, write_text
from tertium.metrics.neural.ridge import FEATURES, features

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.judged import Judged, judged_sets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LAMBDA: Final = 0.3
"""Of the ridge, relative to features of standard deviation 1."""
ENCODERS: Final = {"use": None, "e5": 60}
"""Encoders to the most segments of a set, evenly spread: e5 takes forty times as long as USE."""


def centred(judged: Judged, against: str, encoder: str) -> tuple[Array, Array]:
    """Return features (rows, features) and targets (rows,) of every judged output, centred within segments."""
    places = np.flatnonzero(judged.rated)
    most = min(ENCODERS[encoder] or len(places), len(places))
    rows = places[np.linspace(0, len(places) - 1, most).astype(int)].tolist()
    features_of = features(judged.data.texts(rows), against, load(encoder))
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


def ridge(sets: list[tuple[Array, Array]], against: str) -> list[float]:
    """Return the weights of a better score per feature, negated: how much each takes away.

    Against references no weight is below 0: nothing makes a translation better than a copy of the reference.
    """
    scale = np.sqrt(np.mean([(table**2).mean(axis=0) for table, _ in sets], axis=0))
    left = LAMBDA * np.eye(len(scale))
    right = np.zeros(len(scale))
    for table, target in sets:
        scaled = table / scale
        left += scaled.T @ scaled / len(scaled)
        right -= scaled.T @ target / len(scaled)
    if against == "references":
        # |root' w - root^-1 right|^2 is w' left w - 2 w' right but for a constant
        root = np.linalg.cholesky(left)
        solution = nnls(root.T, np.linalg.solve(root, right))[0]
    else:
        solution = np.linalg.solve(left, right)
    return [float(f"{weight:.6g}") for weight in solution / scale]


def fits(tables: Mapping[str, tuple[Array, Array]], pairs: Mapping[str, str], against: str) -> dict[str, list[float]]:
    """Return the weights by what is left out: ``none``, a set, or two languages.

    Args:
        tables: features and targets by set.
        pairs: the two languages of each set.
        against: what the features compare with.
    """
    return {
        without: ridge([table for name, table in tables.items() if without not in {name, pairs[name]}], against)
        for without in dict.fromkeys(["none", *tables, *pairs.values()])
    }


def main(folder: Path, output: Path) -> None:
    """Fit, and write the weights."""
    sets = {judged.label: judged for judged in judged_sets(folder) if judged.label == judged.data.name}
    pairs = {name: "-".join(map(str, judged.data.languages)) for name, judged in sets.items()}
    weights: dict[str, dict[str, dict[str, list[float]]]] = {}
    for encoder in ENCODERS:
        # a set's columns are encoded once for both kinds of features
        tables = {
            name: {against: centred(judged, against, encoder) for against in FEATURES} for name, judged in sets.items()
        }
        for against, names in FEATURES.items():
            of_sets = {name: by_kind[against] for name, by_kind in tables.items()}
            of_features = weights.setdefault(encoder, {})[against] = fits(of_sets, pairs, against)
            print(encoder, against, json.dumps(dict(zip(names, of_features["none"], strict=True))), file=sys.stderr)
    fitted = {
        name: {"scores": judged.kind, "judgements": int((~np.isnan(judged.scores)).sum())}
        for name, judged in sets.items()
    }
    write_text(output, strict_json({"version": 2, "sets": fitted, "features": FEATURES, "weights": weights}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
