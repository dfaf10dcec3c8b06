module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/wrapping.arith, line 9, which says:
--
--   property wrapping_early_changes_nothing for P in {4, 8} {
--     given a, b : int(12);
--     prove wrap(wrap(a, int(P)) + b, int(P)) == wrap(a + b, int(P));
--   }

@[expose] public section
noncomputable section
namespace Export.Wrapping.WrappingEarlyChangesNothing
open Verif

-- property: specs/accumulators/wrapping.arith::wrapping_early_changes_nothing[4]
-- obligation: prove.1
/-- What is added to a number wrapped to 4 bits, and wrapped, is the sum, wrapped once. -/
theorem wrapping_early_changes_nothing_4 :
    ∀ a : Int, Fits 12 a →
    ∀ b : Int, Fits 12 b →
    wrap 4 (wrap 4 a + b) = wrap 4 (a + b) :=
  fun a _ b _ => wrap_add_left 4 a b

-- property: specs/accumulators/wrapping.arith::wrapping_early_changes_nothing[8]
-- obligation: prove.1
/-- What is added to a number wrapped to 8 bits, and wrapped, is the sum, wrapped once. -/
theorem wrapping_early_changes_nothing_8 :
    ∀ a : Int, Fits 12 a →
    ∀ b : Int, Fits 12 b →
    wrap 8 (wrap 8 a + b) = wrap 8 (a + b) :=
  fun a _ b _ => wrap_add_left 8 a b

end Export.Wrapping.WrappingEarlyChangesNothing
