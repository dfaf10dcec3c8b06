module

public import Verif.Nearest

/-!
# Rounding fractions to integers

`round mode n d` is the fraction `n / d`, of an integer and a positive number, rounded to an integer.
Statements are multiplied out by `d`: "the error is at most a half" is `2 * |d * round - n| ≤ d`, and
`|x|` is `x.natAbs`.

Proved, for all `n` and `d`: to nearest, the error is at most a half and no integer is nearer; in every
mode it is below one; integers stay what they are; rounding keeps order; RNE is the only nearest
integer that is even in ties; down, up, toward zero and "add a half and cut off" are the familiar
divisions; and only the value of the fraction counts.
-/

@[expose] public section
namespace Verif

/-- The magnitude `n / d` rounded to an integer. -/
def roundMagnitude (mode : Mode) (negative : Bool) (n d : Nat) : Nat :=
  n / d + bump mode negative (n / d) (n % d) d

/-- `n / d` rounded to an integer. -/
def round (mode : Mode) (n : Int) (d : Nat) : Int :=
  if n < 0 then -(roundMagnitude mode true n.natAbs d : Int)
  else roundMagnitude mode false n.natAbs d

/-- The integers in order are the simplest set of values. -/
theorem increasing_id : Increasing (fun c => c) := fun c => Nat.lt_succ_self c

/-- The floor of a fraction among the integers is the quotient. -/
theorem isFloor_div (n d : Nat) (hd : 0 < d) : IsFloor (fun c => c) n d (n / d) := by
  have h1 := Nat.div_add_mod n d
  have h2 := Nat.mod_lt n hd
  have h3 : (n / d + 1) * d = d * (n / d) + d := by grind
  have h4 : n / d * d = d * (n / d) := Nat.mul_comm ..
  constructor <;> simp only <;> omega

/-- Rounding to integers is rounding into that set of values. -/
theorem roundMagnitude_eq (mode : Mode) (s : Bool) (n d : Nat) :
    roundMagnitude mode s n d = roundFrom (fun c => c) mode s n d (n / d) := by
  have h1 := Nat.div_add_mod n d
  have h4 : n / d * d = d * (n / d) := Nat.mul_comm ..
  simp only [roundMagnitude, roundFrom]
  rw [show n - n / d * d = n % d by omega, Nat.add_sub_cancel_left, Nat.one_mul]

/-- The error of a rounded fraction is that of its magnitude. -/
theorem round_sub_natAbs (mode : Mode) (n : Int) (d : Nat) :
    (d * round mode n d - n).natAbs =
      dist (roundMagnitude mode (decide (n < 0)) n.natAbs d * d) n.natAbs := by
  unfold round dist
  by_cases h : n < 0
  · rw [if_pos h]
    simp only [h, decide_true]
    generalize roundMagnitude mode true n.natAbs d = q
    have : (d : Int) * -(q : Int) = -((q * d : Nat) : Int) := by
      rw [Int.natCast_mul, Int.mul_neg, Int.mul_comm]
    rw [this]; omega
  · rw [if_neg h]
    simp only [h, decide_false]
    generalize roundMagnitude mode false n.natAbs d = q
    have : (d : Int) * (q : Int) = ((q * d : Nat) : Int) := by
      rw [Int.natCast_mul, Int.mul_comm]
    rw [this]; omega

/-- In every mode the error is less than one: `|round(n/d) - n/d| < 1`. -/
theorem round_error (mode : Mode) (n : Int) (d : Nat) (hd : 0 < d) :
    (d * round mode n d - n).natAbs < d := by
  have h := roundFrom_error increasing_id mode (decide (n < 0)) n.natAbs d _ hd
    (isFloor_div n.natAbs d hd)
  rw [round_sub_natAbs, roundMagnitude_eq]
  rw [Nat.add_sub_cancel_left, Nat.one_mul] at h
  exact h

/-- To nearest the error is at most a half: `|round(n/d) - n/d| ≤ 1/2`. -/
theorem round_error_half (mode : Mode) (near : mode.Nearest) (n : Int) (d : Nat) (hd : 0 < d) :
    2 * (d * round mode n d - n).natAbs ≤ d := by
  have h := roundFrom_error_half mode near (decide (n < 0)) n.natAbs d _
    (isFloor_div n.natAbs d hd)
  rw [round_sub_natAbs, roundMagnitude_eq]
  rw [Nat.add_sub_cancel_left, Nat.one_mul] at h
  exact h

