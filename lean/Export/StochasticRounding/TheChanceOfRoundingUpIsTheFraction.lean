module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/operators/stochastic_rounding.arith, line 19, which says:
--
--   property the_chance_of_rounding_up_is_the_fraction for R in {4} {
--     given x : fixed(8, R);
--     prove count(drawn(x, t, R) > floor(x) for t in 0..<2**R) == 2**R * (x - floor(x));
--   }

@[expose] public section
noncomputable section
namespace Export.StochasticRounding.TheChanceOfRoundingUpIsTheFraction
open Verif

-- property: specs/operators/stochastic_rounding.arith::the_chance_of_rounding_up_is_the_fraction[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem the_chance_of_rounding_up_is_the_fraction_4 :
    -- 'x' is multiplied by 16
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    (if x / 16 < (x + 1) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 2) / 16 then (1 : Int) else 0) +
        (if x / 16 < (x + 3) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 4) / 16 then (1 : Int) else 0)
        + (if x / 16 < (x + 5) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 6) / 16 then (1 : Int) else
        0) + (if x / 16 < (x + 7) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 8) / 16 then (1 : Int)
        else 0) + (if x / 16 < (x + 9) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 10) / 16 then (1 :
        Int) else 0) + (if x / 16 < (x + 11) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 12) / 16 then
        (1 : Int) else 0) + (if x / 16 < (x + 13) / 16 then (1 : Int) else 0) + (if x / 16 < (x + 14) / 16
        then (1 : Int) else 0) + (if x / 16 < (x + 15) / 16 then (1 : Int) else 0) = x - 16 * (x / 16) := by
  decide +kernel

end Export.StochasticRounding.TheChanceOfRoundingUpIsTheFraction
