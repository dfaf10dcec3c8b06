"""Lean files of formats: the shipped ones are what the command writes, and their tables, read from
the text and compared with the reference, are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from tests.lean.export.specs import properties
from tests.lean.export.test_floats import format_of
from verif.base.exact import pow2
from verif.engines.vector import evaluate_grid
from verif.formats.context import Mode, Policies
from verif.formats.encode import encode
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.value import Input
from verif.ir import nodes as n
from verif.lean.check import shipped_root
from verif.lean.export.floats import lean_float
from verif.lean.export.formats.float_file import LIBRARY
from verif.lean.export.formats.format_file import NoLeanFormat, format_file
from verif.lean.export.formats.text import Packed, paragraphs
from verif.lean.modules import read_project

FOLDER = shipped_root() / "Export" / "Formats"

SHIPPED = {
    name: name
    for name in (
        "E4M3", "E5M2", "E2M1", "E3M2", "E2M3", "E8M0", "E4M3FNUZ", "E3M4", "E4M3IEEE", "F16",
        "HiF8",
    )
} | {f"posit8_{es}": f"posit_8_{es}" for es in (0, 1, 2)}  # fmt: skip
"""The files that are shipped, by the names that the command takes."""

FLOATS = tuple(name for name in SHIPPED if name[0] in "EF")
TABLED = tuple(name for name in FLOATS if name != "F16")
POLICY = {"saturate": "saturate", "infinity": "inf", "nan": "nan"}


@cache
def shipped(name: str) -> Format:
    return format_of(name)


@cache
def text(name: str) -> str:
    return (FOLDER / f"{SHIPPED[name]}.lean").read_text(encoding="utf-8")


def tables(name: str) -> dict[str, int]:
    """The packed tables of a file by their names."""
    found = re.findall(r"^def (\w+) : Nat :=\n  (0x[0-9a-f]+)$", text(name), re.MULTILINE)
    return {title: int(number, 16) for title, number in found}


def lane(width: int, number: int, i: int) -> int:
    """Entry ``i``, as ``lean/Verif/Kernel.lean`` has it."""
    return (number >> width * i) & ((1 << width) - 1)


@pytest.mark.share(3)
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_are_what_the_command_writes(name: str) -> None:
    made = format_file(shipped(name))
    assert made.text == text(name)
    assert made.path.as_posix() == f"Export/Formats/{SHIPPED[name]}.lean"
    found = re.findall(r"^theorem (\w+)", made.text, re.MULTILINE)
    assert [f"Export.Formats.{SHIPPED[name]}.{t}" for t in found] == list(made.theorems)


def test_all_shipped_files_are_known_and_keep_the_rules() -> None:
    assert {f.stem for f in FOLDER.glob("*.lean")} == set(SHIPPED.values())
    files = read_project(shipped_root(), [f"Export.Formats.{name}" for name in SHIPPED.values()])
    assert all(not f.problems for f in files)


# --- what codes mean -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in SHIPPED if name != "F16"])
def test_decode_table(name: str) -> None:
    fmt = shipped(name)
    unit = pow2(quantum(name))
    (width,) = map(int, re.findall(r"Datum\.ofWord \(lane (\d+) decodeTable code\)", text(name)))
    number = tables(name)["decodeTable"]
    assert number < 2 ** (width << fmt.bits)
    for code in fmt.codes():
        magnitude, kind = divmod(lane(width, number, code), 4)
        value = fmt.decode(code)
        match kind:
            case 0 | 1:
                assert value.exact is not None and abs(value.exact) == magnitude * unit
                assert (value.sign < 0) == bool(kind)
            case 2:
                assert value.kind == "inf" and value.sign == (-1 if magnitude else 1)
            case _:
                assert value.is_nan
    assert f"∀ code, code < {1 << fmt.bits} →" in text(name)


def quantum(name: str) -> int:
    """The unit of a file: as it says itself, or of the library's definition."""
    found = re.search(r"\.quantum = (-?\d+)", text(name))
    if found is not None:
        return int(found[1])
    return {"HiF8": -22, "posit8_0": -6, "posit8_1": -12, "posit8_2": -24}[name]


