"""The Lean library and exports of every kind, accepted by the Lean that ``verif lean check`` takes.

``verif lean check --recheck`` is the longer job that has all exports checked.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from verif.lean.audit import ALLOWED
from verif.lean.check import CheckOptions, check
from verif.lean.modules import read_project
from verif.lean.toolchain import find_toolchain
from verif.run.versions import tool

LEAN = Path(__file__).resolve().parents[2] / "lean"

EXPORTS = (
    "Export.A2q.A2qAnyOrderAndTreeIsSafe",
    "Export.A2qPlus.A2qPlusIsSafe",
    "Export.Bits.SignExtensionByXor",
    "Export.Decode.Posit82DecodesAsPublished",
    "Export.Formats.E2M1",
    "Export.LmulReals.LmulEquationIsWithinAQuarter",
    "Export.Requant.DoubleRoundingIsWithinItsBound",
    "Export.RoundTrip.CodesRoundTrip",
    "Export.Rounding.RoundingGivesTheNearest",
)


@pytest.mark.first
def test_the_library_and_exports_are_accepted() -> None:
    """Takes minutes the first time, and fetches Lean then. What did not change is not checked
    again."""
    files = read_project(LEAN, ["Verif.lean", *EXPORTS])
    said: list[str] = []
    toolchain = find_toolchain(LEAN, None, False, said.append)
    record = check(files, toolchain, CheckOptions(), tool(), "", lambda *_: None)
    wrong = [
        (f.file, f.state, f.reason, [m.text for m in f.messages])
        for f in record.files
        if f.state != "accepted"
    ]
    assert (wrong, record.exit_code) == ([], 0)
    library = {"Verif", *(f"Verif.{p.stem}" for p in (LEAN / "Verif").glob("*.lean"))}
    assert {f.module for f in record.files} == library | set(EXPORTS)
    assert {a for t in record.theorems for a in t.axioms} <= ALLOWED
    # One of the library, with what it says there, and a theorem of a property in each export.
    names = {t.name for t in record.theorems}
    assert "Verif.Format.encode_RNE_iff" in names and len(names) > 600
    spoken_of = {t.name.rpartition(".")[0] for t in record.theorems if t.property}
    assert set(EXPORTS) - spoken_of == {"Export.Formats.E2M1"}
