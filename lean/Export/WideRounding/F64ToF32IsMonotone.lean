module

public import Verif.Formats
public import Verif.WideMonotone

-- Exported of specs/claims/wide_rounding.arith, line 20, which says:
--
--   property f64_to_f32_is_monotone {
--     given x, y : F64 where x <= y;
--     prove round(F32, x, Nearest) <= round(F32, y, Nearest);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.F64ToF32IsMonotone
open Verif

/-- The format F32 as the spec defines it. -/
def F32 : Format :=
  { exponentBits := 8, fractionBits := 23, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7fffff, infinity := true,
    nanCode := 0x7fc00000 }

/-- F32 is well formed. -/
theorem F32_wellFormed : F32.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format F64 as the spec defines it. -/
def F64 : Format :=
  { exponentBits := 11, fractionBits := 52, bias := 1023,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7fefffffffffffff, infinity := true,
    nanCode := 0x7ff8000000000000 }

/-- F64 is well formed. -/
theorem F64_wellFormed : F64.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/wide_rounding.arith::f64_to_f32_is_monotone
-- obligation: prove.1
/-- Rounding values of F64 to F32 in mode RNE keeps their order, infinities included. -/
theorem f64_to_f32_is_monotone :
    ∀ a, a < (F64).codes → ∀ b, b < (F64).codes →
    let x := (F64).decodeValue a
    let y := (F64).decodeValue b
    x ≤ y → (F32).roundValue .RNE .infinity x ≤ (F32).roundValue .RNE .infinity y :=
  fun _ _ _ _ h => (F32).round_mono_value F32_wellFormed (by decide) (by decide) .RNE .infinity
    (by decide) h

end Export.WideRounding.F64ToF32IsMonotone
