module

public import Verif.A2Q
public import Verif.Round

/-!
# A2Q+: weights of mean zero need half the range

The weights before quantisation are rational numbers `v i / d` with a common denominator `d` (any finite
list of rationals can be written so; core Lean has no real numbers). They are rounded toward zero to
integers, `quantise d v`.

Proved: rounding toward zero raises neither the positive nor the negative sum, and so not the L1 norm; if
the `v i` add up to zero, each of the two is at most half of the norm; and so, with inputs from `-B` to
`A`, the condition of A2Q+ (Colbert and others 2024), `norm * (A + B) ≤ 2^P - 2`, keeps every
intermediate sum within `P` bits, in every order and tree. For unsigned inputs of `N` bits `A + B` is
`2^N - 1`, for signed ones too. Rounding to nearest is not enough: `a2q_plus_needs_RTZ`.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Each `v i / d` rounded toward zero. -/
def quantise (d : Nat) (v : List Int) : List Int := v.map fun a => a.tdiv d

/-- Rounding toward zero, of one number: neither part grows. -/
theorem tdiv_parts (d : Nat) (a : Int) :
    d * (a.tdiv d).toNat ≤ a.toNat ∧ d * (-(a.tdiv d)).toNat ≤ (-a).toNat := by
  have pos : ∀ k : Nat, (k : Int).tdiv d = ((k / d : Nat) : Int) := fun k => (Int.ofNat_tdiv k d).symm
  have le : ∀ k : Nat, d * (k / d) ≤ k := fun k => Nat.mul_div_le k d
  rcases Int.le_total 0 a with h | h
  · obtain ⟨k, rfl⟩ := Int.eq_ofNat_of_zero_le h
    rw [pos, Int.toNat_natCast, Int.toNat_natCast]
    have : (-((k / d : Nat) : Int)).toNat = 0 := by generalize k / d = q; omega
    rw [this, Nat.mul_zero]
    exact ⟨le k, Nat.zero_le _⟩
  · obtain ⟨k, hk⟩ := Int.eq_ofNat_of_zero_le (show 0 ≤ -a by omega)
    obtain rfl : a = -(k : Int) := by omega
    rw [Int.neg_tdiv, pos, Int.neg_neg, Int.neg_neg, Int.toNat_natCast, Int.toNat_natCast]
    have : (-((k / d : Nat) : Int)).toNat = 0 := by generalize k / d = q; omega
    rw [this, Nat.mul_zero]
    exact ⟨Nat.zero_le _, le k⟩

/-- Rounding toward zero raises neither the positive sum nor the negative one. -/
theorem quantise_parts (d : Nat) (v : List Int) :
    d * posSum (quantise d v) ≤ posSum v ∧ d * negSum (quantise d v) ≤ negSum v := by
  induction v with
  | nil => simp [quantise, posSum, negSum]
  | cons a v ih =>
    have h := tdiv_parts d a
    have e : quantise d (a :: v) = a.tdiv d :: quantise d v := rfl
    rw [e]
    simp only [posSum, negSum, Nat.mul_add]
    omega

/-- Rounding toward zero never raises the L1 norm: `l1 (quantise d v) ≤ l1 v / d`. -/
theorem l1_quantise (d : Nat) (v : List Int) : d * l1 (quantise d v) ≤ l1 v := by
  have h := quantise_parts d v
  rw [l1_eq, l1_eq, Nat.mul_add]
  omega

/-- Numbers of mean zero have as much above zero as below: half of the norm each. -/
theorem parts_of_zero_mean (v : List Int) (h : total v = 0) :
    2 * posSum v = l1 v ∧ 2 * negSum v = l1 v := by
  have := total_eq v
  rw [l1_eq]
  omega

/-- A2Q's condition on weights before they are rounded toward zero is enough. -/
theorem a2q_quantised (P B d : Nat) (hd : 0 < d) (v x : List Int) (hx : InRange B B x)
    (hb : B * l1 v ≤ (2 ^ (P - 1) - 1) * d) (t : Tree)
    (ht : t.leaves.Perm (products (quantise d v) x)) :
    t.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) := by
  apply a2q_safe P B (quantise d v) x hx _ t ht
  have h1 := Nat.mul_le_mul_left B (l1_quantise d v)
  have e : B * (d * l1 (quantise d v)) = B * l1 (quantise d v) * d := by grind
  exact Nat.le_of_mul_le_mul_right (by omega : B * l1 (quantise d v) * d ≤ _ * d) hd

