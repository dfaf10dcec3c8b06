module

public import Verif.Formats
public import Verif.OverflowValue

-- Exported of specs/claims/wide_rounding.arith, line 110, which says:
--
--   property f64_overflows_f32_half_a_step_beyond {
--     given x : F64 where is_finite(x);
--     prove is_inf(round(F32, x, Nearest)) == (abs(x) >= F32.max + ulp(F32, F32.max) / 2);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.F64OverflowsF32HalfAStepBeyond
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

-- property: specs/claims/wide_rounding.arith::f64_overflows_f32_half_a_step_beyond
-- obligation: prove.1
/-- A number of F64 becomes an infinity of F32 under RNE exactly from half a step beyond the largest number on:
`overflowLimit` is the largest number and half a unit in its last place. -/
theorem f64_overflows_f32_half_a_step_beyond :
    ∀ a, a < (F64).codes → ((F64).decodeValue a).IsFinite →
    let x := (F64).decodeValue a
    (((F32).roundValue .RNE .infinity x).IsInfinite ↔ (F32).overflowLimit ≤ absolute x.real) :=
  fun _ _ fa => (F32).round_infinite_iff F32_wellFormed (by decide) (by decide) (by decide) (by decide)
    (by decide +kernel) fa

end Export.WideRounding.F64OverflowsF32HalfAStepBeyond
