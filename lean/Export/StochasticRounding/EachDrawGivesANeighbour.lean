module

public import Verif.Formats

-- Exported of specs/operators/stochastic_rounding.arith, line 37, which says:
--
--   property each_draw_gives_a_neighbour for R in {4} {
--     given x : fixed(8, R);
--     given t : uint(R);
--     prove drawn(x, t, R) == floor(x) + (if x - floor(x) + t / 2**R >= 1 then 1 else 0);
--   }

@[expose] public section
noncomputable section
namespace Export.StochasticRounding.EachDrawGivesANeighbour
open Verif

-- property: specs/operators/stochastic_rounding.arith::each_draw_gives_a_neighbour[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem each_draw_gives_a_neighbour_4 :
    -- 'x' is multiplied by 16
    ∀ x : Int, -128 ≤ x → x ≤ 127 →
    ∀ t : Int, 0 ≤ t → t ≤ 15 →
    let t2 : Int := x / 16;
    (x + t) / 16 = t2 + (if 16 ≤ x - 16 * t2 + t then (1 : Int) else 0) := by
  intros
  first | omega | lia

end Export.StochasticRounding.EachDrawGivesANeighbour
