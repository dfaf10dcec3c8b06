-- import: Verif.LMulReals
/-- L-Mul's equation is at most its offset above the product of significands, for all fractions `u` and `v`
and every offset up to 1/4. `R` is any linearly ordered field; the real numbers are one. -/
theorem $name {R : Type} [RealField R] :
    ∀ u v offset : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 ∧ 0 < offset ∧ offset ≤ 1 / 4 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v offset - product
    error ≤ offset :=
  fun u v offset ⟨hu, _, hv, _, _, _⟩ => lmulSignificand_le u v offset hu hv
