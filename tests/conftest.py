"""Golden files: output that is compared with a kept file, and rewritten with ``--update-gold``."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"

GOLDEN = (5**0.5 - 1) / 2
"""The golden ratio, whose multiples are spread evenly over the fractions."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what it does not wait for
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests interrupt their processes


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-gold", action="store_true", help="rewrite the files of tests/gold")


@pytest.hookimpl(tryfirst=True)  # before those without the wanted marks are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shares out cases. What takes minutes begins first, so that no processor has to wait for it in
    the end."""
    counts: Counter[str] = Counter()
    for item in items:
        if mark := item.get_closest_marker("share"):
            test = item.nodeid.partition("[")[0]
            if not is_chosen(counts[test], *mark.args):
                item.add_marker("long")
            counts[test] += 1
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


def is_chosen(i: int, every: int) -> bool:
    """Whether the case of that number is in every run: about one of ``every`` so many, the first
    among them, spread so evenly that they miss no value of a second parameter for long."""
    return i * GOLDEN % 1 < 1 / every


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
