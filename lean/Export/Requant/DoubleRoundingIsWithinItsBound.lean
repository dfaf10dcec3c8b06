module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 44, which says:
--
--   property double_rounding_is_within_its_bound for E in 1..<9 {
--     given p : int(63);
--     let error = abs_error(double_rounding(p, E), exact = p / 2**(31 + E));
--     prove error <= 1/2 + 2**-(E + 1);
--     cover error == 1/2 + 2**-(E + 1);
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.DoubleRoundingIsWithinItsBound
open Verif

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_1 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 4294967296
    let error : Int := ((4294967296 * (t2 / 2 + (if (if t2 < 0 then (1 : Int) else 0) < t2 % 2 then (1 :
        Int) else 0)) - p).natAbs : Int);
    error ≤ 3221225472 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_2 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 8589934592
    let error : Int := ((8589934592 * (t2 / 4 + (if 1 + (if t2 < 0 then (1 : Int) else 0) < t2 % 4 then (1 :
        Int) else 0)) - p).natAbs : Int);
    error ≤ 5368709120 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_3 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 17179869184
    let error : Int := ((17179869184 * (t2 / 8 + (if 3 + (if t2 < 0 then (1 : Int) else 0) < t2 % 8 then (1
        : Int) else 0)) - p).natAbs : Int);
    error ≤ 9663676416 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_4 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 34359738368
    let error : Int := ((34359738368 * (t2 / 16 + (if 7 + (if t2 < 0 then (1 : Int) else 0) < t2 % 16 then
        (1 : Int) else 0)) - p).natAbs : Int);
    error ≤ 18253611008 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[5]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_5 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 68719476736
    let error : Int := ((68719476736 * (t2 / 32 + (if 15 + (if t2 < 0 then (1 : Int) else 0) < t2 % 32 then
        (1 : Int) else 0)) - p).natAbs : Int);
    error ≤ 35433480192 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[6]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_6 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 137438953472
    let error : Int := ((137438953472 * (t2 / 64 + (if 31 + (if t2 < 0 then (1 : Int) else 0) < t2 % 64 then
        (1 : Int) else 0)) - p).natAbs : Int);
    error ≤ 69793218560 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[7]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_7 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 274877906944
    let error : Int := ((274877906944 * (t2 / 128 + (if 63 + (if t2 < 0 then (1 : Int) else 0) < t2 % 128
        then (1 : Int) else 0)) - p).natAbs : Int);
    error ≤ 138512695296 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::double_rounding_is_within_its_bound[8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem double_rounding_is_within_its_bound_8 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -- 'error' is multiplied by 549755813888
    let error : Int := ((549755813888 * (t2 / 256 + (if 127 + (if t2 < 0 then (1 : Int) else 0) < t2 % 256
        then (1 : Int) else 0)) - p).natAbs : Int);
    error ≤ 275951648768 := by
  intros
  first | omega | lia

end Export.Requant.DoubleRoundingIsWithinItsBound