/-- **A2Q+**: weights `v i / d` of mean zero, rounded toward zero, inputs from `-B` to `A`. Where the norm
of `v / d` times `A + B` is at most `2^P - 2`, every intermediate sum fits `P` bits, in every order. -/
theorem a2q_plus_safe (P A B d : Nat) (hP : 0 < P) (hd : 0 < d) (v x : List Int)
    (mean : total v = 0) (hx : InRange A B x) (hb : l1 v * (A + B) ≤ (2 ^ P - 2) * d) (t : Tree)
    (ht : t.leaves.Perm (products (quantise d v) x)) :
    t.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) := by
  obtain ⟨k, rfl⟩ : ∃ k, P = k + 1 := ⟨P - 1, by omega⟩
  obtain ⟨q1, q2⟩ := quantise_parts d v
  obtain ⟨m1, m2⟩ := parts_of_zero_mean v mean
  rw [Nat.add_sub_cancel]
  have hp := Nat.two_pow_pos k
  have e2 : (2 ^ (k + 1) - 2) * d = 2 * ((2 ^ k - 1) * d) := by
    have : 2 ^ (k + 1) - 2 = 2 * (2 ^ k - 1) := by rw [Nat.pow_succ]; omega
    rw [this, Nat.mul_assoc]
  rw [e2] at hb
  generalize posSum (quantise d v) = p at *
  generalize negSum (quantise d v) = n at *
  have half : ∀ a b, d * a ≤ posSum v → d * b ≤ negSum v → A * a + B * b ≤ 2 ^ k - 1 := by
    intro a b ha hb'
    have h1 := Nat.mul_le_mul_left A (show d * (2 * a) ≤ l1 v by
      have : d * (2 * a) = 2 * (d * a) := by grind
      omega)
    have h2 := Nat.mul_le_mul_left B (show d * (2 * b) ≤ l1 v by
      have : d * (2 * b) = 2 * (d * b) := by grind
      omega)
    have h3 : l1 v * (A + B) = A * l1 v + B * l1 v := by grind
    have h4 : A * (d * (2 * a)) + B * (d * (2 * b)) = 2 * ((A * a + B * b) * d) := by grind
    exact Nat.le_of_mul_le_mul_right (by omega : (A * a + B * b) * d ≤ (2 ^ k - 1) * d) hd
  have flip : ∀ a b, d * a ≤ posSum v → d * b ≤ negSum v → B * a + A * b ≤ 2 ^ k - 1 := by
    intro a b ha hb'
    have := half b a (by omega) (by omega)
    omega
  have r1 := products_parts A B (quantise d v) x hx
  have g1 := half _ _ (quantise_parts d v).1 (quantise_parts d v).2
  have g2 := flip _ _ (quantise_parts d v).1 (quantise_parts d v).2
  exact accumulator_safe A B _ _ (quantise d v) x hx g1 (by omega) t ht

/-- A2Q+ for integers whose positive and negative sums are each at most `H`, wherever that comes from: the
range needed is `(A + B) * H`, not twice that. -/
theorem a2q_plus_of_parts (A B H high : Nat) (w x : List Int) (hp : posSum w ≤ H) (hn : negSum w ≤ H)
    (hx : InRange A B x) (hb : (A + B) * H ≤ high) (t : Tree)
    (ht : t.leaves.Perm (products w x)) : t.AllWithin high high := by
  have h1 := Nat.mul_le_mul_left A hp
  have h2 := Nat.mul_le_mul_left B hn
  have h3 := Nat.mul_le_mul_left B hp
  have h4 := Nat.mul_le_mul_left A hn
  have h5 : (A + B) * H = A * H + B * H := Nat.add_mul ..
  exact accumulator_safe A B high high w x hx (by omega) (by omega) t ht

/-- Rounded to nearest instead, A2Q+'s condition is not enough. Six weights, 3/2 and -3/2, inputs of 2
bits, `P = 5`: the condition holds, but 3/2 rounds to 2, and the sum 18 does not fit 5 bits. -/
theorem a2q_plus_needs_RTZ :
    let v : List Int := [3, 3, 3, -3, -3, -3]
    total v = 0 ∧ l1 v * 3 ≤ (2 ^ 5 - 2) * 2 ∧
      dot (v.map fun a => round .RNE a 2) [3, 3, 3, 0, 0, 0] = 18 ∧
      dot (quantise 2 v) [3, 3, 3, 0, 0, 0] = 9 := by decide +kernel

end Verif
