"""Results are imported by name, each when it is needed."""

from __future__ import annotations

import pytest

from tertium.evals import results


def test_every_name_is_that_of_its_module() -> None:
    listed = [name for names in results._MODULES.values() for name in names.split()]
    assert sorted(listed) == sorted(results.__all__)
    for name in results.__all__:
        assert getattr(results, name) is not None


def test_another_name_is_an_error_of_python() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = results.Nothing
