"""A Lean cache for each test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def lean_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the cache goes to."""
    folder = tmp_path / "lean-cache"
    monkeypatch.setenv("VERIF_LEAN_CACHE", str(folder))
    monkeypatch.delenv("VERIF_LEAN_ARCHIVE", raising=False)
    return folder
