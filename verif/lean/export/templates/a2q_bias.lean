-- import: Verif.Accumulators
/-- A2Q with a bias, inputs of 8 bits without sign: where the L1 norm of the weights times 255 and the
magnitude of the bias are together at most `2^15 - 1`, the bias plus any prefix sum fits 16 bits, two's
complement. Arrays of length `K` are functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    ∀ bias : Int, Fits 12 bias →
    (sum K fun i => (w i).natAbs) * 255 + bias.natAbs ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits 16 (bias + partials j) :=
  fun K _ x hx w _ bias _ bound => a2q_bias K 8 16 x w bias hx bound