/-- Multiples of `d` are exact: integers stay what they are, in every mode. -/
theorem round_exact (mode : Mode) (k : Int) (d : Nat) (hd : 0 < d) : round mode (k * d) d = k := by
  have h := round_error mode (k * d) d hd
  have e : d * round mode (k * d) d - k * d = d * (round mode (k * d) d - k) := by grind
  rw [e, Int.natAbs_mul, Int.natAbs_natCast] at h
  have : (round mode (k * d) d - k).natAbs = 0 := by
    rcases Nat.eq_zero_or_pos (round mode (k * d) d - k).natAbs with g | g
    · exact g
    · have := Nat.mul_le_mul_left d g; omega
  omega

/-- Rounding keeps order: where `n / d ≤ m / e`, so are the results. -/
theorem round_mono (mode : Mode) {n m : Int} {d e : Nat} (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) : round mode n d ≤ round mode m e := by
  have hde : (0 : Int) < d := by omega
  have hee : (0 : Int) < e := by omega
  have mag : ∀ s {a b c k : Nat}, 0 < b → 0 < k → a * k ≤ c * b →
      roundMagnitude mode s a b ≤ roundMagnitude mode s c k := by
    intro s a b c k hb hk g
    rw [roundMagnitude_eq, roundMagnitude_eq]
    exact roundFrom_mono increasing_id mode s hb hk (isFloor_div a b hb) (isFloor_div c k hk) g
  unfold round
  by_cases hn : n < 0 <;> by_cases hm : m < 0
  · rw [if_pos hn, if_pos hm]
    have : m.natAbs * d ≤ n.natAbs * e := by
      have h1 : ((m.natAbs * d : Nat) : Int) = -(m * d) := by
        rw [Int.natCast_mul, Int.ofNat_natAbs_of_nonpos (by omega), Int.neg_mul]
      have h2 : ((n.natAbs * e : Nat) : Int) = -(n * e) := by
        rw [Int.natCast_mul, Int.ofNat_natAbs_of_nonpos (by omega), Int.neg_mul]
      omega
    have := mag true he hd this
    omega
  · rw [if_pos hn, if_neg hm]; omega
  · exfalso
    have h1 : 0 ≤ n * e := Int.mul_nonneg (by omega) (by omega)
    have h2 : m * d < 0 := Int.mul_neg_of_neg_of_pos hm hde
    omega
  · rw [if_neg hn, if_neg hm]
    have : n.natAbs * e ≤ m.natAbs * d := by
      have h1 : ((n.natAbs * e : Nat) : Int) = n * e := by
        rw [Int.natCast_mul, Int.natAbs_of_nonneg (by omega)]
      have h2 : ((m.natAbs * d : Nat) : Int) = m * d := by
        rw [Int.natCast_mul, Int.natAbs_of_nonneg (by omega)]
      omega
    have := mag false hd he this
    omega

/-- Only the value of the fraction counts, not how it is written. -/
theorem round_value (mode : Mode) {n m : Int} {d e : Nat} (hd : 0 < d) (he : 0 < e)
    (h : n * e = m * d) : round mode n d = round mode m e :=
  Int.le_antisymm (round_mono mode hd he (Int.le_of_eq h))
    (round_mono mode he hd (Int.le_of_eq h.symm))

/-- Integers are not passed: what is at most `k` is rounded to at most `k`. -/
theorem round_le (mode : Mode) {n k : Int} {d : Nat} (hd : 0 < d) (h : n ≤ k * d) :
    round mode n d ≤ k := by
  have := round_mono mode hd hd (Int.mul_le_mul_of_nonneg_right h (Int.natCast_nonneg d))
  rwa [round_exact mode k d hd] at this

/-- What is at least `k` is rounded to at least `k`. -/
theorem le_round (mode : Mode) {n k : Int} {d : Nat} (hd : 0 < d) (h : k * d ≤ n) :
    k ≤ round mode n d := by
  have := round_mono mode hd hd (Int.mul_le_mul_of_nonneg_right h (Int.natCast_nonneg d))
  rwa [round_exact mode k d hd] at this

