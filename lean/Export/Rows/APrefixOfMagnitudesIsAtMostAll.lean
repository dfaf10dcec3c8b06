module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/rows.arith, line 30, which says:
--
--   property a_prefix_of_magnitudes_is_at_most_all {
--     given K : nat where 0 <= K;
--     given w : int(8)[K];
--     let partial = prefix_sums(abs(w[i]) for i in 0..<K);
--     prove forall j in 0..<K : partial[j] <= sum(abs(w[i]) for i in 0..<K);
--   }

@[expose] public section
noncomputable section
namespace Export.Rows.APrefixOfMagnitudesIsAtMostAll
open Verif

-- property: specs/accumulators/rows.arith::a_prefix_of_magnitudes_is_at_most_all
-- obligation: prove.1
/-- A prefix sum of magnitudes is at most the sum of all. The array of length `K` is a function of an index
`i < K`. -/
theorem a_prefix_of_magnitudes_is_at_most_all :
    ∀ K : Nat, 0 ≤ K →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => (w i).natAbs
    ∀ j, j < K → partials j ≤ sum K fun i => (w i).natAbs :=
  fun _ _ _ _ _ hj =>
    prefixSum_le (fun _ _ => Int.le_refl _) (fun _ _ => Int.natCast_nonneg _) hj

end Export.Rows.APrefixOfMagnitudesIsAtMostAll
