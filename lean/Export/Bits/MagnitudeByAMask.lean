module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 36, which says:
--
--   property magnitude_by_a_mask for F in {E4M3, E5M2} {
--     given c : code(F);
--     prove unsigned(bit_and(bits(c), bits(8, 127))) == unsigned(bits(c)) mod 128;
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.MagnitudeByAMask
open Verif

-- property: specs/claims/bits.arith::magnitude_by_a_mask[E4M3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem magnitude_by_a_mask_E4M3 :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ((c.toNat &&& 127 : Nat) : Int) = c % 128 := by
  decide +kernel

-- property: specs/claims/bits.arith::magnitude_by_a_mask[E5M2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem magnitude_by_a_mask_E5M2 :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ((c.toNat &&& 127 : Nat) : Int) = c % 128 := by
  decide +kernel

end Export.Bits.MagnitudeByAMask
