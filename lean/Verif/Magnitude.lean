module

public import Verif.Nearest

/-!
# Magnitudes of binary floats

The magnitudes of a binary float with gradual underflow, numbered from zero: ordinal `c` has the
exponent field `c / 2^M` and the significand field `c % 2^M`, where `M` is the number of fraction
bits. Its value, in units of the least subnormal number, is `magnitude M c`. The exponent has no end
here and there is no NaN: where a format stops is a matter of `Verif.Format`.

Proved, for every `M`: between ordinals `c` and `c + 1` the gap is a power of two, so that magnitudes
increase; the ordinal of the largest magnitude that is not above a fraction is found by one division
and one logarithm (`floorOrdinal`); and rounding is done by one division with remainder
(`shiftRound`), with any carry going into the exponent by itself.
-/

@[expose] public section
namespace Verif

/-- The value of ordinal `c`, in units of the least subnormal number: `c` itself where the exponent
field is 0, otherwise the significand with its hidden bit, shifted by the exponent less 1. -/
def magnitude (M c : Nat) : Nat :=
  if c / 2 ^ M = 0 then c else (2 ^ M + c % 2 ^ M) * 2 ^ (c / 2 ^ M - 1)

/-- The exponent of the gap above ordinal `c`: the next magnitude is `2 ^ gapExponent M c` larger. -/
def gapExponent (M c : Nat) : Nat := c / 2 ^ M - 1

/-- A magnitude by its significand `r` and the exponent `e` of its last place. A significand of
`2^(M+1)`, as it comes of a carry, is right too. -/
theorem magnitude_of_parts (M e r : Nat) (hr : r ≤ 2 ^ (M + 1)) (h : e = 0 ∨ 2 ^ M ≤ r) :
    magnitude M (2 ^ M * e + r) = r * 2 ^ e := by
  have hP : 0 < 2 ^ M := Nat.two_pow_pos M
  have h2 : 2 ^ (M + 1) = 2 * 2 ^ M := by rw [Nat.pow_succ]; omega
  unfold magnitude
  rcases Nat.lt_or_ge r (2 ^ M) with g | g
  · have e0 : e = 0 := by omega
    subst e0
    simp [Nat.div_eq_of_lt g]
  rcases Nat.lt_or_ge r (2 ^ (M + 1)) with g' | g'
  · obtain ⟨t, rfl⟩ := Nat.exists_eq_add_of_le g
    have ht : t < 2 ^ M := by omega
    have hc : 2 ^ M * e + (2 ^ M + t) = t + 2 ^ M * (e + 1) := by grind
    have hq : (t + 2 ^ M * (e + 1)) / 2 ^ M = e + 1 := by
      rw [Nat.add_mul_div_left _ _ hP, Nat.div_eq_of_lt ht]; omega
    have hm : (t + 2 ^ M * (e + 1)) % 2 ^ M = t := by
      rw [Nat.add_mul_mod_self_left, Nat.mod_eq_of_lt ht]
    rw [hc, hq, hm, if_neg (by omega)]
    simp
  · have hr' : r = 2 * 2 ^ M := by omega
    subst hr'
    have hc : 2 ^ M * e + 2 * 2 ^ M = 0 + 2 ^ M * (e + 2) := by grind
    have hq : (0 + 2 ^ M * (e + 2)) / 2 ^ M = e + 2 := by
      rw [Nat.add_mul_div_left _ _ hP, Nat.zero_div]; omega
    have hm : (0 + 2 ^ M * (e + 2)) % 2 ^ M = 0 := by
      rw [Nat.add_mul_mod_self_left, Nat.zero_mod]
    rw [hc, hq, hm, if_neg (by omega), show e + 2 - 1 = e + 1 by omega, Nat.pow_succ]
    grind

