module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/wrapping.arith, line 35, which says:
--
--   property saturating_addition_is_monotone {
--     given a, b, c : int(8) where a <= b;
--     prove saturate(a + c, int(8)) <= saturate(b + c, int(8));
--   }

@[expose] public section
noncomputable section
namespace Export.Wrapping.SaturatingAdditionIsMonotone
open Verif

-- property: specs/accumulators/wrapping.arith::saturating_addition_is_monotone
-- obligation: prove.1
/-- Of two saturated sums with the same number, that of the larger one is not the smaller. -/
theorem saturating_addition_is_monotone :
    ∀ a : Int, Fits 8 a →
    ∀ b : Int, Fits 8 b →
    ∀ c : Int, Fits 8 c →
    a ≤ b →
    saturate 8 (a + c) ≤ saturate 8 (b + c) :=
  fun _ _ _ _ _ _ h => saturate_mono 8 (Int.add_le_add_right h _)

end Export.Wrapping.SaturatingAdditionIsMonotone
