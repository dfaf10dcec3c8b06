module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/widths.arith, line 19, which says:
--
--   property int8_products_fit_int32 {
--     given K : nat where K <= 131071;
--     given x, w : int(8)[K];
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : fits(partial[j], int(32));
--   }

@[expose] public section
noncomputable section
namespace Export.Widths.Int8ProductsFitInt32
open Verif

-- property: specs/accumulators/widths.arith::int8_products_fit_int32
-- obligation: prove.1
/-- At most 131071 products of two signed integers of 8 bits: every prefix sum fits 32 bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. -/
theorem int8_products_fit_int32 :
    ∀ K : Nat, K ≤ 131071 →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits 32 (partials j) :=
  fun K hK x hx w hw => products_fit K 131071 32 (2 ^ (8 - 1)) (2 ^ (8 - 1)) (by decide) (by decide)
    (by decide) (by omega) x w (fun i hi => (hx i hi).within) (fun i hi => (hw i hi).within)

end Export.Widths.Int8ProductsFitInt32
