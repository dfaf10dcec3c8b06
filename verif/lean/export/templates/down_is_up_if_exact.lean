-- import: Verif.DirectedValue
-- needs: F float, F signed, F zero, S float, S finite
/-- Where RTN and RTP give the same number of $F, for a number of $S between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem $name :
    ∀ a, a < ($S).codes →
    -($F).max ≤ (($S).decodeValue a).real ∧ (($S).decodeValue a).real ≤ ($F).max →
    let x := ($S).decodeValue a
    let down := ($F).roundValue .RTN .$overflow x
    let up := ($F).roundValue .RTP .$overflow x
    down.Equals up → x.Equals down :=
  fun a _ h => ($F).exact_of_down_eq_up ${F}_wellFormed (by decide) (by decide) .$overflow
    (($S).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)
