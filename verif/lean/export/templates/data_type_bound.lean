-- import: Verif.Accumulators
/-- Inputs of $N bits without sign and weights of $M bits: where `K * 2^($N + $M - 1)` is at most
`2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 16 ≤ P ∧ P ≤ 20 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned $N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits $M (w i)) →
    (K : Int) * 2 ^ ($N + $M - 1) ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P _ x hx w hw bound => data_type_fits K $N $M P (by decide) x w hx hw bound
