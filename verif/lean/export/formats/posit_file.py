"""The Lean files of posits of up to 8 bits."""

from __future__ import annotations

from fractions import Fraction

from verif.base.exact import pow2
from verif.formats.context import Mode
from verif.formats.posit import Posit
from verif.lean.export.formats.reference import codes, decode_table, quarters
from verif.lean.export.formats.text import (
    FormatFile,
    Item,
    Packed,
    conjunction,
    file,
    paragraphs,
    table,
    theorem,
)
from verif.lean.export.names import format_name

TABLE_BITS = 8
"""Posits up to this wide have a file."""

ROUNDED = (8, 2)
"""Bits and exponent bits of the posit whose rounding the library knows."""


def posit_file(fmt: Posit) -> FormatFile:
    """The file of a posit: its codes, and of posit(8, 2) its rounding too."""
    unit = -((fmt.bits - 2) << fmt.es)
    items = _codes(fmt, unit)
    about = [
        f"The format {fmt.name}.",
        f"Magnitudes are integers in units of 2^{unit}, the least posit. Codes are two's "
        "complement numbers, and NaR is written as NaN.",
        "The tables are the reference's, packed into one number each, the first entry in the "
        "lowest bits; Lean's definitions give exactly these.",
    ]
    if (fmt.bits, fmt.es) == ROUNDED:
        items += [*_rounding(), *_quarters(fmt), *_limits(fmt, unit)]
        about.append(
            "Posits round by limits of their own, which are posits of one bit more: the encoder is "
            "compared at the three points that quarter each gap, and at the limits, a little below "
            "and above."
        )
    return file(format_name(fmt), paragraphs(*about), ["Verif.CodeTables"], items)


def _codes(fmt: Posit, unit: int) -> list[Item]:
    words, n, w = decode_table(fmt, unit), 1 << fmt.bits, f"{fmt.bits} {fmt.es}"
    first, top = (n >> 1) + 1, (n >> 1) - 1
    return [
        table(
            "decodeTable",
            f"What the codes mean, as the reference has it: {words.width} bits for each, first "
            "that of code 0.",
            words,
        ),
        theorem(
            "decode_table",
            f"**The decode table**: for all codes below {n}, {fmt.name} decodes to what the "
            "reference decodes to.",
            f":\n    ∀ code, code < {n} → positDecode {w} code = "
            f"Datum.ofWord (lane {words.width} decodeTable code)",
            "Verif.decode_table (by decide +kernel)",
        ),
        theorem(
            "magnitudes_increase",
            "Positive codes are in the order of their values.",
            f": IncreasingTo (positValue {w}) {top}",
            "by\n"
            f"  have h : allBelow (fun c => Nat.blt (positValue {w} c) (positValue {w} (Nat.succ "
            f"c))) {top} = true := by\n"
            "    decide +kernel\n"
            "  exact fun c hc => increasing_of_allBelow h c (c + 1) (by omega) (by omega)",
        ),
        theorem(
            "order",
            "**Order of codes**, as two's complement numbers: from the most negative one, "
            f"{first}, through {n - 1}, of the least negative posit, and 0 to {top}, each code "
            "stands for a larger number than the one before.",
            f":\n    ∀ i j, i < j → j < {n - 1} →\n"
            f"      (positDecode {w} (({first} + i) % {n})).toInt <\n"
            f"        (positDecode {w} (({first} + j) % {n})).toInt",
            f"posit_order (n := {fmt.bits}) (es := {fmt.es}) (by decide) (by decide +kernel) "
            "magnitudes_increase",
        ),
    ]


