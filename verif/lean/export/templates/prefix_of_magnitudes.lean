-- import: Verif.Accumulators
/-- A prefix sum of magnitudes is at most the sum of all. The array of length `K` is a function of an index
`i < K`. -/
theorem $name :
    ∀ K : Nat, 0 ≤ K →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => (w i).natAbs
    ∀ j, j < K → partials j ≤ sum K fun i => (w i).natAbs :=
  fun _ _ _ _ _ hj =>
    prefixSum_le (fun _ _ => Int.le_refl _) (fun _ _ => Int.natCast_nonneg _) hj
