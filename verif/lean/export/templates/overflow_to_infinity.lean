-- import: Verif.OverflowValue
-- needs: F float, F signed, F zero, F subnormals, F infinity, F odd_top, S float
-- policies: infinity
/-- A number of $S becomes an infinity of $F under RNE exactly from half a step beyond the largest number on:
`overflowLimit` is the largest number and half a unit in its last place. -/
theorem $name :
    ∀ a, a < ($S).codes → (($S).decodeValue a).IsFinite →
    let x := ($S).decodeValue a
    ((($F).roundValue .RNE .infinity x).IsInfinite ↔ ($F).overflowLimit ≤ absolute x.real) :=
  fun _ _ fa => ($F).round_infinite_iff ${F}_wellFormed (by decide) (by decide) (by decide) (by decide)
    (by decide +kernel) fa
