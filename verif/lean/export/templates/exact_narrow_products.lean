-- import: Verif.Accumulators
/-- At most $L products of two signed integers of 8 bits, none of them -128: every prefix sum is at most
`2^$T` in magnitude. Arrays of length `K` are functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, K ≤ $L →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (∀ i, i < K → x i ≠ -128 ∧ w i ≠ -128) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → (partials j).natAbs ≤ 2 ^ $T :=
  fun K hK x hx w hw narrow => products_magnitude K $L (2 ^ $T) 127 127 (by decide) (by decide)
    (by decide) (by omega) x w
    (fun i hi => by have := hx i hi; have := narrow i hi; unfold Fits at *; omega)
    (fun i hi => by have := hw i hi; have := narrow i hi; unfold Fits at *; omega)
