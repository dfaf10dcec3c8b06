"""Pages that are kept: a change of a template or of a view shows in these files."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.report.html.records import page
from tests.report.html.widths import gated
from verif.report.html.site import width_pages

Gold = Callable[[str, str], None]


def bare(text: str) -> str:
    """A page without style and script, which have tests of their own."""
    text = re.sub(r"(<style>|<script>).*?(</style>|</script>)", r"\1\2", text, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-", text)


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
    gold(f"html/{name}.html", bare(page(report, start)))


@pytest.mark.parametrize(("name", "start"), [("widths", "index"), ("width", "accumulators/fc1")])
def test_accumulators(name: str, start: str, gold: Gold) -> None:
    (text,) = [p.text for p in width_pages([gated()]) if p.path.startswith(start)]
    gold(f"html/{name}.html", bare(text))
