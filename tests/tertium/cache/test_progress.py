"""How far a long computation is: at most a line a second, with the time that the rest will take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.cache.progress import with_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest


def lines(monkeypatch: pytest.MonkeyPatch, seconds: Sequence[float], sizes: Sequence[int]) -> list[str]:
    """Return what is told of batches of two items, where `seconds` are the clock's answers."""
    clock = iter(seconds)
    monkeypatch.setattr("tertium.cache.progress.PAUSE", 1.0)
    monkeypatch.setattr("tertium.cache.progress.time.monotonic", lambda: next(clock))
    messages: list[str] = []
    batches = [list(range(i, min(i + 2, len(sizes)))) for i in range(0, len(sizes), 2)]
    assert list(with_progress(batches, sizes, "texts read", messages.append)) == batches
    return messages


def test_the_time_left_follows_the_sizes_and_not_the_number_of_items(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(monkeypatch, [0, 2, 4], [8, 8, 2, 2]) == [
        "2 of 4 texts read, 1.0 a second, 0 s left",  # 16 of 20 took 2 s: half a second
        "4 of 4 texts read, 1.0 a second, 0 s left",
    ]
    assert lines(monkeypatch, [0, 2, 4], [2, 2, 8, 8])[0] == "2 of 4 texts read, 1.0 a second, 8 s left"


def test_there_is_a_line_a_second_at_most_and_one_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = lines(monkeypatch, [0, 0.4, 1.2, 1.5, 1.9], [1] * 8)
    assert [line.partition(" of ")[0] for line in messages] == ["4", "8"]


def test_what_is_over_within_a_second_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(monkeypatch, [0, 0.3, 0.6], [1] * 4) == []
