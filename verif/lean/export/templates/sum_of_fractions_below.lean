-- import: Verif.LMulReals
/-- Without an offset L-Mul's equation is less than a quarter of the product of significands below it, for
all fractions `u` and `v`. `R` is any linearly ordered field; the real numbers are one. -/
theorem $name {R : Type} [RealField R] :
    ∀ u v : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v 0 - product
    (-1 / 4) * product < error :=
  fun u v ⟨hu, hu', hv, hv'⟩ => lt_lmulSignificand u v 0 hu hu' hv hv' (Std.le_refl 0)
