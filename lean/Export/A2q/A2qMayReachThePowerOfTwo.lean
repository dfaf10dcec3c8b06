module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/a2q.arith, line 57, which says:
--
--   property a2q_may_reach_the_power_of_two {
--     given K : nat where 1 <= K;
--     given N : nat where 2 <= N and N <= 8;
--     given P : nat where 8 <= P and P <= 12;
--     given x : uint(N)[K];
--     given w : int(8)[K];
--     assume sum(abs(w[i]) for i in 0..<K) * (2**N - 1) <= 2**(P-1);
--     prove fits(sum(x[i] * w[i] for i in 0..<K), int(P));
--   }

@[expose] public section
noncomputable section
namespace Export.A2q.A2qMayReachThePowerOfTwo
open Verif

-- property: specs/accumulators/a2q.arith::a2q_may_reach_the_power_of_two
-- obligation: prove.1
/-- A2Q, inputs of `N` bits without sign: the L1 norm of the weights times the largest input may even reach
`2^(P-1)`, and the dot product fits `P` bits, two's complement. Arrays of length `K` are functions of an
index `i < K`. -/
theorem a2q_may_reach_the_power_of_two :
    ∀ K : Nat, 1 ≤ K →
    ∀ N : Nat, 2 ≤ N ∧ N ≤ 8 →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1) →
    Fits P (sum K fun i => x i * w i) :=
  fun K _ N hN P _ x hx w _ bound => a2q_may_reach K N P hN.1 x w hx bound

end Export.A2q.A2qMayReachThePowerOfTwo
