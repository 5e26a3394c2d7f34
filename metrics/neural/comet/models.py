"""COMET models: those that are published, their files on this machine, and how to fetch them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.types import REFERENCES, SOURCE
from tertium.errors import MetricError
from tertium.files import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import Role

BOTH: Final = SOURCE | REFERENCES

CHECKPOINT: Final = "checkpoints/model.ckpt"
HPARAMS: Final = "hparams.yaml"
ENCODER_FILES: Final = ["config.json", "tokenizer*", "sentencepiece*", "special_tokens_map.json", "vocab.txt"]
"""Files of the encoder's repository that are needed: its weights are in the checkpoint already."""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A published model, as its card describes it.

    Attributes:
        name: its name on the hub.
        needs: the roles that it reads beside the hypothesis.
        paper: the paper that describes it.
        licence: SPDX id.
        gated: whether its licence must be accepted on the hub first.
        gigabytes: the size of the checkpoint.
        spans: whether it marks errors.
    """

    name: str
    needs: frozenset[Role]
    paper: str
    licence: str
    gated: bool
    gigabytes: float
    spans: bool = False


FREE: Final = "Apache-2.0"
NON_COMMERCIAL: Final = "CC-BY-NC-SA-4.0"
PUBLISHED: Final = (
    PublishedModel("Unbabel/wmt22-comet-da", BOTH, "Rei et al. 2022 (COMET-22)", FREE, gated=False, gigabytes=2.3),
    PublishedModel("Unbabel/wmt20-comet-da", BOTH, "Rei et al. 2020", FREE, gated=False, gigabytes=2.3),
    PublishedModel("Unbabel/wmt20-comet-qe-da", SOURCE, "Rei et al. 2020", FREE, gated=False, gigabytes=2.3),
    PublishedModel(
        "Unbabel/eamt22-cometinho-da", BOTH, "Rei et al. 2022 (Cometinho)", FREE, gated=False, gigabytes=0.5
    ),
    PublishedModel("Unbabel/unite-mup", BOTH, "Wan et al. 2022 (UniTE)", FREE, gated=False, gigabytes=2.3),
    PublishedModel(
        "Unbabel/wmt22-cometkiwi-da", SOURCE, "Rei et al. 2022 (CometKiwi)", NON_COMMERCIAL, gated=True, gigabytes=2.3
    ),
    PublishedModel(
        "Unbabel/wmt23-cometkiwi-da-xl", SOURCE, "Rei et al. 2023", NON_COMMERCIAL, gated=True, gigabytes=13.9
    ),
    PublishedModel(
        "Unbabel/wmt23-cometkiwi-da-xxl", SOURCE, "Rei et al. 2023", NON_COMMERCIAL, gated=True, gigabytes=42.9
    ),
    PublishedModel(
        "Unbabel/XCOMET-XL", BOTH, "Guerreiro et al. 2024", NON_COMMERCIAL, gated=True, gigabytes=13.9, spans=True
    ),
    PublishedModel(
        "Unbabel/XCOMET-XXL", BOTH, "Guerreiro et al. 2024", NON_COMMERCIAL, gated=True, gigabytes=42.9, spans=True
    ),
)
LANGUAGES: Final = "the 94 of XLM-R"
"""All of the above are built on XLM-R or InfoXLM: a language outside theirs has no reliable score."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on this machine.

    Attributes:
        name: its name on the hub; ``local`` for a folder or file.
        revision: the hub's commit; empty for a local model.
        checkpoint: the weights.
        hparams: the class and its settings.
        encoder: the folder with the encoder's configuration and tokenizer.
    """

    name: str
    revision: str
    checkpoint: Path
    hparams: Path
    encoder: Path

    @property
    def settings(self) -> Mapping[str, Any]:
        """The content of hparams.yaml.

        Raises:
            MetricError: it isn't a mapping with a ``class_identifier``.
        """
        return _settings(self.hparams)

    @property
    def digest(self) -> str:
        """A hash of all files that the scores depend on, 16 hex digits."""
        parts = [_digest(self.checkpoint), _digest(self.hparams)]
        parts += [
            _digest(path) for name in ("config.json", "tokenizer.json") if (path := self.encoder / name).is_file()
        ]
        return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def find(model: str, revision: str = "") -> ModelFiles:
    """Return the files of a model on this machine: a folder, a checkpoint, or a hub name that was fetched before.

    Raises:
        MetricError: it isn't on this machine.
    """
    return _local_files(Path(model).expanduser()) if _is_path(model) else _hub_files(model, revision, offline=True)


def fetch(model: str, revision: str = "") -> ModelFiles:
    """Return the files of a model after downloading those that are missing; the encoder's weights are not needed.

    Raises:
        MetricError: the hub can't be reached or has no such model, or its licence has to be accepted first.
    """
    return _local_files(Path(model).expanduser()) if _is_path(model) else _hub_files(model, revision, offline=False)


def local_revision(model: str) -> str:
    """Return the first 12 digits of the hub's commit of a model on this machine; empty where it isn't here."""
    try:
        return find(model).revision[:12]
    except MetricError:
        return ""


def damaged_files(files: ModelFiles) -> list[Path]:
    """Return the files from the hub whose bytes are not those that were published."""
    # The hub's cache names large files after their sha256, and puts links to them into a model's folder.
    return [
        path
        for path in (files.checkpoint, files.hparams, *files.encoder.iterdir())
        if _is_hash(name := path.resolve().name) and sha256(path) != name
    ]


def needs(model: str) -> frozenset[Role] | None:
    """Return the roles that a model reads beside the hypothesis; None for an unknown one that isn't here."""
    published = next((entry.needs for entry in PUBLISHED if entry.name == model), None)
    if published is not None:
        return published
    try:
        settings = find(model).settings
    except MetricError:
        return None
    if settings["class_identifier"] == "referenceless_regression_metric":
        return SOURCE
    segments = settings.get("input_segments", ["mt", "src", "ref"])
    return frozenset(role for role, name in (("source", "src"), ("references", "ref")) if name in segments)  # type: ignore[misc]


