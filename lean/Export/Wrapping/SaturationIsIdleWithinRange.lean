module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/wrapping.arith, line 29, which says:
--
--   property saturation_is_idle_within_range {
--     given a, b : int(8);
--     prove fits(a + b, int(8)) implies saturate(a + b, int(8)) == a + b;
--   }

@[expose] public section
noncomputable section
namespace Export.Wrapping.SaturationIsIdleWithinRange
open Verif

-- property: specs/accumulators/wrapping.arith::saturation_is_idle_within_range
-- obligation: prove.1
/-- A sum that fits 8 bits is not changed by saturation. -/
theorem saturation_is_idle_within_range :
    ∀ a : Int, Fits 8 a →
    ∀ b : Int, Fits 8 b →
    Fits 8 (a + b) → saturate 8 (a + b) = a + b :=
  fun a _ b _ h => saturate_of_fits 8 (a + b) h

end Export.Wrapping.SaturationIsIdleWithinRange
