module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/a2q.arith, line 22, which says:
--
--   property a2q_published_bound_is_safe {
--     given K : nat where 1 <= K;
--     given N : nat where 2 <= N and N <= 8;
--     given P : nat where 8 <= P and P <= 12;
--     given x : uint(N)[K];
--     given w : int(8)[K];
--     assume sum(abs(w[i]) for i in 0..<K) * 2**N <= 2**(P-1) - 1;
--     let partial = prefix_sums(x[i] * w[i] for i in 0..<K);
--     prove forall j in 0..<K : fits(partial[j], int(P));
--   }

@[expose] public section
noncomputable section
namespace Export.A2q.A2qPublishedBoundIsSafe
open Verif

-- property: specs/accumulators/a2q.arith::a2q_published_bound_is_safe
-- obligation: prove.1
/-- A2Q with the published bound, inputs of `N` bits without sign and weights of 8 bits: where the L1 norm
of the weights times `2^N` is at most `2^(P-1) - 1`, every prefix sum of the products fits `P` bits, two's
complement. Arrays of length `K` are functions of an index `i < K`. -/
theorem a2q_published_bound_is_safe :
    ∀ K : Nat, 1 ≤ K →
    ∀ N : Nat, 2 ≤ N ∧ N ≤ 8 →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → FitsUnsigned N (x i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 8 (w i)) →
    (sum K fun i => (w i).natAbs) * 2 ^ N ≤ 2 ^ (P - 1) - 1 →
    let partials := prefixSum fun i => x i * w i
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ N _ P _ x hx w _ bound => a2q_prefix_published K N P x w hx bound

end Export.A2q.A2qPublishedBoundIsSafe
