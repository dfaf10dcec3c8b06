module

public import Verif.Floats

/-!
# Sums without error: Sterbenz, Fast2Sum, and numbers far apart

Floats are integers here, in units of the least subnormal number (`Verif.Floats`), so gradual underflow
is included. Overflow is not: the statements hold where the results are within the format.

Proved, for every number of fraction bits and every mode to nearest:

* `sterbenz`: the difference of two floats within a factor of two is a float;
* `sum_error_isFloat`: what the sum of two floats loses by rounding is a float;
* `fast2Sum`: for `|x| ≥ |y|`, the three operations `s = fl(x + y)`, `z = fl(s - x)`, `t = fl(y - z)` give
  `s + t = x + y` exactly (Dekker 1971);
* `fl_add_far`: a number below a quarter of the last place of another one does not change it, the lemma
  for large gaps; `fast2Sum_far`: there `s` is `x` and `t` is `y`.

That one scale stands for all is in `Verif.Scale`.
-/

@[expose] public section
namespace Verif

/-- Sterbenz: if `y / 2 ≤ x ≤ 2 y` then `x - y` is a float, without rounding. -/
theorem sterbenz {M : Nat} {x y : Int} (hx : IsFloat M x) (hy : IsFloat M y) (h1 : y ≤ 2 * x)
    (h2 : x ≤ 2 * y) : IsFloat M (x - y) := by
  obtain ⟨m, e, hm, m1⟩ := hx
  obtain ⟨k, g, hk, k1⟩ := hy
  have mx := isMultiple_of_natAbs hm
  have my := isMultiple_of_natAbs hk
  rcases Nat.le_total e g with h | h
  · exact isFloat_of_multiple (mx.sub (my.of_le h)) (m := m) (by omega) m1
  · exact isFloat_of_multiple ((mx.of_le h).sub my) (m := k) (by omega) k1

/-- Subtraction of floats within a factor of two is exact, in every mode. -/
theorem sterbenz_fl {M : Nat} (mode : Mode) {x y : Int} (hx : IsFloat M x) (hy : IsFloat M y)
    (h1 : y ≤ 2 * x) (h2 : x ≤ 2 * y) : fl M mode (x - y) = x - y :=
  fl_exact mode (sterbenz hx hy h1 h2)

/-- What a sum of two floats loses by rounding to nearest is a float. -/
theorem sum_error_isFloat {M : Nat} (mode : Mode) (near : mode.Nearest) {x y : Int}
    (hx : IsFloat M x) (hy : IsFloat M y) : IsFloat M (x + y - fl M mode (x + y)) := by
  have nx := fl_nearest mode near (x + y) hx
  have ny := fl_nearest mode near (x + y) hy
  obtain ⟨m, e, hm, m1⟩ := hx
  obtain ⟨k, g, hk, k1⟩ := hy
  have mx := isMultiple_of_natAbs hm
  have my := isMultiple_of_natAbs hk
  rcases Nat.le_total e g with h | h
  · have ms := mx.add (my.of_le h)
    exact isFloat_of_multiple (ms.sub (fl_multiple M mode ms)) (m := m) (by omega) m1
  · have ms := (mx.of_le h).add my
    exact isFloat_of_multiple (ms.sub (fl_multiple M mode ms)) (m := k) (by omega) k1

