module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/operators/stochastic_rounding.arith, line 25, which says:
--
--   property fewer_bits_cut_off for R in {1, 2, 3} {
--     given x : fixed(8, 4);
--     prove mean_of_draws(x, R) == floor(x * 2**R) / 2**R;
--   }

@[expose] public section
noncomputable section
namespace Export.StochasticRounding.FewerBitsCutOff
open Verif

-- property: specs/operators/stochastic_rounding.arith::fewer_bits_cut_off[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem fewer_bits_cut_off_1 :
    -- 'x' is multiplied by 16
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    x / 16 + (x + 8) / 16 = x / 8 := by
  intros
  first | omega | lia

-- property: specs/operators/stochastic_rounding.arith::fewer_bits_cut_off[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem fewer_bits_cut_off_2 :
    -- 'x' is multiplied by 16
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    x / 16 + (x + 4) / 16 + (x + 8) / 16 + (x + 12) / 16 = x / 4 := by
  intros
  first | omega | lia

-- property: specs/operators/stochastic_rounding.arith::fewer_bits_cut_off[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem fewer_bits_cut_off_3 :
    -- 'x' is multiplied by 16
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    x / 16 + (x + 2) / 16 + (x + 4) / 16 + (x + 6) / 16 + (x + 8) / 16 + (x + 10) / 16 + (x + 12) / 16 + (x
        + 14) / 16 = x / 2 := by
  decide +kernel

end Export.StochasticRounding.FewerBitsCutOff
