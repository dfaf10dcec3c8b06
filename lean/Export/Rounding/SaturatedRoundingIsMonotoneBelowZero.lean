module

public import Verif.Formats
public import Verif.MonotoneValue
public import Verif.HiF8Value

-- Exported of specs/claims/rounding.arith, line 77, which says:
--
--   property saturated_rounding_is_monotone_below_zero
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4, HiF8, NF4, INT8, MXINT8},
--           M in {RN, RTZ, RTP, RTN, RTO} {
--     given k : uint(16) where k < 0x7BFF;
--     let x = -decode(code(F16, k));
--     let y = -decode(code(F16, k + 1));
--     let high = round(F, x, M, overflow = saturate);
--     let low = round(F, y, M, overflow = saturate);
--     prove low <= high and high <= 0;
--     cover low < high;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.SaturatedRoundingIsMonotoneBelowZero
open Verif

/-- The format E4M3 as the spec defines it. -/
def E4M3 : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7e, infinity := false,
    nanCode := 0x7f }

/-- E4M3 is well formed. -/
theorem E4M3_wellFormed : E4M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E5M2 as the spec defines it. -/
def E5M2 : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7b, infinity := true,
    nanCode := 0x7e }

/-- E5M2 is well formed. -/
theorem E5M2_wellFormed : E5M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E3M2 as the spec defines it. -/
def E3M2 : Format :=
  { exponentBits := 3, fractionBits := 2, bias := 3,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x1f, infinity := false,
    nanCode := 0x0 }

/-- E3M2 is well formed. -/
theorem E3M2_wellFormed : E3M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E2M3 as the spec defines it. -/
def E2M3 : Format :=
  { exponentBits := 2, fractionBits := 3, bias := 1,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x1f, infinity := false,
    nanCode := 0x0 }

/-- E2M3 is well formed. -/
theorem E2M3_wellFormed : E2M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E2M1 as the spec defines it. -/
def E2M1 : Format :=
  { exponentBits := 2, fractionBits := 1, bias := 1,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7, infinity := false,
    nanCode := 0x0 }

/-- E2M1 is well formed. -/
theorem E2M1_wellFormed : E2M1.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E4M3FNUZ as the spec defines it. -/
def E4M3FNUZ : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 8,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := false, top := 0x7f, infinity := false,
    nanCode := 0x80 }

/-- E4M3FNUZ is well formed. -/
theorem E4M3FNUZ_wellFormed : E4M3FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E5M2FNUZ as the spec defines it. -/
def E5M2FNUZ : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 16,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := false, top := 0x7f, infinity := false,
    nanCode := 0x80 }

/-- E5M2FNUZ is well formed. -/
theorem E5M2FNUZ_wellFormed : E5M2FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E4M3B11FNUZ as the spec defines it. -/
def E4M3B11FNUZ : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 11,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := false, top := 0x7f, infinity := false,
    nanCode := 0x80 }

/-- E4M3B11FNUZ is well formed. -/
theorem E4M3B11FNUZ_wellFormed : E4M3B11FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E4M3IEEE as the spec defines it. -/
def E4M3IEEE : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x77, infinity := true,
    nanCode := 0x7c }

/-- E4M3IEEE is well formed. -/
theorem E4M3IEEE_wellFormed : E4M3IEEE.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E3M4 as the spec defines it. -/
def E3M4 : Format :=
  { exponentBits := 3, fractionBits := 4, bias := 3,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x6f, infinity := true,
    nanCode := 0x78 }

/-- E3M4 is well formed. -/
theorem E3M4_wellFormed : E3M4.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3, RN]
-- obligation: prove.1
/-- Rounding to E4M3 in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3).roundValue .RNE .saturate (.number x)
    let low := (E4M3).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3).negative_neighbours_mono E4M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3, RTZ]
-- obligation: prove.1
/-- Rounding to E4M3 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3).roundValue .RTZ .saturate (.number x)
    let low := (E4M3).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3).negative_neighbours_mono E4M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3, RTP]
-- obligation: prove.1
/-- Rounding to E4M3 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3).roundValue .RTP .saturate (.number x)
    let low := (E4M3).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3).negative_neighbours_mono E4M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3, RTN]
-- obligation: prove.1
/-- Rounding to E4M3 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3).roundValue .RTN .saturate (.number x)
    let low := (E4M3).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3).negative_neighbours_mono E4M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3, RTO]
