module

public import Verif.Wrap

/-!
# Sums over arrays, as specs write them

An array of length `K` is a function of its index, of which only `i < K` matters; `sum K f` is
`sum(f[i] for i in 0..<K)`, and `prefixSum f j` is `prefix_sums(f[i] for i in 0..<K)[j]`, the entry `j`
included. `Fits P n` of `Verif.Wrap` is `fits(n, int(P))`; here are `FitsUnsigned`, for `uint(N)`, and
`saturate`.

Proved: sums keep order; prefixes of terms that are not negative are at most the whole sum; and so every
prefix of terms `t i`, each at most `B * m i` in magnitude, is at most `B` times the sum of the `m i`.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- `sum(f[i] for i in 0..<n)`; the empty sum is 0. -/
def sum : Nat → (Nat → Int) → Int
  | 0, _ => 0
  | n + 1, f => sum n f + f n

/-- `prefix_sums(f[i] for i in 0..<K)[j]`: the sum up to the index `j` and with it. -/
def prefixSum (f : Nat → Int) (j : Nat) : Int := sum (j + 1) f

/-- `fits(n, uint(N))`: whether `n` is an integer of `N` bits without a sign. -/
def FitsUnsigned (N : Nat) (n : Int) : Prop := 0 ≤ n ∧ n < 2 ^ N

/-- `saturate(n, int(P))`: `n`, or the end of the range of `P` bits, two's complement, that it passes. -/
def saturate (P : Nat) (n : Int) : Int := max (-(2 ^ (P - 1))) (min n (2 ^ (P - 1) - 1))

/-- Sums keep order. -/
theorem sum_le {n : Nat} {f g : Nat → Int} (h : ∀ i, i < n → f i ≤ g i) : sum n f ≤ sum n g := by
  induction n with
  | zero => exact Int.le_refl _
  | succ n ih =>
    have h1 := ih (fun i hi => h i (by omega))
    have h2 := h n (by omega)
    simp only [sum]; omega

/-- Sums of equal terms are equal. -/
theorem sum_congr {n : Nat} {f g : Nat → Int} (h : ∀ i, i < n → f i = g i) : sum n f = sum n g :=
  Int.le_antisymm (sum_le fun i hi => Int.le_of_eq (h i hi))
    (sum_le fun i hi => Int.le_of_eq (h i hi).symm)

/-- A factor of every term is one of the sum. -/
theorem sum_mul (c : Int) (n : Nat) (f : Nat → Int) : sum n (fun i => c * f i) = c * sum n f := by
  induction n with
  | zero => simp [sum]
  | succ n ih => simp only [sum, ih, Int.mul_add]

/-- The sum of opposite terms. -/
theorem sum_neg (n : Nat) (f : Nat → Int) : sum n (fun i => -f i) = -sum n f := by
  induction n with
  | zero => rfl
  | succ n ih => simp only [sum, ih]; omega

/-- The sum of sums. -/
theorem sum_add (n : Nat) (f g : Nat → Int) : sum n (fun i => f i + g i) = sum n f + sum n g := by
  induction n with
  | zero => rfl
  | succ n ih => simp only [sum, ih]; omega

/-- The sum of terms that are all the same. -/
theorem sum_const (c : Int) (n : Nat) : sum n (fun _ => c) = n * c := by
  induction n with
  | zero => simp [sum]
  | succ n ih => simp only [sum, ih, Int.natCast_add, Int.add_mul]; omega

/-- The sum of terms that are not negative is not negative. -/
theorem sum_nonneg {n : Nat} {f : Nat → Int} (h : ∀ i, i < n → 0 ≤ f i) : 0 ≤ sum n f := by
  have := sum_le (f := fun _ => 0) h
  rw [sum_const] at this; omega

/-- What is left out of a sum of terms that are not negative does not make it larger. -/
theorem sum_mono {m n : Nat} {f : Nat → Int} (hmn : m ≤ n) (h : ∀ i, i < n → 0 ≤ f i) :
    sum m f ≤ sum n f := by
  induction n with
  | zero => obtain rfl : m = 0 := by omega
            exact Int.le_refl _
  | succ n ih =>
    by_cases e : m = n + 1
    · rw [e]; exact Int.le_refl _
    · have h1 := ih (by omega) (fun i hi => h i (by omega))
      have h2 := h n (by omega)
      simp only [sum]; omega