/-- Every ordinal has a significand below `2^(M+1)` and an exponent of its last place. -/
theorem parts_of_ordinal (M c : Nat) :
    ∃ r, c = 2 ^ M * gapExponent M c + r ∧ r < 2 ^ (M + 1) ∧
      (gapExponent M c = 0 ∨ 2 ^ M ≤ r) := by
  have hP : 0 < 2 ^ M := Nat.two_pow_pos M
  have h2 : 2 ^ (M + 1) = 2 * 2 ^ M := by rw [Nat.pow_succ]; omega
  have hd := Nat.div_add_mod c (2 ^ M)
  have hm := Nat.mod_lt c hP
  unfold gapExponent
  by_cases e : c / 2 ^ M = 0
  · have := (Nat.div_eq_zero_iff_lt hP).1 e
    exact ⟨c, by rw [e]; simp, by omega, Or.inl (by rw [e])⟩
  · obtain ⟨k, hk⟩ : ∃ k, c / 2 ^ M = k + 1 := Nat.exists_eq_succ_of_ne_zero e
    refine ⟨2 ^ M + c % 2 ^ M, ?_, by omega, Or.inr (by omega)⟩
    rw [hk] at hd ⊢
    rw [Nat.mul_add] at hd
    simp
    omega

/-- The gap above every magnitude is a power of two. -/
theorem magnitude_succ (M c : Nat) :
    magnitude M (c + 1) = magnitude M c + 2 ^ gapExponent M c := by
  obtain ⟨r, hc, hr, he⟩ := parts_of_ordinal M c
  generalize gapExponent M c = e at *
  have h0 := magnitude_of_parts M e r (by omega) he
  have h1 := magnitude_of_parts M e (r + 1) (by omega) (by omega)
  rw [hc, h0, Nat.add_assoc, h1, Nat.add_mul, Nat.one_mul]

/-- Larger ordinals have larger values: the order of codes is the order of magnitudes. -/
theorem magnitude_increasing (M : Nat) : Increasing (magnitude M) := by
  intro c
  have := Nat.two_pow_pos (gapExponent M c)
  rw [magnitude_succ]
  omega

/-- Zero is zero. -/
theorem magnitude_zero (M : Nat) : magnitude M 0 = 0 := by
  simp [magnitude]

/-- The exponent of the last place of `n / d`, rounded down to `M` fraction bits. -/
def floorExponent (M n d : Nat) : Nat := Nat.log2 (n / d) - M

/-- The ordinal of the largest magnitude that is not above `n / d`. -/
def floorOrdinal (M n d : Nat) : Nat :=
  2 ^ M * floorExponent M n d + n / (d * 2 ^ floorExponent M n d)

/-- The significand of the floor, and where it lies. -/
theorem floor_parts (M n d : Nat) :
    n / (d * 2 ^ floorExponent M n d) < 2 ^ (M + 1) ∧
      (floorExponent M n d = 0 ∨ 2 ^ M ≤ n / (d * 2 ^ floorExponent M n d)) := by
  rw [← Nat.div_div_eq_div_mul]
  unfold floorExponent
  generalize n / d = q
  have hlt : q < 2 ^ (q.log2 + 1) := Nat.lt_log2_self
  rcases Nat.lt_or_ge M q.log2 with g | g
  · have hq : q ≠ 0 := by intro e; subst e; simp at g
    have hle := Nat.log2_self_le hq
    have e1 : q.log2 = M + (q.log2 - M) := by omega
    generalize q.log2 - M = e at *
    rw [e1] at hlt hle
    have e2 : 2 ^ (M + e + 1) = 2 ^ (M + 1) * 2 ^ e := by rw [← Nat.pow_add]; congr 1; omega
    constructor
    · exact (Nat.div_lt_iff_lt_mul (Nat.two_pow_pos e)).2 (by omega)
    · exact Or.inr ((Nat.le_div_iff_mul_le (Nat.two_pow_pos e)).2 (by rw [← Nat.pow_add]; omega))
  · have e0 : q.log2 - M = 0 := by omega
    rw [e0]
    refine ⟨?_, Or.inl rfl⟩
    have := Nat.pow_le_pow_right (show 2 > 0 by omega) (show q.log2 + 1 ≤ M + 1 by omega)
    simp
    omega

