"""What each metric costs: `python benchmarks/cost.py [SET] [--json]`, segments per second of one core.

SET is a WMT folder (default: ../shared/data/wmt21-de-en). One system and the first reference are scored, preparation
included, by one thread, in CPU seconds, so that other work on the machine doesn't count. COMET isn't
measured here.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported

from tertium.corpora.readers import open_set
from tertium.errors import TertiumError
from tertium.metrics.base import Adapts
from tertium.metrics.registry import classes, load
from tertium.metrics.similarity import encoded_column

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "wmt21-de-en"
MODELS = {"comet"}


def main(folder: Path, *, as_json: bool) -> None:
    """Print a line per metric."""
    data = open_set(folder)
    if pair := re.search(r"-([a-z]{2})-([a-z]{2})$", folder.name):
        data = replace(data, languages=(pair[1], pair[2]))
    data = data.with_references(list(data.references)[:1])
    texts = data.texts(range(len(data)))
    hypotheses = [text or "" for text in next(iter(data.outputs.values()))]
    for name in [*(one for one in classes() if one not in MODELS), "similarity:against=source", "ridge:against=source"]:
        metric = load(name)
        try:
            metric = metric.adapted(data.languages) if isinstance(metric, Adapts) else metric
            metric.bind(data.texts([0]))(hypotheses[:1])  # models are loaded, tables compiled
            encoded_column.cache_clear()
            start = time.process_time()
            metric.bind(texts)(hypotheses)
        except TertiumError as error:
            print(f"# {name}: {str(error).splitlines()[0]}", file=sys.stderr)
            continue
        speed = len(texts) / (time.process_time() - start)
        line = {"name": f"cost/{folder.name}/{name}", "value": speed, "unit": "segments/s", "against": ""}
        print(json.dumps(line) if as_json else f"{name:<28}{speed:>10.0f} segments/s", flush=True)


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--json"]
    main(Path(given[0]) if given else DEFAULT, as_json="--json" in sys.argv)
