module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/widths.arith, line 51, which says:
--
--   property int8_products_are_exact_in_f32 {
--     given K : nat where K <= 1024;
--     given x, w : int(8)[K];
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : abs(partial[j]) <= 2**24;
--   }

@[expose] public section
noncomputable section
namespace Export.Widths.Int8ProductsAreExactInF32
open Verif

-- property: specs/accumulators/widths.arith::int8_products_are_exact_in_f32
-- obligation: prove.1
/-- At most 1024 products of two signed integers of 8 bits: every prefix sum is at most `2^24` in magnitude.
Arrays of length `K` are functions of an index `i < K`. -/
theorem int8_products_are_exact_in_f32 :
    ∀ K : Nat, K ≤ 1024 →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → (partials j).natAbs ≤ 2 ^ 24 :=
  fun K hK x hx w hw => products_magnitude K 1024 (2 ^ 24) (2 ^ (8 - 1)) (2 ^ (8 - 1)) (by decide)
    (by decide) (by decide) (by omega) x w (fun i hi => (hx i hi).within)
    (fun i hi => (hw i hi).within)

end Export.Widths.Int8ProductsAreExactInF32
