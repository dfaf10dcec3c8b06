module

public import Verif.Round

/-!
# Familiar forms of rounding, and grids of powers of two

Rounding down is the integer quotient, up is its mirror image, toward zero is truncation, and ties up
is "add a half and cut off". `roundTo mode k n` is `n` rounded to a multiple of `2^k`; a dyadic number
`m * 2^e` on a grid of `2^q` is the same with `k = q - e`, or exact if `q ≤ e`.
-/

@[expose] public section
namespace Verif

/-- The integer below: the only one with `d * q ≤ n < d * (q + 1)`. -/
theorem ediv_unique {n q : Int} {d : Nat} (h1 : d * q ≤ n) (h2 : n < d * q + d) :
    n / (d : Int) = q := by
  have hd : (0 : Int) < d := by omega
  apply Int.le_antisymm
  · have : n / (d : Int) < q + 1 := by
      apply Int.ediv_lt_of_lt_mul hd
      have : (q + 1) * (d : Int) = d * q + d := by grind
      omega
    omega
  · apply Int.le_ediv_of_mul_le hd
    rw [Int.mul_comm]; exact h1

/-- Down: the result is at most `n / d`, and less than one below. -/
theorem round_RTN_bounds (n : Int) (d : Nat) (hd : 0 < d) :
    d * round .RTN n d ≤ n ∧ n < d * round .RTN n d + d := by
  simp only [round, roundMagnitude, bump]
  by_cases h : n < 0
  · rw [if_pos h]
    have h1 := Nat.div_add_mod n.natAbs d
    have h2 := Nat.mod_lt n.natAbs hd
    have h3 : (n.natAbs : Int) = -n := Int.ofNat_natAbs_of_nonpos (by omega)
    generalize n.natAbs / d = q at *
    generalize n.natAbs % d = r at *
    have h4 : (d : Int) * -((q : Nat) : Int) = -((d * q : Nat) : Int) := by
      rw [Int.natCast_mul, Int.mul_neg]
    have h5 : (d : Int) * -((q + 1 : Nat) : Int) = -((d * q : Nat) : Int) - d := by
      rw [Int.natCast_mul, Int.natCast_add, Int.mul_neg, Int.mul_add]; omega
    split
    · rw [h5]; omega
    · rw [Nat.add_zero, h4]; omega
  · rw [if_neg h]
    have h1 := Nat.div_add_mod n.natAbs d
    have h2 := Nat.mod_lt n.natAbs hd
    have h3 : (n.natAbs : Int) = n := Int.natAbs_of_nonneg (by omega)
    generalize n.natAbs / d = q at *
    have h4 : (d : Int) * ((q : Nat) : Int) = ((d * q : Nat) : Int) := by rw [Int.natCast_mul]
    rw [Nat.add_zero, h4]; omega

/-- Down is the integer quotient. -/
theorem round_RTN (n : Int) (d : Nat) (hd : 0 < d) : round .RTN n d = n / (d : Int) :=
  (ediv_unique (round_RTN_bounds n d hd).1 (round_RTN_bounds n d hd).2).symm

/-- Modes that do not look at the sign treat negative numbers as the mirror image of positive ones. -/
theorem round_neg (mode : Mode) (n : Int) (d : Nat) (hd : 0 < d)
    (h : ∀ q r, bump mode true q r d = bump mode false q r d) :
    round mode (-n) d = -round mode n d := by
  have z : ∀ s, roundMagnitude mode s 0 d = 0 := by
    intro s
    simp only [roundMagnitude, Nat.zero_div, Nat.zero_mod, bump_exact mode s 0 d hd]
  unfold round
  rcases Int.lt_trichotomy n 0 with g | g | g
  · rw [if_pos g, if_neg (by omega), Int.natAbs_neg]
    simp only [roundMagnitude, h]; omega
  · subst g
    rw [Int.neg_zero, if_neg (by omega)]
    have := z false
    simp only [Int.natAbs_zero, this]; rfl
  · rw [if_pos (show -n < 0 by omega), if_neg (show ¬n < 0 by omega), Int.natAbs_neg]
    simp only [roundMagnitude, h]

