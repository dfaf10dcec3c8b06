-- import: Verif.Accumulators
/-- A product of two integers of 8 bits fits 15 bits, two's complement, if and only if not both are -128. -/
theorem $name :
    ∀ x : Int, Fits 8 x →
    ∀ y : Int, Fits 8 y →
    (Fits 15 (x * y) ↔ x ≠ -128 ∨ y ≠ -128) :=
  fun _ hx _ hy => (int8_product hx hy).2
