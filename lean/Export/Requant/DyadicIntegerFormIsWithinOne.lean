module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 106, which says:
--
--   property dyadic_integer_form_is_within_one for E in 1..<5 {
--     given z : int(16);
--     let steps = ((z + 2**(E - 1)) >> E) - rounded(z / 2**E);
--     prove 0 <= steps and steps <= 1;
--     cover steps == 1;
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.DyadicIntegerFormIsWithinOne
open Verif

-- property: specs/operators/requant.arith::dyadic_integer_form_is_within_one[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem dyadic_integer_form_is_within_one_1 :
    ∀ z : Int, -32768 ≤ z → z ≤ 32767 →
    let t : Int := z / 2;
    -- 't2' is multiplied by 2
    let t2 : Int := z - 2 * t;
    let steps : Int := (z + 1) / 2 - (if t2 < 1 ∨ t2 = 1 ∧ t % 2 = 0 then t else t + 1);
    0 ≤ steps ∧ steps ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::dyadic_integer_form_is_within_one[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem dyadic_integer_form_is_within_one_2 :
    ∀ z : Int, -32768 ≤ z → z ≤ 32767 →
    let t : Int := z / 4;
    -- 't2' is multiplied by 4
    let t2 : Int := z - 4 * t;
    let steps : Int := (z + 2) / 4 - (if t2 < 2 ∨ t2 = 2 ∧ t % 2 = 0 then t else t + 1);
    0 ≤ steps ∧ steps ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::dyadic_integer_form_is_within_one[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem dyadic_integer_form_is_within_one_3 :
    ∀ z : Int, -32768 ≤ z → z ≤ 32767 →
    let t : Int := z / 8;
    -- 't2' is multiplied by 8
    let t2 : Int := z - 8 * t;
    let steps : Int := (z + 4) / 8 - (if t2 < 4 ∨ t2 = 4 ∧ t % 2 = 0 then t else t + 1);
    0 ≤ steps ∧ steps ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::dyadic_integer_form_is_within_one[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem dyadic_integer_form_is_within_one_4 :
    ∀ z : Int, -32768 ≤ z → z ≤ 32767 →
    let t : Int := z / 16;
    -- 't2' is multiplied by 16
    let t2 : Int := z - 16 * t;
    let steps : Int := (z + 8) / 16 - (if t2 < 8 ∨ t2 = 8 ∧ t % 2 = 0 then t else t + 1);
    0 ≤ steps ∧ steps ≤ 1 := by
  intros
  first | omega | lia

end Export.Requant.DyadicIntegerFormIsWithinOne