/-- To nearest even, negative numbers are the mirror image of positive ones. -/
theorem round_RNE_neg (n : Int) (d : Nat) (hd : 0 < d) : round .RNE (-n) d = -round .RNE n d :=
  round_neg .RNE n d hd (fun _ _ => rfl)

/-- Up is the mirror image of down. -/
theorem round_RTP_neg (n : Int) (d : Nat) (hd : 0 < d) : round .RTP (-n) d = -round .RTN n d := by
  have z : ∀ mode s, roundMagnitude mode s 0 d = 0 := by
    intro mode s
    simp only [roundMagnitude, Nat.zero_div, Nat.zero_mod, bump_exact mode s 0 d hd]
  unfold round
  rcases Int.lt_trichotomy n 0 with g | g | g
  · rw [if_pos g, if_neg (by omega), Int.natAbs_neg]
    simp only [roundMagnitude, bump]; omega
  · subst g
    simp [z]
  · rw [if_pos (show -n < 0 by omega), if_neg (show ¬n < 0 by omega), Int.natAbs_neg]
    simp only [roundMagnitude, bump]

/-- Up is the quotient of the mirror image. -/
theorem round_RTP (n : Int) (d : Nat) (hd : 0 < d) : round .RTP n d = -(-n / (d : Int)) := by
  have h := round_RTP_neg (-n) d hd
  rw [Int.neg_neg, round_RTN (-n) d hd] at h
  exact h

/-- Toward zero is truncated division. -/
theorem round_RTZ (n : Int) (d : Nat) : round .RTZ n d = n.tdiv d := by
  simp only [round, roundMagnitude, bump]
  by_cases h : n < 0
  · rw [if_pos h]
    obtain ⟨k, rfl⟩ : ∃ k : Nat, n = -(k : Int) := ⟨n.natAbs, by omega⟩
    rw [Int.neg_tdiv, Int.natAbs_neg, Int.natAbs_natCast, Nat.add_zero, Int.ofNat_tdiv]
  · rw [if_neg h]
    obtain ⟨k, rfl⟩ : ∃ k : Nat, n = (k : Int) := ⟨n.natAbs, by omega⟩
    rw [Int.natAbs_natCast, Nat.add_zero, Int.ofNat_tdiv]

/-- Toward zero never raises a magnitude: `|round(n/d)| ≤ |n/d|`. -/
theorem round_RTZ_natAbs (n : Int) (d : Nat) : d * (round .RTZ n d).natAbs ≤ n.natAbs := by
  simp only [round, roundMagnitude, bump]
  have := Nat.mul_div_le n.natAbs d
  split
  · rw [Int.natAbs_neg, Int.natAbs_natCast]; exact this
  · rw [Int.natAbs_natCast]; exact this

