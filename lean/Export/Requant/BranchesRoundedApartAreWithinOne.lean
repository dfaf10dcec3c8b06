module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 114, which says:
--
--   property branches_rounded_apart_are_within_one {
--     given a, b : fixed(12, 4);
--     prove abs_error(rounded(a) + rounded(b), exact = a + b) <= 1;
--     cover abs_error(rounded(a) + rounded(b), exact = a + b) == 1;
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.BranchesRoundedApartAreWithinOne
open Verif

-- property: specs/operators/requant.arith::branches_rounded_apart_are_within_one
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem branches_rounded_apart_are_within_one :
    -- 'a' is multiplied by 16
    ∀ a : Int, -2048 ≤ a → a ≤ 2047 →
    -- 'b' is multiplied by 16
    ∀ b : Int, -2048 ≤ b → b ≤ 2047 →
    let t : Int := a / 16;
    -- 't2' is multiplied by 16
    let t2 : Int := a - 16 * t;
    let t3 : Int := b / 16;
    -- 't4' is multiplied by 16
    let t4 : Int := b - 16 * t3;
    ((16 * ((if t2 < 8 ∨ t2 = 8 ∧ t % 2 = 0 then t else t + 1) + (if t4 < 8 ∨ t4 = 8 ∧ t3 % 2 = 0 then t3
        else t3 + 1)) - (a + b)).natAbs : Int) ≤ 16 := by
  intros
  first | omega | lia

end Export.Requant.BranchesRoundedApartAreWithinOne
