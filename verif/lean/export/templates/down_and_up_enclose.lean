-- import: Verif.DirectedValue
-- needs: F float, F signed, F zero, S float, S finite
/-- A number of $S between the least and the largest of $F lies between what RTN and RTP give. The least number
is `-max`. -/
theorem $name :
    ∀ a, a < ($S).codes →
    -($F).max ≤ (($S).decodeValue a).real ∧ (($S).decodeValue a).real ≤ ($F).max →
    let x := ($S).decodeValue a
    let down := ($F).roundValue .RTN .$overflow x
    let up := ($F).roundValue .RTP .$overflow x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => ($F).down_and_up ${F}_wellFormed (by decide) (by decide) .$overflow
    (($S).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)
