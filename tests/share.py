"""Shares of many cases: some in every test run, the others in the long one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def share(values: Iterable[Any], every: int) -> list[Any]:
    """Values to parametrise a test with: the first of so many each is in every run, the others are
    marked as long."""
    return [
        pytest.param(value, marks=[pytest.mark.long] if i % every else [])
        for i, value in enumerate(values)
    ]
