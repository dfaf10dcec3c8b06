module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/rows.arith, line 8, which says:
--
--   property row_interval_holds {
--     given K : nat where 0 <= K;
--     given x, low, high : int(5)[K];
--     given w : int(5)[K];
--     assume forall i in 0..<K : low[i] <= x[i] and x[i] <= high[i];
--     prove sum(x[i] * w[i] for i in 0..<K)
--        <= sum(if w[i] > 0 then high[i] * w[i] else low[i] * w[i] for i in 0..<K);
--     prove sum(if w[i] > 0 then low[i] * w[i] else high[i] * w[i] for i in 0..<K)
--        <= sum(x[i] * w[i] for i in 0..<K);
--   }

@[expose] public section
noncomputable section
namespace Export.Rows.RowIntervalHolds
open Verif

-- property: specs/accumulators/rows.arith::row_interval_holds
-- obligation: prove.1
/-- Inputs each within bounds of their own: a dot product is at most what it is where each input is at the
high end if its weight is positive, and at the low end if not. Arrays of length `K` are functions of an index
`i < K`. -/
theorem row_interval_holds_prove_1 :
    ∀ K : Nat, 0 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 5 (x i)) →
    ∀ low : Nat → Int, (∀ i, i < K → Fits 5 (low i)) →
    ∀ high : Nat → Int, (∀ i, i < K → Fits 5 (high i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 5 (w i)) →
    (∀ i, i < K → low i ≤ x i ∧ x i ≤ high i) →
    (sum K fun i => x i * w i) ≤ sum K fun i => if w i > 0 then high i * w i else low i * w i :=
  fun K _ x _ low _ high _ w _ within => (row_interval K x low high w within).1

-- property: specs/accumulators/rows.arith::row_interval_holds
-- obligation: prove.2
/-- Inputs each within bounds of their own: a dot product is at least what it is where each input is at the
low end if its weight is positive, and at the high end if not. Arrays of length `K` are functions of an index
`i < K`. -/
theorem row_interval_holds_prove_2 :
    ∀ K : Nat, 0 ≤ K →
    ∀ x : Nat → Int, (∀ i, i < K → Fits 5 (x i)) →
    ∀ low : Nat → Int, (∀ i, i < K → Fits 5 (low i)) →
    ∀ high : Nat → Int, (∀ i, i < K → Fits 5 (high i)) →
    ∀ w : Nat → Int, (∀ i, i < K → Fits 5 (w i)) →
    (∀ i, i < K → low i ≤ x i ∧ x i ≤ high i) →
    (sum K fun i => if w i > 0 then low i * w i else high i * w i) ≤ sum K fun i => x i * w i :=
  fun K _ x _ low _ high _ w _ within => (row_interval K x low high w within).2

end Export.Rows.RowIntervalHolds
