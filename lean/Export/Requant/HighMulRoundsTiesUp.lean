module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 21, which says:
--
--   property high_mul_rounds_ties_up {
--     given p : int(63);
--     prove high_mul(p) == (p + 2**30) >> 31;
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.HighMulRoundsTiesUp
open Verif

-- property: specs/operators/requant.arith::high_mul_rounds_ties_up
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem high_mul_rounds_ties_up :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    (if t < 0 then -((-t) / 2147483648) else t / 2147483648) = (p + 1073741824) / 2147483648 := by
  intros
  first | omega | lia

end Export.Requant.HighMulRoundsTiesUp
