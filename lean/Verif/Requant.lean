module

public import Verif.Grid
public import Verif.RoundTwice

/-!
# Requantisation: an integer times a dyadic factor

A sum `x` of products is brought to another scale by an integer multiplier `b` and a shift: `x * b / 2^c`,
rounded. Statements are multiplied out by `2^c`.

Proved, for all integers: rounded once to nearest the result is within a half and keeps order; "add
`2^(c-1)` and shift" is rounding with ties up, and differs from ties to even by one at most, in ties only;
rounded twice, as in gemmlowp and TensorFlow Lite (the high half of a product, then a shift by `e`), the
result is within `1/2 + 2^-(e+1)`, and differs from one rounding by at most one; a zero point may be added
before or after where it is even or ties go up.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- `x * b / 2^c`, rounded. -/
def requant (mode : Mode) (x b : Int) (c : Nat) : Int := round mode (x * b) (2 ^ c)

/-- Rounded once, the result is within a half: `|requant - x b / 2^c| ≤ 1/2`. -/
theorem requant_error (mode : Mode) (near : mode.Nearest) (x b : Int) (c : Nat) :
    2 * (2 ^ c * requant mode x b c - x * b).natAbs ≤ 2 ^ c := by
  have h := round_error_half mode near (x * b) (2 ^ c) (Nat.two_pow_pos c)
  rw [Int.natCast_pow] at h
  exact h

/-- In every mode it is within one. -/
theorem requant_error_one (mode : Mode) (x b : Int) (c : Nat) :
    (2 ^ c * requant mode x b c - x * b).natAbs < 2 ^ c := by
  have h := round_error mode (x * b) (2 ^ c) (Nat.two_pow_pos c)
  rw [Int.natCast_pow] at h
  exact h

/-- A larger sum is not brought to a smaller result, if the multiplier is not negative. -/
theorem requant_mono (mode : Mode) {x y b : Int} (hb : 0 ≤ b) (c : Nat) (h : x ≤ y) :
    requant mode x b c ≤ requant mode y b c := by
  apply round_mono mode (Nat.two_pow_pos c) (Nat.two_pow_pos c)
  exact Int.mul_le_mul_of_nonneg_right (Int.mul_le_mul_of_nonneg_right h hb) (Int.natCast_nonneg _)

