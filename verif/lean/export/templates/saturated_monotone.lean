-- import: Verif.MonotoneValue
-- needs: F float, F signed, F zero
/-- Rounding to $F in mode $M under saturation keeps the order of F16's neighbours, from 0 to the largest
number, 0x7BFF being its code. -/
theorem $name :
    ∀ k, k < 0x7BFF →
    let x := F16.decodeValue k
    let y := F16.decodeValue (k + 1)
    let low := ($F).roundValue .$M .saturate x
    let high := ($F).roundValue .$M .saturate y
    low ≤ high :=
  fun k hk => ($F).neighbours_mono ${F}_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .$M k hk
