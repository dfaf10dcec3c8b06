-- import: Verif.HiF8Value
/-- Rounding to HiF8 in mode $M under saturation keeps the order of F16's neighbours, from 0 to the largest
number, 0x7BFF being its code. -/
theorem $name :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := hif8RoundValue .$M .saturate x
    let high := hif8RoundValue .$M .saturate y
    low ≤ high :=
  hif8_neighbours F16 (ieee_wellFormed 5 10 (by decide) (by decide)) .$M
