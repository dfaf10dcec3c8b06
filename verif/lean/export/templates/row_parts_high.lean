-- import: Verif.Accumulators
/-- Inputs of 8 bits without sign: every prefix sum is at most 255 times the sum of the positive weights.
Arrays of length `K` are functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, 0 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → partials j ≤ 255 * sum K fun i => max (w i) 0 :=
  fun K _ x hx w _ j hj =>
    (parts_bound K 255 x w (fun i hi => ⟨(hx i hi).1, Int.le_of_lt_add_one (hx i hi).2⟩) j hj).1
