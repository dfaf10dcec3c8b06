-- import: Verif.HiF8Nearest
/-- The ordinals of finite HiF8 codes, from a table of the 128 codes without sign, are in the order of their
values. -/
theorem $name :
    ∀ a, a < 256 → ∀ b, b < 256 →
    (hif8DecodeValue a).IsFinite → (hif8DecodeValue b).IsFinite →
    (hif8SignedOrdinal a < hif8SignedOrdinal b ↔ hif8DecodeValue a < hif8DecodeValue b) :=
  fun a _ b _ => hif8_order a b
