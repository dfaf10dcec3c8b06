module

/-!
# Piecewise affine multiplication: a product by one addition of integers

A positive normal float of `M` fraction bits, `P = 2^M`, has the significand `P + a` (`a < P`) and an
exponent. Exponents add up exactly in a product, so the error is that of significands: `(P + a)(P + b)`
becomes `P (P + a + b)`, or `2 P (a + b)` where `a + b` carries into the exponent (Mitchell 1962; Mogami
2020). The statements below are about these integers, and hold for every `P`, so for every width.

Proved: the result is never too large and at most a ninth too small, which is attained; powers of two
are exact; it commutes; it is what one integer addition of codes does (`pam_is_addition`); and the
quotient, one subtraction, is never too small and at most an eighth too large, attained too.
-/

@[expose] public section
namespace Verif

/-- The exact product of significands `P + a` and `P + b`. -/
def exactProduct (P a b : Nat) : Nat := (P + a) * (P + b)

/-- What piecewise affine multiplication puts in its place. -/
def pam (P a b : Nat) : Nat := if a + b < P then P * (P + a + b) else 2 * P * (a + b)

/-- `2 a b ≤ a² + b²`. -/
theorem two_mul_le_squares (a b : Nat) : 2 * (a * b) ≤ a * a + b * b := by
  rcases Nat.le_total a b with h | h <;> obtain ⟨d, rfl⟩ := Nat.exists_eq_add_of_le h
  · have : a * a + (a + d) * (a + d) = 2 * (a * (a + d)) + d * d := by grind
    omega
  · have : (b + d) * (b + d) + b * b = 2 * ((b + d) * b) + d * d := by grind
    omega

/-- Where `a + b ≤ P`, nine times `a b` is at most `(P + a)(P + b)`. -/
theorem nine_mul_le (P a b : Nat) (h : a + b ≤ P) : 9 * (a * b) ≤ (P + a) * (P + b) := by
  have h1 := Nat.mul_le_mul (show 2 * a + b ≤ P + a by omega) (show a + 2 * b ≤ P + b by omega)
  have h2 := two_mul_le_squares a b
  have h3 : (2 * a + b) * (a + 2 * b) = 2 * (a * a + b * b) + 5 * (a * b) := by grind
  omega

/-- What is lost: `a b` without a carry, `(P - a)(P - b)` with one. -/
theorem pam_loss (P a b : Nat) (ha : a ≤ P) (hb : b ≤ P) :
    exactProduct P a b = pam P a b + (if a + b < P then a * b else (P - a) * (P - b)) := by
  unfold exactProduct pam
  split
  · grind
  · obtain ⟨c, rfl⟩ := Nat.exists_eq_add_of_le ha
    obtain ⟨d, hd⟩ := Nat.exists_eq_add_of_le hb
    have e1 : a + c - a = c := by omega
    have e2 : a + c - b = d := by omega
    have e3 : a + c = b + d := hd
    rw [e1, e2]
    obtain ⟨k, rfl⟩ : ∃ k, b = c + k := ⟨b - c, by omega⟩
    obtain rfl : a = d + k := by omega
    grind

/-- **Never too large**: the error is not positive. -/
theorem pam_le (P a b : Nat) (ha : a ≤ P) (hb : b ≤ P) : pam P a b ≤ exactProduct P a b := by
  rw [pam_loss P a b ha hb]; exact Nat.le_add_right ..

