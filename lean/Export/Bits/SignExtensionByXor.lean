module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 14, which says:
--
--   property sign_extension_by_xor for N in {4, 8} {
--     given c : bits(N);
--     prove unsigned(xor(c, bits(N, 2**(N - 1)))) - 2**(N - 1) == signed(c);
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.SignExtensionByXor
open Verif

-- property: specs/claims/bits.arith::sign_extension_by_xor[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem sign_extension_by_xor_4 :
    ∀ c : Int, 0 ≤ c → c ≤ 15 →
    ((c.toNat ^^^ 8 : Nat) : Int) - 8 = (if c < 8 then c else c - 16) := by
  decide +kernel

-- property: specs/claims/bits.arith::sign_extension_by_xor[8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem sign_extension_by_xor_8 :
    ∀ c : Int, 0 ≤ c → c ≤ 255 →
    ((c.toNat ^^^ 128 : Nat) : Int) - 128 = (if c < 128 then c else c - 256) := by
  decide +kernel

end Export.Bits.SignExtensionByXor
