-- import: Verif.Accumulators
/-- What fits $P bits is what wrapping to $P bits keeps. -/
theorem $name :
    ∀ a : Int, Fits 24 a →
    Fits $P a → wrap $P a = a :=
  fun a _ h => wrap_of_fits $P (by decide) a h