@pytest.mark.parametrize("name", FLOATS)
def test_units_and_limits(name: str) -> None:
    fmt = shipped(name)
    assert isinstance(fmt, Float)
    unit = pow2(quantum(name))
    largest = re.search(r"\.value 0x([0-9a-f]+) = (.+) :=", text(name))
    assert largest is not None
    assert number_of(largest[2]) * unit == fmt.max == fmt.decode(int(largest[1], 16)).exact
    limit = re.search(r"\.RNE s n d = true ↔ (.+) \* d (<|≤) 2 \* n", text(name))
    assert limit is not None
    edge = number_of(limit[1]) * unit / 2
    context = fmt.context(Mode.RNE, Policies(overflow="inf" if fmt.has_inf else None))
    if fmt.has_nan or fmt.has_inf:
        beyond = encode(fmt, Input(edge + pow2(-400)), context)
        assert fmt.decode(beyond).exact is None
        assert fmt.decode(encode(fmt, Input(edge - pow2(-400)), context)).exact == fmt.max
        tie = fmt.decode(encode(fmt, Input(edge), context))
        assert (tie.exact is None) == (limit[2] == "≤")


def number_of(written: str) -> int:
    """A number as the files write it: digits, or an odd number and a power of two."""
    parts = re.fullmatch(r"\(?(\d+)(?: \* 2 \^ (\d+)\))?", written)
    assert parts is not None
    return int(parts[1]) << int(parts[2] or 0)


# --- what numbers round to -----------------------------------------------------------------------


def claims(name: str) -> Iterator[tuple[int, str, str, bool, int, int]]:
    """What a float's file says of its encoder: the number of points, the mode, the policy, the
    sign, the first point, and the table."""
    statements = re.findall(
        r"^theorem \w+ :\n    ∀ i, i < (\d+) →\n(.*?) :=$", text(name), re.MULTILINE | re.DOTALL
    )
    claim = re.compile(
        r"\.encode \.(\w+) \.(\w+) (true|false) \(quarter \w+\.value (i|\((\d+) \+ i\))\) 4 =\s+"
        r"lane 8 (\w+) i"
    )
    for count, statement in statements:
        for mode, policy, sign, _, start, where in claim.findall(statement):
            number = int(where, 16) if where.startswith("0x") else tables(name)[where]
            yield int(count), mode, policy, sign == "true", int(start or 0), number


def ladder(fmt: Float) -> list[Fraction]:
    """The magnitudes by decoding, and beyond the largest one by doubling those a binade below."""
    values = [fmt.decode(code).exact for code in range(fmt.kmax + 1)]
    found = [v for v in values if v is not None]
    assert len(found) == fmt.kmax + 1
    for _ in range(3):
        found.append(2 * found[-(1 << fmt.significand_bits)])
    return found


@pytest.mark.parametrize("name", TABLED)
def test_encode_tables(name: str) -> None:
    fmt = shipped(name)
    assert isinstance(fmt, Float)
    values = ladder(fmt)
    seen = set()
    for count, mode, policy, negative, start, number in claims(name):
        assert count + start == 4 * (len(values) - 1)  # to the end of the last gap
        context = fmt.context(Mode[mode], Policies(overflow=POLICY[policy], flush=False))  # type: ignore[arg-type]
        for i in range(count):
            c, j = divmod(start + i, 4)
            x = values[c] + (values[c + 1] - values[c]) * Fraction(j, 4)
            expected = encode(fmt, Input(-x if negative else x, negative), context)
            assert lane(8, number, i) == expected, (mode, policy, negative, i)
        assert number < 256**count
        seen.add((mode, policy, negative))
    policies = {"saturate"} | ({"nan"} if fmt.has_nan else set())
    policies |= {"infinity"} if fmt.inf_code(False) is not None else set()
    signs = (False, True) if fmt.signed else (False,)
    modes = ("RNE", "RNA", "RTZ", "RTP", "RTN", "RTO")
    assert seen == {(m, p, s) for m in modes for p in policies for s in signs}


def test_hif8_tables() -> None:
    fmt, found = shipped("HiF8"), tables("HiF8")
    magnitudes = sorted({v.exact for c in fmt.codes() if (v := fmt.decode(c)).exact is not None})
    values = [v for v in magnitudes if v is not None and v >= 0]
    assert len(values) == 127
    assert [fmt.decode(lane(8, found["orderTable"], o)).exact for o in range(128)] == [
        *values,
        None,
    ]
    values.append(Fraction(49152))
    for title, number in found.items():
        parts = re.fullmatch(r"(positive|negative)(Encode|Saturate)(\w+)", title)
        if parts is None:
            continue
        negative, saturate, mode = parts[1] == "negative", parts[2] == "Saturate", Mode[parts[3]]
        context = fmt.context(mode, Policies(overflow="saturate" if saturate else "inf"))
        count = 504 if saturate else 508
        assert number < 256**count
        for i in range(count):
            c, j = divmod(i, 4)
            x = values[c] + (values[c + 1] - values[c]) * Fraction(j, 4)
            expected = encode(fmt, Input(-x if negative else x, negative), context)
            assert lane(8, number, i) == expected, (title, i)
    assert len(found) == 2 + 2 * (1 + 6)


