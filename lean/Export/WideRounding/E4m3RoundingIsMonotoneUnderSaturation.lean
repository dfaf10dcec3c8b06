module

public import Verif.Formats
public import Verif.WideMonotone

-- Exported of specs/claims/wide_rounding.arith, line 26, which says:
--
--   property e4m3_rounding_is_monotone_under_saturation {
--     given x, y : F32 where x <= y;
--     prove round(E4M3, x, Saturating) <= round(E4M3, y, Saturating);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.E4m3RoundingIsMonotoneUnderSaturation
open Verif

/-- The format E4M3 as the spec defines it. -/
def E4M3 : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7e, infinity := false,
    nanCode := 0x7f }

/-- E4M3 is well formed. -/
theorem E4M3_wellFormed : E4M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format F32 as the spec defines it. -/
def F32 : Format :=
  { exponentBits := 8, fractionBits := 23, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7fffff, infinity := true,
    nanCode := 0x7fc00000 }

/-- F32 is well formed. -/
theorem F32_wellFormed : F32.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/wide_rounding.arith::e4m3_rounding_is_monotone_under_saturation
-- obligation: prove.1
/-- Rounding values of F32 to E4M3 in mode RNE under saturation keeps their order, infinities included: they
become the largest numbers. -/
theorem e4m3_rounding_is_monotone_under_saturation :
    ∀ a, a < (F32).codes → ∀ b, b < (F32).codes →
    let x := (F32).decodeValue a
    let y := (F32).decodeValue b
    x ≤ y → (E4M3).roundValue .RNE .saturate x ≤ (E4M3).roundValue .RNE .saturate y :=
  fun _ _ _ _ h => (E4M3).round_mono_value E4M3_wellFormed (by decide) (by decide) .RNE .saturate
    rfl h

end Export.WideRounding.E4m3RoundingIsMonotoneUnderSaturation
