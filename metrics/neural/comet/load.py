"""A COMET checkpoint becomes a model: no code of the checkpoint runs, and every weight finds its place."""

from __future__ import annotations

import importlib
import inspect
import logging
import pickle
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium.errors import MetricError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.metrics.neural.comet.models import Files

Device = Literal["auto", "cpu", "cuda", "mps"]
Precision = Literal["fp32", "bf16", "fp16"]

SEPARATE: Final = ("regression_metric", "referenceless_regression_metric")
"""Classes that encode each text by itself, so that a text is encoded once however often it occurs."""

CLASSES: Final = {
    "regression_metric": "RegressionMetric",
    "referenceless_regression_metric": "ReferencelessRegression",
    "unified_metric": "UnifiedMetric",
    "xcomet_metric": "XCOMETMetric",
}
SPARE: Final = ("embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias")
"""What older checkpoints hold beside what the models read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model ready to score.

    Attributes:
        model: an instance of one of the package's classes, on its device and in its precision.
        separate: whether it encodes each text by itself.
        device: torch's name of it.
        window: tokens that fit, special ones included.
    """

    model: Any
    separate: bool
    device: str
    window: int


def require_package() -> None:
    """Raise MetricError where unbabel-comet isn't installed."""
    if find_spec("comet") is None or find_spec("torch") is None:
        raise MetricError(
            "unbabel-comet isn't installed", hint="pip install 'tertium[comet]', with Python 3.10, 3.11 or 3.12"
        )


def chosen(device: Device) -> str:
    """Return the device: the one asked for, or the fastest that is there.

    Raises:
        MetricError: it isn't there.
    """
    import torch

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if device == "auto":
        return next(name for name, is_there in there.items() if is_there)
    if not there[device]:
        raise MetricError(f"this machine has no {device}", hint="device=cpu")
    return device


def load(files: Files, *, device: str, precision: Precision, last: bool = False) -> Loaded:
    """Return the model of a checkpoint.

    Args:
        files: of the model.
        device: where it computes.
        precision: fp16 is what comet-score does; in bf16 the small layers behind the encoder stay in fp32.
        last: sentence vectors of the part behind the last separator (Vernikos et al. 2022).

    Raises:
        MetricError: the checkpoint would run code or doesn't fit its class.
    """
    import torch

    identifier = files.settings["class_identifier"]
    if identifier not in CLASSES:
        raise MetricError(f"{files.hparams}: no class {identifier!r} gives scores here", hint=", ".join(CLASSES))
    state = _state(files)
    with quiet():
        model = _built(identifier, files, state.get("hyper_parameters") or files.settings)
        _fill(model, state["state_dict"], files)
        separate = identifier in SEPARATE
        if last and not (separate and model.pool == "avg"):
            raise MetricError(
                f"pooling=last needs a model that averages word vectors, {identifier} doesn't", hint="pooling=window"
            )
        model.use_context = last
        model.eval().requires_grad_(requires_grad=False)
        _reduce(model, precision, separate=separate)
        model.to(torch.device(device))
    reads = model.encoder.max_positions - (2 if separate else 0)
    return Loaded(model, separate, device, reads)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what the package and Lightning say on import and use from the user's logs and warnings."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import comet.models  # noqa: F401 - it configures the root logger

        root.handlers[:], root.level = handlers, level
        for name in ("pytorch_lightning", "lightning_fabric", "comet"):
            logging.getLogger(name).setLevel(logging.ERROR)
        yield


def _state(files: Files) -> dict[str, Any]:
    """Return what the checkpoint holds: tensors and plain values, or nothing at all."""
    import torch

    try:
        state = torch.load(files.checkpoint, map_location="cpu", weights_only=True, mmap=True)
    except pickle.UnpicklingError as error:
        reason = next((line for line in str(error).splitlines() if "GLOBAL" in line), "it holds more than weights")
        raise MetricError(
            f"{files.checkpoint} is refused, loading it could run code: {reason.strip()}",
            hint="the checkpoint of its publisher: tertium models fetch NAME",
        ) from error
    except (RuntimeError, EOFError, OSError, ValueError) as error:
        raise MetricError(
            f"{files.checkpoint} can't be read: {str(error).splitlines()[0]}", hint="fetch it again"
        ) from error
    if not isinstance(state, dict) or "state_dict" not in state:
        raise MetricError(f"{files.checkpoint} is no COMET checkpoint", hint="the checkpoint of its publisher")
    return state


def _built(identifier: str, files: Files, settings: Mapping[str, Any]) -> Any:
    """Return a model of random weights, with the encoder's configuration and tokenizer from files that are here."""
    make = getattr(importlib.import_module("comet.models"), CLASSES[identifier])
    known = inspect.signature(make.__init__).parameters
    kept = {name: value for name, value in settings.items() if name in known}
    kept |= {"pretrained_model": str(files.encoder), "load_pretrained_weights": False, "local_files_only": True}
    kept |= {"train_data": [], "validation_data": []}
    try:
        return make(**kept)
    except (OSError, ValueError, KeyError) as error:
        raise MetricError(
            f"{files.hparams}: {error}".splitlines()[0], hint="the files of the published model"
        ) from error


def _fill(model: Any, weights: dict[str, Any], files: Files) -> None:
    """Put the weights in; the package's own loader says nothing of those that are missing."""
    try:
        missing, spare = model.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise MetricError(
            f"{files.checkpoint} doesn't fit {files.hparams}: {error}".splitlines()[0], hint="files of one model"
        ) from error
    spare = [name for name in spare if not name.endswith(SPARE)]
    for what, names in (("lacks", missing), ("has too much:", spare)):
        if names:
            raise MetricError(
                f"{files.checkpoint} {what} {names[0]} and {len(names) - 1} more", hint="files of one model"
            )


def _reduce(model: Any, precision: Precision, *, separate: bool) -> None:
    if precision == "fp16":
        model.half()
    elif precision == "bf16" and separate:  # its vectors leave the pooling in fp32
        model.encoder.bfloat16()
        if model.layerwise_attention:
            model.layerwise_attention.bfloat16()
    elif precision == "bf16":
        model.bfloat16()