/-- Ties up is "add a half and cut off": `floor((2 n + d) / (2 d))`. -/
theorem round_RNU (n : Int) (d : Nat) (hd : 0 < d) :
    round .RNU n d = (2 * n + d) / ((2 * d : Nat) : Int) := by
  symm
  have mag : ∀ s N, 2 * (roundMagnitude .RNU s N d * d) ≤ 2 * N + d ∧
      2 * N ≤ 2 * (roundMagnitude .RNU s N d * d) + d ∧
      (s = false → 2 * N < 2 * (roundMagnitude .RNU s N d * d) + d) ∧
      (s = true → 2 * (roundMagnitude .RNU s N d * d) < 2 * N + d) := by
    intro s N
    have h1 := Nat.div_add_mod N d
    have h2 := Nat.mod_lt N hd
    unfold roundMagnitude
    generalize N / d = q at *
    generalize N % d = r at *
    have h4 : (q + 1) * d = d * q + d := by grind
    have h5 : (q + 0) * d = d * q := by grind
    cases s <;> simp only [bump] <;> split <;> (try rw [h4]) <;> (try rw [h5]) <;>
      refine ⟨by omega, by omega, fun _ => ?_, fun _ => ?_⟩ <;> first | omega | contradiction
  have e : ((2 * d : Nat) : Int) * round .RNU n d = 2 * (d * round .RNU n d) := by
    rw [Int.natCast_mul]; grind
  have both : 2 * (d * round .RNU n d) ≤ 2 * n + d ∧
      2 * n + d < 2 * (d * round .RNU n d) + 2 * d := by
    unfold round
    by_cases h : n < 0
    · rw [if_pos h]
      obtain ⟨m1, m2, m3, m4⟩ := mag true n.natAbs
      generalize roundMagnitude .RNU true n.natAbs d = q at *
      have h4 : (d : Int) * -((q : Nat) : Int) = -((q * d : Nat) : Int) := by
        rw [Int.natCast_mul, Int.mul_neg, Int.mul_comm]
      have := m4 rfl
      rw [h4]; omega
    · rw [if_neg h]
      obtain ⟨m1, m2, m3, m4⟩ := mag false n.natAbs
      generalize roundMagnitude .RNU false n.natAbs d = q at *
      have h4 : (d : Int) * ((q : Nat) : Int) = ((q * d : Nat) : Int) := by
        rw [Int.natCast_mul, Int.mul_comm]
      have := m3 rfl
      rw [h4]; omega
  apply ediv_unique
  · rw [e]; exact both.1
  · rw [e]; have := both.2; omega

/-- `n` rounded to a multiple of `2^k`. -/
def roundTo (mode : Mode) (k : Nat) (n : Int) : Int := 2 ^ k * round mode n (2 ^ k)

/-- On a grid of `2^k` the error is at most half a step to nearest. -/
theorem roundTo_error_half (mode : Mode) (near : mode.Nearest) (k : Nat) (n : Int) :
    2 * (roundTo mode k n - n).natAbs ≤ 2 ^ k := by
  have h := round_error_half mode near n (2 ^ k) (Nat.two_pow_pos k)
  rw [Int.natCast_pow] at h
  exact h

/-- On a grid of `2^k` the error is less than a step in every mode. -/
theorem roundTo_error (mode : Mode) (k : Nat) (n : Int) : (roundTo mode k n - n).natAbs < 2 ^ k := by
  have h := round_error mode n (2 ^ k) (Nat.two_pow_pos k)
  rw [Int.natCast_pow] at h
  exact h

/-- Rounding to a grid keeps order. -/
theorem roundTo_mono (mode : Mode) (k : Nat) {n m : Int} (h : n ≤ m) :
    roundTo mode k n ≤ roundTo mode k m := by
  apply Int.mul_le_mul_of_nonneg_left
  · exact round_mono mode (Nat.two_pow_pos k) (Nat.two_pow_pos k)
      (Int.mul_le_mul_of_nonneg_right h (Int.natCast_nonneg _))
  · exact Int.le_of_lt (Int.pow_pos (by omega))

/-- Rounding to a grid twice is rounding once. -/
theorem roundTo_idempotent (mode mode' : Mode) (k : Nat) (n : Int) :
    roundTo mode' k (roundTo mode k n) = roundTo mode k n := by
  have h := round_exact mode' (round mode n (2 ^ k)) (2 ^ k) (Nat.two_pow_pos k)
  unfold roundTo
  rw [Int.natCast_pow] at h
  rw [Int.mul_comm (2 ^ k) (round mode n (2 ^ k))]
  rw [show ((2 : Nat) : Int) = 2 from rfl] at h
  rw [h, Int.mul_comm]

/-- A dyadic number has many forms; rounding does not see which: `(n * 2^j) / 2^(k+j)` rounds as
`n / 2^k` does. -/
theorem round_dyadic (mode : Mode) (n : Int) (k j : Nat) :
    round mode (n * 2 ^ j) (2 ^ (k + j)) = round mode n (2 ^ k) := by
  apply round_value mode (Nat.two_pow_pos _) (Nat.two_pow_pos _)
  rw [Int.natCast_pow, Int.natCast_pow, show ((2 : Nat) : Int) = 2 from rfl, Int.pow_add]
  grind

end Verif
