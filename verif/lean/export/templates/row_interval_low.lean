-- import: Verif.Accumulators
/-- Inputs each within bounds of their own: a dot product is at least what it is where each input is at the
low end if its weight is positive, and at the high end if not. Arrays of length `K` are functions of an index
`i < K`. -/
theorem $name :
    ∀ K : Nat, 0 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 5 (x i)) →
    ∀ low : Nat → Int, (∀ i, i < K → Fits 5 (low i)) →
    ∀ high : Nat → Int, (∀ i, i < K → Fits 5 (high i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 5 (w i)) →
    (∀ i, i < K → low i ≤ x i ∧ x i ≤ high i) →
    (sum K fun i => if w i > 0 then low i * w i else high i * w i) ≤ sum K fun i => x i * w i :=
  fun K _ x _ low _ high _ w _ within => (row_interval K x low high w within).2
