"""Golden files: output that is compared with a kept file, and rewritten with ``--update-gold``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-gold", action="store_true", help="rewrite the files of tests/gold")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins first, so that no processor has to wait for it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New folders, without end. pytest's own way looks at all that there are each time."""
    base = tmp_path_factory.mktemp("folders")
    return (base / str(i) for i in count())


@pytest.fixture(autouse=True)
def cache_folder(folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A verdict cache for each test, in a folder that does not exist yet; also for processes."""
    folder = next(folders)
    monkeypatch.setenv("VERIF_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def bundle_folder(folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where bundles of disagreements go, for each test, also for processes."""
    folder = next(folders)
    folder.mkdir()
    monkeypatch.setenv("VERIF_BUNDLE_DIR", str(folder))
    return folder


@pytest.fixture
def gold(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``gold(name, text)`` compares with ``tests/gold/name``."""

    def compare(name: str, text: str) -> None:
        file = GOLD / name
        if request.config.getoption("--update-gold"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare
