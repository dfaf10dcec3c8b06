-- import: Verif.Accumulators
/-- What is added to a number wrapped to $P bits, and wrapped, is the sum, wrapped once. -/
theorem $name :
    ∀ a : Int, Fits 12 a →
    ∀ b : Int, Fits 12 b →
    wrap $P (wrap $P a + b) = wrap $P (a + b) :=
  fun a _ b _ => wrap_add_left $P a b
