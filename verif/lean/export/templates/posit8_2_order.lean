-- import: Verif.PositValue
/-- Codes of posit(8, 2), read as two's complement integers of 8 bits, are in the order of their values. -/
theorem $name :
    ∀ a, a < 256 → ∀ b, b < 256 →
    ¬(posit8DecodeValue a).IsNaN → ¬(posit8DecodeValue b).IsNaN →
    (signedCode8 a < signedCode8 b ↔ posit8DecodeValue a < posit8DecodeValue b) :=
  posit8_order