-- obligation: prove.1
/-- Rounding to E4M3 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3).roundValue .RTO .saturate (.number x)
    let low := (E4M3).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3).negative_neighbours_mono E4M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2, RN]
-- obligation: prove.1
/-- Rounding to E5M2 in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2).roundValue .RNE .saturate (.number x)
    let low := (E5M2).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2).negative_neighbours_mono E5M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2, RTZ]
-- obligation: prove.1
/-- Rounding to E5M2 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2).roundValue .RTZ .saturate (.number x)
    let low := (E5M2).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2).negative_neighbours_mono E5M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2, RTP]
-- obligation: prove.1
/-- Rounding to E5M2 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2).roundValue .RTP .saturate (.number x)
    let low := (E5M2).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2).negative_neighbours_mono E5M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2, RTN]
-- obligation: prove.1
/-- Rounding to E5M2 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2).roundValue .RTN .saturate (.number x)
    let low := (E5M2).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2).negative_neighbours_mono E5M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2, RTO]
-- obligation: prove.1
/-- Rounding to E5M2 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2).roundValue .RTO .saturate (.number x)
    let low := (E5M2).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2).negative_neighbours_mono E5M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M2, RN]
-- obligation: prove.1
/-- Rounding to E3M2 in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M2_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M2).roundValue .RNE .saturate (.number x)
    let low := (E3M2).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M2).negative_neighbours_mono E3M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M2, RTZ]
-- obligation: prove.1
/-- Rounding to E3M2 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M2_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M2).roundValue .RTZ .saturate (.number x)
    let low := (E3M2).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M2).negative_neighbours_mono E3M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M2, RTP]
-- obligation: prove.1
/-- Rounding to E3M2 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M2_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M2).roundValue .RTP .saturate (.number x)
    let low := (E3M2).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M2).negative_neighbours_mono E3M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M2, RTN]
-- obligation: prove.1
/-- Rounding to E3M2 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M2_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M2).roundValue .RTN .saturate (.number x)
    let low := (E3M2).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M2).negative_neighbours_mono E3M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M2, RTO]
-- obligation: prove.1
/-- Rounding to E3M2 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M2_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M2).roundValue .RTO .saturate (.number x)
    let low := (E3M2).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M2).negative_neighbours_mono E3M2_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M3, RN]
-- obligation: prove.1
/-- Rounding to E2M3 in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M3_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M3).roundValue .RNE .saturate (.number x)
    let low := (E2M3).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M3).negative_neighbours_mono E2M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M3, RTZ]
-- obligation: prove.1
/-- Rounding to E2M3 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M3_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M3).roundValue .RTZ .saturate (.number x)
    let low := (E2M3).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M3).negative_neighbours_mono E2M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M3, RTP]
-- obligation: prove.1
/-- Rounding to E2M3 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M3_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M3).roundValue .RTP .saturate (.number x)
    let low := (E2M3).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M3).negative_neighbours_mono E2M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M3, RTN]
-- obligation: prove.1
/-- Rounding to E2M3 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M3_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M3).roundValue .RTN .saturate (.number x)
    let low := (E2M3).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M3).negative_neighbours_mono E2M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M3, RTO]
-- obligation: prove.1
/-- Rounding to E2M3 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M3_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M3).roundValue .RTO .saturate (.number x)
    let low := (E2M3).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M3).negative_neighbours_mono E2M3_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M1, RN]
-- obligation: prove.1
/-- Rounding to E2M1 in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M1_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M1).roundValue .RNE .saturate (.number x)
    let low := (E2M1).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M1).negative_neighbours_mono E2M1_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M1, RTZ]
-- obligation: prove.1
/-- Rounding to E2M1 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M1_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M1).roundValue .RTZ .saturate (.number x)
    let low := (E2M1).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M1).negative_neighbours_mono E2M1_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M1, RTP]
-- obligation: prove.1
/-- Rounding to E2M1 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M1_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M1).roundValue .RTP .saturate (.number x)
    let low := (E2M1).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M1).negative_neighbours_mono E2M1_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M1, RTN]
-- obligation: prove.1
/-- Rounding to E2M1 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M1_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M1).roundValue .RTN .saturate (.number x)
    let low := (E2M1).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M1).negative_neighbours_mono E2M1_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E2M1, RTO]
