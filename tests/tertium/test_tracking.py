"""MLflow finds a run's scores, signatures and description; without it, or without its server, two lines say so."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import replace
from importlib.metadata import distributions
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.evals.description import Description
from tertium.evals.types import Key, Run
from tertium.tracking import _key, log_run
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_mlflow = pytest.mark.skipif(not find_spec("mlflow"), reason="needs the extra mlflow")
needs_server = pytest.mark.skipif(
    not any(found.metadata["Name"] == "mlflow" for found in distributions(name="mlflow")),
    reason="needs the server, which is in mlflow and not in mlflow-skinny",
)


def described(*systems: str) -> Run:
    made = run_of({system: [1.0, 2.0, 2.0] for system in systems})
    return replace(made, description=Description(tags=("v1",), model="opus", meta={"beam size (max)": "12"}))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Start MLflow's own server on a free port of this machine and return its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    uri = f"http://127.0.0.1:{port}"
    words = ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    words += ["--backend-store-uri", f"sqlite:///{tmp_path / 'mlflow.db'}", "--default-artifact-root", str(tmp_path)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "mlflow", "server", *words], stdout=log, stderr=log)
    try:
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"{uri}/health", timeout=1)  # noqa: S310 - our own address
                break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail((tmp_path / "log").read_text(encoding="utf-8")[-2000:])
        yield uri
    finally:
        process.terminate()
        process.wait()


@needs_server
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_server_has_what_was_scored_and_said(server: str) -> None:
    from mlflow.tracking import MlflowClient

    run = described("x", "y")
    ids = log_run(run, "1a2b", name="nightly", uri=server, experiment="mt")
    client = MlflowClient(tracking_uri=server)
    experiment = client.get_experiment_by_name("mt")
    assert experiment is not None
    assert {found.info.run_id for found in client.search_runs([experiment.experiment_id])} == set(ids)
    first = client.get_run(ids[0])
    assert first.data.metrics == {MEAN: run.values[Key("x", MEAN)].total}
    assert first.data.params == {MEAN: run.measures[MEAN].signature}
    assert first.data.tags["tertium.fingerprint"] == run.fingerprint
    assert first.data.tags["tertium.model"] == "opus"
    assert first.data.tags["tertium.beam size _max_"] == "12"
    assert (first.info.run_name, first.info.status) == ("nightly: x", "FINISHED")
    log_run(run, "1a2b", uri=server, experiment="mt")
    assert len(client.search_runs([experiment.experiment_id])) == 4


@needs_mlflow
@pytest.mark.filterwarnings("ignore")
def test_a_server_that_is_not_there_is_two_lines_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    with pytest.raises(UsageError, match=r"MLflow can't log the run: .*\n  try: --server URI") as caught:
        log_run(described("x"), "1", uri="http://user:hunter2@127.0.0.1:9")
    assert "hunter2" not in str(caught.value)


def test_without_mlflow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mlflow", None)
    monkeypatch.setitem(sys.modules, "mlflow.entities", None)
    with pytest.raises(UsageError, match=r"MLflow is not installed\n  try: pip install 'tertium\[mlflow\]'"):
        log_run(described("x"), "1")


@pytest.mark.parametrize(
    ("label", "key"), [("chrf", "chrf"), ("chrf++", "chrfpp"), ("bleu:tokenize=ja", "bleu:tokenize_ja")]
)
def test_a_name_is_one_that_mlflow_takes(label: str, key: str) -> None:
    assert _key(label) == key