def _is_path(model: str) -> bool:
    """Return whether a model is meant as a path: a hub name is OWNER/NAME, and no file has that path."""
    return Path(model).expanduser().exists() or model.endswith(".ckpt") or model.startswith((".", "/", "~"))


def _local_files(path: Path) -> ModelFiles:
    """Return the files of FOLDER/checkpoints/model.ckpt and FOLDER/hparams.yaml, given either."""
    checkpoint = path / CHECKPOINT if path.is_dir() else path
    hparams = checkpoint.parent.parent / HPARAMS
    for file in (checkpoint, hparams):
        if not file.is_file():
            raise MetricError(
                f"{path} is no COMET model: {file} is missing", hint=f"a folder with {CHECKPOINT} and {HPARAMS}"
            )
    return ModelFiles("local", "", checkpoint, hparams, _encoder_folder(hparams))


def _encoder_folder(hparams: Path) -> Path:
    """Return the encoder's folder: beside hparams.yaml, where that says, or in the hub's cache."""
    folder, encoder = hparams.parent / "encoder", _encoder(hparams)
    if folder.is_dir():
        return folder
    if Path(encoder).is_dir():
        return Path(encoder)
    return _snapshot(encoder, "", ENCODER_FILES, offline=True)


def _hub_files(model: str, revision: str, *, offline: bool) -> ModelFiles:
    folder = _snapshot(model, revision, [HPARAMS, CHECKPOINT], offline=offline)
    for name in (HPARAMS, CHECKPOINT):
        if not (folder / name).is_file():
            raise MetricError(f"COMET model {model} has no {name}", hint=f"tertium models fetch {model}")
    encoder = _snapshot(_encoder(folder / HPARAMS), "", ENCODER_FILES, offline=offline)
    return ModelFiles(model, folder.name, folder / CHECKPOINT, folder / HPARAMS, encoder)


def _snapshot(name: str, revision: str, patterns: list[str], *, offline: bool) -> Path:
    """Return the folder of a hub repository's files, from the hub's cache or downloaded into it."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

    command = f"tertium models fetch {name}"
    try:
        return Path(
            snapshot_download(name, revision=revision or None, allow_patterns=patterns, local_files_only=offline)
        )
    except GatedRepoError as error:
        hint = f"accept its licence on the hub, hf auth login, {command}"
        raise MetricError(f"model {name} is given only to those who accept its licence", hint=hint) from error
    except RepositoryNotFoundError as error:
        raise MetricError(
            f"the hub has no model {name}", hint="tertium models; hf auth login for a private one"
        ) from error
    except Exception as error:  # the hub's client raises KeyError, OSError and errors of its HTTP package
        message = f"model {name} is not on this machine" + ("" if offline else " and the hub can't be reached")
        raise MetricError(message, hint=f"{command}, where there is a network") from error


def _encoder(hparams: Path) -> str:
    """Return the encoder's folder or hub name."""
    return str(_settings(hparams).get("pretrained_model", ""))


def _settings(hparams: Path) -> Mapping[str, Any]:
    return _parsed(hparams, hparams.stat().st_mtime_ns)


@cache
def _parsed(hparams: Path, changed: int) -> Mapping[str, Any]:  # noqa: ARG001 - a changed file is read again
    import yaml

    try:
        settings = yaml.safe_load(hparams.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MetricError(
            f"{hparams} can't be read: {error}".splitlines()[0], hint="the file of the published model"
        ) from error
    if not isinstance(settings, dict) or "class_identifier" not in settings:
        raise MetricError(f"{hparams} names no class_identifier", hint="the file of the published model")
    return MappingProxyType(settings)


def _digest(path: Path) -> str:
    """Return a file's sha256, which is the name of a large file in the hub's cache: it isn't read for its hash."""
    name = path.resolve().name
    status = path.stat()
    return name if _is_hash(name) else _hashed(path, status.st_size, status.st_mtime_ns)


def _is_hash(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")  # noqa: PLR2004 - of a sha256


@cache
def _hashed(path: Path, size: int, changed: int) -> str:  # noqa: ARG001 - a changed file is hashed again
    return sha256(path)
