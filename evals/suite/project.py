"""A project: the sets, systems, metrics, rules and reports that a tertium.toml names, see docs/suites.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from tertium.evals.policy import DIFFERING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.evals.policy import Rule

SCHEMA: Final = "tertium/1"
FILE: Final = "tertium.toml"

Tier: TypeAlias = Literal["must", "should"]
"""Whether every rule must pass on a set, or some of such sets may fail within the budget."""
Origin: TypeAlias = Literal["path", "articles", "source", "hub", "sacrebleu"]
"""Where a set's texts come from: a stored set or any file or folder that `tertium build` reads, raw articles, a file of
source lines (beside the options reference, documents and domains), a dataset of the Hugging Face hub, or a test set by
sacreBLEU's name."""


@dataclass(frozen=True, slots=True)
class ProjectSet:
    """A set of a project.

    Attributes:
        name: as in ``[sets.NAME]``; part of file names.
        origin: what kind of place `place` is.
        place: a path relative to the project's folder, or a name.
        languages: of source and target; empty where the data say it.
        role: what the second text of articles is, as in `tertium build --role`.
        tier: see `Tier`.
        options: further options of `tertium build`, by name.
    """

    name: str
    origin: Origin
    place: str
    languages: tuple[str, ...] = ()
    role: str = ""
    tier: Tier = "must"
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectSystem:
    """A system of a project, by the files of its outputs.

    Attributes:
        name: as in ``[systems.NAME]``.
        file: pattern of its output files, relative to the project's folder: ``{set}`` and ``{system}`` are names;
            empty for a system whose outputs the sets themselves bring along.
        options: further options of `tertium score --system`, such as ``alignment``.
        model: the name of the translation model; runs keep it.
        kind: of a system that is run (`tertium.evals.systems`); empty for one whose outputs are there.
        arguments: the options of its kind.
    """

    name: str
    file: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    model: str = ""
    kind: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def path(self, folder: Path, set_name: str) -> Path | None:
        """Return where the outputs on a set are; None for a system without files."""
        if not self.file:
            return None
        return folder / self.file.replace("{set}", set_name).replace("{system}", self.name)


@dataclass(frozen=True, slots=True)
class Spending:
    """How systems are asked, each by itself and in one `tertium run`.

    Attributes:
        concurrency: requests at a time.
        money: most money, in the currency of a system's prices; None for no limit.
        tokens: most tokens.
        requests: most requests.
    """

    concurrency: int = 8
    money: float | None = None
    tokens: float | None = None
    requests: float | None = None


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """A rule, and the sets that it holds for; no names are all sets."""

    rule: Rule
    sets: tuple[str, ...] = ()

    def holds_for(self, set_name: str) -> bool:
        """Whether the rule is checked on this set."""
        return not self.sets or set_name in self.sets


@dataclass(frozen=True, slots=True)
class Release:
    """What is judged against what.

    Attributes:
        candidate: a system of the project; empty if nothing is judged.
        baseline: a system of the project, or a path relative to the project's folder: what `tertium pin` wrote.
        confidence: of one-sided bounds, 0 to 1.
        budget: the number of `should` sets that may fail.
        differing: see `tertium.evals.policy.Policy`.
        samples: of intervals over the suite.
        seed: of the same.
    """

    candidate: str = ""
    baseline: str = ""
    confidence: float = 0.95
    budget: int = 0
    differing: int = DIFFERING
    samples: int = 10_000
    seed: int = 12345


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files that `tertium run` writes, relative to the project's folder; empty ones are not written.

    Attributes:
        work: folder of built sets, runs and verdicts.
        page: one HTML page about the suite.
        junit: one case per set and rule.
        summary: Markdown for a pull request, under 60 kB.
        json: the verdict for programs.
        history: folder in which every run of a set is kept; the page shows scores over them.
    """

    work: str = "work"
    page: str = ""
    junit: str = ""
    summary: str = ""
    json: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """All that a tertium.toml says, checked.

    Attributes:
        folder: of the file; all paths are relative to it.
        sets: in the order of the file.
        systems: in the order of the file.
        metrics: labels for every set.
        metrics_by_set: further labels by name of a set.
        metrics_by_language: further labels by target language.
        rules: in the order of the file.
        release: what is judged.
        outputs: what is written where.
        meta: what is said of every run, by key.
        spending: how systems that are run are asked.
    """

    folder: Path
    sets: tuple[ProjectSet, ...]
    systems: tuple[ProjectSystem, ...]
    metrics: tuple[str, ...]
    metrics_by_set: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metrics_by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[ProjectRule, ...] = ()
    release: Release = field(default_factory=Release)
    outputs: Outputs = field(default_factory=Outputs)
    meta: Mapping[str, str] = field(default_factory=dict)
    spending: Spending = field(default_factory=Spending)

    def metrics_of(self, project_set: ProjectSet, target_language: str | None) -> tuple[str, ...]:
        """Return the labels for a set: those of all, of its language, and its own, each once."""
        of_language = self.metrics_by_language.get(target_language or "", ())
        return tuple(dict.fromkeys([*self.metrics, *of_language, *self.metrics_by_set.get(project_set.name, ())]))

    def rules_of(self, project_set: ProjectSet) -> tuple[Rule, ...]:
        """Return the rules that are checked on a set."""
        return tuple(rule.rule for rule in self.rules if rule.holds_for(project_set.name))
