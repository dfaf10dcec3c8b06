module

public import Verif.Formats
public import Verif.PositValue

-- Exported of specs/claims/rounding.arith, line 89, which says:
--
--   property posit_rounding_is_monotone
--       for F in {posit8_0, posit8_1, posit8_2}, M in {RNE, RNA, RTZ, RTP, RTN, RTO} {
--     given k : uint(16) where k < 0x7BFF;
--     let x = decode(code(F16, k));
--     let y = decode(code(F16, k + 1));
--     let low = round(F, x, M);
--     let high = round(F, y, M);
--     prove low <= high;
--     cover low < high;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.PositRoundingIsMonotone
open Verif

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone[posit8_2, RNE]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RNE keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem posit_rounding_is_monotone_posit8_2_RNE :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .RNE x
    let high := posit8RoundValue .RNE y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RNE

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone[posit8_2, RNA]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RNA keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem posit_rounding_is_monotone_posit8_2_RNA :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .RNA x
    let high := posit8RoundValue .RNA y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RNA

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone[posit8_2, RTZ]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTZ keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem posit_rounding_is_monotone_posit8_2_RTZ :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .RTZ x
    let high := posit8RoundValue .RTZ y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTZ

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone[posit8_2, RTP]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTP keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem posit_rounding_is_monotone_posit8_2_RTP :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .RTP x
    let high := posit8RoundValue .RTP y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTP

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone[posit8_2, RTN]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTN keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem posit_rounding_is_monotone_posit8_2_RTN :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .RTN x
    let high := posit8RoundValue .RTN y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTN

-- property: specs/claims/rounding.arith::posit_rounding_is_monotone[posit8_2, RTO]
-- obligation: prove.1
/-- Rounding to posit(8, 2) in mode RTO keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem posit_rounding_is_monotone_posit8_2_RTO :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .RTO x
    let high := posit8RoundValue .RTO y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .RTO

end Export.Rounding.PositRoundingIsMonotone
