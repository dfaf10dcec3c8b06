module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/widths.arith, line 8, which says:
--
--   property data_type_bound_is_safe for N in {4, 8}, M in {4, 8} {
--     given K : nat where 1 <= K;
--     given P : nat where 16 <= P and P <= 20;
--     given x : uint(N)[K];
--     given w : int(M)[K];
--     assume K * 2**(N + M - 1) <= 2**(P-1) - 1;
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : fits(partial[j], int(P));
--   }

@[expose] public section
noncomputable section
namespace Export.Widths.DataTypeBoundIsSafe
open Verif

-- property: specs/accumulators/widths.arith::data_type_bound_is_safe[4, 4]
-- obligation: prove.1
/-- Inputs of 4 bits without sign and weights of 4 bits: where `K * 2^(4 + 4 - 1)` is at most
`2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem data_type_bound_is_safe_4_4 :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 16 ≤ P ∧ P ≤ 20 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 4 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 4 (w i)) →
    (K : Int) * 2 ^ (4 + 4 - 1) ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P _ x hx w hw bound => data_type_fits K 4 4 P (by decide) x w hx hw bound

-- property: specs/accumulators/widths.arith::data_type_bound_is_safe[4, 8]
-- obligation: prove.1
/-- Inputs of 4 bits without sign and weights of 8 bits: where `K * 2^(4 + 8 - 1)` is at most
`2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem data_type_bound_is_safe_4_8 :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 16 ≤ P ∧ P ≤ 20 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 4 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (K : Int) * 2 ^ (4 + 8 - 1) ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P _ x hx w hw bound => data_type_fits K 4 8 P (by decide) x w hx hw bound

-- property: specs/accumulators/widths.arith::data_type_bound_is_safe[8, 4]
-- obligation: prove.1
/-- Inputs of 8 bits without sign and weights of 4 bits: where `K * 2^(8 + 4 - 1)` is at most
`2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem data_type_bound_is_safe_8_4 :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 16 ≤ P ∧ P ≤ 20 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 4 (w i)) →
    (K : Int) * 2 ^ (8 + 4 - 1) ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P _ x hx w hw bound => data_type_fits K 8 4 P (by decide) x w hx hw bound

-- property: specs/accumulators/widths.arith::data_type_bound_is_safe[8, 8]
-- obligation: prove.1
/-- Inputs of 8 bits without sign and weights of 8 bits: where `K * 2^(8 + 8 - 1)` is at most
`2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's complement. Arrays of length `K` are
functions of an index `i < K`. -/
theorem data_type_bound_is_safe_8_8 :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 16 ≤ P ∧ P ≤ 20 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (K : Int) * 2 ^ (8 + 8 - 1) ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P _ x hx w hw bound => data_type_fits K 8 8 P (by decide) x w hx hw bound

end Export.Widths.DataTypeBoundIsSafe
