module

public import Verif.Formats
public import Verif.PositValue

-- Exported of specs/claims/solver_twins.arith, line 18, which says:
--
--   property posit_codes_follow_their_values for F in {posit8_0, posit8_1, posit8_2} {
--     engine z3;
--     given a, b : code(F) where not is_nan(a) and not is_nan(b);
--     prove (signed(bits(a)) < signed(bits(b))) == (decode(a) < decode(b));
--   }

@[expose] public section
noncomputable section
namespace Export.SolverTwins.PositCodesFollowTheirValues
open Verif

-- property: specs/claims/solver_twins.arith::posit_codes_follow_their_values[posit8_2]
-- obligation: prove.1
/-- Codes of posit(8, 2), read as two's complement integers of 8 bits, are in the order of their values. -/
theorem posit_codes_follow_their_values_posit8_2 :
    ∀ a, a < 256 → ∀ b, b < 256 →
    ¬(posit8DecodeValue a).IsNaN → ¬(posit8DecodeValue b).IsNaN →
    (signedCode8 a < signedCode8 b ↔ posit8DecodeValue a < posit8DecodeValue b) :=
  posit8_order

end Export.SolverTwins.PositCodesFollowTheirValues
