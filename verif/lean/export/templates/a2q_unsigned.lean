-- import: Verif.Accumulators
/-- A2Q, inputs of `N` bits without sign and weights of 8 bits: where the L1 norm of the weights times the
largest input is at most `2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, 1 ≤ K →
    ∀ N : Nat, 2 ≤ N ∧ N ≤ 8 →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 32 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ N _ P _ x hx w _ bound => a2q_prefix_unsigned K N P x w hx bound
