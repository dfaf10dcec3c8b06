-- import: Verif.Accumulators
/-- A sum that fits 8 bits is not changed by saturation. -/
theorem $name :
    ∀ a : Int, Fits 8 a →
    ∀ b : Int, Fits 8 b →
    Fits 8 (a + b) → saturate 8 (a + b) = a + b :=
  fun a _ b _ h => saturate_of_fits 8 (a + b) h
