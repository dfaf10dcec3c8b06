module

public import Verif.Formats
public import Verif.OverflowValue

-- Exported of specs/claims/wide_rounding.arith, line 93, which says:
--
--   property overflow_begins_half_a_step_beyond for F in {E5M2, BF16, F16} {
--     given x : F32 where is_finite(x);
--     prove is_inf(round(F, x, Nearest)) == (abs(x) >= F.max + ulp(F, F.max) / 2);
--   }

@[expose] public section
noncomputable section
namespace Export.WideRounding.OverflowBeginsHalfAStepBeyond
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

-- property: specs/claims/wide_rounding.arith::overflow_begins_half_a_step_beyond[E5M2]
-- obligation: prove.1
/-- A number of F32 becomes an infinity of E5M2 under RNE exactly from half a step beyond the largest number on:
`overflowLimit` is the largest number and half a unit in its last place. -/
theorem overflow_begins_half_a_step_beyond_E5M2 :
    ∀ a, a < (F32).codes → ((F32).decodeValue a).IsFinite →
    let x := (F32).decodeValue a
    (((E5M2).roundValue .RNE .infinity x).IsInfinite ↔ (E5M2).overflowLimit ≤ absolute x.real) :=
  fun _ _ fa => (E5M2).round_infinite_iff E5M2_wellFormed (by decide) (by decide) (by decide) (by decide)
    (by decide +kernel) fa

-- property: specs/claims/wide_rounding.arith::overflow_begins_half_a_step_beyond[BF16]
-- obligation: prove.1
/-- A number of F32 becomes an infinity of BF16 under RNE exactly from half a step beyond the largest number on:
`overflowLimit` is the largest number and half a unit in its last place. -/
theorem overflow_begins_half_a_step_beyond_BF16 :
    ∀ a, a < (F32).codes → ((F32).decodeValue a).IsFinite →
    let x := (F32).decodeValue a
    (((BF16).roundValue .RNE .infinity x).IsInfinite ↔ (BF16).overflowLimit ≤ absolute x.real) :=
  fun _ _ fa => (BF16).round_infinite_iff BF16_wellFormed (by decide) (by decide) (by decide) (by decide)
    (by decide +kernel) fa

-- property: specs/claims/wide_rounding.arith::overflow_begins_half_a_step_beyond[F16]
-- obligation: prove.1
/-- A number of F32 becomes an infinity of F16 under RNE exactly from half a step beyond the largest number on:
`overflowLimit` is the largest number and half a unit in its last place. -/
theorem overflow_begins_half_a_step_beyond_F16 :
    ∀ a, a < (F32).codes → ((F32).decodeValue a).IsFinite →
    let x := (F32).decodeValue a
    (((F16).roundValue .RNE .infinity x).IsInfinite ↔ (F16).overflowLimit ≤ absolute x.real) :=
  fun _ _ fa => (F16).round_infinite_iff F16_wellFormed (by decide) (by decide) (by decide) (by decide)
    (by decide +kernel) fa

end Export.WideRounding.OverflowBeginsHalfAStepBeyond
