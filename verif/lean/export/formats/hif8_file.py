"""The Lean file of HiF8."""

from __future__ import annotations

from verif.formats.context import Context, Mode, Policies
from verif.formats.format import Format
from verif.lean.export.formats.reference import MODES, codes, decode_table, quarters
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

KEY = "table(8 d94035903ab0504a82e67b9fcb6fc607 ties=away overflow_at=40960)"
"""The format that the library describes, in ``lean/Verif/HiF8.lean``, by its key."""

QUANTUM = -22
LARGEST = 126
"""The ordinal of the largest finite value; the next one is infinity, which stands for 49152."""


def hif8_file(fmt: Format) -> FormatFile:
    """The file of HiF8."""
    items = [*_codes(fmt), *_rounding()]
    policies = Policies(overflow="inf")
    items += _agreement(
        fmt,
        "encode_RNA",
        fmt.context(Mode.RNA, policies),
        "hif8EncodeSigned",
        LARGEST + 1,
        "to nearest, ties away from zero, which is the format's own rounding: at the quarters of "
        "all gaps, that to infinity included,",
    )
    for mode in MODES:
        context = fmt.context(mode, Policies(overflow="saturate"))
        items += _agreement(
            fmt,
            f"saturate_{mode.name}",
            context,
            f"hif8Saturate .{mode.name}",
            LARGEST,
            f"{mode.name} ({mode.value}), with the largest value for what is too large: at the "
            "quarters of all gaps",
        )
    about = paragraphs(
        f"The format HiF8: {fmt.source}.",
        "Magnitudes are integers in units of 2^-22, and a number that is rounded is a fraction n "
        "/ d of such units. Codes are not in the order of their values: `hif8Code` lists them in "
        "order.",
        "The tables are the reference's, packed into one number each, the first entry in the "
        "lowest bits; Lean's definitions give exactly these. An encoder is compared at each value "
        "and at the three points that quarter the gap above it.",
    )
    return file("HiF8", about, ["Verif.CodeTables"], items)


def _codes(fmt: Format) -> list[Item]:
    words = decode_table(fmt, QUANTUM)
    infinity = fmt.inf_code(False)
    assert infinity is not None, "HiF8 has an infinity"
    order = Packed.of([*(fmt.code_of(k) for k in range(LARGEST + 1)), infinity], 8)
    return [
        table(
            "decodeTable",
            f"What the codes mean, as the reference has it: {words.width} bits for each, first "
            "that of code 0.",
            words,
        ),
        theorem(
            "decode_table",
            "**The decode table**: for all codes below 256, HiF8 decodes to what the reference "
            "decodes to.",
            f":\n    ∀ code, code < 256 → hif8Decode code = "
            f"Datum.ofWord (lane {words.width} decodeTable code)",
            "Verif.decode_table (by decide +kernel)",
        ),
        table("orderTable", "The codes in order as the reference has them, infinity last.", order),
        theorem(
            "order_table",
            "The list of codes in order is the reference's.",
            ":\n    ∀ o, o < 128 → hif8Code o = lane 8 orderTable o",
            "eq_of_allBelow (by decide +kernel)",
        ),
        theorem(
            "order",
            "**Order of codes**: along that list codes stand for larger and larger numbers, and "
            "with the sign bit for smaller and smaller ones.",
            ":\n    ∀ a b, a < b → b ≤ 126 →\n"
            "      (hif8Decode (hif8Code a)).toInt < (hif8Decode (hif8Code b)).toInt ∧\n"
            "      (1 ≤ a → (hif8Decode (128 + hif8Code b)).toInt < "
            "(hif8Decode (128 + hif8Code a)).toInt)",
            "hif8_code_order",
        ),
        theorem(
            "round_trip",
            "**Round trip**: for every finite code, encoding what the code means gives the code.",
            ":\n    ∀ code, code < 256 → ∀ s m, hif8Decode code = .finite s m →\n"
            "      hif8EncodeSigned s m 1 = code",
            "hif8_code_round_trip",
        ),
    ]


def _rounding() -> list[Item]:
    return [
        theorem(
            "nearest",
            "**Rounding**: for every fraction n / d, no value is nearer than the one that it "
            "rounds to; infinity counts as 49152.",
            "(n d k : Nat) (hk : k ≤ 127) :\n"
            "    dist (hif8Ordered (hif8Round n d) * d) n ≤ dist (hif8Ordered k * d) n",
            "hif8_nearest n d k hk",
        ),
        theorem(
            "ties_away",
            "**Ties away from zero**: between two neighbours the upper one is taken from the "
            "middle on.",
            "(n d o : Nat) (ho : o < 127) (h1 : hif8Ordered o * d ≤ n)\n"
            "    (h2 : n < hif8Ordered (o + 1) * d) :\n"
            "    hif8Round n d = if (hif8Ordered o + hif8Ordered (o + 1)) * d ≤ 2 * n then o + 1 "
            "else o",
            "hif8_ties_away ho h1 h2",
        ),
        theorem(
            "overflow_limit",
            "The result is infinity from 40960 on.",
            "(n d : Nat) (hd : 0 < d) :\n    hif8Round n d = 127 ↔ 40960 * 2 ^ 22 * d ≤ n",
            "hif8_overflow n d hd",
        ),
        theorem(
            "monotone",
            "**Order is kept**: a larger magnitude is not rounded to a smaller value.",
            "(n d m e : Nat) (hd : 0 < d) (he : 0 < e) (h : n * e ≤ m * d) :\n"
            "    hif8Round n d ≤ hif8Round m e",
            "hif8_mono hd he h",
        ),
        theorem(
            "saturates",
            "With saturation, all that is not below the largest value, 32768, becomes that value.",
            "(mode : Mode) (s : Bool) (n d : Nat) (h : 32768 * 2 ^ 22 * d ≤ n) :\n"
            "    hif8Saturate mode s n d = if s then 0xEE else 0x6E",
            "hif8Saturate_large mode s n d h",
        ),
    ]


def _agreement(
    fmt: Format, name: str, context: Context, encoder: str, gaps: int, how: str
) -> list[Item]:
    """An encoder against the reference's, at the quarters of the first ``gaps`` gaps."""
    points = quarters([fmt.value_of(k) for k in range(gaps + 1)])
    kind, _, mode = name.partition("_")
    rule = "hif8_encode_table" if kind == "encode" else "hif8_saturate_table"
    items, claims = [], []
    for sign, negative in (("positive", "false"), ("negative", "true")):
        title = f"{sign}{kind.capitalize()}{mode}"
        made = codes(fmt, points, negative == "true", context)
        items.append(
            table(title, f"The reference's codes of {sign} numbers, {mode}: 8 bits each.", made)
        )
        claims.append(f"{encoder} {negative} (quarter hif8Ordered i) 4 = lane 8 {title} i")
    items.append(
        theorem(
            name,
            f"**Agreement**, {how} the encoder gives the reference's codes.",
            f":\n    ∀ i, i < {len(points)} →\n      " + " ∧\n      ".join(claims),
            conjunction([f"{rule} (by decide) (by decide +kernel) i hi"] * 2),
        )
    )
    return items
