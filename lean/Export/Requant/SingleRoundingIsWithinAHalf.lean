module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 37, which says:
--
--   property single_rounding_is_within_a_half for E in 1..<9 {
--     given p : int(63);
--     let error = abs_error(single_rounding(p, E), exact = p / 2**(31 + E));
--     prove error <= 1/2;
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.SingleRoundingIsWithinAHalf
open Verif

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_1 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 4294967296
    let error : Int := ((4294967296 * ((p + 2147483648) / 4294967296) - p).natAbs : Int);
    error ≤ 2147483648 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_2 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 8589934592
    let error : Int := ((8589934592 * ((p + 4294967296) / 8589934592) - p).natAbs : Int);
    error ≤ 4294967296 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_3 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 17179869184
    let error : Int := ((17179869184 * ((p + 8589934592) / 17179869184) - p).natAbs : Int);
    error ≤ 8589934592 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_4 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 34359738368
    let error : Int := ((34359738368 * ((p + 17179869184) / 34359738368) - p).natAbs : Int);
    error ≤ 17179869184 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[5]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_5 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 68719476736
    let error : Int := ((68719476736 * ((p + 34359738368) / 68719476736) - p).natAbs : Int);
    error ≤ 34359738368 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[6]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_6 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 137438953472
    let error : Int := ((137438953472 * ((p + 68719476736) / 137438953472) - p).natAbs : Int);
    error ≤ 68719476736 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[7]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_7 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 274877906944
    let error : Int := ((274877906944 * ((p + 137438953472) / 274877906944) - p).natAbs : Int);
    error ≤ 137438953472 := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::single_rounding_is_within_a_half[8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem single_rounding_is_within_a_half_8 :
    ∀ p : Int, -4611686018427387904 ≤ p → p ≤ 4611686018427387903 →
    -- 'error' is multiplied by 549755813888
    let error : Int := ((549755813888 * ((p + 274877906944) / 549755813888) - p).natAbs : Int);
    error ≤ 274877906944 := by
  intros
  first | omega | lia

end Export.Requant.SingleRoundingIsWithinAHalf
