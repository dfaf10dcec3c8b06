module

public import Verif.Formats
public import Verif.PositValue

-- Exported of specs/claims/rounding.arith, line 33, which says:
--
--   property signed_codes_follow_their_values for F in {posit8_0, posit8_1, posit8_2, INT8, MXINT8, Q4_4} {
--     given a, b : code(F) where not is_nan(a) and not is_nan(b);
--     prove (signed(bits(a)) < signed(bits(b))) == (decode(a) < decode(b));
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.SignedCodesFollowTheirValues
open Verif

-- property: specs/claims/rounding.arith::signed_codes_follow_their_values[posit8_2]
-- obligation: prove.1
/-- Codes of posit(8, 2), read as two's complement integers of 8 bits, are in the order of their values. -/
theorem signed_codes_follow_their_values_posit8_2 :
    ∀ a, a < 256 → ∀ b, b < 256 →
    ¬(posit8DecodeValue a).IsNaN → ¬(posit8DecodeValue b).IsNaN →
    (signedCode8 a < signedCode8 b ↔ posit8DecodeValue a < posit8DecodeValue b) :=
  posit8_order

-- property: specs/claims/rounding.arith::signed_codes_follow_their_values[INT8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem signed_codes_follow_their_values_INT8 :
    ∀ a : Int, 0 ≤ a → a ≤ 255 →
    ∀ b : Int, 0 ≤ b → b ≤ 255 →
    ((if a < 128 then a else a - 256) < (if b < 128 then b else b - 256) ↔ (if a ≤ 127 then a else a - 256)
        < (if b ≤ 127 then b else b - 256)) := by
  intros
  first | omega | lia

-- property: specs/claims/rounding.arith::signed_codes_follow_their_values[MXINT8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem signed_codes_follow_their_values_MXINT8 :
    ∀ a : Int, 0 ≤ a → a ≤ 255 →
    ∀ b : Int, 0 ≤ b → b ≤ 255 →
    ((if a < 128 then a else a - 256) < (if b < 128 then b else b - 256) ↔ (if a ≤ 127 then a else a - 256)
        < (if b ≤ 127 then b else b - 256)) := by
  intros
  first | omega | lia

-- property: specs/claims/rounding.arith::signed_codes_follow_their_values[Q4_4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem signed_codes_follow_their_values_Q4_4 :
    ∀ a : Int, 0 ≤ a → a ≤ 255 →
    ∀ b : Int, 0 ≤ b → b ≤ 255 →
    ((if a < 128 then a else a - 256) < (if b < 128 then b else b - 256) ↔ (if a ≤ 127 then a else a - 256)
        < (if b ≤ 127 then b else b - 256)) := by
  intros
  first | omega | lia

end Export.Rounding.SignedCodesFollowTheirValues
