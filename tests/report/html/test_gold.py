"""Pages that are kept: a change of a template or of a view shows in these files."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.report.html.records import page

Gold = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("name", "report", "start"),
    [
        ("index", "small", "index"),
        ("refuted", "small", "properties/adds_exactly"),
        ("proved", "small", "properties/round_trip-E2M1"),
        ("format", "small", "formats/E2M1.html"),
        ("run", "small", "run"),
        ("kernel", "everything", "kernels/other"),
    ],
)
def test_page(name: str, report: str, start: str, gold: Gold) -> None:
    text = re.sub(
        r"(<style>|<script>).*?(</style>|</script>)", r"\1\2", page(report, start), flags=16
    )
    gold(f"html/{name}.html", re.sub(r"sha256-[\w+/=]+", "sha256-", text))
