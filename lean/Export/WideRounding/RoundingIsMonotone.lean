module

public import Verif.Formats
public import Verif.WideMonotone

-- Exported of specs/claims/wide_rounding.arith, line 15, which says:
--
--   property rounding_is_monotone for F in {E5M2, BF16, F16} {
--     given x, y : F32 where x <= y;
--     prove round(F, x, Nearest) <= round(F, y, Nearest);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.RoundingIsMonotone
open Verif

/-- The format E5M2 as the spec defines it. -/
def E5M2 : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7b, infinity := true,
    nanCode := 0x7e }

/-- E5M2 is well formed. -/
theorem E5M2_wellFormed : E5M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format F32 as the spec defines it. -/
def F32 : Format :=
  { exponentBits := 8, fractionBits := 23, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7fffff, infinity := true,
    nanCode := 0x7fc00000 }

/-- F32 is well formed. -/
theorem F32_wellFormed : F32.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format BF16 as the spec defines it. -/
def BF16 : Format :=
  { exponentBits := 8, fractionBits := 7, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7f, infinity := true,
    nanCode := 0x7fc0 }

/-- BF16 is well formed. -/
theorem BF16_wellFormed : BF16.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format F16 as the spec defines it. -/
def F16 : Format :=
  { exponentBits := 5, fractionBits := 10, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7bff, infinity := true,
    nanCode := 0x7e00 }

/-- F16 is well formed. -/
theorem F16_wellFormed : F16.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/wide_rounding.arith::rounding_is_monotone[E5M2]
-- obligation: prove.1
/-- Rounding values of F32 to E5M2 in mode RNE keeps their order, infinities included. -/
theorem rounding_is_monotone_E5M2 :
    ∀ a, a < (F32).codes → ∀ b, b < (F32).codes →
    let x := (F32).decodeValue a
    let y := (F32).decodeValue b
    x ≤ y → (E5M2).roundValue .RNE .infinity x ≤ (E5M2).roundValue .RNE .infinity y :=
  fun _ _ _ _ h => (E5M2).round_mono_value E5M2_wellFormed (by decide) (by decide) .RNE .infinity
    (by decide) h

-- property: specs/claims/wide_rounding.arith::rounding_is_monotone[BF16]
-- obligation: prove.1
/-- Rounding values of F32 to BF16 in mode RNE keeps their order, infinities included. -/
theorem rounding_is_monotone_BF16 :
    ∀ a, a < (F32).codes → ∀ b, b < (F32).codes →
    let x := (F32).decodeValue a
    let y := (F32).decodeValue b
    x ≤ y → (BF16).roundValue .RNE .infinity x ≤ (BF16).roundValue .RNE .infinity y :=
  fun _ _ _ _ h => (BF16).round_mono_value BF16_wellFormed (by decide) (by decide) .RNE .infinity
    (by decide) h

-- property: specs/claims/wide_rounding.arith::rounding_is_monotone[F16]
-- obligation: prove.1
/-- Rounding values of F32 to F16 in mode RNE keeps their order, infinities included. -/
theorem rounding_is_monotone_F16 :
    ∀ a, a < (F32).codes → ∀ b, b < (F32).codes →
    let x := (F32).decodeValue a
    let y := (F32).decodeValue b
    x ≤ y → (F16).roundValue .RNE .infinity x ≤ (F16).roundValue .RNE .infinity y :=
  fun _ _ _ _ h => (F16).round_mono_value F16_wellFormed (by decide) (by decide) .RNE .infinity
    (by decide) h

end Export.WideRounding.RoundingIsMonotone
