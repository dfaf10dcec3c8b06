module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 20, which says:
--
--   property sum_by_bits for N in {4, 6, 8} {
--     given a, b : bits(N);
--     prove unsigned(xor(a, b)) + 2 * unsigned(bit_and(a, b)) == unsigned(a) + unsigned(b);
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.SumByBits
open Verif

-- property: specs/claims/bits.arith::sum_by_bits[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem sum_by_bits_4 :
    ∀ a : Int, 0 ≤ a → a ≤ 15 →
    ∀ b : Int, 0 ≤ b → b ≤ 15 →
    ((a.toNat ^^^ b.toNat : Nat) : Int) + 2 * ((a.toNat &&& b.toNat : Nat) : Int) = a + b := by
  decide +kernel

-- property: specs/claims/bits.arith::sum_by_bits[6]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem sum_by_bits_6 :
    ∀ a : Int, 0 ≤ a → a ≤ 63 →
    ∀ b : Int, 0 ≤ b → b ≤ 63 →
    ((a.toNat ^^^ b.toNat : Nat) : Int) + 2 * ((a.toNat &&& b.toNat : Nat) : Int) = a + b := by
  decide +kernel

end Export.Bits.SumByBits
