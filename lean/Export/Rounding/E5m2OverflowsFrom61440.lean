module

public import Verif.Formats
public import Verif.OverflowValue

-- Exported of specs/claims/rounding.arith, line 249, which says:
--
--   property e5m2_overflows_from_61440 {
--     given x : F16 where is_finite(x);
--     prove is_inf(round(E5M2, x, RNE)) == (abs(x) >= 61440);
--     prove (abs(round(E5M2, x, RNE, overflow = saturate)) == 57344) == (abs(x) > 53248);
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.E5m2OverflowsFrom61440
open Verif

/-- The format E5M2 as the spec defines it. -/
def E5M2 : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7b, infinity := true,
    nanCode := 0x7e }

/-- E5M2 is well formed. -/
theorem E5M2_wellFormed : E5M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format F16 as the spec defines it. -/
def F16 : Format :=
  { exponentBits := 5, fractionBits := 10, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7bff, infinity := true,
    nanCode := 0x7e00 }

/-- F16 is well formed. -/
theorem F16_wellFormed : F16.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/rounding.arith::e5m2_overflows_from_61440
-- obligation: prove.1
/-- A number of F16 becomes an infinity of E5M2 under RNE exactly from half a step beyond the largest number on:
`overflowLimit` is the largest number and half a unit in its last place. -/
theorem e5m2_overflows_from_61440_prove_1 :
    ∀ a, a < (F16).codes → ((F16).decodeValue a).IsFinite →
    let x := (F16).decodeValue a
    (((E5M2).roundValue .RNE .infinity x).IsInfinite ↔ (E5M2).overflowLimit ≤ absolute x.real) :=
  fun _ _ fa => (E5M2).round_infinite_iff E5M2_wellFormed (by decide) (by decide) (by decide) (by decide)
    (by decide +kernel) fa

end Export.Rounding.E5m2OverflowsFrom61440
