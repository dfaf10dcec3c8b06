"""The kept tables are those of the grammar."""

from __future__ import annotations

from verif.language import tables
from verif.language.grammar import GRAMMAR_FILE, build, grammar

TEXT = GRAMMAR_FILE.read_text(encoding="utf-8")


def test_the_file_is_up_to_date() -> None:
    """If not: ``python -m verif.language.tables``."""
    assert tables.FILE.read_text(encoding="utf-8") == tables.dump(build(), TEXT)


def test_the_file_is_read() -> None:
    assert tables.load(TEXT) == tables.numbered(build()) == grammar()


def test_tables_of_another_grammar_are_not_used() -> None:
    assert tables.load(TEXT + "\n") is None
