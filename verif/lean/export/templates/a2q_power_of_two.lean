-- import: Verif.Accumulators
/-- A2Q, inputs of `N` bits without sign: the L1 norm of the weights times the largest input may even reach
`2^(P-1)`, and the dot product fits `P` bits, two's complement. Arrays of length `K` are functions of an
index `i < K`. -/
theorem $name :
    ∀ K : Nat, 1 ≤ K →
    ∀ N : Nat, 2 ≤ N ∧ N ≤ 8 →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1) →
    Fits P (sum K fun i => x i * w i) :=
  fun K _ N hN P _ x hx w _ bound => a2q_may_reach K N P hN.1 x w hx bound
