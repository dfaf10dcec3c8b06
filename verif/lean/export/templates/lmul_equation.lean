-- import: Verif.LMulReals
/-- L-Mul's equation is within a quarter of the product of significands, for all fractions `u` and `v` and
every offset up to 1/4. `R` is any linearly ordered field; the real numbers are one. -/
theorem $name {R : Type} [RealField R] :
    ∀ u v offset : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 ∧ 0 < offset ∧ offset ≤ 1 / 4 →
    let product := (1 + u) * (1 + v)
    product ≠ 0 ∧ absoluteReal (lmulSignificand u v offset - product) / absoluteReal product ≤ 1 / 4 :=
  fun u v offset ⟨hu, hu', hv, hv', ho, ho'⟩ =>
    lmulSignificand_quarter u v offset hu hu' hv hv' (Std.le_of_lt ho) ho'
