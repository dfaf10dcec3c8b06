module

public import Verif.Formats
public import Verif.E4M3Value

-- Exported of specs/claims/wide_rounding.arith, line 32, which says:
--
--   property e4m3_rounding_is_monotone_in_its_range {
--     given x, y : F32 where -464 <= x and x <= y and y <= 464;
--     prove round(E4M3, x, Nearest) <= round(E4M3, y, Nearest);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.E4m3RoundingIsMonotoneInItsRange
open Verif

/-- The format F32 as the spec defines it. -/
def F32 : Format :=
  { exponentBits := 8, fractionBits := 23, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7fffff, infinity := true,
    nanCode := 0x7fc00000 }

/-- F32 is well formed. -/
theorem F32_wellFormed : F32.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/wide_rounding.arith::e4m3_rounding_is_monotone_in_its_range
-- obligation: prove.1
/-- Rounding values of F32 to E4M3 keeps their order from -464 to 464. -/
theorem e4m3_rounding_is_monotone_in_its_range :
    ∀ a, a < (F32).codes → ∀ b, b < (F32).codes →
    let x := (F32).decodeValue a
    let y := (F32).decodeValue b
    Value.number (-464) ≤ x → x ≤ y → y ≤ .number 464 →
    E4M3.roundValue .RNE .nan x ≤ E4M3.roundValue .RNE .nan y :=
  fun _ _ _ _ hx h hy => E4M3_round_mono hx h hy

end Export.WideRounding.E4m3RoundingIsMonotoneInItsRange
