-- import: Verif.NearestValue
-- needs: F float, F signed, F zero, S float, S finite, M nearest
/-- No number of $F is nearer to a number of $S than the one that it is rounded to in mode $M, under
saturation. -/
theorem $name :
    ∀ a, a < ($S).codes → ∀ b, b < ($F).codes → (($F).decodeValue b).IsFinite →
    let x := ($S).decodeValue a
    let y := ($F).decodeValue b
    let r := ($F).roundValue .$M .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => ($F).roundValue_nearest ${F}_wellFormed (by decide) (by decide) .$M trivial
    .saturate (($S).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb
