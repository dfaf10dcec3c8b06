module

public import Verif.Formats
public import Verif.E4M3Value

-- Exported of specs/claims/wide_rounding.arith, line 98, which says:
--
--   property e4m3_overflows_above_464 {
--     given x : F32 where is_finite(x);
--     prove is_nan(round(E4M3, x, Nearest)) == (abs(x) > 464);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.E4m3OverflowsAbove464
open Verif

/-- The format F32 as the spec defines it. -/
def F32 : Format :=
  { exponentBits := 8, fractionBits := 23, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7fffff, infinity := true,
    nanCode := 0x7fc00000 }

/-- F32 is well formed. -/
theorem F32_wellFormed : F32.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/wide_rounding.arith::e4m3_overflows_above_464
-- obligation: prove.1
/-- Numbers of F32 that round to NaN in E4M3 are those of a magnitude above 464. -/
theorem e4m3_overflows_above_464 :
    ∀ a, a < (F32).codes → ((F32).decodeValue a).IsFinite →
    let x := (F32).decodeValue a
    ((E4M3.roundValue .RNE .nan x).IsNaN ↔ 464 < absolute x.real) :=
  fun _ _ fa => E4M3_round_nan_iff fa

end Export.WideRounding.E4m3OverflowsAbove464
