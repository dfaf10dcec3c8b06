module

public import Verif.Pam

/-!
# L-Mul: a product of significands by a sum and a constant

L-Mul (Luo and Sun 2024) puts `1 + u + v + 2^-l` in place of `(1 + u)(1 + v)`, where `u` and `v` are the
fractions of two floats. With `u = a / P`, `v = b / P` and the offset `2^-l = o / P²`, everything is
multiplied by `P²` here: the exact product is `(P + a)(P + b)`, L-Mul is `P² + P (a + b) + o`. Signs and
exponents are exact on both sides (`lmul_scaled`). The statements hold for every `P`, so for every width.

Proved: the exact split of the error; within a quarter of the product for every offset up to 1/4, so for
every `l ≥ 2`, which is attained; off by a half at 1 * 1 for `l = 1`. The adder form, in which a sum of
fractions of 1 or more carries into the exponent, is at most a ninth too small and at most twice the
offset too large.
-/

@[expose] public section
namespace Verif

/-- L-Mul's significand, times `P²`. -/
def lmul (P a b o : Nat) : Nat := P * P + P * (a + b) + o

/-- The exact product is L-Mul without its offset, plus `a b`. -/
theorem lmul_split (P a b o : Nat) : exactProduct P a b + o = lmul P a b o + a * b := by
  unfold exactProduct lmul; grind

/-- What L-Mul leaves out, `u v`, is at most a quarter of the product. -/
theorem four_mul_le (P a b : Nat) (ha : a ≤ P) (hb : b ≤ P) : 4 * (a * b) ≤ exactProduct P a b := by
  have h := Nat.mul_le_mul (show 2 * a ≤ P + a by omega) (show 2 * b ≤ P + b by omega)
  have e : 2 * a * (2 * b) = 4 * (a * b) := by grind
  unfold exactProduct
  omega

/-- And less than a quarter, as fractions are less than 1. -/
theorem four_mul_lt (P a b : Nat) (ha : a < P) (hb : b < P) : 4 * (a * b) < exactProduct P a b := by
  have h := Nat.mul_lt_mul_of_lt_of_le (show 2 * a < P + a by omega) (show 2 * b ≤ P + b by omega)
    (by omega)
  have e : 2 * a * (2 * b) = 4 * (a * b) := by grind
  unfold exactProduct
  omega

/-- **Signed bounds**: L-Mul is at most its offset too large, and less than a quarter of the product too
small. -/
theorem lmul_signed (P a b o : Nat) (ha : a < P) (hb : b < P) :
    lmul P a b o ≤ exactProduct P a b + o ∧
      4 * (exactProduct P a b - lmul P a b o) < exactProduct P a b := by
  have s := lmul_split P a b o
  have q := four_mul_lt P a b ha hb
  omega

/-- **Within a quarter**: for every offset up to 1/4 the relative error is at most 1/4, either way. -/
theorem lmul_quarter (P a b o : Nat) (ha : a < P) (hb : b < P) (ho : 4 * o ≤ P * P) :
    4 * ((lmul P a b o : Int) - exactProduct P a b).natAbs ≤ exactProduct P a b := by
  have s := lmul_split P a b o
  have q := four_mul_lt P a b ha hb
  have h : P * P ≤ exactProduct P a b := Nat.mul_le_mul (by omega) (by omega)
  omega

/-- The same by widths: `p` fraction bits, the offset `2^-l`, for every `l` from 2 to `2 p`. -/
theorem lmul_quarter_of_width (p l a b : Nat) (h2 : 2 ≤ l) (hl : l ≤ 2 * p) (ha : a < 2 ^ p)
    (hb : b < 2 ^ p) :
    4 * ((lmul (2 ^ p) a b (2 ^ (2 * p - l)) : Int) - exactProduct (2 ^ p) a b).natAbs ≤
      exactProduct (2 ^ p) a b := by
  apply lmul_quarter _ _ _ _ ha hb
  have e : 2 ^ p * 2 ^ p = 2 ^ l * 2 ^ (2 * p - l) := by
    rw [← Nat.pow_add, ← Nat.pow_add]; congr 1; omega
  rw [e]
  apply Nat.mul_le_mul_right
  exact Nat.pow_le_pow_right (show 2 > 0 by omega) h2

/-- It is within `2^-l` where it is too large. -/
theorem lmul_over_of_width (p l a b : Nat) (hl : l ≤ 2 * p) :
    2 ^ l * (lmul (2 ^ p) a b (2 ^ (2 * p - l)) - exactProduct (2 ^ p) a b) ≤
      exactProduct (2 ^ p) a b := by
  have s := lmul_split (2 ^ p) a b (2 ^ (2 * p - l))
  have e : 2 ^ l * 2 ^ (2 * p - l) = 2 ^ p * 2 ^ p := by
    rw [← Nat.pow_add, ← Nat.pow_add]; congr 1; omega
  have h : 2 ^ p * 2 ^ p ≤ exactProduct (2 ^ p) a b := Nat.mul_le_mul (by omega) (by omega)
  have pos := Nat.two_pow_pos (2 * p - l)
  have m := Nat.mul_le_mul_left (2 ^ l) (show lmul (2 ^ p) a b (2 ^ (2 * p - l)) -
    exactProduct (2 ^ p) a b ≤ 2 ^ (2 * p - l) by omega)
  omega

