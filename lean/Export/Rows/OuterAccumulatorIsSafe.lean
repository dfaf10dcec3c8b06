module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/rows.arith, line 70, which says:
--
--   property outer_accumulator_is_safe for P in {8, 16} {
--     given tiles : nat where 1 <= tiles;
--     given more : nat where 0 <= more and more <= 8;
--     given tile : int(P)[tiles];
--     assume tiles <= 2**more;
--     let partial = prefix_sums(tile[i] for i in 0..<tiles);
--     prove forall j in 0..<tiles : fits(partial[j], int(P + more));
--   }

@[expose] public section
noncomputable section
namespace Export.Rows.OuterAccumulatorIsSafe
open Verif

-- property: specs/accumulators/rows.arith::outer_accumulator_is_safe[8]
-- obligation: prove.1
/-- Tiles of 8 bits, at most `2^more` of them: every prefix sum fits `more` bits more. The array of length
`tiles` is a function of an index `i < tiles`. -/
theorem outer_accumulator_is_safe_8 :
    ∀ tiles : Nat, 1 ≤ tiles →
    ∀ more : Nat, 0 ≤ more ∧ more ≤ 8 →
    ∀ tile : Nat → Int, (∀ i, i < tiles → Fits 8 (tile i)) →
    (tiles : Int) ≤ 2 ^ more →
    let partials := prefixSum fun i => tile i
    ∀ j, j < tiles → Fits (8 + more) (partials j) :=
  fun tiles _ more _ tile ht count => outer_fits tiles 8 more (by decide) tile ht count

-- property: specs/accumulators/rows.arith::outer_accumulator_is_safe[16]
-- obligation: prove.1
/-- Tiles of 16 bits, at most `2^more` of them: every prefix sum fits `more` bits more. The array of length
`tiles` is a function of an index `i < tiles`. -/
theorem outer_accumulator_is_safe_16 :
    ∀ tiles : Nat, 1 ≤ tiles →
    ∀ more : Nat, 0 ≤ more ∧ more ≤ 8 →
    ∀ tile : Nat → Int, (∀ i, i < tiles → Fits 16 (tile i)) →
    (tiles : Int) ≤ 2 ^ more →
    let partials := prefixSum fun i => tile i
    ∀ j, j < tiles → Fits (16 + more) (partials j) :=
  fun tiles _ more _ tile ht count => outer_fits tiles 16 more (by decide) tile ht count

end Export.Rows.OuterAccumulatorIsSafe
