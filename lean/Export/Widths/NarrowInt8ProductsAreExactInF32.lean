module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/widths.arith, line 58, which says:
--
--   property narrow_int8_products_are_exact_in_f32 {
--     given K : nat where K <= 1040;
--     given x, w : int(8)[K];
--     assume forall i in 0..<K : x[i] != -128 and w[i] != -128;
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : abs(partial[j]) <= 2**24;
--   }

@[expose] public section
noncomputable section
namespace Export.Widths.NarrowInt8ProductsAreExactInF32
open Verif

-- property: specs/accumulators/widths.arith::narrow_int8_products_are_exact_in_f32
-- obligation: prove.1
/-- At most 1040 products of two signed integers of 8 bits, none of them -128: every prefix sum is at most
`2^24` in magnitude. Arrays of length `K` are functions of an index `i < K`. -/
theorem narrow_int8_products_are_exact_in_f32 :
    ∀ K : Nat, K ≤ 1040 →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (∀ i, i < K → x i ≠ -128 ∧ w i ≠ -128) →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → (partials j).natAbs ≤ 2 ^ 24 :=
  fun K hK x hx w hw narrow => products_magnitude K 1040 (2 ^ 24) 127 127 (by decide) (by decide)
    (by decide) (by omega) x w
    (fun i hi => by have := hx i hi; have := narrow i hi; unfold Fits at *; omega)
    (fun i hi => by have := hw i hi; have := narrow i hi; unfold Fits at *; omega)

end Export.Widths.NarrowInt8ProductsAreExactInF32
