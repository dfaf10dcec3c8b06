module

public import Verif.Floats

/-!
# Rounding commutes with powers of two

`fl M mode (z * 2^k) = fl M mode z * 2^k`, for every integer `z` in units of the least subnormal number,
every mode, and every format with at least one fraction bit. So a claim about sums of floats and what they
round to that holds at one scale holds at all larger ones, as long as nothing overflows.
-/

@[expose] public section
namespace Verif

/-- The exponent of the last place of a number that is scaled, where it is not the least one. -/
theorem floorExponent_scale (M n k : Nat) (h : floorExponent M n 1 ≠ 0) :
    floorExponent M (n * 2 ^ k) 1 = floorExponent M n 1 + k := by
  simp only [floorExponent, Nat.div_one] at h ⊢
  have hn : n ≠ 0 := by intro e; rw [e] at h; simp at h
  have hk : n * 2 ^ k ≠ 0 := Nat.mul_ne_zero hn (Nat.ne_of_gt (Nat.two_pow_pos k))
  have l : (n * 2 ^ k).log2 = n.log2 + k := by
    rw [Nat.log2_eq_iff hk]
    have h1 := Nat.log2_self_le hn
    have h2 := @Nat.lt_log2_self n
    constructor
    · rw [Nat.pow_add]; exact Nat.mul_le_mul_right _ h1
    · rw [show n.log2 + k + 1 = n.log2 + 1 + k by omega, Nat.pow_add]
      exact Nat.mul_lt_mul_of_pos_right h2 (Nat.two_pow_pos k)
  rw [l]; omega

/-- Magnitudes: rounding a number times `2^k` is rounding the number, times `2^k`. -/
theorem shiftRound_scale (M : Nat) (hM : 0 < M) (mode : Mode) (s : Bool) (n k : Nat) :
    magnitude M (shiftRound M mode s (n * 2 ^ k) 1) =
      magnitude M (shiftRound M mode s n 1) * 2 ^ k := by
  by_cases h : floorExponent M n 1 = 0
  · obtain ⟨p1, _⟩ := floor_parts M n 1
    rw [h, Nat.pow_zero, Nat.mul_one, Nat.div_one] at p1
    have float : ∀ i j, j < 2 ^ (M + 1) →
        magnitude M (shiftRound M mode s (j * 2 ^ i) 1) = j * 2 ^ i := by
      intro i j hj
      obtain ⟨g, _, _, _, g1, _, g2⟩ := shiftRound_parts M mode s (j * 2 ^ i)
      apply g2
      apply Nat.mod_eq_zero_of_dvd
      have gi : g ≤ i := by
        rcases Nat.lt_or_ge i g with t | t
        · exfalso
          rcases g1 with g1 | g1
          · omega
          · have a := Nat.mul_lt_mul_of_pos_right hj (Nat.two_pow_pos i)
            have b := Nat.mul_le_mul_left (2 ^ M) (Nat.pow_le_pow_right (show 2 > 0 by omega)
              (show i + 1 ≤ g from t))
            have c : 2 ^ (M + 1) * 2 ^ i = 2 ^ M * 2 ^ (i + 1) := by
              rw [← Nat.pow_add, ← Nat.pow_add]; congr 1; omega
            omega
        · exact t
      exact Nat.dvd_trans (Nat.pow_dvd_pow 2 gi) (Nat.dvd_mul_left ..)
    have f0 := float 0 n p1
    rw [Nat.pow_zero, Nat.mul_one] at f0
    rw [float k n p1, f0]
  · have he := floorExponent_scale M n k h
    have v0 := magnitude_floorOrdinal M n 1
    have v1 := magnitude_floorOrdinal_succ M n 1
    have w0 := magnitude_floorOrdinal M (n * 2 ^ k) 1
    have w1 := magnitude_floorOrdinal_succ M (n * 2 ^ k) 1
    have o1 : floorOrdinal M n 1 = 2 ^ M * floorExponent M n 1 + n / (1 * 2 ^ floorExponent M n 1) :=
      rfl
    have o2 : floorOrdinal M (n * 2 ^ k) 1 = 2 ^ M * floorExponent M (n * 2 ^ k) 1 +
      n * 2 ^ k / (1 * 2 ^ floorExponent M (n * 2 ^ k) 1) := rfl
    unfold shiftRound
    rw [he, Nat.one_mul] at w0 w1 o2 ⊢
    rw [Nat.one_mul] at v0 v1 o1 ⊢
    generalize floorExponent M n 1 = g at *
    have hq : n * 2 ^ k / 2 ^ (g + k) = n / 2 ^ g := by
      rw [Nat.pow_add, Nat.mul_div_mul_right _ _ (Nat.two_pow_pos k)]
    have hr : n * 2 ^ k % 2 ^ (g + k) = n % 2 ^ g * 2 ^ k := by
      rw [Nat.pow_add, Nat.mul_mod_mul_right]
    rw [hq] at w0 w1 o2
    have par : floorOrdinal M (n * 2 ^ k) 1 % 2 = floorOrdinal M n 1 % 2 := by
      obtain ⟨i, rfl⟩ : ∃ i, M = i + 1 := ⟨M - 1, by omega⟩
      have e : 2 ^ (i + 1) * (g + k) = 2 ^ (i + 1) * g + 2 * (2 ^ i * k) := by
        rw [Nat.pow_succ]; grind
      rw [o1, o2, e]; omega
    have same : ∀ a b r d, a % 2 = b % 2 → bump mode s a r d = bump mode s b r d := by
      intro a b r d e
      cases mode <;> cases s <;> simp only [bump, e]
    rw [hr, Nat.pow_add, same _ _ _ _ par, bump_scale mode s _ _ _ _ (Nat.two_pow_pos g)
      (Nat.two_pow_pos k)]
    have b1 := bump_le_one mode s (floorOrdinal M n 1) (n % 2 ^ g) (2 ^ g)
    rcases (show bump mode s (floorOrdinal M n 1) (n % 2 ^ g) (2 ^ g) = 0 ∨
      bump mode s (floorOrdinal M n 1) (n % 2 ^ g) (2 ^ g) = 1 by omega) with e | e <;> rw [e]
    · rw [Nat.add_zero, Nat.add_zero, w0, v0, Nat.pow_add, Nat.mul_assoc]
    · rw [w1, v1, Nat.pow_add, Nat.mul_assoc]

/-- **Rounding commutes with powers of two**, in every mode: what holds of sums of floats at one scale
holds at all larger ones. -/
theorem fl_scale (M : Nat) (hM : 0 < M) (mode : Mode) (z : Int) (k : Nat) :
    fl M mode (z * (2 ^ k : Nat)) = fl M mode z * (2 ^ k : Nat) := by
  have hp := Int.natCast_pos.2 (Nat.two_pow_pos k)
  have n := shiftRound_scale M hM mode
  unfold fl
  rw [Int.natAbs_mul, Int.natAbs_natCast, n, n, Int.natCast_mul, Int.natCast_mul]
  by_cases h : z < 0
  · rw [if_pos h, if_pos (Int.mul_neg_of_neg_of_pos h hp), Int.neg_mul]
  · have := Int.mul_nonneg (show 0 ≤ z by omega) (Int.le_of_lt hp)
    rw [if_neg h, if_neg (by omega)]

end Verif
