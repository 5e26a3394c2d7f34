"""Which COMET models are known, where their files are on this machine, and how they get there."""

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
"""What is needed of the encoder's repository: its weights are in the checkpoint already."""


@dataclass(frozen=True, slots=True)
class Known:
    """A published model, as its card describes it.

    Attributes:
        name: on the hub.
        needs: beside the hypothesis.
        paper: where it is described.
        licence: SPDX id.
        gated: whether its licence must be accepted on the hub first.
        gigabytes: of the checkpoint.
        spans: whether it points at errors.
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
KNOWN: Final = (
    Known("Unbabel/wmt22-comet-da", BOTH, "Rei et al. 2022 (COMET-22)", FREE, gated=False, gigabytes=2.3),
    Known("Unbabel/wmt20-comet-da", BOTH, "Rei et al. 2020", FREE, gated=False, gigabytes=2.3),
    Known("Unbabel/wmt20-comet-qe-da", SOURCE, "Rei et al. 2020", FREE, gated=False, gigabytes=2.3),
    Known("Unbabel/eamt22-cometinho-da", BOTH, "Rei et al. 2022 (Cometinho)", FREE, gated=False, gigabytes=0.5),
    Known("Unbabel/unite-mup", BOTH, "Wan et al. 2022 (UniTE)", FREE, gated=False, gigabytes=2.3),
    Known(
        "Unbabel/wmt22-cometkiwi-da", SOURCE, "Rei et al. 2022 (CometKiwi)", NON_COMMERCIAL, gated=True, gigabytes=2.3
    ),
    Known("Unbabel/wmt23-cometkiwi-da-xl", SOURCE, "Rei et al. 2023", NON_COMMERCIAL, gated=True, gigabytes=13.9),
    Known("Unbabel/wmt23-cometkiwi-da-xxl", SOURCE, "Rei et al. 2023", NON_COMMERCIAL, gated=True, gigabytes=42.9),
    Known("Unbabel/XCOMET-XL", BOTH, "Guerreiro et al. 2024", NON_COMMERCIAL, gated=True, gigabytes=13.9, spans=True),
    Known("Unbabel/XCOMET-XXL", BOTH, "Guerreiro et al. 2024", NON_COMMERCIAL, gated=True, gigabytes=42.9, spans=True),
)
LANGUAGES: Final = "the 94 of XLM-R"
"""All of the above are built on XLM-R or InfoXLM: a language outside theirs has no reliable score."""


@dataclass(frozen=True, slots=True)
class Files:
    """A model on this machine.

    Attributes:
        name: as the user calls it; ``local`` for a folder or file.
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
        """What hparams.yaml says.

        Raises:
            MetricError: it isn't a mapping with a ``class_identifier``.
        """
        return _settings(self.hparams)

    @property
    def digest(self) -> str:
        """16 hex digits of all files that the scores depend on."""
        parts = [_digest(self.checkpoint), _digest(self.hparams)]
        parts += [
            _digest(path) for name in ("config.json", "tokenizer.json") if (path := self.encoder / name).is_file()
        ]
        return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def find(model: str, revision: str = "") -> Files:
    """Return the files of a model on this machine: a folder, a checkpoint, or a hub name that was fetched before.

    Raises:
        MetricError: it isn't here.
    """
    return _local(Path(model).expanduser()) if _is_path(model) else _from_hub(model, revision, offline=True)


def fetch(model: str, revision: str = "") -> Files:
    """Return the files of a model, after downloading what is missing: of its encoder no weights.

    Raises:
        MetricError: it can't be reached, isn't there, or its licence has to be accepted first.
    """
    return _local(Path(model).expanduser()) if _is_path(model) else _from_hub(model, revision, offline=False)


def here(model: str) -> str:
    """Return the hub's commit of a model that is on this machine, in 12 digits; empty where there is none."""
    try:
        return find(model).revision[:12]
    except MetricError:
        return ""


