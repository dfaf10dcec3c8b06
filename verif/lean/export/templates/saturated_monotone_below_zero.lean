-- import: Verif.MonotoneValue
-- needs: F float, F signed, F zero
/-- Rounding to $F in mode $M under saturation keeps the order of F16's neighbours with a minus sign, and
gives nothing positive. -/
theorem $name :
    ∀ k, k < 0x7BFF →
    let x := -(F16.decodeValue k).real
    let y := -(F16.decodeValue (k + 1)).real
    let high := ($F).roundValue .$M .saturate (.number x)
    let low := ($F).roundValue .$M .saturate (.number y)
    low ≤ high ∧ high ≤ .number 0 :=
  fun k hk => ($F).negative_neighbours_mono ${F}_wellFormed (by decide) (by decide) F16
    (ieee_wellFormed 5 10 (by decide) (by decide)) .$M k hk
