"""How cases are shared out."""

from __future__ import annotations

import pytest

from tests.conftest import is_chosen


@pytest.mark.parametrize("every", range(1, 13))
@pytest.mark.parametrize("row", range(1, 13))
def test_cases_are_spread(every: int, row: int) -> None:
    """As many as there should be, the first among them, and of rows of cases every place is met."""
    chosen = [i for i in range(100 * row) if is_chosen(i, every)]
    assert chosen[0] == 0
    assert abs(len(chosen) - 100 * row / every) < 3
    assert {i % row for i in chosen} == set(range(row))