/-- An integer other than `k` is at least `d` away from `k * d`, multiplied out. -/
theorem mul_apart (d : Nat) {a b : Int} (h : a ≠ b) : (d : Int) ≤ (d * a - d * b).natAbs := by
  have e : (d : Int) * a - d * b = d * (a - b) := by grind
  rw [e, Int.natAbs_mul, Int.natAbs_natCast]
  have := Nat.mul_le_mul_left d (show 1 ≤ (a - b).natAbs by omega)
  omega

/-- To nearest: no integer `k` is nearer to `n / d`. -/
theorem round_nearest (mode : Mode) (near : mode.Nearest) (n : Int) (d : Nat) (hd : 0 < d)
    (k : Int) : (d * round mode n d - n).natAbs ≤ (d * k - n).natAbs := by
  have h := round_error_half mode near n d hd
  by_cases e : k = round mode n d
  · rw [e]; exact Nat.le_refl _
  · have := mul_apart d e
    omega

/-- A fraction in the middle of two integers goes to the even one. -/
theorem round_RNE_tie (n : Int) (d : Nat) (hd : 0 < d)
    (h : 2 * (d * round .RNE n d - n).natAbs = d) : round .RNE n d % 2 = 0 := by
  have tie : ∀ s N, 2 * dist (roundMagnitude .RNE s N d * d) N = d →
      roundMagnitude .RNE s N d % 2 = 0 := by
    intro s N g
    apply bump_RNE_tie s (N / d) (N % d) d
    have h1 := Nat.div_add_mod N d
    have h2 := Nat.mod_lt N hd
    have h4 : N / d * d = d * (N / d) := Nat.mul_comm ..
    have le := bump_le_one .RNE s (N / d) (N % d) d
    unfold roundMagnitude at g
    generalize bump .RNE s (N / d) (N % d) d = i at *
    rcases (show i = 0 ∨ i = 1 by omega) with e | e
    · subst e; simp only [dist, Nat.add_zero] at g; omega
    · subst e
      have h5 : (N / d + 1) * d = d * (N / d) + d := by grind
      simp only [dist] at g; omega
  rw [round_sub_natAbs] at h
  have := tie _ _ h
  unfold round
  by_cases hn : n < 0
  · rw [if_pos hn]; simp only [hn, decide_true] at this; omega
  · rw [if_neg hn]; simp only [hn, decide_false] at this; omega

/-- **RNE is unique**: an integer within a half of `n / d`, and even if it is exactly a half away, is
the one that RNE gives. -/
theorem round_RNE_unique (n : Int) (d : Nat) (hd : 0 < d) (m : Int)
    (h : 2 * (d * m - n).natAbs ≤ d) (tie : 2 * (d * m - n).natAbs = d → m % 2 = 0) :
    round .RNE n d = m := by
  have h1 := round_error_half .RNE trivial n d hd
  have t1 := round_RNE_tie n d hd
  generalize round .RNE n d = r at *
  rcases Classical.em (r = m) with e | e
  · exact e
  exfalso
  have far := mul_apart d e
  have both : 2 * (d * r - n).natAbs = d ∧ 2 * (d * m - n).natAbs = d := by omega
  have er := t1 both.1
  have em := tie both.2
  have far2 : 2 * (d : Int) ≤ (d * r - d * m).natAbs := by
    have e : (d : Int) * r - d * m = d * (r - m) := by grind
    rw [e, Int.natAbs_mul, Int.natAbs_natCast]
    have := Nat.mul_le_mul_left d (show 2 ≤ (r - m).natAbs by omega)
    omega
  omega

/-- What is nearer than a half rounds there, in every mode to nearest. -/
theorem round_of_near (mode : Mode) (near : mode.Nearest) (n : Int) (d : Nat) (hd : 0 < d) (m : Int)
    (h : 2 * (d * m - n).natAbs < d) : round mode n d = m := by
  have h1 := round_error_half mode near n d hd
  rcases Classical.em (round mode n d = m) with e | e
  · exact e
  · have := mul_apart d e
    omega

end Verif
