-- import: Verif.Accumulators
/-- A2Q for any order and tree of additions: where the L1 norm of the weights times the largest input is at
most `2^($P-1) - 1`, the sum over any of the lanes, those that are `taken`, fits $P bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, 1 ≤ K →
    ∀ N : Nat, 2 ≤ N ∧ N ≤ 8 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    ∀ taken : Nat → Bool,
    (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ ($P - 1) - 1 →
    Fits $P (sum K fun i => if taken i then x i * w i else 0) :=
  fun K _ N _ x hx w _ taken bound => a2q_taken K N $P x w taken hx bound
