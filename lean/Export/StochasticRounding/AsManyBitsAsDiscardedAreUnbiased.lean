module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/operators/stochastic_rounding.arith, line 13, which says:
--
--   property as_many_bits_as_discarded_are_unbiased for R in {1, 2, 4} {
--     given x : fixed(8, R);
--     prove mean_of_draws(x, R) == x;
--   }

@[expose] public section
noncomputable section
namespace Export.StochasticRounding.AsManyBitsAsDiscardedAreUnbiased
open Verif

-- property: specs/operators/stochastic_rounding.arith::as_many_bits_as_discarded_are_unbiased[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem as_many_bits_as_discarded_are_unbiased_1 :
    -- 'x' is multiplied by 2
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    x / 2 + (x + 1) / 2 = x := by
  intros
  first | omega | lia

-- property: specs/operators/stochastic_rounding.arith::as_many_bits_as_discarded_are_unbiased[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem as_many_bits_as_discarded_are_unbiased_2 :
    -- 'x' is multiplied by 4
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    x / 4 + (x + 1) / 4 + (x + 2) / 4 + (x + 3) / 4 = x := by
  intros
  first | omega | lia

-- property: specs/operators/stochastic_rounding.arith::as_many_bits_as_discarded_are_unbiased[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem as_many_bits_as_discarded_are_unbiased_4 :
    -- 'x' is multiplied by 16
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    x / 16 + (x + 1) / 16 + (x + 2) / 16 + (x + 3) / 16 + (x + 4) / 16 + (x + 5) / 16 + (x + 6) / 16 + (x +
        7) / 16 + (x + 8) / 16 + (x + 9) / 16 + (x + 10) / 16 + (x + 11) / 16 + (x + 12) / 16 + (x + 13) /
        16 + (x + 14) / 16 + (x + 15) / 16 = x := by
  decide +kernel

end Export.StochasticRounding.AsManyBitsAsDiscardedAreUnbiased
