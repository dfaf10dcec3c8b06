module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/wrapping.arith, line 14, which says:
--
--   property a_sum_that_fits_survives_wrapping for P in {8, 16} {
--     given a : int(24);
--     prove fits(a, int(P)) implies wrap(a, int(P)) == a;
--   }

@[expose] public section
noncomputable section
namespace Export.Wrapping.ASumThatFitsSurvivesWrapping
open Verif

-- property: specs/accumulators/wrapping.arith::a_sum_that_fits_survives_wrapping[8]
-- obligation: prove.1
/-- What fits 8 bits is what wrapping to 8 bits keeps. -/
theorem a_sum_that_fits_survives_wrapping_8 :
    ∀ a : Int, Fits 24 a →
    Fits 8 a → wrap 8 a = a :=
  fun a _ h => wrap_of_fits 8 (by decide) a h

-- property: specs/accumulators/wrapping.arith::a_sum_that_fits_survives_wrapping[16]
-- obligation: prove.1
/-- What fits 16 bits is what wrapping to 16 bits keeps. -/
theorem a_sum_that_fits_survives_wrapping_16 :
    ∀ a : Int, Fits 24 a →
    Fits 16 a → wrap 16 a = a :=
  fun a _ h => wrap_of_fits 16 (by decide) a h

end Export.Wrapping.ASumThatFitsSurvivesWrapping
