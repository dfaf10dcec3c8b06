"""The Lean file of a binary float format."""

from __future__ import annotations

from fractions import Fraction

from verif.base.exact import exact_text, pow2
from verif.formats.context import Mode
from verif.formats.float_ import Float
from verif.lean.export.floats import LeanFloat
from verif.lean.export.formats.products import product_items
from verif.lean.export.formats.reference import MODES, codes, contexts, decode_table, quarters
from verif.lean.export.formats.text import (
    FormatFile,
    Item,
    Packed,
    conjunction,
    file,
    given,
    paragraphs,
    table,
    theorem,
)

TABLE_BITS = 8
"""Formats up to this wide get tables; wider ones get the library's theorems only."""

BEYOND = 3
"""How many gaps beyond the largest value are looked at."""

LARGE = 1 << 60
"""From here on numbers are written with a power of two."""

LIBRARY = (
    LeanFloat("E4M3", 4, 3, 7, True, True, True, True, 0x7E, False, 0x7F),
    LeanFloat("E5M2", 5, 2, 15, True, True, True, True, 0x7B, True, 0x7E),
    LeanFloat("E2M1", 2, 1, 1, True, True, True, True, 0x7, False, 0),
    LeanFloat("E3M2", 3, 2, 3, True, True, True, True, 0x1F, False, 0),
    LeanFloat("E2M3", 2, 3, 1, True, True, True, True, 0x1F, False, 0),
    LeanFloat("E8M0", 8, 0, 127, False, False, False, True, 0xFE, False, 0xFF),
    LeanFloat("E4M3FNUZ", 4, 3, 8, True, True, True, False, 0x7F, False, 0x80),
    LeanFloat("E5M2FNUZ", 5, 2, 16, True, True, True, False, 0x7F, False, 0x80),
    LeanFloat("F16", 5, 10, 15, True, True, True, True, 0x7BFF, True, 0x7E00),
    LeanFloat("BF16", 8, 7, 127, True, True, True, True, 0x7F7F, True, 0x7FC0),
)
"""What the library has definitions of, in ``lean/Verif/Formats.lean``."""


def float_file(fmt: Float, found: LeanFloat) -> FormatFile:
    """The file of a float format; ``found`` is how Lean describes it."""
    whole = fmt.bits <= TABLE_BITS
    items = [given(f"{found.name}_wellFormed", found.definition), *_facts(fmt, found)]
    if whole:
        items += _decoding(fmt, found)
    items += [*_order(found), *_rounding(fmt, found)]
    if whole:
        for mode in MODES:
            items += _agreement(fmt, found, mode)
        items += product_items(fmt, found)
    imports = ["Verif.Formats", "Verif.Products", "Verif.Quarters"]
    return file(found.name, _about(fmt, found, whole), imports, items)


def _about(fmt: Float, found: LeanFloat, whole: bool) -> str:
    unit = f"2^{quantum(found)}"
    parts = [
        f"The format {fmt.name}: {fmt.source}." if fmt.source else f"The format {fmt.name}.",
        f"Magnitudes are integers in units of {unit}, and a number that is rounded is a fraction "
        "n / d of such units.",
    ]
    if whole:
        parts.append(
            "The tables are the reference's, packed into one number each, the first entry in the "
            "lowest bits; Lean's definitions give exactly these. An encoder is compared at each "
            "value, at the three points that quarter the gap above it, and beyond the largest "
            "value."
        )
    return paragraphs(*parts)


def quantum(found: LeanFloat) -> int:
    """The exponent of the unit that magnitudes are multiples of."""
    return int(found.subnormals) - found.bias - found.fraction_bits


def units(value: Fraction, unit: int) -> str:
    """A multiple of ``2**unit`` in such units, as Lean reads it; large ones with a power of two."""
    number = int(value / pow2(unit))
    zeros = (number & -number).bit_length() - 1
    return str(number) if number < LARGE else f"({number >> zeros} * 2 ^ {zeros})"


def magnitudes(fmt: Float, found: LeanFloat) -> list[Fraction]:
    """The values of the magnitude codes, a few beyond the largest finite one included."""
    return [fmt.magnitude_value(c) for c in range(found.top + BEYOND + 1)]


