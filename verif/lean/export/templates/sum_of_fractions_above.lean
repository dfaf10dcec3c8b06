-- import: Verif.LMulReals
/-- Without an offset L-Mul's equation is never above the product of significands, for all fractions `u` and
`v`. `R` is any linearly ordered field; the real numbers are one. -/
theorem $name {R : Type} [RealField R] :
    ∀ u v : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v 0 - product
    error ≤ 0 :=
  fun u v ⟨hu, _, hv, _⟩ => lmulSignificand_le u v 0 hu hv
