module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 24, which says:
--
--   property mean_by_bits for N in {4, 6, 8} {
--     given a, b : bits(N);
--     prove unsigned(bit_and(a, b)) + unsigned(xor(a, b) >> 1) == (unsigned(a) + unsigned(b)) div 2;
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.MeanByBits
open Verif

-- property: specs/claims/bits.arith::mean_by_bits[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem mean_by_bits_4 :
    ∀ a : Int, 0 ≤ a → a ≤ 15 →
    ∀ b : Int, 0 ≤ b → b ≤ 15 →
    ((a.toNat &&& b.toNat : Nat) : Int) + ((a.toNat ^^^ b.toNat : Nat) : Int) / 2 = (a + b) / 2 := by
  decide +kernel

-- property: specs/claims/bits.arith::mean_by_bits[6]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem mean_by_bits_6 :
    ∀ a : Int, 0 ≤ a → a ≤ 63 →
    ∀ b : Int, 0 ≤ b → b ≤ 63 →
    ((a.toNat &&& b.toNat : Nat) : Int) + ((a.toNat ^^^ b.toNat : Nat) : Int) / 2 = (a + b) / 2 := by
  decide +kernel

end Export.Bits.MeanByBits