/-- In Fast2Sum's first difference nothing is lost: with `|y| ≤ |x|`, `fl(x + y) - x` is a float. -/
theorem sum_sub_isFloat {M : Nat} (mode : Mode) (near : mode.Nearest) {x y : Int}
    (hx : IsFloat M x) (hy : IsFloat M y) (hxy : y.natAbs ≤ x.natAbs) :
    IsFloat M (fl M mode (x + y) - x) := by
  obtain ⟨g, sg, g1, g2, g3, half⟩ := fl_error_half (M := M) mode near (x + y)
  by_cases exact : fl M mode (x + y) = x + y
  · rw [exact, show x + y - x = y by omega]; exact hy
  obtain ⟨m, e, hm, m1⟩ := hx
  have mx := isMultiple_of_natAbs hm
  -- a last place of `y` that is not above that of `x`
  obtain ⟨k, j, hk, k1, hj⟩ : ∃ k j, y.natAbs = k * 2 ^ j ∧ k < 2 ^ (M + 1) ∧ j ≤ e := by
    obtain ⟨k, j, hk, k1⟩ := hy
    rcases Nat.le_total j e with h | h
    · exact ⟨k, j, hk, k1, h⟩
    · obtain ⟨i, rfl⟩ := Nat.exists_eq_add_of_le h
      refine ⟨k * 2 ^ i, e, by rw [hk, Nat.pow_add]; grind, ?_, Nat.le_refl e⟩
      have : k * 2 ^ i * 2 ^ e ≤ m * 2 ^ e := by
        have : k * 2 ^ i * 2 ^ e = k * 2 ^ (e + i) := by rw [Nat.pow_add]; grind
        omega
      have := Nat.le_of_mul_le_mul_right this (Nat.two_pow_pos e)
      omega
  have my := isMultiple_of_natAbs hk
  have ms := (mx.of_le hj).add my
  -- the sum is inexact, so that its last place is above that of `y`
  have jg : j < g := by
    rcases Nat.lt_or_ge j g with h | h
    · exact h
    · exact absurd (g3 (ms.of_le h)) exact
  have big : 2 ^ M * 2 ^ g ≤ (x + y).natAbs := by
    rcases g1 with h | h
    · omega
    · exact h
  have small := Nat.mul_lt_mul_of_pos_right m1 (Nat.two_pow_pos e)
  have ky := Nat.mul_lt_mul_of_pos_right k1 (Nat.two_pow_pos j)
  rw [Nat.pow_succ] at small ky
  have ge : g ≤ e + 1 := by
    rcases Nat.lt_or_ge (e + 1) g with h | h
    · exfalso
      have a := Nat.mul_le_mul_left (2 ^ M) (Nat.pow_le_pow_right (show 2 > 0 by omega)
        (show e + 2 ≤ g by omega))
      have b : 2 ^ M * 2 ^ (e + 2) = 2 * (2 ^ M * 2 * 2 ^ e) := by
        rw [Nat.pow_add]; grind
      omega
    · exact h
  have pM := Nat.two_pow_pos M
  rcases Nat.lt_or_ge e g with h | h
  · -- one above the last place of `x`
    obtain rfl : g = e + 1 := by omega
    apply isFloat_of_multiple_le ((sg.of_le (by omega)).sub mx)
    have a : 2 ^ (e + 1) = 2 * 2 ^ e := by rw [Nat.pow_succ, Nat.mul_comm]
    have b : m * 2 ^ e + 2 ^ e ≤ 2 ^ (M + 1) * 2 ^ e := by
      have := Nat.mul_le_mul_right (2 ^ e) (show m + 1 ≤ 2 ^ (M + 1) from m1)
      rw [Nat.add_mul] at this; omega
    omega
  · apply isFloat_of_multiple_le (sg.sub (mx.of_le h))
    obtain ⟨i, rfl⟩ : ∃ i, g = j + 1 + i := ⟨g - j - 1, by omega⟩
    have a : 2 ^ (j + 1 + i) = 2 * (2 ^ j * 2 ^ i) := by rw [Nat.pow_add, Nat.pow_succ]; grind
    have b := Nat.mul_le_mul_left (2 ^ j) (Nat.two_pow_pos i)
    have c := Nat.mul_le_mul_left (2 ^ M) (show 2 ^ j ≤ 2 ^ j * 2 ^ i by omega)
    have d : 2 ^ M * 2 * 2 ^ j = 2 * (2 ^ M * 2 ^ j) := by grind
    have f : 2 ^ (M + 1) * 2 ^ (j + 1 + i) = 4 * (2 ^ M * (2 ^ j * 2 ^ i)) := by
      rw [a, Nat.pow_succ]; grind
    have h1 := Nat.mul_le_mul_right (2 ^ j * 2 ^ i) (show 1 ≤ 2 ^ M from pM)
    rw [f]
    omega

/-- **Fast2Sum is exact** for `|y| ≤ |x|`: the rounded sum and the term that the next two operations find
add up to `x + y`, with no error at all. -/
theorem fast2Sum {M : Nat} (mode : Mode) (near : mode.Nearest) {x y : Int} (hx : IsFloat M x)
    (hy : IsFloat M y) (hxy : y.natAbs ≤ x.natAbs) :
    let s := fl M mode (x + y)
    let z := fl M mode (s - x)
    let t := fl M mode (y - z)
    s + t = x + y := by
  intro s z t
  have hz : z = s - x := fl_exact mode (sum_sub_isFloat mode near hx hy hxy)
  have he : y - z = x + y - s := by rw [hz]; omega
  have ht : t = x + y - s := by
    show fl M mode (y - z) = _
    rw [he]; exact fl_exact mode (sum_error_isFloat mode near hx hy)
  rw [ht]; omega

