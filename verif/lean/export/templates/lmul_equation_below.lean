-- import: Verif.LMulReals
/-- L-Mul's equation is less than a quarter of the product of significands below it, for all fractions `u`
and `v` and every offset up to 1/4. `R` is any linearly ordered field; the real numbers are one. -/
theorem $name {R : Type} [RealField R] :
    ∀ u v offset : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 ∧ 0 < offset ∧ offset ≤ 1 / 4 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v offset - product
    (-1 / 4) * product < error :=
  fun u v offset ⟨hu, hu', hv, hv', ho, _⟩ =>
    lt_lmulSignificand u v offset hu hu' hv hv' (Std.le_of_lt ho)