/-- A quarter is attained, at 1 * 1 with the offset 1/4. -/
theorem lmul_quarter_attained (P o : Nat) (ho : 4 * o = P * P) :
    4 * (lmul P 0 0 o - exactProduct P 0 0) = exactProduct P 0 0 := by
  have e : exactProduct P 0 0 = P * P := by simp [exactProduct]
  have e' : lmul P 0 0 o = P * P + o := by simp [lmul]
  omega

/-- **With `l = 1` it fails**: 1 * 1 is 3/2, off by a half. -/
theorem lmul_one_fails (P o : Nat) (hP : 0 < P) (ho : 2 * o = P * P) :
    exactProduct P 0 0 < 4 * (lmul P 0 0 o - exactProduct P 0 0) ∧
      2 * (lmul P 0 0 o - exactProduct P 0 0) = exactProduct P 0 0 := by
  have e : exactProduct P 0 0 = P * P := by simp [exactProduct]
  have e' : lmul P 0 0 o = P * P + o := by simp [lmul]
  have := Nat.mul_pos hP hP
  omega

/-- Exponents change nothing: multiplied by a power of two the bound is the same. -/
theorem lmul_scaled (P a b o k : Nat) (ha : a < P) (hb : b < P) (ho : 4 * o ≤ P * P) :
    4 * ((lmul P a b o * 2 ^ k : Nat) - (exactProduct P a b * 2 ^ k : Nat) : Int).natAbs ≤
      exactProduct P a b * 2 ^ k := by
  have h := lmul_quarter P a b o ha hb ho
  have e : ((lmul P a b o * 2 ^ k : Nat) - (exactProduct P a b * 2 ^ k : Nat) : Int) =
      ((lmul P a b o : Int) - exactProduct P a b) * ((2 ^ k : Nat) : Int) := by
    rw [Int.natCast_mul, Int.natCast_mul, Int.sub_mul]
  rw [e, Int.natAbs_mul, Int.natAbs_natCast, ← Nat.mul_assoc]
  exact Nat.mul_le_mul_right _ h

/-- Without an offset L-Mul is never too large. -/
theorem lmul_without_offset (P a b : Nat) : lmul P a b 0 ≤ exactProduct P a b := by
  have s := lmul_split P a b 0
  omega

/-- Factors may be exchanged. -/
theorem lmul_comm (P a b o : Nat) : lmul P a b o = lmul P b a o := by
  unfold lmul; rw [Nat.add_comm a b]

/-- A larger factor never gives a smaller result. -/
theorem lmul_mono (P a a' b o : Nat) (h : a ≤ a') : lmul P a b o ≤ lmul P a' b o := by
  have := Nat.mul_le_mul_left P (show a + b ≤ a' + b by omega)
  unfold lmul; omega

/-- The adder form: a sum of fractions of 1 or more, with the offset, carries into the exponent, where
what remains counts twice. -/
def lmulAdder (P a b o : Nat) : Nat :=
  if P * (a + b) + o < P * P then lmul P a b o else 2 * (P * (a + b) + o)

/-- The adder is never less than piecewise affine multiplication, and exceeds it by twice the offset at
most. -/
theorem lmulAdder_pam (P a b o : Nat) :
    pam P a b ≤ lmulAdder P a b o ∧ lmulAdder P a b o ≤ pam P a b + 2 * o := by
  have e1 : P * (P + a + b) = P * P + P * (a + b) := by grind
  have e2 : 2 * P * (a + b) = 2 * (P * (a + b)) := by grind
  have h1 : a + b < P → P * (a + b) ≤ P * P := fun h => Nat.mul_le_mul_left P (by omega)
  have h2 : P ≤ a + b → P * P ≤ P * (a + b) := fun h => Nat.mul_le_mul_left P h
  unfold lmulAdder pam lmul
  rw [e1, e2]
  split <;> split <;> omega

/-- **The adder form is at most a ninth too small, and at most twice its offset too large.** -/
theorem lmulAdder_error (P a b o : Nat) (ha : a < P) (hb : b < P) :
    9 * (exactProduct P a b - lmulAdder P a b o) ≤ exactProduct P a b ∧
      lmulAdder P a b o ≤ exactProduct P a b + 2 * o := by
  have h := lmulAdder_pam P a b o
  have h1 := pam_ninth P a b (by omega) (by omega)
  have h2 := pam_le P a b (by omega) (by omega)
  omega

end Verif
