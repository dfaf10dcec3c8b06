module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 64, which says:
--
--   property single_and_double_rounding_differ_by_one for E in 1..<9 {
--     given p : int(63);
--     prove abs(single_rounding(p, E) - double_rounding(p, E)) <= 1;
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.SingleAndDoubleRoundingDifferByOne
open Verif

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_1 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 2147483648) / 4294967296 - (t2 / 2 + (if (if t2 < 0 then (1 : Int) else 0) < t2 % 2 then (1 :
        Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_2 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 4294967296) / 8589934592 - (t2 / 4 + (if 1 + (if t2 < 0 then (1 : Int) else 0) < t2 % 4 then (1 :
        Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_3 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 8589934592) / 17179869184 - (t2 / 8 + (if 3 + (if t2 < 0 then (1 : Int) else 0) < t2 % 8 then (1
        : Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_4 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 17179869184) / 34359738368 - (t2 / 16 + (if 7 + (if t2 < 0 then (1 : Int) else 0) < t2 % 16 then
        (1 : Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[5]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_5 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 34359738368) / 68719476736 - (t2 / 32 + (if 15 + (if t2 < 0 then (1 : Int) else 0) < t2 % 32 then
        (1 : Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[6]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_6 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 68719476736) / 137438953472 - (t2 / 64 + (if 31 + (if t2 < 0 then (1 : Int) else 0) < t2 % 64
        then (1 : Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[7]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_7 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 137438953472) / 274877906944 - (t2 / 128 + (if 63 + (if t2 < 0 then (1 : Int) else 0) < t2 % 128
        then (1 : Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_and_double_rounding_differ_by_one[8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_and_double_rounding_differ_by_one_8 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    (((p + 274877906944) / 549755813888 - (t2 / 256 + (if 127 + (if t2 < 0 then (1 : Int) else 0) < t2 % 256
        then (1 : Int) else 0))).natAbs : Int) ≤ 1 := by
  intros
  first | omega | lia

end Export.Requant.SingleAndDoubleRoundingDifferByOne
