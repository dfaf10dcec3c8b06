"""``-k``: words, what joins them, ids as they are printed, and what cannot be read."""

from __future__ import annotations

import pytest

from verif.run.select import SelectionError, matches

ID = "d/a.arith::Round_Trip[posit(8, 2)]"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("round_trip", True),
        ("TRIP", True),
        ("trips", False),
        ("round and a.arith", True),
        ("round and b.arith", False),
        ("b.arith or trip", True),
        ("not b.arith", True),
        ("not not trip", True),
        ("not (trip or x)", False),
        ("(x or trip) and not y", True),
        ("x and y or trip", True),
        (ID, True),
        ("Round_Trip[posit(8, 2)]", True),
        ("[posit(8, 2)] and trip", True),
        ("(trip[posit(8, 2)] or x)", True),
        ("trip[posit(8, 3)]", False),
        ("trip[pos", True),
    ],
)
def test_matches(expression: str, expected: bool) -> None:
    assert matches(expression, ID) is expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "cannot read '': a word to look for is missing"),
        ("(a and", "cannot read '(a and': a word to look for is missing after 'and'"),
        ("and a", "cannot read 'and a': a word to look for is missing, before 'and'"),
        ("a or )", "cannot read 'a or )': a word to look for is missing after 'or', before ')'"),
        ("a b", "cannot read 'a b': 'and' or 'or' is missing before 'b'"),
        ("a (b)", "cannot read 'a (b)': 'and' or 'or' is missing before '('"),
        ("a)", "cannot read 'a)': a '(' is missing before ')'"),
        ("(a", "cannot read '(a': a ')' is missing at the end"),
        ("(a b)", "cannot read '(a b)': 'and', 'or' or a ')' is missing before 'b'"),
    ],
)
def test_what_cannot_be_read(expression: str, message: str) -> None:
    with pytest.raises(SelectionError) as caught:
        matches(expression, ID)
    assert str(caught.value) == message
