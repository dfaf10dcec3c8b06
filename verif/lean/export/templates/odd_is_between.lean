-- import: Verif.OddValue
-- needs: F float, F signed, F zero, S float, S finite
/-- A number of $S, up to the largest of $F, is rounded to odd between what RTN and RTP give. -/
theorem $name :
    ∀ a, a < ($S).codes → absolute (($S).decodeValue a).real ≤ ($F).max →
    let x := ($S).decodeValue a
    let c := ($F).encodeValue .RTO .$overflow x
    ($F).roundValue .RTN .$overflow x ≤ ($F).decodeValue c ∧
      ($F).decodeValue c ≤ ($F).roundValue .RTP .$overflow x :=
  fun a _ h => ($F).RTO_between ${F}_wellFormed (by decide) (by decide) .$overflow
    (($S).isFinite_of_allFinite (by decide) a) h
