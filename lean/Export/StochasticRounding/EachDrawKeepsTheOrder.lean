module

public import Verif.Formats

-- Exported of specs/operators/stochastic_rounding.arith, line 42, which says:
--
--   property each_draw_keeps_the_order for R in {3} {
--     given x, y : fixed(6, R);
--     given t : uint(R);
--     assume x <= y;
--     prove drawn(x, t, R) <= drawn(y, t, R);
--   }

@[expose] public section
noncomputable section
namespace Export.StochasticRounding.EachDrawKeepsTheOrder
open Verif

-- property: specs/operators/stochastic_rounding.arith::each_draw_keeps_the_order[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem each_draw_keeps_the_order_3 :
    -- 'x' is multiplied by 8
    ∀ x : Int, -32 ≤ x → x ≤ 31 →
    -- 'y' is multiplied by 8
    ∀ y : Int, -32 ≤ y → y ≤ 31 →
    ∀ t : Int, 0 ≤ t → t ≤ 7 →
    x ≤ y →
    (x + t) / 8 ≤ (y + t) / 8 := by
  intros
  first | omega | lia

end Export.StochasticRounding.EachDrawKeepsTheOrder
