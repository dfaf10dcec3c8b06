module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 6, which says:
--
--   property nibbles_are_packed_and_unpacked {
--     given low, high : uint(4);
--     let byte = bits(8, 16 * high + low);
--     prove unsigned(bit_and(byte, bits(8, 15))) == low;
--     prove unsigned(byte >> 4) == high;
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.NibblesArePackedAndUnpacked
open Verif

-- property: specs/claims/bits.arith::nibbles_are_packed_and_unpacked
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem nibbles_are_packed_and_unpacked_prove_1 :
    ∀ low : Int, 0 ≤ low → low ≤ 15 →
    ∀ high : Int, 0 ≤ high → high ≤ 15 →
    (0 ≤ 16 * high + low ∧ 16 * high + low < 256) ∧ (
    ((((16 * high + low) % 256).toNat &&& 15 : Nat) : Int) = low) := by
  decide +kernel

-- property: specs/claims/bits.arith::nibbles_are_packed_and_unpacked
-- obligation: prove.2
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem nibbles_are_packed_and_unpacked_prove_2 :
    ∀ low : Int, 0 ≤ low → low ≤ 15 →
    ∀ high : Int, 0 ≤ high → high ≤ 15 →
    let t : Int := 16 * high + low;
    (0 ≤ t ∧ t < 256) ∧ (
    t % 256 / 16 = high) := by
  intros
  first | omega | lia

end Export.Bits.NibblesArePackedAndUnpacked