def damaged(files: Files) -> list[Path]:
    """Return the hub files whose bytes are not those that were published: the cache calls them by their hash."""
    return [
        path
        for path in (files.checkpoint, files.hparams, *files.encoder.iterdir())
        if _is_hash(name := path.resolve().name) and sha256(path) != name
    ]


def needs(model: str) -> frozenset[Role] | None:
    """Return what a model reads beside the hypothesis, or None where nothing says so yet."""
    known = next((one.needs for one in KNOWN if one.name == model), None)
    if known is not None:
        return known
    try:
        settings = find(model).settings
    except MetricError:
        return None
    if settings["class_identifier"] == "referenceless_regression_metric":
        return SOURCE
    segments = settings.get("input_segments", ["mt", "src", "ref"])
    return frozenset(role for role, name in (("source", "src"), ("references", "ref")) if name in segments)  # type: ignore[misc]


def _is_path(model: str) -> bool:
    """Whether a model is meant as a path: a hub name is OWNER/NAME, and nothing of that name is here."""
    return Path(model).expanduser().exists() or model.endswith(".ckpt") or model.startswith((".", "/", "~"))


def _local(path: Path) -> Files:
    """Return the files of FOLDER/checkpoints/model.ckpt and FOLDER/hparams.yaml, given either."""
    checkpoint = path / CHECKPOINT if path.is_dir() else path
    hparams = checkpoint.parent.parent / HPARAMS
    for file in (checkpoint, hparams):
        if not file.is_file():
            raise MetricError(
                f"{path} is no COMET model: {file} is missing", hint=f"a folder with {CHECKPOINT} and {HPARAMS}"
            )
    beside, encoder = hparams.parent / "encoder", _encoder(hparams)
    if beside.is_dir() or Path(encoder).is_dir():
        folder = beside if beside.is_dir() else Path(encoder)
    else:
        folder = _snapshot(encoder, "", ENCODER_FILES, offline=True)
    return Files("local", "", checkpoint, hparams, folder)


def _from_hub(model: str, revision: str, *, offline: bool) -> Files:
    folder = _snapshot(model, revision, [HPARAMS, CHECKPOINT], offline=offline)
    for name in (HPARAMS, CHECKPOINT):
        if not (folder / name).is_file():
            raise MetricError(f"COMET model {model} has no {name}", hint=f"tertium models fetch {model}")
    encoder = _snapshot(_encoder(folder / HPARAMS), "", ENCODER_FILES, offline=offline)
    return Files(model, folder.name, folder / CHECKPOINT, folder / HPARAMS, encoder)


def _snapshot(name: str, revision: str, patterns: list[str], *, offline: bool) -> Path:
    """Return the folder of a hub repository's files, from the hub's cache or downloaded into it."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

    fetching = f"tertium models fetch {name}"
    try:
        return Path(
            snapshot_download(name, revision=revision or None, allow_patterns=patterns, local_files_only=offline)
        )
    except GatedRepoError as error:
        hint = f"accept its licence on the hub, hf auth login, {fetching}"
        raise MetricError(f"model {name} is given only to those who accept its licence", hint=hint) from error
    except RepositoryNotFoundError as error:
        raise MetricError(
            f"the hub has no model {name}", hint="tertium models; hf auth login for a private one"
        ) from error
    except Exception as error:  # whatever the hub's client raises: the model is not to be had
        what = f"model {name} is not on this machine" + ("" if offline else " and the hub can't be reached")
        raise MetricError(what, hint=f"{fetching}, where there is a network") from error


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
    """Return a file's sha256; the hub's cache calls large files by it."""
    name = path.resolve().name
    status = path.stat()
    return name if _is_hash(name) else _hashed(path, status.st_size, status.st_mtime_ns)


def _is_hash(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")  # noqa: PLR2004 - of a sha256


@cache
def _hashed(path: Path, size: int, changed: int) -> str:  # noqa: ARG001 - a changed file is hashed again
    return sha256(path)
