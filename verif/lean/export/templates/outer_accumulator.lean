-- import: Verif.Accumulators
/-- Tiles of $P bits, at most `2^more` of them: every prefix sum fits `more` bits more. The array of length
`tiles` is a function of an index `i < tiles`. -/
theorem $name :
    ∀ tiles : Nat, 1 ≤ tiles →
    ∀ more : Nat, 0 ≤ more ∧ more ≤ 8 →
    ∀ tile : Nat → Int, (∀ i, i < tiles → Fits $P (tile i)) →
    (tiles : Int) ≤ 2 ^ more →
    let partials := prefixSum fun i => tile i
    ∀ j, j < tiles → Fits ($P + more) (partials j) :=
  fun tiles _ more _ tile ht count => outer_fits tiles $P more (by decide) tile ht count
