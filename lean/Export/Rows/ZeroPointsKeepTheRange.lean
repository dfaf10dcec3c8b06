module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/rows.arith, line 47, which says:
--
--   property zero_points_keep_the_range for Z in {0, 1, 127, 128, 255} {
--     given K : nat where 1 <= K;
--     given x : uint(8)[K];
--     given w : int(8)[K];
--     assume sum(abs(w[i]) for i in 0..<K) * 255 <= 2**15 - 1;
--     let partial = prefix_sums((x[i] - Z) * w[i] for i in 0..<K);
--     prove forall j in 0..<K : fits(partial[j], int(16));
--   }

@[expose] public section
noncomputable section
namespace Export.Rows.ZeroPointsKeepTheRange
open Verif

-- property: specs/accumulators/rows.arith::zero_points_keep_the_range[0]
-- obligation: prove.1
/-- Inputs of 8 bits without sign less the zero point 0: where the L1 norm of the weights times 255 is at
most `2^15 - 1`, every prefix sum of the products fits 16 bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem zero_points_keep_the_range_0 :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 255 ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => (x i - 0) * w i
    ∀ j, j < K → Fits 16 (partials j) :=
  fun K _ x hx w _ bound => zero_point_fits K 8 16 0 (by unfold FitsUnsigned; omega) x w hx bound

-- property: specs/accumulators/rows.arith::zero_points_keep_the_range[1]
-- obligation: prove.1
/-- Inputs of 8 bits without sign less the zero point 1: where the L1 norm of the weights times 255 is at
most `2^15 - 1`, every prefix sum of the products fits 16 bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem zero_points_keep_the_range_1 :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 255 ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => (x i - 1) * w i
    ∀ j, j < K → Fits 16 (partials j) :=
  fun K _ x hx w _ bound => zero_point_fits K 8 16 1 (by unfold FitsUnsigned; omega) x w hx bound

-- property: specs/accumulators/rows.arith::zero_points_keep_the_range[127]
-- obligation: prove.1
/-- Inputs of 8 bits without sign less the zero point 127: where the L1 norm of the weights times 255 is at
most `2^15 - 1`, every prefix sum of the products fits 16 bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem zero_points_keep_the_range_127 :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 255 ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => (x i - 127) * w i
    ∀ j, j < K → Fits 16 (partials j) :=
  fun K _ x hx w _ bound => zero_point_fits K 8 16 127 (by unfold FitsUnsigned; omega) x w hx bound

-- property: specs/accumulators/rows.arith::zero_points_keep_the_range[128]
-- obligation: prove.1
/-- Inputs of 8 bits without sign less the zero point 128: where the L1 norm of the weights times 255 is at
most `2^15 - 1`, every prefix sum of the products fits 16 bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem zero_points_keep_the_range_128 :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 255 ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => (x i - 128) * w i
    ∀ j, j < K → Fits 16 (partials j) :=
  fun K _ x hx w _ bound => zero_point_fits K 8 16 128 (by unfold FitsUnsigned; omega) x w hx bound

-- property: specs/accumulators/rows.arith::zero_points_keep_the_range[255]
-- obligation: prove.1
/-- Inputs of 8 bits without sign less the zero point 255: where the L1 norm of the weights times 255 is at
most `2^15 - 1`, every prefix sum of the products fits 16 bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem zero_points_keep_the_range_255 :
    ∀ K : Nat, 1 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 255 ≤ 2 ^ 15 - 1 →
    let partials := prefixSum fun i => (x i - 255) * w i
    ∀ j, j < K → Fits 16 (partials j) :=
  fun K _ x hx w _ bound => zero_point_fits K 8 16 255 (by unfold FitsUnsigned; omega) x w hx bound

end Export.Rows.ZeroPointsKeepTheRange
