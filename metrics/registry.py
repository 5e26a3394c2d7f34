"""Metrics by name: those of this package, one module each, and those of other distributions.

A spec is text that describes a metric: ``name`` or ``name:option=value,option=value``. A value ends at the next comma.
One that holds a comma or a line break, or begins with a double quote, is written in double quotes, as a string of JSON:
``judge:prompt="Is it fluent, or not?"``. Every other value stands as it is, with its colons, equals signs, spaces and
quotes.
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections import ChainMap
from functools import cache
from importlib.metadata import entry_points
from types import NoneType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeGuard, TypeVar, get_args, get_origin, get_type_hints

from tertium import modules
from tertium.containment import contained, description, shielded
from tertium.errors import MetricError, TertiumError, UsageError, nearest
from tertium.metrics.base import SECRET, defining, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from dataclasses import Field
    from importlib.metadata import EntryPoint

    from tertium.metrics.base import Metric

    Class = TypeVar("Class", bound="type[Metric]")

PACKAGE: Final = "tertium.metrics"
"""The package whose modules, at any depth, hold the metrics of this distribution."""

GROUP = "tertium.metrics"
"""The entry point group in which other distributions name their metric classes."""

ALIASES = {"chrf++": "chrf:word_order=2"}

NAME: Final = re.compile(r"[^\s:,=\"\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,100}")
"""A valid name of a metric: without characters that end a name in a spec, or that no file or terminal takes."""

OPTION: Final = re.compile(
    r"""
    (?P<key> [^,=]* )
    (?: = (?: (?P<quoted> " (?: [^"\\] | \\. )* " ) | (?! ") (?P<plain> [^,]* ) ) )?
    (?: , | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)
"""One option of a spec, with the comma behind it."""

UNSAFE: Final = re.compile('^"|[,\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')
"""Characters for which a label quotes a value: they end a value, begin a quoted one, or break the label's line."""

_registered: dict[str, type[Metric]] = {}

plug_ins: list[str] = []
"""The entry points of other distributions whose modules this process has begun to import."""


def register(metric: Class) -> Class:
    """Register a metric class under its name; a class decorator. A name that another module has taken is a warning."""
    name = _name(metric)
    registered = _registered.get(name)
    if registered is None or _is_own(metric) or registered.__module__ == metric.__module__:
        _registered[name] = metric
    else:
        warnings.warn(f"metric {name!r} of {metric.__module__} is left out: the name is taken", stacklevel=2)
    return metric


def _name(metric: Any) -> str:
    """Return the name of a metric or its class: in the protocol it is a property, which a class doesn't have."""
    return str(metric.name)


def is_name(name: object) -> TypeGuard[str]:
    """Whether a metric can be called this, in a spec, a file and a terminal."""
    return isinstance(name, str) and name.isprintable() and NAME.fullmatch(name) is not None


def _is_own(metric: type[Metric]) -> bool:
    return metric.__module__.startswith(f"{PACKAGE}.")


@cache
def classes() -> Mapping[str, type[Metric]]:
    """Return every metric class by name; metrics of all other distributions are imported, a broken one is a warning."""
    _import_own()
    for point in entry_points(group=GROUP):
        if fault := _join(point):
            warnings.warn(fault, stacklevel=2)
    return dict(sorted(_registered.items()))


@cache
def _import_own() -> None:
    for _ in modules.walk(PACKAGE):
        pass


def _join(point: EntryPoint) -> str:
    """Register the class of an entry point; return why that isn't possible, or nothing."""
    what = f"metric {point.name!r} of {_described(point)}"
    plug_ins.append(point.value)
    try:
        with shielded():
            metric = point.load()
        name = getattr(metric, "name", None)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a plug-in does, sys.exit too, must not stop the others
        return f"{what} can't be loaded: {description(error)}"
    if not isinstance(metric, type) or not is_name(name):
        return f"{what} is left out: it is no class with a name"
    if _registered.setdefault(name, metric) is not metric:
        return f"{what} is left out: the name is taken"
    return ""


def _described(point: EntryPoint) -> str:
    return f"{distribution} ({point.value})" if (distribution := _distribution(point)) else point.value


def _distribution(point: EntryPoint) -> str:
    """Return name and version of an entry point's distribution; empty where the metadata has none."""
    distribution = getattr(point, "dist", None)
    return f"{distribution.name} {distribution.version}" if distribution else ""


def origin(metric: Metric | type[Metric]) -> str:
    """Return the distribution that a metric comes from, e.g. ``"tertium-vowels 1.0"``; empty for those of this one."""
    package = (metric if isinstance(metric, type) else type(metric)).__module__.partition(".")[0]
    points = (point for point in entry_points(group=GROUP) if re.split(r"[.:]", point.value)[0] == package)
    return next(map(_distribution, points), "")


def names() -> list[str]:
    """Return the names that `load` takes, aliases included."""
    return sorted([*classes(), *ALIASES])


def is_taken(name: str) -> bool:
    """Whether a spec with this name means a metric of this distribution or of another one; imports ours only."""
    _import_own()
    return name in _registered or name in ALIASES or any(point.name == name for point in entry_points(group=GROUP))


def load(spec: str) -> Metric:
    """Return the metric that a spec describes; of other distributions, only the one that it names is imported.

    Raises:
        UsageError: no such metric, option or value; the hint names what there is.
        MetricError: the metric comes from another distribution, and can't be imported or made.
    """
    make, values = _read(spec)
    secrets: list[str] = []  # filled inside, so that an error while the defaults are made names none of them
    with contained(_name(make), origin=lambda: origin(make), secrets=secrets):
        secret_options = [option for option in options(make) if option.metadata.get(SECRET)]
        # A secret is in the spec, or where its default is taken from: the environment.
        secrets.extend(
            str(values[option.name] if option.name in values else _default(option)) for option in secret_options
        )
        return make(**values)