/-- A prefix of terms, each at most one that is not negative, is at most the whole sum of those. -/
theorem prefixSum_le {K j : Nat} {t m : Nat → Int} (h : ∀ i, i < K → t i ≤ m i)
    (hm : ∀ i, i < K → 0 ≤ m i) (hj : j < K) : prefixSum t j ≤ sum K m :=
  Int.le_trans (sum_le fun i hi => h i (by omega)) (sum_mono (by omega) hm)

/-- A prefix of terms, each at least one that is not positive, is at least the whole sum of those. -/
theorem le_prefixSum {K j : Nat} {t m : Nat → Int} (h : ∀ i, i < K → m i ≤ t i)
    (hm : ∀ i, i < K → m i ≤ 0) (hj : j < K) : sum K m ≤ prefixSum t j := by
  have h1 := prefixSum_le (t := fun i => -t i) (m := fun i => -m i) (K := K) (j := j)
    (fun i hi => Int.neg_le_neg (h i hi)) (fun i hi => Int.neg_nonneg_of_nonpos (hm i hi)) hj
  rw [prefixSum, sum_neg, sum_neg] at h1
  unfold prefixSum
  omega

/-- The last prefix is the whole sum. -/
theorem sum_eq_prefixSum {K : Nat} (hK : 1 ≤ K) (f : Nat → Int) : sum K f = prefixSum f (K - 1) := by
  unfold prefixSum
  rw [show K - 1 + 1 = K by omega]

/-- **Every prefix is bounded**: where each term is at most `B * m i` in magnitude, every prefix sum is at
most `B` times the sum of the `m i`. -/
theorem prefixSum_within {K : Nat} {t m : Nat → Int} (B : Int)
    (h : ∀ i, i < K → -(B * m i) ≤ t i ∧ t i ≤ B * m i) {j : Nat} (hj : j < K) :
    -(B * sum K m) ≤ prefixSum t j ∧ prefixSum t j ≤ B * sum K m := by
  have nn : ∀ i, i < K → 0 ≤ B * m i := fun i hi => by have := h i hi; omega
  have h1 := prefixSum_le (m := fun i => B * m i) (fun i hi => (h i hi).2) nn hj
  have h2 := le_prefixSum (m := fun i => -(B * m i)) (fun i hi => (h i hi).1)
    (fun i hi => Int.neg_nonpos_of_nonneg (nn i hi)) hj
  rw [sum_mul] at h1
  rw [sum_neg, sum_mul] at h2
  exact ⟨h2, h1⟩

/-- Every sum is bounded, likewise. -/
theorem sum_within {K : Nat} {t m : Nat → Int} (B : Int)
    (h : ∀ i, i < K → -(B * m i) ≤ t i ∧ t i ≤ B * m i) :
    -(B * sum K m) ≤ sum K t ∧ sum K t ≤ B * sum K m := by
  have h1 := sum_le fun i hi => (h i hi).2
  have h2 := sum_le (f := fun i => -(B * m i)) fun i hi => (h i hi).1
  rw [sum_mul] at h1
  rw [sum_neg, sum_mul] at h2
  exact ⟨h2, h1⟩

/-- A product is at most the bound of one factor times the magnitude of the other. -/
theorem mul_within {B x w : Int} (h1 : -B ≤ x) (h2 : x ≤ B) :
    -(B * w.natAbs) ≤ x * w ∧ x * w ≤ B * w.natAbs := by
  rcases Int.le_total 0 w with hw | hw
  · rw [Int.natAbs_of_nonneg hw, ← Int.neg_mul]
    exact ⟨Int.mul_le_mul_of_nonneg_right h1 hw, Int.mul_le_mul_of_nonneg_right h2 hw⟩
  · rw [Int.ofNat_natAbs_of_nonpos hw]
    have a := Int.mul_le_mul_of_nonneg_right h1 (show 0 ≤ -w by omega)
    have b := Int.mul_le_mul_of_nonneg_right h2 (show 0 ≤ -w by omega)
    have e : x * -w = -(x * w) := Int.mul_neg ..
    have e' : -B * -w = -(B * -w) := Int.neg_mul ..
    omega

/-- A natural power of two is one of the integers. -/
theorem two_pow_pos (n : Nat) : (0 : Int) < 2 ^ n := Int.pow_pos (by omega)

end Verif
