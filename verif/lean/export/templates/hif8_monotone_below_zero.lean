-- import: Verif.HiF8Value
/-- Rounding to HiF8 in mode $M under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem $name :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := hif8RoundValue .$M .saturate (.number x)
    let low := hif8RoundValue .$M .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  hif8_negative_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .$M