-- obligation: prove.1
/-- Rounding to E2M1 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E2M1_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E2M1).roundValue .RTO .saturate (.number x)
    let low := (E2M1).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E2M1).negative_neighbours_mono E2M1_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3FNUZ, RN]
-- obligation: prove.1
/-- Rounding to E4M3FNUZ in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3FNUZ_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3FNUZ).roundValue .RNE .saturate (.number x)
    let low := (E4M3FNUZ).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3FNUZ).negative_neighbours_mono E4M3FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3FNUZ, RTZ]
-- obligation: prove.1
/-- Rounding to E4M3FNUZ in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3FNUZ_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3FNUZ).roundValue .RTZ .saturate (.number x)
    let low := (E4M3FNUZ).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3FNUZ).negative_neighbours_mono E4M3FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3FNUZ, RTP]
-- obligation: prove.1
/-- Rounding to E4M3FNUZ in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3FNUZ_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3FNUZ).roundValue .RTP .saturate (.number x)
    let low := (E4M3FNUZ).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3FNUZ).negative_neighbours_mono E4M3FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3FNUZ, RTN]
-- obligation: prove.1
/-- Rounding to E4M3FNUZ in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3FNUZ_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3FNUZ).roundValue .RTN .saturate (.number x)
    let low := (E4M3FNUZ).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3FNUZ).negative_neighbours_mono E4M3FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3FNUZ, RTO]
-- obligation: prove.1
/-- Rounding to E4M3FNUZ in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3FNUZ_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3FNUZ).roundValue .RTO .saturate (.number x)
    let low := (E4M3FNUZ).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3FNUZ).negative_neighbours_mono E4M3FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2FNUZ, RN]
-- obligation: prove.1
/-- Rounding to E5M2FNUZ in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2FNUZ_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2FNUZ).roundValue .RNE .saturate (.number x)
    let low := (E5M2FNUZ).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2FNUZ).negative_neighbours_mono E5M2FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2FNUZ, RTZ]
-- obligation: prove.1
/-- Rounding to E5M2FNUZ in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2FNUZ_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2FNUZ).roundValue .RTZ .saturate (.number x)
    let low := (E5M2FNUZ).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2FNUZ).negative_neighbours_mono E5M2FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2FNUZ, RTP]
-- obligation: prove.1
/-- Rounding to E5M2FNUZ in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2FNUZ_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2FNUZ).roundValue .RTP .saturate (.number x)
    let low := (E5M2FNUZ).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2FNUZ).negative_neighbours_mono E5M2FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2FNUZ, RTN]
-- obligation: prove.1
/-- Rounding to E5M2FNUZ in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2FNUZ_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2FNUZ).roundValue .RTN .saturate (.number x)
    let low := (E5M2FNUZ).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2FNUZ).negative_neighbours_mono E5M2FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E5M2FNUZ, RTO]
-- obligation: prove.1
/-- Rounding to E5M2FNUZ in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E5M2FNUZ_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E5M2FNUZ).roundValue .RTO .saturate (.number x)
    let low := (E5M2FNUZ).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E5M2FNUZ).negative_neighbours_mono E5M2FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3B11FNUZ, RN]
-- obligation: prove.1
/-- Rounding to E4M3B11FNUZ in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3B11FNUZ_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3B11FNUZ).roundValue .RNE .saturate (.number x)
    let low := (E4M3B11FNUZ).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3B11FNUZ).negative_neighbours_mono E4M3B11FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3B11FNUZ, RTZ]
-- obligation: prove.1
/-- Rounding to E4M3B11FNUZ in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3B11FNUZ_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3B11FNUZ).roundValue .RTZ .saturate (.number x)
    let low := (E4M3B11FNUZ).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3B11FNUZ).negative_neighbours_mono E4M3B11FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3B11FNUZ, RTP]
-- obligation: prove.1
/-- Rounding to E4M3B11FNUZ in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3B11FNUZ_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3B11FNUZ).roundValue .RTP .saturate (.number x)
    let low := (E4M3B11FNUZ).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3B11FNUZ).negative_neighbours_mono E4M3B11FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3B11FNUZ, RTN]
-- obligation: prove.1
/-- Rounding to E4M3B11FNUZ in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3B11FNUZ_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3B11FNUZ).roundValue .RTN .saturate (.number x)
    let low := (E4M3B11FNUZ).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3B11FNUZ).negative_neighbours_mono E4M3B11FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3B11FNUZ, RTO]
