"""Metrics by name: those of this package, one module each, and those of other distributions."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import warnings
from collections import ChainMap
from dataclasses import fields
from functools import cache
from importlib.metadata import entry_points
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import tertium.metrics
from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tertium.metrics.base import Metric

    Class = TypeVar("Class", bound="type[Metric]")

GROUP = "tertium.metrics"
"""The entry point group in which other distributions name their metric classes."""

ALIASES = {"chrf++": "chrf:word_order=2"}

_registered: dict[str, type[Metric]] = {}


def register(metric: Class) -> Class:
    """Make a metric class known by its name; a class decorator."""
    _registered[metric.name] = metric  # type: ignore[index]  # a ClassVar here, a property in the protocol
    return metric


@cache
def classes() -> Mapping[str, type[Metric]]:
    """Return every metric class by name, those of other distributions last; a broken one is a warning."""
    for module in pkgutil.iter_modules(tertium.metrics.__path__, "tertium.metrics."):
        importlib.import_module(module.name)
    for point in entry_points(group=GROUP):
        try:
            metric = point.load()
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises must not stop the others
            warnings.warn(f"metric {point.name!r} of {point.value} can't be loaded: {error}", stacklevel=2)
            continue
        if _registered.setdefault(metric.name, metric) is not metric:
            warnings.warn(f"metric {point.name!r} of {point.value} is left out: the name is taken", stacklevel=2)
    return dict(sorted(_registered.items()))


def names() -> list[str]:
    """Return the names that `load` knows, aliases included."""
    return sorted([*classes(), *ALIASES])


def load(spec: str) -> Metric:
    """Return the metric that ``name`` or ``name:option=value,option=value`` describes.

    Raises:
        UsageError: no such metric, option or value; the hint names what there is.
    """
    name, _, options = ALIASES.get(spec, spec).partition(":")
    if name not in classes():
        raise UsageError(f"no metric is named {name!r}", hint=nearest(name, names()))
    hints = _option_types(metric := classes()[name])
    settings: dict[str, Any] = {}
    for option in filter(None, options.split(",")):
        key, _, text = option.partition("=")
        if key not in hints:
            hint = nearest(key, hints) if hints else f"{name} without options"
            raise UsageError(f"metric {name!r} has no option {key!r}", hint=hint)
        settings[key] = _value(f"option {key!r} of metric {name!r}", text, hints[key])
    return metric(**settings)


def label(metric: Metric) -> str:
    """Return the shortest spec that `load` turns into this metric: the name and the options that aren't default."""
    options = [
        f"{one.name}={value}"
        for one in fields(metric)  # type: ignore[arg-type]
        if (value := getattr(metric, one.name)) != one.default
    ]
    spec = f"{metric.name}:{','.join(options)}" if options else metric.name
    return next((alias for alias, full in ALIASES.items() if full == spec), spec)


def _option_types(metric: type[Metric]) -> dict[str, Any]:
    """Return the fields' types; only theirs are resolved, the other annotations are for type checkers."""
    written = SimpleNamespace(__annotations__={one.name: one.type for one in fields(metric)})  # type: ignore[arg-type]
    scope = ChainMap(*(vars(sys.modules[one.__module__]) for one in metric.__mro__))  # options may be inherited
    return get_type_hints(written, dict(scope))


def _value(what: str, text: str, hint: Any) -> Any:
    """Return the text as a value of the hinted type: bool, int, float, str, a Literal of strings, or one of a union."""
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise UsageError(f"{what} can't be {text!r}", hint=nearest(text, list(get_args(hint))))
        return text
    for kind in get_args(hint) or (hint,):
        try:
            return _PARSERS[kind](text)
        except (ValueError, KeyError):
            continue
    raise UsageError(f"{what} can't be {text!r}", hint=f"a value of type {getattr(hint, '__name__', hint)}")


_PARSERS: dict[type, Callable[[str], object]] = {
    bool: lambda text: {"true": True, "false": False}[text.lower()],
    int: int,
    float: float,
    str: str,
}