def _facts(fmt: Float, found: LeanFloat) -> list[Item]:
    name, unit = found.name, quantum(found)
    items = []
    if found in LIBRARY:
        items.append(
            theorem(
                "same_as_library",
                "The library's definition is the same.",
                f": {name} = Verif.{name}",
                "rfl",
            )
        )
    largest = units(fmt.max, unit)
    statement = f":\n    {name}.quantum = {unit} ∧ {name}.value {found.top:#x} = {largest}"
    about = (
        f"The unit is 2^{unit}, and the largest value, {exact_text(fmt.max)}, is {largest} units."
    )
    items.append(theorem("largest_value", about, statement, "by decide +kernel"))
    return items


def _decoding(fmt: Float, found: LeanFloat) -> list[Item]:
    words = decode_table(fmt, quantum(found))
    n, w = len(words.entries), words.width
    return [
        table(
            "decodeTable",
            f"What the codes mean, as the reference has it: {w} bits for each, first that of code "
            "0.",
            words,
        ),
        theorem(
            "decode_table",
            f"**The decode table**: for all codes below {n}, {found.name} decodes to what the "
            f"reference decodes to.",
            f":\n    ∀ code, code < {n} → {found.name}.decode code = "
            f"Datum.ofWord (lane {w} decodeTable code)",
            "Verif.decode_table (by decide +kernel)",
        ),
    ]


def _order(found: LeanFloat) -> list[Item]:
    name, top, well = found.name, f"{found.top:#x}", f"{found.name}_wellFormed"
    n = 1 << (found.exponent_bits + found.fraction_bits + found.signed)
    items = [
        theorem(
            "order_positive",
            "**Order of codes**: for all finite codes a and b without sign bit, a is the smaller "
            "code exactly if it stands for the smaller number.",
            f":\n    ∀ a b, a ≤ {top} → b ≤ {top} →\n"
            f"      (({name}.decode a).toInt < ({name}.decode b).toInt ↔ a < b)",
            f"Format.order_positive {name} {well}",
        )
    ]
    if found.signed:
        half = 1 << (found.exponent_bits + found.fraction_bits)
        items.append(
            theorem(
                "order_negative",
                "With the sign bit the larger code stands for the smaller number.",
                f":\n    ∀ a b, 1 ≤ a → 1 ≤ b → a ≤ {top} → b ≤ {top} →\n"
                f"      (({name}.decode ({half:#x} + a)).toInt < "
                f"({name}.decode ({half:#x} + b)).toInt ↔ b < a)",
                f"Format.order_negative {name} {well} rfl",
            )
        )
    items.append(
        theorem(
            "round_trip",
            "**Round trip**: for every finite code, every mode and every policy for what is too "
            "large, encoding what the code means gives the code.",
            f":\n    ∀ code, code < {n} → ∀ s m, {name}.decode code = .finite s m →\n"
            f"      ∀ mode overflow, {name}.encode mode overflow s m 1 = code",
            "fun code h s m e mode overflow =>\n"
            f"    Format.encode_decode {name} mode overflow code h s m e",
        )
    )
    return items


def _rounding(fmt: Float, found: LeanFloat) -> list[Item]:
    name, top, well = found.name, f"{found.top:#x}", f"{found.name}_wellFormed"
    items = [
        theorem(
            "nearest_even",
            "**Rounding**: for every fraction n / d, to nearest even with saturation gives the "
            "code of c exactly if c is the nearest of all finite magnitudes, the even code in a "
            "tie.",
            f"(s : Bool) (n d : Nat) (hd : 0 < d) (c : Nat) (hc : c ≤ {top}) :\n"
            f"    {name}.encode .RNE .saturate s n d = {name}.code s c ↔\n"
            f"      IsNearestEvenUpTo {name}.value {top} n d c",
            f"Format.encode_RNE_iff {name} {well} s n d hd c hc",
        ),
        _limit(fmt, found),
    ]
    if found.signed and found.has_zero:
        items.append(
            theorem(
                "monotone",
                "**Order is kept**, in every mode with saturation, of positive and negative "
                "numbers.",
                "(mode : Mode) (n m : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e)\n"
                "    (h : n * e ≤ m * d) :\n"
                f"    ({name}.decode ({name}.encodeInt mode .saturate n d)).toInt ≤\n"
                f"      ({name}.decode ({name}.encodeInt mode .saturate m e)).toInt",
                f"Format.encode_mono {name} {well} mode rfl rfl hd he h",
            )
        )
    if not found.has_zero:
        items.append(
            theorem(
                "below_the_least",
                "There is no zero: what is below the least value becomes the least value.",
                "(mode : Mode) (overflow : Overflow) (n d : Nat) (hd : 0 < d)\n"
                f"    (h : n < {name}.value 0 * d) : {name}.encode mode overflow false n d = 0",
                f"Format.encode_below {name} mode overflow false n d hd h",
            )
        )
    return items