def test_posit_tables() -> None:
    fmt, found = shipped("posit8_2"), tables("posit8_2")
    unit = pow2(-24)
    values = [v for c in range(128) if (v := fmt.decode(c).exact) is not None]
    rounding = fmt.context(Mode.RN)
    for sign, negative in (("positive", False), ("negative", True)):

        def code(x: Fraction, negative: bool = negative) -> int:
            return encode(fmt, Input(-x if negative else x, negative), rounding) % 256

        for i in range(508):
            c, j = divmod(i, 4)
            x = values[c] + (values[c + 1] - values[c]) * Fraction(j, 4)
            assert lane(8, found[f"{sign}Codes"], i) == code(x)
        width = 56
        assert f"lane {width} limits c" in text("posit8_2")
        for c in range(126):
            limit = lane(width, found["limits"], c) * unit / 16
            assert values[c + 1] < limit < values[c + 2]
            assert lane(8, found[f"{sign}Below"], c) == code(limit - unit / 32)
            assert lane(8, found[f"{sign}At"], c) == code(limit)
            assert lane(8, found[f"{sign}Above"], c) == code(limit + unit / 32)
            # Nowhere else does the result change: a trifle to both sides of the limit.
            low, high = code(limit - pow2(-90)), code(limit + pow2(-90))
            assert (low, high) == (code(values[c + 1]), code(values[c + 2]))


# --- products ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["E4M3", "E5M2", "E2M1", "E3M2", "E2M3", "E4M3FNUZ", "E4M3IEEE"])
def test_products_are_those_of_the_language(name: str) -> None:
    found = re.search(r"∀ a, a < (\d+) → ∀ b, b < \1 →", text(name))
    row = re.search(r"lane 8 \(lane (\d+) productTable a\) b", text(name))
    assert found is not None and row is not None
    count, width, number = int(found[1]), int(row[1]), tables(name)["productTable"]
    assert count == shipped(name).kmax + 1
    product = f"mul({name}, x, y, RNE, overflow = saturate)"
    (prop,) = properties(f"property p {{ given x, y : {name}; prove same({product}, x); }}")
    case = prop.obligations[0].cases[0]
    (rounded,) = (x for x in n.postorder(case.claim) if isinstance(x, n.Round))
    x, y = (v.var for v in case.variables)
    assert isinstance(x, n.Var) and isinstance(y, n.Var)
    (codes,) = evaluate_grid([rounded], [x, y])
    for a in range(count):
        entries = lane(width, number, a)
        assert [lane(8, entries, b) for b in range(count)] == codes[a, :count].tolist()


# --- the rest ------------------------------------------------------------------------------------


def test_the_library_has_these_definitions() -> None:
    for known in LIBRARY:
        assert lean_float(shipped(known.name)) == known


@pytest.mark.parametrize("name", ["NF4", "INT8", "posit16_2"])
def test_other_formats_have_none(name: str) -> None:
    with pytest.raises(NoLeanFormat, match=r"the Lean library does not describe .*: it has binary"):
        format_file(shipped(name))


def test_hif8_is_known_by_its_values() -> None:
    source = (Path(shipped_root()).parent / "specs/formats/hif8.arith").read_text(encoding="utf-8")
    body = source[source.index("{", source.index("format HiF8")) : source.index("ties ")]
    other = "format HiF8b : cases(8) " + body.replace("(1 + m/2)", "(1 + m/4)")
    changed = format_of("HiF8b", other + "  ties = away; overflow_at = 40960; overflow = inf; }")
    with pytest.raises(NoLeanFormat, match="HiF8 as shipped"):
        format_file(changed)


def test_a_format_of_ones_own_is_not_called_the_librarys() -> None:
    own = 'format Own : float { layout = "s eee m"; bias = 2; inf = "s 111 0"; nan = "s 111 1"; }'
    made = format_file(format_of("Own", own))
    assert "same_as_library" not in made.text
    assert "Own.quantum = -2" in made.text


def test_texts_of_a_format_stay_within_their_comment() -> None:
    assert (
        paragraphs("ends -/ here", "", "and /- begins\n  there")
        == "ends - / here\n\nand / - begins there"
    )


def test_packed() -> None:
    assert Packed.of([1, 0, 255]) == Packed((1, 0, 255), 8)
    assert Packed.of([1, 256]).number == 0x0100_0001
    assert Packed.of([0]).width == 8 and Packed.of([3], 64).number == 3
