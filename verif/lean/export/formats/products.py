"""The part of a float's Lean file that is about products."""

from __future__ import annotations

from verif.base.exact import pow2
from verif.formats.float_ import Float
from verif.lean.export.floats import LeanFloat
from verif.lean.export.formats.reference import products
from verif.lean.export.formats.text import Item, Packed, table, theorem


def product_items(fmt: Float, found: LeanFloat) -> list[Item]:
    """The table of all products of two magnitude codes, to nearest even with saturation, and what
    follows for all finite codes. Nothing for formats without signs or subnormal numbers."""
    if not (found.signed and found.subnormals):
        return []
    name, n = found.name, found.top + 1
    unit = 1 - found.bias - found.fraction_bits
    if unit > 0:
        return []
    row = 1 << (8 * n - 1).bit_length()
    rows = [Packed.of(r, 8).number for r in products(fmt, n)]
    values = Packed.of([int(fmt.magnitude_value(c) / pow2(unit)) for c in range(n)])
    entry = f"lane 8 (lane {row} productTable"
    return [
        table("magnitudes", f"The magnitudes in order, in lanes of {values.width} bits.", values),
        table(
            "productTable",
            f"The reference's codes of all products of two magnitudes, to nearest even with "
            f"saturation: {row} bits for each first factor, in these 8 bits for each second one.",
            Packed.of(rows, row),
        ),
        theorem(
            "products",
            f"**The product table**: for all magnitude codes a and b below {n} the encoder gives "
            f"the reference's code of their product. The product of two magnitudes is in units of "
            f"2^{2 * unit}, so over 2^{-unit} it is in those of the format.",
            f":\n    ∀ a, a < {n} → ∀ b, b < {n} →\n"
            f"      {name}.encode .RNE .saturate false ({name}.value a * {name}.value b) "
            f"(2 ^ {-unit}) =\n        {entry} a) b",
            f"Format.products {name} rfl (w := {values.width}) (v := magnitudes) (by decide)\n"
            "    (by decide +kernel) (by decide +kernel)",
        ),
        theorem(
            "product_of_codes",
            "The same for all finite codes x and y: the product is negative if one of them is, and "
            "its magnitude is that of the table.",
            f":\n    ∀ x y, x < {name}.codes → y < {name}.codes → ∀ s t m k,\n"
            f"      {name}.decode x = .finite s m → {name}.decode y = .finite t k →\n"
            f"      {name}.encode .RNE .saturate (s != t) (m * k) (2 ^ {-unit}) =\n"
            f"        {name}.code (s != t) ({entry} (x % {name}.half)) (y % {name}.half))",
            f"Format.product_of_codes {name} (by decide) (by decide) products",
        ),
    ]
