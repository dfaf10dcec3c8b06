module

/-!
# Rounding modes

A number that lies between two neighbouring values of a grid or a format goes to one of them. Which
one depends on little: the mode, the sign, how far the number is above the lower neighbour, and
whether the lower neighbour is odd. `bump` says so once, for integers and for floats alike; the
other files only say what the neighbours are.

Magnitudes are natural numbers here. The sign is a Boolean of its own.
-/

@[expose] public section
namespace Verif

/-- The rounding modes. -/
inductive Mode where
  /-- To nearest, ties to even. -/
  | RNE
  /-- To nearest, ties away from zero. -/
  | RNA
  /-- To nearest, ties up, as adding a half and cutting off does. -/
  | RNU
  /-- Toward zero. -/
  | RTZ
  /-- Away from zero. -/
  | RAZ
  /-- Up, toward positive infinity. -/
  | RTP
  /-- Down, toward negative infinity. -/
  | RTN
  /-- To odd: what is inexact goes to the odd neighbour. -/
  | RTO

/-- The modes that round to the nearest value and differ in ties only. -/
def Mode.Nearest : Mode → Prop
  | .RNE => True
  | .RNA => True
  | .RNU => True
  | _ => False

/-- 1 where the fraction `r / d` above the lower neighbour `q` rounds the magnitude up to the upper
neighbour, otherwise 0. `negative` is the sign of the number whose magnitude is rounded. -/
def bump (mode : Mode) (negative : Bool) (q r d : Nat) : Nat :=
  match mode, negative with
  | .RNE, _ => if d < 2 * r then 1 else if 2 * r < d then 0 else q % 2
  | .RNA, _ => if d ≤ 2 * r then 1 else 0
  | .RNU, false => if d ≤ 2 * r then 1 else 0
  | .RNU, true => if d < 2 * r then 1 else 0
  | .RTZ, _ => 0
  | .RAZ, _ => if 0 < r then 1 else 0
  | .RTP, false => if 0 < r then 1 else 0
  | .RTP, true => 0
  | .RTN, false => 0
  | .RTN, true => if 0 < r then 1 else 0
  | .RTO, _ => if 0 < r then 1 - q % 2 else 0

/-- The magnitude goes to one of the two neighbours. -/
theorem bump_le_one (mode : Mode) (s : Bool) (q r d : Nat) : bump mode s q r d ≤ 1 := by
  cases mode <;> cases s <;> simp only [bump] <;> (try split) <;> (try split) <;> omega

/-- What is exact stays: nothing above the lower neighbour, nothing added. -/
theorem bump_exact (mode : Mode) (s : Bool) (q d : Nat) (hd : 0 < d) : bump mode s q 0 d = 0 := by
  cases mode <;> cases s <;> simp only [bump] <;> (try split) <;> (try split) <;> omega

/-- A mode to nearest never goes to the neighbour that is further away. -/
theorem bump_nearest (mode : Mode) (h : mode.Nearest) (s : Bool) (q r d : Nat) :
    (bump mode s q r d = 0 → 2 * r ≤ d) ∧ (bump mode s q r d = 1 → d ≤ 2 * r) := by
  cases mode <;> simp only [Mode.Nearest] at h <;> cases s <;> simp only [bump] <;>
    (try split) <;> (try split) <;> omega

/-- Ties to even: from the middle, the even one of `q` and `q + 1`. -/
theorem bump_RNE_tie (s : Bool) (q r d : Nat) (h : 2 * r = d) :
    (q + bump .RNE s q r d) % 2 = 0 := by
  simp only [bump]; (repeat' split) <;> omega

/-- A larger fraction is not rounded to a smaller neighbour: `a / b ≤ r / d`, multiplied out. -/
theorem bump_mono (mode : Mode) (s : Bool) (q : Nat) {a b r d : Nat} (hb : 0 < b) (hd : 0 < d)
    (h : a * d ≤ r * b) : bump mode s q a b ≤ bump mode s q r d := by
  have pos : 0 < a → 0 < r := by
    intro ha
    have := Nat.mul_pos ha hd
    exact Nat.pos_of_mul_pos_right (Nat.lt_of_lt_of_le this h)
  have le : b ≤ 2 * a → d ≤ 2 * r := by
    intro ha
    have h1 := Nat.mul_le_mul_right d ha
    have h2 : 2 * a * d = 2 * (a * d) := by grind
    have h3 : 2 * r * b = 2 * (r * b) := by grind
    exact Nat.le_of_mul_le_mul_left (by rw [Nat.mul_comm b (2 * r)]; omega) hb
  have lt : b < 2 * a → d < 2 * r := by
    intro ha
    have h1 := Nat.mul_lt_mul_of_pos_right ha hd
    have h2 : 2 * a * d = 2 * (a * d) := by grind
    have h3 : 2 * r * b = 2 * (r * b) := by grind
    exact Nat.lt_of_mul_lt_mul_left (a := b) (by rw [Nat.mul_comm b (2 * r)]; omega)
  cases mode <;> cases s <;> simp only [bump] <;> (try split) <;> (try split) <;> (try split) <;>
    (try split) <;> omega

/-- Only the ratio of `r` and `d` counts. -/
theorem bump_scale (mode : Mode) (s : Bool) (q r d k : Nat) (hd : 0 < d) (hk : 0 < k) :
    bump mode s q (r * k) (d * k) = bump mode s q r d := by
  have hdk : 0 < d * k := Nat.mul_pos hd hk
  exact Nat.le_antisymm
    (bump_mono mode s q hdk hd (by rw [Nat.mul_assoc, Nat.mul_comm k d]; exact Nat.le_refl _))
    (bump_mono mode s q hd hdk (by rw [Nat.mul_assoc, Nat.mul_comm k d]; exact Nat.le_refl _))

end Verif
