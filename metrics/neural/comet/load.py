"""COMET checkpoints to models: no code of a checkpoint runs, and every weight finds its place."""

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

    from tertium.metrics.neural.comet.models import ModelFiles

Device = Literal["auto", "cpu", "cuda", "mps"]
Precision = Literal["fp32", "bf16", "fp16"]

SEPARATE: Final = ("regression_metric", "referenceless_regression_metric")
"""Classes that encode each text by itself, so that a text is encoded once however often it occurs."""

CLASSES: Final = {  # class_identifier of a checkpoint: class of the package
    "regression_metric": "RegressionMetric",
    "referenceless_regression_metric": "ReferencelessRegression",
    "unified_metric": "UnifiedMetric",
    "xcomet_metric": "XCOMETMetric",
}
OBSOLETE: Final = ("embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias")
"""Weights that older checkpoints hold and no model reads."""


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model ready to score.

    Attributes:
        model: an instance of one of the package's classes, on its device and in its precision.
        separate: whether it encodes each text by itself.
        device: torch's name of the device.
        window: the number of tokens that it reads, special ones included.
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


def resolve_device(device: Device) -> str:
    """Return torch's name of a device: the one that was asked for, or the fastest of this machine.

    Raises:
        MetricError: this machine has no such device.
    """
    import torch

    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if device == "auto":
        return next(name for name, is_available in available.items() if is_available)  # the fastest first
    if not available[device]:
        raise MetricError(f"this machine has no {device}", hint="device=cpu")
    return device


def load(files: ModelFiles, *, device: str, precision: Precision, last: bool = False) -> LoadedModel:
    """Return the model of a checkpoint.

    Args:
        files: the files of the model.
        device: torch's name of the device on which it computes.
        precision: fp16 is what comet-score does; in bf16 the small layers behind the encoder stay in fp32.
        last: whether sentence vectors are of the part behind the last separator (Vernikos et al. 2022).

    Raises:
        MetricError: the checkpoint would run code or doesn't fit its class.
    """
    import torch

    identifier = files.settings["class_identifier"]
    if identifier not in CLASSES:
        raise MetricError(f"{files.hparams}: no class {identifier!r} gives scores here", hint=", ".join(CLASSES))
    checkpoint = _checkpoint(files)
    with quiet():
        model = _random_model(identifier, files, checkpoint.get("hyper_parameters") or files.settings)
        _load_weights(model, checkpoint["state_dict"], files)
        separate = identifier in SEPARATE
        if last and not (separate and model.pool == "avg"):
            raise MetricError(
                f"pooling=last needs a model that averages word vectors, {identifier} doesn't", hint="pooling=window"
            )
        model.use_context = last
        model.eval().requires_grad_(requires_grad=False)
        _reduce_precision(model, precision, separate=separate)
        model.to(torch.device(device))
    # The joint classes cut at max_positions, the others leave room for <s> and </s>.
    window = model.encoder.max_positions - (2 if separate else 0)
    return LoadedModel(model, separate, device, window)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the messages of the package and of Lightning, on import and in use, out of the user's logs and warnings."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import comet.models  # noqa: F401 - it configures the root logger

        root.handlers[:], root.level = handlers, level
        for name in ("pytorch_lightning", "lightning_fabric", "comet"):
            logging.getLogger(name).setLevel(logging.ERROR)
        yield


def _checkpoint(files: ModelFiles) -> dict[str, Any]:
    """Return the checkpoint's content, tensors and plain values; one with anything else is refused."""
    import torch

    try:
        # weights_only: a pickle may run code. mmap: a checkpoint of 40 GB isn't in memory beside its model.
        content = torch.load(files.checkpoint, map_location="cpu", weights_only=True, mmap=True)
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
    if not isinstance(content, dict) or "state_dict" not in content:
        raise MetricError(f"{files.checkpoint} is no COMET checkpoint", hint="the checkpoint of its publisher")
    return content


def _random_model(identifier: str, files: ModelFiles, settings: Mapping[str, Any]) -> Any:
    """Return a model with random weights; the encoder's configuration and tokenizer come from local files."""
    model_class = getattr(importlib.import_module("comet.models"), CLASSES[identifier])
    parameters = inspect.signature(model_class.__init__).parameters
    # Settings of other versions of the package, which its classes don't take, are left out.
    arguments = {name: value for name, value in settings.items() if name in parameters}
    arguments |= {"pretrained_model": str(files.encoder), "load_pretrained_weights": False, "local_files_only": True}
    # Paths of the trainer's machine.
    arguments |= {"train_data": [], "validation_data": []}
    try:
        return model_class(**arguments)
    except (OSError, ValueError, KeyError) as error:
        raise MetricError(
            f"{files.hparams}: {error}".splitlines()[0], hint="the files of the published model"
        ) from error


def _load_weights(model: Any, weights: dict[str, Any], files: ModelFiles) -> None:
    """Load the weights into the model; the package's own loader is silent about missing ones."""
    try:
        missing, unexpected = model.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise MetricError(
            f"{files.checkpoint} doesn't fit {files.hparams}: {error}".splitlines()[0], hint="files of one model"
        ) from error
    unexpected = [name for name in unexpected if not name.endswith(OBSOLETE)]
    for what, names in (("lacks", missing), ("has too much:", unexpected)):
        if names:
            raise MetricError(
                f"{files.checkpoint} {what} {names[0]} and {len(names) - 1} more", hint="files of one model"
            )


def _reduce_precision(model: Any, precision: Precision, *, separate: bool) -> None:
    """Convert the weights in place; fp32 stays as it is."""
    if precision == "fp16":
        model.half()
    elif precision == "bf16" and separate:  # its vectors leave the pooling in fp32
        model.encoder.bfloat16()
        if model.layerwise_attention:
            model.layerwise_attention.bfloat16()
    elif precision == "bf16":
        model.bfloat16()
