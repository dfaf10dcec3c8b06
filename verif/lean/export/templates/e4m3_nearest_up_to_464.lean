-- import: Verif.E4M3Value
-- needs: S float
-- policies: nan
/-- No number of E4M3 is nearer to a number of $S than the one that it is rounded to, where its magnitude is
at most 464. -/
theorem $name :
    ∀ a, a < ($S).codes → (($S).decodeValue a).IsFinite → absolute (($S).decodeValue a).real ≤ 464 →
    ∀ b, b < E4M3.codes → (E4M3.decodeValue b).IsFinite →
    let x := ($S).decodeValue a
    let y := E4M3.decodeValue b
    let r := E4M3.roundValue .RNE .nan x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun _ _ fa ha b hb fb => E4M3.roundValue_nearest E4M3_wellFormed (by decide) (by decide) .RNE trivial
    .nan fa (Or.inr (E4M3_not_exceeds ha)) b hb fb