/-- Two modes to nearest differ by one at most. -/
theorem nearest_modes_within_one (mode mode' : Mode) (near : mode.Nearest) (near' : mode'.Nearest)
    (n : Int) (d : Nat) (hd : 0 < d) : (round mode n d - round mode' n d).natAbs ≤ 1 := by
  have h1 := round_error_half mode near n d hd
  have h2 := round_error_half mode' near' n d hd
  generalize round mode n d = r at *
  generalize round mode' n d = t at *
  have e : (d : Int) * r - d * t = d * (r - t) := by grind
  have h3 : ((d : Int) * r - d * t).natAbs ≤ d := by omega
  rw [e, Int.natAbs_mul, Int.natAbs_natCast] at h3
  exact Nat.le_of_mul_le_mul_left (by omega : d * (r - t).natAbs ≤ d * 1) hd

/-- And not at all where `n / d` is not in the middle of two integers. -/
theorem nearest_modes_agree (mode mode' : Mode) (near : mode.Nearest) (near' : mode'.Nearest)
    (n : Int) (d : Nat) (hd : 0 < d) (h : ∀ k : Int, 2 * n ≠ d * (2 * k + 1)) :
    round mode n d = round mode' n d := by
  have h1 := round_error_half mode near n d hd
  have p := h (round mode n d)
  have q := h (round mode n d - 1)
  generalize round mode n d = r at *
  symm
  apply round_of_near mode' near' n d hd
  have e1 : (d : Int) * (2 * r + 1) = 2 * (d * r) + d := by grind
  have e2 : (d : Int) * (2 * (r - 1) + 1) = 2 * (d * r) - d := by grind
  rw [e1] at p
  rw [e2] at q
  omega

/-- "Add `2^(c-1)` and shift right by `c`" rounds to nearest, ties up. -/
theorem requant_add_shift (x b : Int) (c : Nat) (hc : 0 < c) :
    (x * b + 2 ^ (c - 1)) / 2 ^ c = requant .RNU x b c := by
  obtain ⟨k, rfl⟩ : ∃ k, c = k + 1 := ⟨c - 1, by omega⟩
  unfold requant
  rw [round_RNU _ _ (Nat.two_pow_pos _), Nat.add_sub_cancel]
  have e1 : ((2 * 2 ^ (k + 1) : Nat) : Int) = 2 * 2 ^ (k + 1) := by
    rw [Int.natCast_mul, Int.natCast_pow]; rfl
  have e2 : ((2 ^ (k + 1) : Nat) : Int) = 2 * 2 ^ k := by
    rw [Int.natCast_pow, Int.pow_succ, Int.mul_comm]; rfl
  have e3 : 2 * (x * b) + 2 * 2 ^ k = 2 * (x * b + 2 ^ k) := by grind
  rw [e1, e2, e3, Int.mul_ediv_mul_of_pos _ _ (by omega)]

/-- Rounded twice, first by `2^c` and then by `2^e`, it is within `1/2 + 2^-(e+1)`:
`|twice - x b / 2^(c+e)| ≤ 1/2 + 2^-(e+1)`, multiplied out. -/
theorem requant_twice_error (mode mode' : Mode) (near : mode.Nearest) (near' : mode'.Nearest)
    (x b : Int) (c e : Nat) :
    2 * (2 ^ (c + e) * round mode' (requant mode x b c) (2 ^ e) - x * b).natAbs ≤
      2 ^ (c + e) + 2 ^ c := by
  have h := round_twice_error mode mode' near near' (x * b) (2 ^ c) (2 ^ e) (Nat.two_pow_pos c)
    (Nat.two_pow_pos e)
  rw [Int.natCast_pow, Int.natCast_pow, ← Nat.pow_add] at h
  rw [Int.pow_add]
  exact h

/-- Rounded twice or once, the results differ by one at most. -/
theorem requant_twice_once (mode mode' mode'' : Mode) (near : mode.Nearest) (near' : mode'.Nearest)
    (near'' : mode''.Nearest) (x b : Int) (c e : Nat) :
    (round mode' (requant mode x b c) (2 ^ e) - requant mode'' x b (c + e)).natAbs ≤ 1 := by
  have h1 := requant_twice_error mode mode' near near' x b c e
  have h2 := requant_error mode'' near'' x b (c + e)
  generalize round mode' (requant mode x b c) (2 ^ e) = r at *
  generalize requant mode'' x b (c + e) = t at *
  have hp := Nat.two_pow_pos (c + e)
  have hc : 2 ^ c ≤ 2 ^ (c + e) := Nat.pow_le_pow_right (by omega) (by omega)
  have e1 : (2 ^ (c + e) : Int) * r - 2 ^ (c + e) * t = ((2 ^ (c + e) : Nat) : Int) * (r - t) := by
    rw [Int.natCast_pow, Int.mul_sub]; rfl
  have h3 : ((2 ^ (c + e) : Int) * r - 2 ^ (c + e) * t).natAbs < 2 ^ (c + e) * 2 := by omega
  rw [e1, Int.natAbs_mul, Int.natAbs_natCast] at h3
  have := Nat.lt_of_mul_lt_mul_left h3
  omega

/-- Rounded twice, the result is that of one rounding unless the first result lies in the middle of two
multiples of `2^e` and is not exact. -/
theorem requant_twice_innocuous (mode : Mode) (x b : Int) (c e : Nat) (he : 0 < e)
    (h : ∀ k : Int, 2 * requant mode x b c = ((2 ^ e : Nat) : Int) * (2 * k + 1) →
      ((2 ^ c : Nat) : Int) * requant mode x b c = x * b) :
    round .RNE (requant mode x b c) (2 ^ e) = requant .RNE x b (c + e) := by
  unfold requant at *
  rw [Nat.pow_add]
  apply round_twice_of_not_middle mode (x * b) _ _ (Nat.two_pow_pos c) (Nat.two_pow_pos e) _ h
  obtain ⟨k, rfl⟩ : ∃ k, e = k + 1 := ⟨e - 1, by omega⟩
  rw [Nat.pow_succ]; omega

/-- An even zero point may be added before rounding or after. -/
theorem round_add_even (n : Int) (d : Nat) (hd : 0 < d) (z : Int) (hz : z % 2 = 0) :
    round .RNE (n + z * d) d = round .RNE n d + z := by
  have e : ∀ m : Int, (d : Int) * (m + z) - (n + z * d) = d * m - n := by intro m; grind
  apply round_RNE_unique _ d hd
  · rw [e]; exact round_error_half .RNE trivial n d hd
  · rw [e]
    intro t
    have := round_RNE_tie n d hd t
    omega

/-- With ties up any zero point may: the result moves along. -/
theorem round_add_RNU (n : Int) (d : Nat) (hd : 0 < d) (z : Int) :
    round .RNU (n + z * d) d = round .RNU n d + z := by
  rw [round_RNU _ _ hd, round_RNU _ _ hd]
  have e : 2 * (n + z * d) + d = 2 * n + d + ((2 * d : Nat) : Int) * z := by
    rw [Int.natCast_mul]; grind
  rw [e, Int.add_mul_ediv_left _ _ (by omega)]

/-- An odd zero point matters in ties: `1/2` rounds to 0, `1/2 + 1` to 2. -/
theorem round_add_odd_differs : round .RNE (1 + 1 * 2) 2 ≠ round .RNE 1 2 + 1 := by decide

/-- tensorflow#25087: 7984 times 1583594044 * 2^-31, shifted by 9, is 11.499...: one rounding gives 11, two
give 12. -/
theorem tensorflow_25087 :
    requant .RNE 7984 1583594044 40 = 11 ∧
      round .RNA (requant .RNU 7984 1583594044 31) (2 ^ 9) = 12 := by decide +kernel

end Verif