/-- **At most a ninth too small**: `-1/9 ≤ (pam - exact) / exact`. -/
theorem pam_ninth (P a b : Nat) (ha : a ≤ P) (hb : b ≤ P) :
    9 * (exactProduct P a b - pam P a b) ≤ exactProduct P a b := by
  have e := pam_loss P a b ha hb
  have e' : exactProduct P a b - pam P a b =
      if a + b < P then a * b else (P - a) * (P - b) := by omega
  rw [e']
  split
  · exact nine_mul_le P a b (by omega)
  · obtain ⟨c, hc⟩ := Nat.exists_eq_add_of_le ha
    obtain ⟨d, hd⟩ := Nat.exists_eq_add_of_le hb
    have e1 : P - a = c := by omega
    have e2 : P - b = d := by omega
    rw [e1, e2]
    have h1 := Nat.mul_le_mul (show c + 2 * d ≤ P + a by omega) (show 2 * c + d ≤ P + b by omega)
    have h2 := two_mul_le_squares c d
    have h3 : (c + 2 * d) * (2 * c + d) = 2 * (c * c + d * d) + 5 * (c * d) := by grind
    unfold exactProduct
    omega

/-- A ninth is lost at 3/2 * 3/2: 2 in place of 9/4. -/
theorem pam_ninth_attained (a : Nat) :
    9 * (exactProduct (2 * a) a a - pam (2 * a) a a) = exactProduct (2 * a) a a := by
  have e := pam_loss (2 * a) a a (by omega) (by omega)
  have h : ¬ a + a < 2 * a := by omega
  rw [if_neg h] at e
  have e1 : 2 * a - a = a := by omega
  rw [e1] at e
  have e2 : exactProduct (2 * a) a a = 9 * (a * a) := by unfold exactProduct; grind
  omega

/-- Powers of two are exact. -/
theorem pam_power (P a : Nat) (ha : a < P) : pam P a 0 = exactProduct P a 0 := by
  have e := pam_loss P a 0 (by omega) (by omega)
  rw [if_pos (by omega)] at e
  omega

/-- Factors may be exchanged. -/
theorem pam_comm (P a b : Nat) : pam P a b = pam P b a := by
  unfold pam
  rw [Nat.add_right_comm, Nat.add_comm a b]

/-- The value of code `c` where all numbers are normal: the fraction is `c % P`, the exponent `c / P`. -/
def normalValue (P c : Nat) : Nat := (P + c % P) * 2 ^ (c / P)

/-- **It is one addition of codes**: the value of the sum of two codes is the piecewise affine product of
their significands, times the powers of two. (`P` is the value of code 0, the unit.) -/
theorem pam_is_addition (P c d : Nat) (hP : 0 < P) :
    P * normalValue P (c + d) = pam P (c % P) (d % P) * 2 ^ (c / P + d / P) := by
  have h1 := Nat.div_add_mod c P
  have h2 := Nat.div_add_mod d P
  have l1 := Nat.mod_lt c hP
  have l2 := Nat.mod_lt d hP
  generalize c / P = i at *
  generalize d / P = j at *
  generalize c % P = a at *
  generalize d % P = b at *
  subst h1 h2
  unfold normalValue pam
  split
  · next h =>
    have e : P * i + a + (P * j + b) = a + b + P * (i + j) := by grind
    rw [e, Nat.add_mul_mod_self_left, Nat.mod_eq_of_lt h, Nat.add_mul_div_left _ _ hP,
      Nat.div_eq_of_lt h]
    grind
  · next h =>
    obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le (show P ≤ a + b by omega)
    have e : P * i + a + (P * j + b) = k + P * (i + j + 1) := by grind
    have hk' : k < P := by omega
    rw [e, Nat.add_mul_mod_self_left, Nat.mod_eq_of_lt hk', Nat.add_mul_div_left _ _ hP,
      Nat.div_eq_of_lt hk', hk, Nat.zero_add, Nat.pow_succ]
    grind

/-- The product of the values of two codes. -/
theorem normalValue_mul (P c d : Nat) : normalValue P c * normalValue P d =
    exactProduct P (c % P) (d % P) * 2 ^ (c / P + d / P) := by
  unfold normalValue exactProduct
  rw [Nat.pow_add]
  grind

/-- **The bound on codes**: the value of the sum of two codes, in place of the product of their values,
is never too large and at most a ninth too small. -/
theorem pam_codes (P c d : Nat) (hP : 0 < P) :
    P * normalValue P (c + d) ≤ normalValue P c * normalValue P d ∧
      9 * (normalValue P c * normalValue P d - P * normalValue P (c + d)) ≤
        normalValue P c * normalValue P d := by
  have l1 := Nat.mod_lt c hP
  have l2 := Nat.mod_lt d hP
  rw [pam_is_addition P c d hP, normalValue_mul]
  constructor
  · exact Nat.mul_le_mul_right _ (pam_le P _ _ (by omega) (by omega))
  · rw [← Nat.sub_mul, ← Nat.mul_assoc]
    exact Nat.mul_le_mul_right _ (pam_ninth P _ _ (by omega) (by omega))

/-- What the quotient of significands becomes, times `2 P`: `1 + u - v`, or `1 + (u - v) / 2` where the
difference is negative and borrows from the exponent, which halves the exact quotient's unit. -/
def pad (P a b : Nat) : Nat := if b ≤ a then 2 * (P + a - b) else 2 * P + a - b

/-- **The quotient** `(P + a) / (P + b)` is never too small and at most an eighth too large:
`0 ≤ pad - exact ≤ exact / 8`, multiplied by `2 P (P + b)`. -/
theorem pad_eighth (P a b : Nat) (ha : a < P) (hb : b < P) :
    2 * P * (P + a) ≤ pad P a b * (P + b) ∧
      8 * (pad P a b * (P + b) - 2 * P * (P + a)) ≤ 2 * P * (P + a) := by
  unfold pad
  split
  · next h =>
    obtain ⟨t, rfl⟩ := Nat.exists_eq_add_of_le h
    have e0 : P + (b + t) - b = P + t := by omega
    have e : 2 * (P + t) * (P + b) = 2 * P * (P + (b + t)) + 2 * (b * t) := by grind
    rw [e0, e, Nat.add_sub_cancel_left]
    refine ⟨Nat.le_add_right .., ?_⟩
    have h1 := two_mul_le_squares b t
    have h2 : (b + t) * (b + t) = b * b + t * t + 2 * (b * t) := by grind
    have h3 := Nat.mul_le_mul (show b + t ≤ P by omega) (show b + t ≤ P by omega)
    have h4 := Nat.mul_le_mul_right (b + t) (show b + t ≤ P by omega)
    have h5 : 2 * P * (P + (b + t)) = 2 * (P * P) + 2 * (P * (b + t)) := by grind
    omega
  · next h =>
    obtain ⟨t, rfl⟩ := Nat.exists_eq_add_of_le (show a ≤ b by omega)
    obtain ⟨s, rfl⟩ := Nat.exists_eq_add_of_le (show a + t ≤ P by omega)
    have e0 : 2 * (a + t + s) + a - (a + t) = 2 * a + t + 2 * s := by omega
    have e : (2 * a + t + 2 * s) * (a + t + s + (a + t)) =
        2 * (a + t + s) * (a + t + s + a) + s * t := by grind
    rw [e0, e, Nat.add_sub_cancel_left]
    refine ⟨Nat.le_add_right .., ?_⟩
    have h1 := two_mul_le_squares s t
    have h2 : (s + t) * (s + t) = s * s + t * t + 2 * (s * t) := by grind
    have h3 := Nat.mul_le_mul (show s + t ≤ a + t + s by omega)
      (show s + t ≤ a + t + s + a by omega)
    have h5 : 2 * (a + t + s) * (a + t + s + a) = 2 * ((a + t + s) * (a + t + s + a)) := by grind
    omega

/-- An eighth is gained at 1 / (3/2): 3/4 in place of 2/3. -/
theorem pad_eighth_attained (b : Nat) (h : 0 < b) :
    8 * (pad (2 * b) 0 b * (2 * b + b) - 2 * (2 * b) * (2 * b + 0)) =
      2 * (2 * b) * (2 * b + 0) := by
  unfold pad
  rw [if_neg (by omega)]
  have e0 : 2 * (2 * b) + 0 - b = 3 * b := by omega
  have e1 : 3 * b * (2 * b + b) = 9 * (b * b) := by grind
  have e2 : 2 * (2 * b) * (2 * b + 0) = 8 * (b * b) := by grind
  rw [e0, e1, e2]
  omega

end Verif
