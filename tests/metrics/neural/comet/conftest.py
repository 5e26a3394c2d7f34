"""The small COMET models: made once, and copies that a test may break."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "models" in getattr(item, "fixturenames", ()):
            item.add_marker("comet")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of random models by class: regression, referenceless, unified, xcomet."""
    if find_spec("comet") is None:
        pytest.skip("needs the extra: pip install 'tertium[comet]'")
    import torch

    from tests.metrics.neural.comet.tiny_comet import make

    torch.set_num_threads(1)  # the models are small: threads only wait for each other
    return make(tmp_path_factory.mktemp("models"))


@pytest.fixture
def model(models: dict[str, Path], tmp_path: Path) -> Path:
    """A model that a test may break."""
    return Path(shutil.copytree(models["regression"], tmp_path / "model"))
