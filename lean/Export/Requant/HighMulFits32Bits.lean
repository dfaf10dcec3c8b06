module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 77, which says:
--
--   property high_mul_fits_32_bits {
--     given p : int(64);
--     assume -2**62 <= p and p <= 2**62;
--     prove fits(high_mul(p), int(32)) == (p < 2**62 - 2**30);
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.HighMulFits32Bits
open Verif

-- property: specs/operators/requant.arith::high_mul_fits_32_bits
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem high_mul_fits_32_bits :
    ∀ p : Int, -9223372036854775808 ≤ p → p ≤ 9223372036854775807 →
    -- 't' is multiplied by 2147483648
    let t : Int := p + (if 0 ≤ p then (1073741824 : Int) else -1073741823);
    let t2 : Int := if t < 0 then -((-t) / 2147483648) else t / 2147483648;
    -4611686018427387904 ≤ p →
    p ≤ 4611686018427387904 →
    (-2147483648 ≤ t2 ∧ t2 ≤ 2147483647 ↔ p < 4611686017353646080) := by
  intros
  first | omega | lia

end Export.Requant.HighMulFits32Bits
