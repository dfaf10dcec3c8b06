module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/a2q.arith, line 97, which says:
--
--   property a2q_with_a_bias_is_safe {
--     given K : nat where 1 <= K;
--     given x : uint(8)[K];
--     given w : int(8)[K];
--     given bias : int(12);
--     assume sum(abs(w[i]) for i in 0..<K) * 255 + abs(bias) <= 2**15 - 1;
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : fits(bias + partial[j], int(16));
--   }

@[expose] public section
noncomputable section
namespace Export.A2q.A2qWithABiasIsSafe
open Verif

-- property: specs/accumulators/a2q.arith::a2q_with_a_bias_is_safe
-- obligation: prove.1
/-- A2Q with a bias, inputs of 8 bits without sign: where the L1 norm of the weights times 255 and the
magnitude of the bias are together at most `2^15 - 1`, the bias plus any prefix sum fits 16 bits, two's
complement. Arrays of length `K` are functions of an index `i < K`. -/
theorem a2q_with_a_bias_is_safe :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    ∀ bias : Int, Fits 12 bias →
    (sum K fun i => (w i).natAbs) * 255 + bias.natAbs ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits 16 (bias + partials j) :=
  fun K _ x hx w _ bias _ bound => a2q_bias K 8 16 x w bias hx bound

end Export.A2q.A2qWithABiasIsSafe
