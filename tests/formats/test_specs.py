"""The shipped specs give the formats that were written down by hand from the standards."""

from __future__ import annotations

import pytest

from tests.formats import shipped as s
from verif.formats.context import Mode
from verif.language.library import Library
from verif.run.check import check, load
from verif.run.prelude import prelude, shipped_specs

LIBRARY = Library(load([]))


@pytest.mark.parametrize("name", s.SHIPPED)
def test_a_spec_is_its_transcription(name: str) -> None:
    spec, mine = LIBRARY.format(name), s.SHIPPED[name]
    assert spec.key == mine.key
    assert [spec.context(m) for m in Mode] == [mine.context(m) for m in Mode]


def test_every_shipped_format_is_transcribed() -> None:
    assert set(LIBRARY.format_names()) - {"int", "uint", "fixed", "ufixed", "posit"} == set(
        s.SHIPPED
    )


def test_every_check_of_the_prelude_holds() -> None:
    record = check([shipped_specs() / "formats"])
    assert record.problems == ()


def test_every_format_names_its_source_and_has_checks() -> None:
    for path in prelude():
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        for item in text.split("\nformat ")[1:]:
            assert "check " in item or "n : nat" in item, item.splitlines()[0]
    for name in s.SHIPPED:
        assert LIBRARY.format(name).source, name
