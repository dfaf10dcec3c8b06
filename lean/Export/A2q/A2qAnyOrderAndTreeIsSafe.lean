module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/a2q.arith, line 46, which says:
--
--   property a2q_any_order_and_tree_is_safe {
--     given K : nat where 1 <= K;
--     given N : nat where 2 <= N and N <= 8;
--     given x : uint(N)[K];
--     given w : int(8)[K];
--     given taken : bool[K];
--     assume sum(abs(w[i]) for i in 0..<K) * (2**N - 1) <= 2**15 - 1;
--     prove fits(sum(if taken[i] then x[i] * w[i] else 0 for i in 0..<K), int(16));
--   }

@[expose] public section
noncomputable section
namespace Export.A2q.A2qAnyOrderAndTreeIsSafe
open Verif

-- property: specs/accumulators/a2q.arith::a2q_any_order_and_tree_is_safe
-- obligation: prove.1
/-- A2Q for any order and tree of additions: where the L1 norm of the weights times the largest input is at
most `2^(16-1) - 1`, the sum over any of the lanes, those that are `taken`, fits 16 bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. -/
theorem a2q_any_order_and_tree_is_safe :
    ∀ K : Nat, 1 ≤ K →
    ∀ N : Nat, 2 ≤ N ∧ N ≤ 8 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    ∀ taken : Nat → Bool,
    (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (16 - 1) - 1 →
    Fits 16 (sum K fun i => if taken i then x i * w i else 0) :=
  fun K _ N _ x hx w _ taken bound => a2q_taken K N 16 x w taken hx bound

end Export.A2q.A2qAnyOrderAndTreeIsSafe