/-- **The lemma for large gaps**: if `x` is normal, `2^M ≤ m < 2^(M+1)` its significand and `2^e` its last
place, and `y` is less than a quarter of that, then the sum rounds to `x`. -/
theorem fl_add_far {M : Nat} (mode : Mode) (near : mode.Nearest) {x y : Int} {m e : Nat}
    (hx : x.natAbs = m * 2 ^ e) (h1 : 2 ^ M ≤ m) (h2 : m < 2 ^ (M + 1))
    (hy : 4 * y.natAbs < 2 ^ e) : fl M mode (x + y) = x := by
  have fx : IsFloat M x := ⟨m, e, hx, h2⟩
  by_cases y0 : y = 0
  · rw [y0, Int.add_zero]; exact fl_exact mode fx
  obtain ⟨k, rfl⟩ : ∃ k, e = k + 2 := by
    refine ⟨e - 2, ?_⟩
    rcases Nat.lt_or_ge e 2 with h | h
    · exfalso
      have := Nat.pow_le_pow_right (show 2 > 0 by omega) (show e ≤ 1 by omega)
      omega
    · omega
  have p : 2 ^ (k + 2) = 4 * 2 ^ k := by rw [Nat.pow_add]; omega
  have near1 := fl_nearest mode near (x + y) fx
  obtain ⟨g, sg, _, g2, _, _⟩ := fl_error_half (M := M) mode near (x + y)
  have mx := isMultiple_of_natAbs hx
  have lo := Nat.mul_le_mul_right (2 ^ (k + 2)) h1
  have gk : k + 1 ≤ g := by
    rcases Nat.lt_or_ge k g with h | h
    · exact h
    · exfalso
      have a := Nat.mul_le_mul_left (2 ^ (M + 1)) (Nat.pow_le_pow_right (show 2 > 0 by omega) h)
      have b : 2 ^ (M + 1) * 2 ^ k = 2 * (2 ^ M * 2 ^ k) := by rw [Nat.pow_succ]; grind
      have c : 2 ^ M * 2 ^ (k + 2) = 4 * (2 ^ M * 2 ^ k) := by rw [p]; grind
      have d := Nat.mul_le_mul_right (2 ^ k) (show 1 ≤ 2 ^ M from Nat.two_pow_pos M)
      omega
  obtain ⟨c, hc⟩ := (sg.of_le gk).sub (mx.of_le (show k + 1 ≤ k + 2 by omega))
  have q : 2 ^ (k + 1) = 2 * 2 ^ k := by rw [Nat.pow_succ, Nat.mul_comm]
  have close : (fl M mode (x + y) - x).natAbs < 2 ^ (k + 1) := by omega
  rw [hc, Int.natAbs_mul, Int.natAbs_natCast] at close
  have c0 : c.natAbs < 1 := Nat.lt_of_mul_lt_mul_right (a := 2 ^ (k + 1)) (by omega)
  have : c = 0 := by omega
  rw [this] at hc
  omega

/-- Fast2Sum of numbers far apart: the sum is the larger number, the error the smaller one. -/
theorem fast2Sum_far {M : Nat} (mode : Mode) (near : mode.Nearest) {x y : Int} {m e : Nat}
    (hx : x.natAbs = m * 2 ^ e) (h1 : 2 ^ M ≤ m) (h2 : m < 2 ^ (M + 1))
    (hy : 4 * y.natAbs < 2 ^ e) (fy : IsFloat M y) :
    fl M mode (x + y) = x ∧ fl M mode (fl M mode (x + y) - x) = 0 ∧ fl M mode (y - 0) = y := by
  have h := fl_add_far mode near hx h1 h2 hy
  refine ⟨h, ?_, by rw [Int.sub_zero]; exact fl_exact mode fy⟩
  rw [h, Int.sub_self]
  exact fl_exact mode ⟨0, 0, by simp, Nat.two_pow_pos _⟩

end Verif
