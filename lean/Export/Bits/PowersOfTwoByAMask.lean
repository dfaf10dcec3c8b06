module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 42, which says:
--
--   property powers_of_two_by_a_mask {
--     given c : uint(8) where c > 0;
--     let shared = bit_and(bits(8, c), bits(8, c - 1));
--     prove (shared == bits(8, 0)) == (exists k in 0..<8 : c == 2**k);
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.PowersOfTwoByAMask
open Verif

-- property: specs/claims/bits.arith::powers_of_two_by_a_mask
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem powers_of_two_by_a_mask :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ¬(0 < c ∧ ¬(0 ≤ c ∧ c < 256) ∨ 0 < c ∧ ¬(0 ≤ c - 1 ∧ c - 1 < 256)) ∧ (
    0 < c →
    ((((c % 256).toNat &&& ((c - 1) % 256).toNat : Nat) : Int) = 0 ↔ c = 1 ∨ c = 2 ∨ c = 4 ∨ c = 8 ∨ c = 16
        ∨ c = 32 ∨ c = 64 ∨ c = 128)) := by
  decide +kernel

end Export.Bits.PowersOfTwoByAMask
