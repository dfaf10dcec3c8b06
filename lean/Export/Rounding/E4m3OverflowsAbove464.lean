module

public import Verif.Formats
public import Verif.E4M3Value

-- Exported of specs/claims/rounding.arith, line 243, which says:
--
--   property e4m3_overflows_above_464 {
--     given x : F16 where is_finite(x);
--     prove is_nan(round(E4M3, x, RNE)) == (abs(x) > 464);
--     prove (abs(round(E4M3, x, RNE, overflow = saturate)) == 448) == (abs(x) >= 432);
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.E4m3OverflowsAbove464
open Verif

/-- The format F16 as the spec defines it. -/
def F16 : Format :=
  { exponentBits := 5, fractionBits := 10, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7bff, infinity := true,
    nanCode := 0x7e00 }

/-- F16 is well formed. -/
theorem F16_wellFormed : F16.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/rounding.arith::e4m3_overflows_above_464
-- obligation: prove.1
/-- Numbers of F16 that round to NaN in E4M3 are those of a magnitude above 464. -/
theorem e4m3_overflows_above_464_prove_1 :
    ∀ a, a < (F16).codes → ((F16).decodeValue a).IsFinite →
    let x := (F16).decodeValue a
    ((E4M3.roundValue .RNE .nan x).IsNaN ↔ 464 < absolute x.real) :=
  fun _ _ fa => E4M3_round_nan_iff fa

end Export.Rounding.E4m3OverflowsAbove464
