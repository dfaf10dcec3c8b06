-- import: Verif.MonotoneValue
-- needs: F float
/-- Finite codes of $F with a positive sign, read as integers, are in the order of their values. -/
theorem $name :
    ∀ a, a < ($F).codes → ∀ b, b < ($F).codes →
    (($F).decodeValue a).IsFinite → (($F).decodeValue b).IsFinite →
    (($F).decodeValue a).negative = false → (($F).decodeValue b).negative = false →
    (a < b ↔ ($F).decodeValue a < ($F).decodeValue b) :=
  ($F).codes_follow_values
