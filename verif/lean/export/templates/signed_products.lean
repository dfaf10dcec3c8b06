-- import: Verif.Accumulators
/-- At most $L products of two signed integers of $N bits: every prefix sum fits $P bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, K ≤ $L →
    ∀ x : Nat → Int, (∀ i, i < K → Fits $N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits $N (w i)) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits $P (partials j) :=
  fun K hK x hx w hw => products_fit K $L $P (2 ^ ($N - 1)) (2 ^ ($N - 1)) (by decide) (by decide)
    (by decide) (by omega) x w (fun i hi => (hx i hi).within) (fun i hi => (hw i hi).within)
