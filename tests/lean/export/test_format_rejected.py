"""Lean itself on the files of formats: it accepts them, and rejects those with something wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.lean.export.test_floats import made, shipped
from verif.lean.check import CheckOptions, check, shipped_root
from verif.lean.child import Limits
from verif.lean.export.formats.format_file import format_file
from verif.lean.modules import read_project
from verif.lean.record import FileRecord
from verif.lean.toolchain import find_toolchain
from verif.run.versions import tool

pytestmark = pytest.mark.long

FORMATS = shipped_root() / "Export" / "Formats"
OTHERS = ("NoZeros", "Flat", "Unsigned", "F64")
"""Formats that are unlike those with shipped files: their files must be right, too. Shipped files
are checked by ``verif lean check``."""


def changed(text: str, old: str, new: str) -> str:
    """The text with its first ``old`` replaced."""
    assert old in text and old != new
    return text.replace(old, new, 1)


def entry(text: str, table: str, place: int) -> str:
    """The text with one bit of one entry of a table turned: the lowest one of a hexadecimal digit,
    counted from the end."""
    match = re.search(rf"def {table} : Nat :=\n  (0x[0-9a-f]+)\n", text)
    assert match is not None
    number = f"{int(match[1], 16) ^ (1 << 4 * place):#x}"
    return changed(text, match[0], match[0].replace(match[1], number))


def dropped(text: str, theorem: str, assumption: str, name: str) -> str:
    """The text with an assumption of a theorem left out; a proof that used it tries without."""
    start = text.index(f"theorem {theorem} ")
    end = text.index("\n\n", start)
    without = changed(text[start:end], assumption, "")
    return text[:start] + re.sub(rf"\b{name}\b", "(by omega)", without) + text[end:]


E2M1 = (FORMATS / "E2M1.lean").read_text(encoding="utf-8")
E5M2 = (FORMATS / "E5M2.lean").read_text(encoding="utf-8")
HIF8 = (FORMATS / "HiF8.lean").read_text(encoding="utf-8")
POSIT = (FORMATS / "posit_8_2.lean").read_text(encoding="utf-8")

WRONG = {
    # A wrong entry of a table.
    "Decode": ("decode_table", entry(E2M1, "decodeTable", 4)),
    "Encode": ("encode_RTN", entry(E2M1, "positiveRTN", 30)),
    "EncodeNegative": ("encode_RNE", entry(E2M1, "negativeRNE", 0)),
    "Product": ("products", entry(E2M1, "productTable", 3 * 16 + 5 * 2)),
    "HiF8Order": ("order_table", entry(HIF8, "orderTable", 0)),
    "HiF8Encode": ("encode_RNA", entry(HIF8, "positiveEncodeRNA", 100)),
    "PositLimit": ("limits_agree", entry(POSIT, "limits", 14 * 3)),
    "PositAtLimit": ("encode_limits_negative", entry(POSIT, "negativeAt", 8)),
    # A bound that is off by one.
    "DecodeBound": (
        "decode_table",
        changed(E2M1, "code < 16 → E2M1.decode", "code < 17 → E2M1.decode"),
    ),
    "EncodeBound": ("encode_RNE", changed(E2M1, "∀ i, i < 40 →", "∀ i, i < 41 →")),
    "OrderBound": ("order_positive", changed(E2M1, "∀ a b, a ≤ 0x7 →", "∀ a b, a ≤ 0x8 →")),
    "RoundTripBound": (
        "round_trip",
        changed(E2M1, "∀ code, code < 16 → ∀ s m", "∀ code, code < 17 → ∀ s m"),
    ),
    "ProductBound": ("products", changed(E2M1, "∀ a, a < 8 →", "∀ a, a < 9 →")),
    "PositBound": ("standard_rounding", changed(POSIT, "(c2 : c < 127)", "(c2 : c < 128)")),
    # An assumption that is left out.
    "NearestAnyDenominator": ("nearest_even", dropped(E2M1, "nearest_even", " (hd : 0 < d)", "hd")),
    "NearestAnyCode": ("nearest_even", dropped(E2M1, "nearest_even", " (hc : c ≤ 0x7)", "hc")),
    "LimitAnyDenominator": (
        "overflow_limit",
        dropped(E2M1, "overflow_limit", " (hd : 0 < d)", "hd"),
    ),
    "PositAnyGap": (
        "nearest_outside_six_gaps",
        dropped(POSIT, "nearest_outside_six_gaps", "(regular : posit8Odd c = false) ", "regular"),
    ),
    # A format that is another one.
    "Bias": ("largest_value", changed(E2M1, "bias := 1,", "bias := 2,")),
    "Top": ("decode_table", changed(E2M1, "top := 0x7,", "top := 0x6,")),
    "Infinity": ("decode_table", changed(E5M2, "infinity := true", "infinity := false")),
}
"""Wrong files, each by its module, with a theorem in which Lean must find that it is wrong."""


def checked(folder: Path, texts: dict[str, str]) -> dict[str, FileRecord]:
    """A check of files on top of the library, which is compiled once."""
    root = folder / "lean"
    shutil.copytree(shipped_root(), root, ignore=shutil.ignore_patterns("Export"))
    for name, text in texts.items():
        path = root / "Export" / "Formats" / f"{name}.lean"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lean = find_toolchain(root, None, False, lambda text: None)
    options = CheckOptions(Limits(600, 4096), 1, False)
    files = read_project(root, [f"Export.Formats.{name}" for name in texts])
    record = check(files, lean, options, tool(), "", lambda *note: None)
    return {f.module.rpartition(".")[2]: f for f in record.files}


def test_right_files_are_accepted(tmp_path: Path) -> None:
    texts = {
        name: format_file(shipped(name) if name == "F64" else made(name)).text for name in OTHERS
    }
    found = checked(tmp_path, texts)
    for name, text in texts.items():
        assert (found[name].state, found[name].messages) == ("accepted", ()), name
        theorems = len(re.findall(r"^theorem ", text, re.MULTILINE))
        assert found[name].theorems == theorems > 0, name


def test_wrong_files_are_rejected(tmp_path: Path) -> None:
    found = checked(tmp_path, {name: text for name, (_, text) in WRONG.items()})
    for name, (theorem, text) in WRONG.items():
        assert (found[name].state, found[name].theorems) == ("rejected", 0), name
        lines = text.splitlines()
        blamed = set()
        for message in found[name].messages:
            above = [line for line in lines[: message.line] if line.startswith("theorem ")]
            blamed.add(above[-1].split()[1])
        assert theorem in blamed, (name, found[name].messages)
