-- import: Verif.Accumulators
/-- A product of two integers of 8 bits fits 16 bits, two's complement. -/
theorem $name :
    ∀ x : Int, Fits 8 x →
    ∀ y : Int, Fits 8 y →
    Fits 16 (x * y) :=
  fun _ hx _ hy => (int8_product hx hy).1
