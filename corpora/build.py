"""Articles → evaluation set: the only file that knows the order of the steps."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tertium.corpora import compose, match
from tertium.corpora.clean import Cleaner
from tertium.corpora.journal import Journal
from tertium.corpora.prepare import prepare
from tertium.corpora.readers import articles
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.encode import Encoder
    from tertium.corpora.pair import Verdict
    from tertium.corpora.plan import Plan


def build(folder: Path | str, plan: Plan, *, name: str = "") -> EvalSet:
    """Return the evaluation set in a folder of raw articles, called like the folder where no name is given.

    Raises:
        DataError: the folder holds no articles, no two of them are a pair, or one can't be read.
        UsageError: no encoder knows the languages.
    """
    folder = Path(folder)
    files = articles.find(folder)
    names = [articles.name(path, folder) for path in files]
    encoder, note = plan.loaded()
    if encoder is None:
        raise UsageError(f"articles can't be paired: {note}", hint="--encoder labse")
    with tempfile.TemporaryDirectory() as work:
        journal = Journal(Path(work) / "journal.sqlite")
        _prepare(journal, folder, files, plan, encoder)
        means = match.Means(journal, encoder, plan.languages)
        match.compare_all(journal, means, plan)
        decided = {one.target: one for one in match.verdicts(journal, names, plan)}
        data = _set(name or folder.resolve().name, (journal, means), (names, decided), (plan, note))
        journal.close()
    return data


def explained(folder: Path, plan: Plan, data: EvalSet) -> Iterator[str]:
    """Yield what became of every line of every article: article, line, label, rule, text, between tabs."""
    alone = {(one["article"], one["line"]) for one in data.provenance["removed"] if one["rule"] == compose.ALONE}
    cleaner = Cleaner(plan.languages, overrides=plan.overrides)
    yield "article\tline\tlabel\trule\ttext"
    for path in articles.find(folder):
        article = articles.read(path, folder)
        for line in cleaner.label(article):
            rule = compose.ALONE if (article.id, line.number) in alone else line.rule
            yield "\t".join((article.id, str(line.number), line.label, rule, line.text))


def _prepare(journal: Journal, folder: Path, files: Sequence[Path], plan: Plan, encoder: Encoder) -> None:
    cleaner = Cleaner(plan.languages, overrides=plan.overrides)
    for number, path in enumerate(files):
        article = prepare(articles.read(path, folder), cleaner)
        journal.put_prepared([(number, article, encoder.encode(article.texts))])


def _set(
    name: str,
    shelf: tuple[Journal, match.Means],
    decided: tuple[Sequence[str], Mapping[str, Verdict]],
    made: tuple[Plan, str],
) -> EvalSet:
    (journal, means), (names, verdicts), (plan, note) = shelf, decided, made
    pairs: dict[str, list[str]] = defaultdict(list)
    for verdict in verdicts.values():
        if verdict.decision == "paired":
            pairs[str(verdict.source)].append(verdict.target)
    if not pairs:
        raise DataError("no two of the articles are a pair", hint="tertium build … --explain shows what was compared")
    numbers = {one: number for number, one in enumerate(names)}
    width = max(map(len, pairs.values()))
    rows: list[tuple[str, compose.Segment]] = []
    gone: list[compose.Removed] = []
    settled: dict[str, Any] = {}
    for source in sorted(pairs):
        kept = [journal.prepared(numbers[one]) for one in (source, *pairs[source])]
        original = compose.settle(kept[0], kept[1:], means)
        translations = [compose.settle(one, kept[:1], means) for one in kept[1:]]
        settled |= {one.kept.article.id: one.alone for one in (original, *translations)}
        rows += [(source, segment) for segment in compose.segments(original, translations)]
    for number, one in enumerate(names):
        gone += compose.removed(journal.prepared(number).article, settled.get(one, ()))
    documents = blocks([document for document, _ in rows])
    empty = None if plan.part == "reference" else ""
    columns = {
        plan.column if k == 0 else f"{plan.column}.{k + 1}": tuple(
            (row.targets[k] or (None if row.targets[k] is None else empty)) if k < len(row.targets) else None
            for _, row in rows
        )
        for k in range(width)
    }
    return EvalSet(
        name=name,
        ids=tuple(f"{one.id}#{i + 1}" for one in documents for i in range(one.stop - one.start)),
        documents=documents,
        sources=tuple(row.source for _, row in rows),
        references=columns if plan.part == "reference" else {},
        outputs=columns if plan.part == "hypothesis" else {},
        languages=plan.languages,
        confidence=tuple(row.confidence for _, row in rows),
        provenance={
            "made": note,
            "pairs": [_pair(one) for one in verdicts.values() if one.decision == "paired"],
            "unpaired": list(match.unpaired(journal, names, verdicts, plan)),
            "removed": [one._asdict() for one in gone],
        },
    )


def _pair(verdict: Verdict) -> dict[str, Any]:
    evidence = verdict.evidence
    return {
        "source": verdict.source,
        "target": verdict.target,
        "score": evidence and round(evidence.score, 4),
        "coverage": evidence and round(evidence.coverage, 4),
    }
