-- import: Verif.A2QPlusReals
/-- A2Q+, signed inputs of $N bits: real weights `v` that add up to 0, whose L1 norm times `2^$N - 1` is at
most `2^P - 2`, are rounded toward zero; every prefix sum of the products fits `P` bits, two's complement.
Arrays of length `K` are functions of an index `i < K`. `R` is any linearly ordered field with a floor; the
real numbers are one. -/
theorem $name {R : Type} [RealFloor R] :
    ∀ K : Nat, 1 ≤ K →
    ∀ P : Nat, 8 ≤ P ∧ P ≤ 12 →
    ∀ x : Nat → Int, (∀ i, i < K → Fits $N (x i)) →
    ∀ v : Nat → R,
    sumReal K v = 0 →
    (sumReal K fun i => absoluteReal (v i)) * (2 ^ $N - 1) ≤ 2 ^ P - 2 →
    let partials := prefixSum fun i => x i * rtz (v i)
    ∀ j, j < K → Fits P (partials j) :=
  fun K _ P hP x hx v mean bound => a2q_plus_prefix K $N P (2 ^ ($N - 1) - 1) (2 ^ ($N - 1)) (by omega)
    (by decide) x (fun i hi => by have := hx i hi; unfold Fits at this; omega) v mean bound