def _rounding() -> list[Item]:
    return [
        theorem(
            "round_trip",
            "**Round trip**: for every code but NaR, encoding what the code means gives the code.",
            ":\n    ∀ code, code < 256 → ∀ s m, positDecode 8 2 code = .finite s m →\n"
            "      posit8Encode s m 1 = code",
            "posit8_code_round_trip",
        ),
        theorem(
            "standard_rounding",
            "**Rounding, by the standard**: between the posits of codes c and c + 1, a fraction n "
            "/ d goes to the lower one below their limit, to the upper one above, and at the "
            "limit to the even code. The limit is in sixteenths of a unit.",
            "(n d c : Nat) (hd : 0 < d) (c1 : 1 ≤ c) (c2 : c < 127)\n"
            "    (h1 : positValue 8 2 c * d ≤ n) (h2 : n < positValue 8 2 (c + 1) * d) :\n"
            "    posit8Round n d = if 16 * n < posit8Limit c * d then c\n"
            "      else if posit8Limit c * d < 16 * n then c + 1 else c + c % 2",
            "posit8Round_between hd c1 c2 h1 h2",
        ),
        theorem(
            "nearest_outside_six_gaps",
            "**To nearest**, the even code in a tie, in all gaps between positive posits but six.",
            "(n d c : Nat) (hd : 0 < d) (c1 : 1 ≤ c) (c2 : c < 127)\n"
            "    (regular : posit8Odd c = false) (h1 : positValue 8 2 c * d ≤ n)\n"
            "    (h2 : n < positValue 8 2 (c + 1) * d) :\n"
            "    IsNearestEvenUpTo (positValue 8 2) 127 n d (posit8Round n d)",
            "posit8_nearest hd c1 c2 regular h1 h2",
        ),
        theorem(
            "six_gaps",
            "The six are those above codes 1, 2, 3, 124, 125 and 126: there, and nowhere else, the "
            "limit is not the middle.",
            ":\n    ∀ c, 1 ≤ c → c < 127 →\n"
            "      (2 * posit8Limit c = 16 * (positValue 8 2 c + positValue 8 2 (c + 1)) ↔\n"
            "        ¬(c = 1 ∨ c = 2 ∨ c = 3 ∨ c = 124 ∨ c = 125 ∨ c = 126))",
            "by\n"
            "  intro c c1 c2\n"
            "  rw [posit8_limit_middle c c1 c2]\n"
            "  simp [posit8Odd, not_or, and_assoc]",
        ),
        theorem(
            "least",
            "What is above zero and below the least posit becomes the least posit.",
            "(n d : Nat) (h0 : 0 < n) (h : n < d) : posit8Round n d = 1",
            "posit8_small n d h0 h",
        ),
        theorem(
            "largest",
            "What is not below the largest posit, 2^48 units, becomes the largest posit.",
            "(n d : Nat) (hd : 0 < d) (h : 2 ^ 48 * d ≤ n) : posit8Round n d = 127",
            "posit8_large n d hd h",
        ),
    ]


def _quarters(fmt: Posit) -> list[Item]:
    points = quarters([fmt.value_of(k) for k in range(fmt.kmax + 1)])
    context = fmt.context(Mode.RN)
    items, claims = [], []
    for sign, negative in (("positive", "false"), ("negative", "true")):
        made = codes(fmt, points, negative == "true", context)
        items.append(
            table(f"{sign}Codes", f"The reference's codes of {sign} numbers: 8 bits each.", made)
        )
        claims.append(
            f"posit8Encode {negative} (quarter (positValue 8 2) i) 4 = lane 8 {sign}Codes i"
        )
    items.append(
        theorem(
            "encode_quarters",
            "**Agreement**: at the quarters of all gaps, those of zero and of the six included, "
            "the encoder gives the reference's codes.",
            f":\n    ∀ i, i < {len(points)} →\n      " + " ∧\n      ".join(claims),
            conjunction(["posit8_encode_table (by decide) (by decide +kernel) i hi"] * 2),
        )
    )
    return items


def _limits(fmt: Posit, unit: int) -> list[Item]:
    """The limits between positive posits, and what is at these and near them."""
    limits = [fmt.midpoint(k) for k in range(1, fmt.kmax)]
    n = len(limits)
    scaled = Packed.of([int(16 * x / pow2(unit)) for x in limits])
    items = [
        table(
            "limits",
            "The reference's limits between the codes c + 1 and c + 2, from c = 0 on, in "
            f"sixteenths of a unit: {scaled.width} bits each.",
            scaled,
        ),
        theorem(
            "limits_agree",
            "The limits are the reference's.",
            f":\n    ∀ c, c < {n} → posit8Limit (c + 1) = lane {scaled.width} limits c",
            f"fun c hc => (posit8_limit_table (c + 1) (by omega)).symm.trans\n"
            f"    (eq_of_allBelow (f := fun c => lane 56 posit8LimitTable (Nat.succ c))\n"
            f"      (g := lane {scaled.width} limits) (by decide +kernel) c hc)",
        ),
    ]
    step = pow2(unit) / 32
    context = fmt.context(Mode.RN)
    for sign, negative in (("positive", "false"), ("negative", "true")):
        places = (("Below", " - 1", -step), ("At", "", Fraction(0)), ("Above", " + 1", step))
        claims = []
        for place, offset, by in places:
            title = f"{sign}{place}"
            made = codes(fmt, [x + by for x in limits], negative == "true", context)
            items.append(
                table(title, f"The reference's codes {place.lower()} the limits, {sign}.", made)
            )
            claims.append(
                f"posit8Encode {negative} (2 * posit8Limit (c + 1){offset}) 32 = lane 8 {title} c"
            )
        items.append(
            theorem(
                f"encode_limits_{sign}",
                f"**Agreement at the limits**, of {sign} numbers: a thirty-second of a unit below "
                "each, at it, and as much above, the encoder gives the reference's codes.",
                f":\n    ∀ c, c < {n} →\n      " + " ∧\n      ".join(claims),
                "posit8_limit_codes (by decide) (by decide +kernel)",
            )
        )
    return items