def first_line(make: type[Metric]) -> str:
    """Return what a metric measures, in a sentence: the first line of its documentation, without markup."""
    return (make.__doc__ or "").split("\n")[0].replace("``", "")


def measures(spec: str) -> str:
    """Return what the metric of a spec measures, in a sentence; empty for what isn't installed or has no words."""
    try:
        make, _ = _read(spec)
    except TertiumError:
        return ""
    return first_line(make)


def label(metric: Metric) -> str:
    """Return the shortest spec that `load` turns into this metric: the name and the options that aren't default."""
    return _spelled(metric, {option.name: getattr(metric, option.name) for option in options(metric)})


def label_of(spec: str) -> str:
    """Return the label of the metric that a spec describes, without making it; raises what `load` does."""
    return _spelled(*_read(spec))


def _spelled(metric: Metric | type[Metric], values: Mapping[str, Any]) -> str:
    """Return a spec of the metric with these values; settings, secrets and defaults are left out."""
    written = [
        f"{option.name}={_quoted(str(values[option.name]))}"
        for option in defining(metric)
        if option.name in values and values[option.name] != _default(option)
    ]
    name = _name(metric)
    spec = f"{name}:{','.join(written)}" if written else name
    return next((alias for alias, full in ALIASES.items() if full == spec), spec)


def _default(option: Field[Any]) -> Any:
    return option.default_factory() if callable(option.default_factory) else option.default


def _quoted(text: str) -> str:
    """Return a value as it is written in a spec, in quotes where it needs them."""
    if not UNSAFE.search(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in quoted)


def _read(spec: str) -> tuple[type[Metric], dict[str, Any]]:
    """Return the class that a spec names, and the values of the options that it sets."""
    name, _, written = ALIASES.get(spec, spec).partition(":")
    make = _class(name)
    with contained(name, origin=lambda: origin(make)):
        hints = option_types(options(make), make)
    hidden = {option.name for option in options(make) if option.metadata.get(SECRET)}
    values: dict[str, Any] = {}
    for key, text in written_options(f"metric {name!r}", written):
        if key not in hints:
            hint = nearest(key, hints) if hints else f"{name} without options"
            # Behind a secret whose comma stands in no quotes, the key is a part of the secret.
            shown = "that is called so" if hidden & values.keys() else repr(key)
            raise UsageError(f"metric {name!r} has no option {shown}", hint=hint)
        what = f"option {key!r} of metric {name!r}"
        values[key] = option_value(what, text, hints[key], shown="that" if key in hidden else repr(text))
    return make, values


def written_options(what: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield key and value of each option of a spec; `what` names in errors what the options are of."""
    start = 0
    while start < len(text):
        option = OPTION.match(text, start)
        value = _unquoted(option) if option else None
        if option is None or value is None:
            key = text[start:].partition("=")[0]
            raise UsageError(
                f"option {key!r} of {what} begins with a quote that isn't closed before the next option",
                hint=rf'{key}="…", with \" for a quote and \\ for a backslash inside',
            )
        if option[0] != ",":
            yield option["key"], value
        start = option.end()


def _unquoted(option: re.Match[str]) -> str | None:
    """Return the value of an option as text; None where its quotes hold no string of JSON."""
    if option["quoted"] is None:
        return option["plain"] or ""
    try:
        return str(json.loads(option["quoted"], strict=False))
    except ValueError:
        return None


def _class(name: str) -> type[Metric]:
    """Return the class of this name: one that is registered, or that of an entry point, which is imported."""
    # Most metrics stand in a module of their name: all of them take .1 s to import.
    for _ in modules.named(PACKAGE, name):
        pass
    if name not in _registered or not _is_own(_registered[name]):
        _import_own()
    if name in _registered:
        return _registered[name]
    faults = [fault for point in entry_points(group=GROUP) if point.name == name and (fault := _join(point))]
    if name not in _registered and not faults:
        classes()  # an entry point may be called otherwise than its metric
    if name not in _registered and faults:
        raise MetricError(faults[0], hint="another version of it, or the other metrics without it")
    if name not in _registered:
        raise UsageError(f"no metric is named {name!r}", hint=nearest(name, names()))
    for fault in faults:
        warnings.warn(fault, stacklevel=2)
    return _registered[name]


def option_types(chosen: Iterable[Field[Any]], of: type) -> dict[str, Any]:
    """Return the types of options; other annotations, which may name imports for type checkers, stay unresolved."""
    annotated = SimpleNamespace(__annotations__={option.name: option.type for option in chosen})
    scope = ChainMap(*(vars(sys.modules[base.__module__]) for base in of.__mro__))  # options may be inherited
    return get_type_hints(annotated, dict(scope))


def option_value(what: str, text: str, hint: Any, *, shown: str) -> Any:
    """Return the text as a value of the hinted type: bool, int, float, str, a Literal of strings, or one of a union."""
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise UsageError(f"{what} can't be {shown}", hint=nearest(text, list(get_args(hint))))
        return text
    for kind in get_args(hint) or (hint,):
        try:
            return _PARSERS[kind](text)
        except (ValueError, KeyError):
            continue
    raise UsageError(f"{what} can't be {shown}", hint=f"a value of type {getattr(hint, '__name__', hint)}")


_PARSERS: dict[type, Callable[[str], object]] = {
    bool: lambda text: {"true": True, "false": False}[text.lower()],
    int: int,
    float: float,
    str: str,
    NoneType: lambda text: {"None": None}[text],
}
