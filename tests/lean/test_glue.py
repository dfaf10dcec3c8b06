"""The shortened glue: what is used stays, what is replaced is there exactly once."""

from __future__ import annotations

import pytest

from tests.lean.fakes import GLUE
from verif.lean.errors import LeanUnavailable
from verif.lean.glue import REPLACED, slim


def test_only_what_is_used_stays() -> None:
    made = slim(GLUE)
    assert "var _main,_used;" in made and "_unused" not in made
    assert '_used=Module["_used"]=wasmExports["u"]}' in made
    assert "pthreadPoolSize=1" in made and "run(_used);" in made


@pytest.mark.parametrize("piece", [old for old, _ in REPLACED])
def test_every_piece_occurs_once(piece: str) -> None:
    """Another version of the package is refused, not mangled."""
    for other in (GLUE.replace(piece, "gone"), GLUE + piece):
        with pytest.raises(LeanUnavailable, match="does not occur exactly once"):
            slim(other)


def test_the_names_and_their_assignments_have_to_be_there() -> None:
    for other in (GLUE.replace("var _main,", "let _main,"), GLUE.replace("assignWasm", "x")):
        with pytest.raises(LeanUnavailable, match="is not the one that is known"):
            slim(other)