/-- The value of the floor. -/
theorem magnitude_floorOrdinal (M n d : Nat) :
    magnitude M (floorOrdinal M n d) =
      n / (d * 2 ^ floorExponent M n d) * 2 ^ floorExponent M n d := by
  obtain ⟨h1, h2⟩ := floor_parts M n d
  exact magnitude_of_parts M _ _ (by omega) h2

/-- The value above the floor. -/
theorem magnitude_floorOrdinal_succ (M n d : Nat) :
    magnitude M (floorOrdinal M n d + 1) =
      (n / (d * 2 ^ floorExponent M n d) + 1) * 2 ^ floorExponent M n d := by
  obtain ⟨h1, h2⟩ := floor_parts M n d
  exact magnitude_of_parts M (floorExponent M n d) (n / (d * 2 ^ floorExponent M n d) + 1)
    (by omega) (by omega)

/-- `floorOrdinal` is the floor: its magnitude is at most `n / d`, the next one is above. -/
theorem floorOrdinal_isFloor (M n d : Nat) (hd : 0 < d) :
    IsFloor (magnitude M) n d (floorOrdinal M n d) := by
  have h := magnitude_floorOrdinal M n d
  have h' := magnitude_floorOrdinal_succ M n d
  have hD : 0 < d * 2 ^ floorExponent M n d := Nat.mul_pos hd (Nat.two_pow_pos _)
  unfold IsFloor
  rw [h, h']
  generalize floorExponent M n d = e at *
  have hdm := Nat.div_add_mod n (d * 2 ^ e)
  have hm := Nat.mod_lt n hD
  generalize n / (d * 2 ^ e) = q at *
  generalize n % (d * 2 ^ e) = r at *
  have e1 : q * 2 ^ e * d = d * 2 ^ e * q := by grind
  have e2 : (q + 1) * 2 ^ e * d = d * 2 ^ e * q + d * 2 ^ e := by grind
  omega

/-- The ordinal that `n / d` rounds to, as it is computed: shift the divisor by the exponent, divide,
and look at the remainder. -/
def shiftRound (M : Nat) (mode : Mode) (negative : Bool) (n d : Nat) : Nat :=
  floorOrdinal M n d +
    bump mode negative (floorOrdinal M n d) (n % (d * 2 ^ floorExponent M n d))
      (d * 2 ^ floorExponent M n d)

/-- Computing with a shift and a remainder is rounding among all magnitudes, in every mode. -/
theorem shiftRound_eq (M : Nat) (mode : Mode) (s : Bool) (n d : Nat) :
    shiftRound M mode s n d = roundFrom (magnitude M) mode s n d (floorOrdinal M n d) := by
  unfold shiftRound roundFrom
  have h := magnitude_floorOrdinal M n d
  have h' := magnitude_floorOrdinal_succ M n d
  generalize floorOrdinal M n d = c at *
  rw [h, h']
  generalize floorExponent M n d = e at *
  have hdm := Nat.div_add_mod n (d * 2 ^ e)
  generalize n / (d * 2 ^ e) = q at *
  generalize n % (d * 2 ^ e) = r at *
  have e1 : q * 2 ^ e * d = d * 2 ^ e * q := by grind
  have e2 : (q + 1) * 2 ^ e = q * 2 ^ e + 2 ^ e := by grind
  have e3 : n - q * 2 ^ e * d = r := by omega
  have e4 : ((q + 1) * 2 ^ e - q * 2 ^ e) * d = d * 2 ^ e := by
    rw [e2, Nat.add_sub_cancel_left, Nat.mul_comm]
  rw [e3, e4]

end Verif
