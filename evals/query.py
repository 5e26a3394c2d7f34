"""A condition written as a text, such as ``chrf < 40 and customer == "acme"``: which rows of a table meet it.

The text is read by Python's parser and never run: comparisons of columns with values, joined by `and` and `or`.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

ACCEPTS: Final = """'chrf < 40', or 'customer == "acme" and words > 3'; other names than words in `backticks`"""
LONGEST: Final = 1000
"""Characters of a condition; Python's parser fails on deep nesting."""
QUOTED: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|`([^`\n]*)`""")
"""A text in quotes, which may hold backticks; or a column's name in backticks, as pandas' `query` has them."""
COMPARISONS: Final[dict[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda column, values: column.isin(values),
    ast.NotIn: lambda column, values: ~column.isin(values),
}


def rows_of_query(argument: str, text: str, table: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows meet the condition; a missing value meets none.

    Args:
        argument: its name, for messages.
        text: the condition.
        table: whose columns it compares.

    Raises:
        UsageError: it is no such condition, or names a column that isn't there.
    """
    names: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        names.append(match[2])
        return f"_{len(names) - 1}_quoted"

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on backslashes in texts
            tree = ast.parse(QUOTED.sub(stand_in, text[: LONGEST + 1]).strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _refusal(argument, text) from error
    if len(text) > LONGEST:
        raise _refusal(argument, text)
    quoted = {f"_{i}_quoted": name for i, name in enumerate(names)}
    return _Condition(argument, text, table, quoted).rows(tree.body)


def _refusal(argument: str, text: str) -> UsageError:
    return UsageError(f"{argument} is no condition: {text!r:.60}", hint=ACCEPTS)


class _Condition:
    """A condition on a table."""

    def __init__(self, argument: str, text: str, table: pd.DataFrame, quoted: dict[str, str]) -> None:
        self._argument, self._text, self._table, self._quoted = argument, text, table, quoted

    def rows(self, node: ast.expr) -> NDArray[np.bool_]:
        """Return the rows that meet a part of the condition."""
        if isinstance(node, ast.BoolOp):
            join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
            joined: NDArray[np.bool_] = join.reduce([self.rows(value) for value in node.values])
            return joined
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr)):  # as pandas has them
            join = np.logical_and if isinstance(node.op, ast.BitAnd) else np.logical_or
            both: NDArray[np.bool_] = join(self.rows(node.left), self.rows(node.right))
            return both
        if isinstance(node, ast.Compare):  # 20 < chrf < 40 is two
            sides = [node.left, *node.comparators]
            pairs = zip(sides, node.ops, sides[1:], strict=False)
            met: NDArray[np.bool_] = np.logical_and.reduce([self._compared(*pair) for pair in pairs])
            return met
        raise _refusal(self._argument, self._text)

    def _compared(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> NDArray[np.bool_]:
        named = [side for side in (left, right) if isinstance(side, ast.Name)]
        is_in = isinstance(sign, (ast.In, ast.NotIn))
        if type(sign) not in COMPARISONS or not named or (is_in and not isinstance(left, ast.Name)):
            raise _refusal(self._argument, self._text)
        value = self._constants(right) if is_in else self._value(right)
        defined = np.logical_and.reduce([self._column(side).notna().to_numpy(dtype=bool) for side in named])
        first = self._value(left)
        try:
            met = COMPARISONS[type(sign)](first, value)
        except (TypeError, ValueError, ArithmeticError) as error:
            message = f"{self._argument} compares what has another type: {self._text!r:.60}"
            raise UsageError(message, hint=f"texts in quotes, numbers without: {ACCEPTS}") from error
        rows: NDArray[np.bool_] = met.to_numpy(dtype=bool, na_value=False) & defined
        return rows

    def _value(self, node: ast.expr) -> Any:
        """Return a column, or a number, text or truth value."""
        return self._column(node) if isinstance(node, ast.Name) else self._constant(node)

    def _constant(self, node: ast.expr) -> float | str:
        is_negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        constant = node.operand if is_negative else node  # type: ignore[attr-defined]  # as was just checked
        value = constant.value if isinstance(constant, ast.Constant) else None
        if isinstance(value, (int, float)):
            return -value if is_negative else value
        if isinstance(value, str) and not is_negative:
            return value
        raise _refusal(self._argument, self._text)

    def _constants(self, node: ast.expr) -> list[float | str]:
        if not isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            raise _refusal(self._argument, self._text)
        return [self._constant(item) for item in node.elts]

    def _column(self, node: ast.Name) -> pd.Series[Any]:
        name = self._quoted.get(node.id, node.id)
        if name not in self._table:
            columns = [str(column) for column in self._table.columns]
            message = f"{self._argument}: run.segments has no column {name!r:.60}"
            raise UsageError(message, hint=nearest(name, columns))
        column: pd.Series[Any] = self._table[name]
        return column
