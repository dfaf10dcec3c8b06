-- import: Verif.PositValue
/-- Rounding to posit(8, 2) in mode $M keeps the order of F16's neighbours with a minus sign, and gives
nothing positive. -/
theorem $name :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := posit8RoundValue .$M (.number x)
    let low := posit8RoundValue .$M (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  posit8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .$M
