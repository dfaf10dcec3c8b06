-- import: Verif.Accumulators
/-- Inputs of 8 bits without sign less the zero point $Z: where the L1 norm of the weights times 255 is at
most `2^15 - 1`, every prefix sum of the products fits 16 bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem $name :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 255 ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => (x i - $Z) * w i
    ∀ j, j < K → Fits 16 (partials j) :=
  fun K _ x hx w _ bound => zero_point_fits K 8 16 $Z (by unfold FitsUnsigned; omega) x w hx bound
