-- import: Verif.NearestValue
-- needs: F float, F signed, F zero, F subnormals, S float, S finite, M nearest
/-- Rounding a number of $S to $F in mode $M makes an error of at most half a unit in the last place, up to
the largest number of $F. -/
theorem $name :
    ∀ a, a < ($S).codes → absolute (($S).decodeValue a).real ≤ ($F).max →
    let x := ($S).decodeValue a
    let r := ($F).roundValue .$M .$overflow x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * ($F).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => ($F).roundValue_half_ulp ${F}_wellFormed (by decide) (by decide) (by decide) .$M trivial
    .$overflow (($S).isFinite_of_allFinite (by decide) a) h
