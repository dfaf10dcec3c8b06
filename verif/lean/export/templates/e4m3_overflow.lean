-- import: Verif.E4M3Value
-- needs: S float
-- policies: nan
/-- Numbers of $S that round to NaN in E4M3 are those of a magnitude above 464. -/
theorem $name :
    ∀ a, a < ($S).codes → (($S).decodeValue a).IsFinite →
    let x := ($S).decodeValue a
    ((E4M3.roundValue .RNE .nan x).IsNaN ↔ 464 < absolute x.real) :=
  fun _ _ fa => E4M3_round_nan_iff fa
