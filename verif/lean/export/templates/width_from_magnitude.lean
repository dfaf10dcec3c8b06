-- import: Verif.Accumulators
/-- Where `-2^(n-1)` is at most `-largest - 1`, both `largest` and its opposite fit `n` bits, two's
complement. -/
theorem $name :
    ∀ n : Nat, 2 ≤ n ∧ n ≤ 16 →
    ∀ largest : Int, Fits 20 largest → 0 ≤ largest →
    -(2 ^ (n - 1)) ≤ -largest - 1 →
    Fits n largest ∧ Fits n (-largest) := by
  intro n _ largest _ _ h
  unfold Fits
  omega
