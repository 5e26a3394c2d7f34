"""Test sets that sacreBLEU knows by name: ``sacrebleu:wmt21/en-de``, with documents, domains and all references.

sacreBLEU says where a set lies and makes texts of it; archives are fetched, checked and unpacked here, since sacreBLEU
waits without end, ends the process at a wrong hash, and trusts the paths in an archive.
"""

from __future__ import annotations

import os
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.readers import SACREBLEU
from tertium.corpora.readers.lines import check_lengths
from tertium.corpora.types import WHOLE, EvalSet, blocks, numbered_ids
from tertium.errors import DataError, UsageError, nearest
from tertium.files import read_lines
from tertium.files.values import md5

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Column, Languages

TIMEOUT: Final = 10.0
"""Seconds that a server has to answer, and to go on sending."""
DOCUMENT: Final = "docid"
DOMAINS: Final = ("domain", "genre")
"""sacreBLEU's fields that are the domain: of sets since 2023, and before 2021."""
NO_TEXTS: Final = frozenset({DOCUMENT, *DOMAINS, "origlang"})
"""Fields that are neither source, reference nor system."""
UNPACKED: Final = ".unpacked"
"""Ending of the file that stands beside an archive when all of it is unpacked."""


def claims(path: Path) -> bool:
    """Return whether the path begins with ``sacrebleu:``."""
    return str(path).startswith(SACREBLEU)


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the test set; its archives are fetched into sacreBLEU's own cache unless they are there.

    Raises:
        DataError: an archive can't be fetched, or differs from its hash.
        UsageError: sacreBLEU knows no such set or pair.
    """
    dataset, pair = _dataset(str(path).removeprefix(SACREBLEU))
    hashes = dict(_provided(dataset))
    columns = {field: _texts(file) for field, file in _files(dataset, pair)}
    check_lengths({Path(field): column for field, column in columns.items()}, len(columns["src"]))
    document_of = [document or WHOLE for document in columns.get(DOCUMENT, ("",) * len(columns["src"]))]
    domain_of = next((columns[field] for field in DOMAINS if field in columns), None)
    documents = blocks(document_of, None if domain_of is None else [domain or "" for domain in domain_of])
    source_tag, target_tag = pair.split("-", 1)
    name = str(path).removeprefix(SACREBLEU).replace("/", ".")
    return EvalSet(
        name=name,
        ids=numbered_ids(documents),
        documents=documents,
        sources=columns["src"],
        references=_references(columns),
        outputs={field: columns[field] for field in columns if not _is_reference(field) and _is_output(field)},
        languages=(languages[0] or source_tag, languages[1] or target_tag),
        provenance={"read": [str(path)], "sacrebleu": {"version": version("sacrebleu"), "md5": hashes}},
    )


def _dataset(name: str) -> tuple[Any, str]:
    """Return sacreBLEU's description of a set, and the language pair, of a name such as ``wmt21/en-de``."""
    from sacrebleu.dataset import DATASETS

    test_set, _, pair = name.rpartition("/")
    if test_set not in DATASETS:
        known = nearest(test_set or pair, DATASETS)
        hint = f"{SACREBLEU}{known.split(', ', maxsplit=1)[0]}/{pair if test_set else 'en-de'}"
        raise UsageError(f"sacreBLEU has no test set {test_set or pair!r}; similar: {known}", hint=hint)
    dataset = DATASETS[test_set]
    if pair not in dataset.langpairs:
        raise UsageError(f"sacreBLEU's {test_set} has no pair {pair!r}", hint=nearest(pair, dataset.langpairs))
    return dataset, pair


def _provided(dataset: Any) -> Iterator[tuple[str, str]]:
    """Fetch, check and unpack what isn't there; yield the address and the hash of each archive."""
    folder = Path(dataset._rawdir)  # noqa: SLF001 - sacreBLEU's has no public name for its cache
    missing: list[tuple[str, Path, OSError]] = []
    expected = dataset.md5 or [None] * len(dataset.data)
    for url, digest in zip(dataset.data, expected, strict=True):
        file = folder / dataset._get_tarball_filename(url)  # noqa: SLF001
        try:
            if not (file.is_file() and file.stat().st_size):
                _fetch(url, file)
        except OSError as error:
            missing.append((url, file, error))
            continue
        if digest not in {None, (actual := md5(file))}:
            message = f"{file} is damaged or another file: MD5 {actual}, not {digest}"
            raise DataError(message, hint=f"remove it; {url} is fetched again")
        _unpack(file, folder)
        yield url, md5(file)
    if missing:
        reason = getattr(missing[0][2], "reason", None) or missing[0][2].strerror or missing[0][2]
        places = "; ".join(f"{url} as {file}" for url, file, _ in missing)
        raise DataError(f"test set {dataset.name} can't be fetched: {reason}", hint=f"fetch {places}")


def _fetch(url: str, file: Path) -> None:
    """Write a file's bytes whole or not at all."""
    import urllib.request  # it brings ssl, which nobody who reads a file should wait for

    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        # The addresses are those in sacreBLEU's package.
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310
            file.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as out:
                shutil.copyfileobj(answer, out)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _unpack(file: Path, folder: Path) -> None:
    """Unpack an archive once; nothing in it may leave the folder.

    Raises:
        DataError: it isn't an archive, or has paths that leave the folder.
    """
    import tarfile
    import zipfile

    mark = file.with_name(file.name + UNPACKED)
    if mark.exists() or not file.name.endswith((".tar.gz", ".tgz", ".zip")):
        return
    try:
        if file.name.endswith(".zip"):
            with zipfile.ZipFile(file) as archive:
                archive.extractall(folder)  # noqa: S202 - it leaves out drives and ".." by itself
        else:
            with tarfile.open(file) as tar:
                tar.extractall(folder, filter="data")
        mark.touch()
    except (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise DataError(f"can't unpack {file}: {error}".splitlines()[0], hint="remove it, to fetch it again") from error


def _files(dataset: Any, pair: str) -> list[tuple[str, Path]]:
    """Return sacreBLEU's text file of each field."""
    try:
        return list(zip(dataset.fieldnames(pair), map(Path, dataset.get_files(pair)), strict=True))
    except Exception as error:  # of whatever reads the raw file, XML or SGML
        reason = f"sacreBLEU can't read {dataset.name}/{pair}: {error or type(error).__name__}".splitlines()[0]
        raise DataError(reason, hint=f"remove {Path(dataset._rawdir).parent}, to fetch it again") from error  # noqa: SLF001


def _texts(file: Path) -> tuple[str, ...]:
    return tuple(read_lines(file)[0])


def _is_reference(field: str) -> bool:
    return field == "ref" or field.startswith("ref:")


def _is_output(field: str) -> bool:
    return field != "src" and field not in NO_TEXTS


def _references(columns: dict[str, tuple[str, ...]]) -> dict[str, Column]:
    """Return the references by name; where there are several, an empty line is a missing one.

    They are sorted: sacreBLEU's order is that of a hash set, and another one in each process.
    """
    fields: Sequence[str] = sorted(field for field in columns if _is_reference(field))
    several = len(fields) > 1
    return {
        field.partition(":")[2] or "ref": tuple((text or None) if several else text for text in columns[field])
        for field in fields
    }
