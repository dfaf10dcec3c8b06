module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/rows.arith, line 20, which says:
--
--   property parts_bound_every_step {
--     given K : nat where 0 <= K;
--     given x : uint(8)[K];
--     given w : int(8)[K];
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : partial[j] <= 255 * sum(max(w[i], 0) for i in 0..<K);
--     prove forall j in 0..<K : 255 * sum(min(w[i], 0) for i in 0..<K) <= partial[j];
--   }

@[expose] public section
noncomputable section
namespace Export.Rows.PartsBoundEveryStep
open Verif

-- property: specs/accumulators/rows.arith::parts_bound_every_step
-- obligation: prove.1
/-- Inputs of 8 bits without sign: every prefix sum is at most 255 times the sum of the positive weights.
Arrays of length `K` are functions of an index `i < K`. -/
theorem parts_bound_every_step_prove_1 :
    ∀ K : Nat, 0 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → partials j ≤ 255 * sum K fun i => max (w i) 0 :=
  fun K _ x hx w _ j hj =>
    (parts_bound K 255 x w (fun i hi => ⟨(hx i hi).1, Int.le_of_lt_add_one (hx i hi).2⟩) j hj).1

-- property: specs/accumulators/rows.arith::parts_bound_every_step
-- obligation: prove.2
/-- Inputs of 8 bits without sign: every prefix sum is at least 255 times the sum of the negative weights.
Arrays of length `K` are functions of an index `i < K`. -/
theorem parts_bound_every_step_prove_2 :
    ∀ K : Nat, 0 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → 255 * (sum K fun i => min (w i) 0) ≤ partials j :=
  fun K _ x hx w _ j hj =>
    (parts_bound K 255 x w (fun i hi => ⟨(hx i hi).1, Int.le_of_lt_add_one (hx i hi).2⟩) j hj).2

end Export.Rows.PartsBoundEveryStep
