-- import: Verif.PositValue
/-- Rounding to posit(8, 2) in mode $M keeps the order of F16's neighbours, from 0 to the largest number,
0x7BFF being its code. -/
theorem $name :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := posit8RoundValue .$M x
    let high := posit8RoundValue .$M y
    low ≤ high :=
  posit8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .$M
