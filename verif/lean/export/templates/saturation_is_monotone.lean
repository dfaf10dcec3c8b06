-- import: Verif.Accumulators
/-- Of two saturated sums with the same number, that of the larger one is not the smaller. -/
theorem $name :
    ∀ a : Int, Fits 8 a →
    ∀ b : Int, Fits 8 b →
    ∀ c : Int, Fits 8 c →
    a ≤ b →
    saturate 8 (a + c) ≤ saturate 8 (b + c) :=
  fun _ _ _ _ _ _ h => saturate_mono 8 (Int.add_le_add_right h _)
