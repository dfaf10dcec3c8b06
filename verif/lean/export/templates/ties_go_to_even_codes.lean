-- import: Verif.NearestValue
-- needs: F float, F signed, F zero, S float, S finite
/-- Where a number of $F is as near to one of $S as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem $name :
    ∀ a, a < ($S).codes → ∀ b, b < ($F).codes → (($F).decodeValue b).IsFinite →
    let x := ($S).decodeValue a
    let y := ($F).decodeValue b
    let c := ($F).encodeValue .RNE .saturate x
    absolute x.real ≤ ($F).max →
    ¬(($F).decodeValue c).Equals y →
    absolute (x.real - (($F).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => ($F).encodeValue_tie ${F}_wellFormed (by decide) (by decide)
    (by decide) (($S).isFinite_of_allFinite (by decide) a) b hb fb other tie
