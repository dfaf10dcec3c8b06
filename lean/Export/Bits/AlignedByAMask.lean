module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 30, which says:
--
--   property aligned_by_a_mask for K in {1, 4, 7} {
--     given c : bits(8);
--     prove unsigned(bit_and(c, bit_not(bits(8, 2**K - 1)))) == unsigned(c) - unsigned(c) mod 2**K;
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.AlignedByAMask
open Verif

-- property: specs/claims/bits.arith::aligned_by_a_mask[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem aligned_by_a_mask_1 :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ((c.toNat &&& 254 : Nat) : Int) = c - c % 2 := by
  decide +kernel

-- property: specs/claims/bits.arith::aligned_by_a_mask[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem aligned_by_a_mask_4 :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ((c.toNat &&& 240 : Nat) : Int) = c - c % 16 := by
  decide +kernel

-- property: specs/claims/bits.arith::aligned_by_a_mask[7]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem aligned_by_a_mask_7 :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ((c.toNat &&& 128 : Nat) : Int) = c - c % 128 := by
  decide +kernel

end Export.Bits.AlignedByAMask
