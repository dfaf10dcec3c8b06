module

public import Verif.Formats
public import Verif.PositValue

-- Exported of specs/claims/rounding.arith, line 100, which says:
--
--   property posit_rounding_is_monotone_below_zero
--       for F in {posit8_0, posit8_1, posit8_2}, M in {RNE, RNA, RTZ, RTP, RTN, RTO} {
--     given k : uint(16) where k < 0x7BFF;
--     let x = -decode(code(F16, k));
--     let y = -decode(code(F16, k + 1));
--     let high = round(F, x, M);
--     let low = round(F, y, M);
--     prove low <= high and high <= 0;
--     cover low < high;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.PositRoundingIsMonotoneBelowZero
open Verif

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone_below_zero[posit8_2, RNE]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RNE keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem posit_rounding_is_monotone_below_zero_posit8_2_RNE :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .RNE (.number x)
    let low := posit8RoundValue .RNE (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone_below_zero[posit8_2, RNA]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RNA keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem posit_rounding_is_monotone_below_zero_posit8_2_RNA :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .RNA (.number x)
    let low := posit8RoundValue .RNA (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RNA

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone_below_zero[posit8_2, RTZ]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTZ keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem posit_rounding_is_monotone_below_zero_posit8_2_RTZ :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .RTZ (.number x)
    let low := posit8RoundValue .RTZ (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone_below_zero[posit8_2, RTP]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTP keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem posit_rounding_is_monotone_below_zero_posit8_2_RTP :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .RTP (.number x)
    let low := posit8RoundValue .RTP (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone_below_zero[posit8_2, RTN]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTN keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem posit_rounding_is_monotone_below_zero_posit8_2_RTN :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .RTN (.number x)
    let low := posit8RoundValue .RTN (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone_below_zero[posit8_2, RTO]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTO keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem posit_rounding_is_monotone_below_zero_posit8_2_RTO :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .RTO (.number x)
    let low := posit8RoundValue .RTO (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO

end Export.Rounding.PositRoundingIsMonotoneBelowZero
