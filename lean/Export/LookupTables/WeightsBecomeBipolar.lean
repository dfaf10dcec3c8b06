module

public import Verif.Formats

-- Exported of specs/operators/lookup_tables.arith, line 43, which says:
--
--   property weights_become_bipolar {
--     given u, zero : uint(4);
--     prove 2 * (u - zero) == (2 * u - 15) - (2 * zero - 15);
--   }

@[expose] public section
noncomputable section
namespace Export.LookupTables.WeightsBecomeBipolar
open Verif

-- property: specs/operators/lookup_tables.arith::weights_become_bipolar
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem weights_become_bipolar :
    ∀ u : Int, 0 ≤ u → u ≤ 15 →
    ∀ zero : Int, 0 ≤ zero → zero ≤ 15 →
    2 * (u - zero) = 2 * u - 15 - (2 * zero - 15) := by
  intros
  first | omega | lia

end Export.LookupTables.WeightsBecomeBipolar
