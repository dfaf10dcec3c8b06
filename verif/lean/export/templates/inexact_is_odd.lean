-- import: Verif.OddValue
-- needs: F float, F signed, F zero, S float, S finite
/-- A number of $S, up to the largest of $F, that is rounded to odd is a number of $F or gets an odd code. -/
theorem $name :
    ∀ a, a < ($S).codes → absolute (($S).decodeValue a).real ≤ ($F).max →
    let x := ($S).decodeValue a
    let c := ($F).encodeValue .RTO .$overflow x
    x.Equals (($F).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => ($F).encodeValue_RTO ${F}_wellFormed (by decide) (by decide) (by decide) .$overflow
    (($S).isFinite_of_allFinite (by decide) a) h
