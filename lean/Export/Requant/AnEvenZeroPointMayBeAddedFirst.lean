module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 130, which says:
--
--   property an_even_zero_point_may_be_added_first {
--     given x : fixed(8, 1);
--     given zero_point : uint(8);
--     assume zero_point mod 2 == 0;
--     prove rounded(x) + zero_point == rounded(x + zero_point);
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.AnEvenZeroPointMayBeAddedFirst
open Verif

-- property: specs/operators/requant.arith::an_even_zero_point_may_be_added_first
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem an_even_zero_point_may_be_added_first :
    -- 'x' is multiplied by 2
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    ∀ zero_point : Int, 0 ≤ zero_point → zero_point ≤ 255 →
    let t : Int := x / 2;
    -- 't2' is multiplied by 2
    let t2 : Int := x - 2 * t;
    -- 't3' is multiplied by 2
    let t3 : Int := x + 2 * zero_point;
    let t4 : Int := t3 / 2;
    -- 't5' is multiplied by 2
    let t5 : Int := t3 - 2 * t4;
    zero_point % 2 = 0 →
    (if t2 < 1 ∨ t2 = 1 ∧ t % 2 = 0 then t else t + 1) + zero_point = (if t5 < 1 ∨ t5 = 1 ∧ t4 % 2 = 0 then
        t4 else t4 + 1) := by
  intros
  first | omega | lia

end Export.Requant.AnEvenZeroPointMayBeAddedFirst
