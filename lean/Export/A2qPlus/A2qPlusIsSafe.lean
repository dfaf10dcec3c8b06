module

public import Verif.Formats
public import Verif.A2QPlusReals

-- Exported of specs/accumulators/a2q_plus.arith, line 16, which says:
--
--   property a2q_plus_is_safe for N in {2, 4, 8} {
--     given K : nat where 1 <= K;
--     given P : nat where 8 <= P and P <= 12;
--     given x : uint(N)[K];
--     given v : real[K];
--     assume sum(v[i] for i in 0..<K) == 0;
--     assume sum(abs(v[i]) for i in 0..<K) * (2**N - 1) <= 2**P - 2;
--     let partial = prefix_sums(x[i] * rtz(v[i]) for i in 0..<K);
--     prove forall j in 0..<K : fits(partial[j], int(P));
--   }

@[expose] public section
noncomputable section
namespace Export.A2qPlus.A2qPlusIsSafe
open Verif

-- property: specs/accumulators/a2q_plus.arith::a2q_plus_is_safe[2]
-- obligation: prove.1
/-- A2Q+, inputs of 2 bits without sign: real weights `v` that add up to 0, whose L1 norm times `2^2 - 1` is
at most `2^P - 2`, are rounded toward zero; every prefix sum of the products fits `P` bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. `R` is any linearly ordered field with a floor; the
real numbers are one. -/
theorem a2q_plus_is_safe_2 {R : Type} [RealFloor R] :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 2 (x i)) →
    ∀ v : Nat → R,
    sumReal K v = 0 →
    (sumReal K fun i => absoluteReal (v i)) * (2 ^ 2 - 1) ≤ 2 ^ P - 2 →
    let partials := prefixSum fun i => x i * rtz (v i)
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P hP x hx v mean bound => a2q_plus_prefix K 2 P (2 ^ 2 - 1) 0 (by omega) (by decide) x
    (fun i hi => by have := hx i hi; unfold FitsUnsigned at this; omega) v mean bound

-- property: specs/accumulators/a2q_plus.arith::a2q_plus_is_safe[4]
-- obligation: prove.1
/-- A2Q+, inputs of 4 bits without sign: real weights `v` that add up to 0, whose L1 norm times `2^4 - 1` is
at most `2^P - 2`, are rounded toward zero; every prefix sum of the products fits `P` bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. `R` is any linearly ordered field with a floor; the
real numbers are one. -/
theorem a2q_plus_is_safe_4 {R : Type} [RealFloor R] :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 4 (x i)) →
    ∀ v : Nat → R,
    sumReal K v = 0 →
    (sumReal K fun i => absoluteReal (v i)) * (2 ^ 4 - 1) ≤ 2 ^ P - 2 →
    let partials := prefixSum fun i => x i * rtz (v i)
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P hP x hx v mean bound => a2q_plus_prefix K 4 P (2 ^ 4 - 1) 0 (by omega) (by decide) x
    (fun i hi => by have := hx i hi; unfold FitsUnsigned at this; omega) v mean bound

-- property: specs/accumulators/a2q_plus.arith::a2q_plus_is_safe[8]
-- obligation: prove.1
/-- A2Q+, inputs of 8 bits without sign: real weights `v` that add up to 0, whose L1 norm times `2^8 - 1` is
at most `2^P - 2`, are rounded toward zero; every prefix sum of the products fits `P` bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. `R` is any linearly ordered field with a floor; the
real numbers are one. -/
theorem a2q_plus_is_safe_8 {R : Type} [RealFloor R] :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned 8 (x i)) →
    ∀ v : Nat → R,
    sumReal K v = 0 →
    (sumReal K fun i => absoluteReal (v i)) * (2 ^ 8 - 1) ≤ 2 ^ P - 2 →
    let partials := prefixSum fun i => x i * rtz (v i)
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P hP x hx v mean bound => a2q_plus_prefix K 8 P (2 ^ 8 - 1) 0 (by omega) (by decide) x
    (fun i hi => by have := hx i hi; unfold FitsUnsigned at this; omega) v mean bound

end Export.A2qPlus.A2qPlusIsSafe