def _limit(fmt: Float, found: LeanFloat) -> Item:
    """Above which number rounding to nearest even overflows."""
    name, top, odd = found.name, found.top, found.top % 2
    total = fmt.magnitude_value(top) + fmt.magnitude_value(top + 1)
    limit = units(total, quantum(found))
    whether = "is too large as well" if odd else "is not"
    return theorem(
        "overflow_limit",
        f"To nearest even, numbers above {exact_text(total / 2)} are too large; that number "
        f"itself, a tie, {whether}.",
        "(s : Bool) (n d : Nat) (hd : 0 < d) :\n"
        f"    {name}.overflows .RNE s n d = true ↔ {limit} * d {'≤' if odd else '<'} 2 * n",
        "by\n"
        f"  have limit : {name}.value {name}.top + {name}.value ({name}.top + 1) = {limit} := by\n"
        "    decide +kernel\n"
        f"  have parity : {name}.top % 2 = {odd} := by decide\n"
        f"  rw [Format.overflow_RNE_iff {name} s n d hd, limit]\n"
        f"  generalize {limit} * d = x\n"
        "  omega",
    )


def _agreement(fmt: Float, found: LeanFloat, mode: Mode) -> list[Item]:
    """The encoder against the reference's in one mode: saturating at all points, and with other
    policies where these matter."""
    name, policies = found.name, contexts(fmt, mode)
    points = quarters(magnitudes(fmt, found))
    signs = (False, True) if found.signed else (False,)
    at = f"(quarter {name}.value i) 4"
    items, claims, proofs = [], [], []
    for negative in signs:
        sign = "negative" if negative else "positive"
        made = codes(fmt, points, negative, policies["saturate"])
        items.append(
            table(
                f"{sign}{mode.name}",
                f"The reference's codes of {sign} numbers, {mode.name}, with saturation: 8 bits "
                "each.",
                made,
            )
        )
        claims.append(
            f"{name}.encode .{mode.name} .saturate {_lean(negative)} {at} = "
            f"lane 8 {sign}{mode.name} i"
        )
        proofs.append(f"Format.encode_table {name} (by decide +kernel) i hi")
    items.append(
        theorem(
            f"encode_{mode.name}",
            f"**Agreement, {mode.name}** ({mode.value}): at all {len(points)} points the encoder "
            "gives the reference's codes.",
            f":\n    ∀ i, i < {len(points)} →\n      " + " ∧\n      ".join(claims),
            conjunction(proofs),
        )
    )
    others = [word for word in policies if word != "saturate"]
    if others:
        items.append(_overflow(fmt, found, mode, signs, others))
    return items


def _overflow(
    fmt: Float, found: LeanFloat, mode: Mode, signs: tuple[bool, ...], words: list[str]
) -> Item:
    name, start, policies = found.name, 4 * found.top, contexts(fmt, mode)
    points = quarters(magnitudes(fmt, found)[found.top :])
    claims, proofs = [], []
    for word in words:
        for negative in signs:
            made: Packed = codes(fmt, points, negative, policies[word])
            claims.append(
                f"{name}.encode .{mode.name} .{word} {_lean(negative)} "
                f"(quarter {name}.value ({start} + i)) 4 =\n        lane 8 {made.number:#x} i"
            )
            proofs.append(f"Format.encode_table_from {name} (by decide +kernel) i hi")
    return theorem(
        f"overflow_{mode.name}",
        f"From the largest value on, {mode.name}, with {' and '.join(words)} for what is too "
        "large: the reference's codes as well.",
        f":\n    ∀ i, i < {len(points)} →\n      " + " ∧\n      ".join(claims),
        conjunction(proofs),
    )


def _lean(truth: bool) -> str:
    return "true" if truth else "false"