-- obligation: prove.1
/-- Rounding to E4M3B11FNUZ in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3B11FNUZ_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3B11FNUZ).roundValue .RTO .saturate (.number x)
    let low := (E4M3B11FNUZ).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3B11FNUZ).negative_neighbours_mono E4M3B11FNUZ_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3IEEE, RN]
-- obligation: prove.1
/-- Rounding to E4M3IEEE in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3IEEE_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3IEEE).roundValue .RNE .saturate (.number x)
    let low := (E4M3IEEE).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3IEEE).negative_neighbours_mono E4M3IEEE_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3IEEE, RTZ]
-- obligation: prove.1
/-- Rounding to E4M3IEEE in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3IEEE_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3IEEE).roundValue .RTZ .saturate (.number x)
    let low := (E4M3IEEE).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3IEEE).negative_neighbours_mono E4M3IEEE_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3IEEE, RTP]
-- obligation: prove.1
/-- Rounding to E4M3IEEE in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3IEEE_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3IEEE).roundValue .RTP .saturate (.number x)
    let low := (E4M3IEEE).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3IEEE).negative_neighbours_mono E4M3IEEE_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3IEEE, RTN]
-- obligation: prove.1
/-- Rounding to E4M3IEEE in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3IEEE_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3IEEE).roundValue .RTN .saturate (.number x)
    let low := (E4M3IEEE).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3IEEE).negative_neighbours_mono E4M3IEEE_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E4M3IEEE, RTO]
-- obligation: prove.1
/-- Rounding to E4M3IEEE in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E4M3IEEE_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E4M3IEEE).roundValue .RTO .saturate (.number x)
    let low := (E4M3IEEE).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E4M3IEEE).negative_neighbours_mono E4M3IEEE_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M4, RN]
-- obligation: prove.1
/-- Rounding to E3M4 in mode RNE under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M4_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M4).roundValue .RNE .saturate (.number x)
    let low := (E3M4).roundValue .RNE .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M4).negative_neighbours_mono E3M4_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M4, RTZ]
-- obligation: prove.1
/-- Rounding to E3M4 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M4_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M4).roundValue .RTZ .saturate (.number x)
    let low := (E3M4).roundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M4).negative_neighbours_mono E3M4_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M4, RTP]
-- obligation: prove.1
/-- Rounding to E3M4 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M4_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M4).roundValue .RTP .saturate (.number x)
    let low := (E3M4).roundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M4).negative_neighbours_mono E3M4_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M4, RTN]
-- obligation: prove.1
/-- Rounding to E3M4 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M4_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M4).roundValue .RTN .saturate (.number x)
    let low := (E3M4).roundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M4).negative_neighbours_mono E3M4_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[E3M4, RTO]
-- obligation: prove.1
/-- Rounding to E3M4 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_E3M4_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := (E3M4).roundValue .RTO .saturate (.number x)
    let low := (E3M4).roundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => (E3M4).negative_neighbours_mono E3M4_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO k hk

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[HiF8, RN]
-- obligation: prove.1
/-- Rounding to HiF8 in mode RNA under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_HiF8_RN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := hif8RoundValue .RNA .saturate (.number x)
    let low := hif8RoundValue .RNA .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  hif8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RNA

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[HiF8, RTZ]
-- obligation: prove.1
/-- Rounding to HiF8 in mode RTZ under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_HiF8_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := hif8RoundValue .RTZ .saturate (.number x)
    let low := hif8RoundValue .RTZ .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  hif8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[HiF8, RTP]
-- obligation: prove.1
/-- Rounding to HiF8 in mode RTP under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_HiF8_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := hif8RoundValue .RTP .saturate (.number x)
    let low := hif8RoundValue .RTP .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  hif8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[HiF8, RTN]
-- obligation: prove.1
/-- Rounding to HiF8 in mode RTN under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_HiF8_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := hif8RoundValue .RTN .saturate (.number x)
    let low := hif8RoundValue .RTN .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  hif8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN

-- property: specs/claims/rounding.arith::saturated_rounding_is_monotone_below_zero[HiF8, RTO]
-- obligation: prove.1
/-- Rounding to HiF8 in mode RTO under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem saturated_rounding_is_monotone_below_zero_HiF8_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := hif8RoundValue .RTO .saturate (.number x)
    let low := hif8RoundValue .RTO .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  hif8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO

end Export.Rounding.SaturatedRoundingIsMonotoneBelowZero
