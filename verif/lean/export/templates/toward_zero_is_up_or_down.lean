-- import: Verif.DirectedValue
-- needs: F float, F signed, F zero, S float, S finite
/-- RTZ gives what RTP gives for a negative number of $S and what RTN gives for others, between the least and
the largest of $F. The least number is `-max`. -/
theorem $name :
    ∀ a, a < ($S).codes →
    -($F).max ≤ (($S).decodeValue a).real ∧ (($S).decodeValue a).real ≤ ($F).max →
    let x := ($S).decodeValue a
    let down := ($F).roundValue .RTN .$overflow x
    let up := ($F).roundValue .RTP .$overflow x
    (x < .number 0 → (($F).roundValue .RTZ .$overflow x).Equals up) ∧
      (¬x < .number 0 → (($F).roundValue .RTZ .$overflow x).Equals down) :=
  fun a _ h => ($F).toward_zero ${F}_wellFormed (by decide) (by decide) .$overflow
    (($S).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)
