module

public import Verif.Mode

/-!
# Ordered sets of values

A format's magnitudes, in increasing order, are a strictly increasing function `v` from numbers
(*ordinals*) to values in units of some quantum: `v 0 < v 1 < v 2 < ...`. This file knows nothing
else of a format, so all of it holds for integers, fixed point, floats with or without subnormals,
and tables alike.

The number to be rounded is the fraction `n / d` of quanta with `0 < d`. Statements about it are
multiplied out: `v c ≤ n / d` is written `v c * d ≤ n`. The ordinal of the largest value that is not
above `n / d` is its *floor*.

Proved, for every value set: the order of ordinals is the order of values; every fraction that is not
below the first value has one floor, and only one. Rounding is in `Verif.Nearest`.
-/

@[expose] public section
namespace Verif

/-- The distance of two natural numbers, `|a - b|`. -/
def dist (a b : Nat) : Nat := (a - b) + (b - a)

/-- `v` is strictly increasing: values listed in order. -/
def Increasing (v : Nat → Nat) : Prop := ∀ c, v c < v (c + 1)

/-- `c` is the ordinal of the largest value that is at most `n / d`. -/
def IsFloor (v : Nat → Nat) (n d c : Nat) : Prop := v c * d ≤ n ∧ n < v (c + 1) * d

section
variable {v : Nat → Nat}

/-- Larger ordinals have larger values. -/
theorem Increasing.lt (hv : Increasing v) {a b : Nat} (h : a < b) : v a < v b := by
  induction b with
  | zero => omega
  | succ b ih =>
    have := hv b
    by_cases e : a = b
    · rw [e]; exact this
    · exact Nat.lt_trans (ih (by omega)) this

/-- Larger or equal ordinals have larger or equal values. -/
theorem Increasing.le (hv : Increasing v) {a b : Nat} (h : a ≤ b) : v a ≤ v b := by
  rcases Nat.lt_or_eq_of_le h with h | h
  · exact Nat.le_of_lt (hv.lt h)
  · rw [h]; exact Nat.le_refl _

/-- Different ordinals have different values. -/
theorem Increasing.inj (hv : Increasing v) {a b : Nat} (h : v a = v b) : a = b := by
  rcases Nat.lt_trichotomy a b with g | g | g
  · have := hv.lt g; omega
  · exact g
  · have := hv.lt g; omega

/-- Order of ordinals is order of values. -/
theorem Increasing.le_iff (hv : Increasing v) {a b : Nat} : a ≤ b ↔ v a ≤ v b := by
  constructor
  · exact hv.le
  · intro h
    rcases Nat.lt_or_ge b a with g | g
    · have := hv.lt g; omega
    · exact g

/-- A value is at least its ordinal. -/
theorem Increasing.self_le (hv : Increasing v) (c : Nat) : c ≤ v c := by
  induction c with
  | zero => omega
  | succ c ih => have := hv c; omega

/-- Every fraction that is not below the first value has a floor. -/
theorem exists_floor (hv : Increasing v) (n d : Nat) (hd : 0 < d) (h0 : v 0 * d ≤ n) :
    ∃ c, IsFloor v n d c := by
  have search : ∀ k c, v c * d ≤ n → n < v (c + k) * d → ∃ c, IsFloor v n d c := by
    intro k
    induction k with
    | zero => intro c h1 h2; simp at h2; omega
    | succ k ih =>
      intro c h1 h2
      rcases Nat.lt_or_ge n (v (c + 1) * d) with g | g
      · exact ⟨c, h1, g⟩
      · exact ih (c + 1) g (by rw [Nat.add_right_comm]; exact h2)
  refine search (n + 1) 0 h0 ?_
  have h1 := hv.self_le (0 + (n + 1))
  have h2 := Nat.mul_le_mul h1 hd
  omega

/-- A fraction has one floor only. -/
theorem floor_unique (hv : Increasing v) {n d a b : Nat} (ha : IsFloor v n d a)
    (hb : IsFloor v n d b) : a = b := by
  have step : ∀ {a b}, IsFloor v n d a → IsFloor v n d b → ¬ a < b := by
    intro a b ha hb h
    have := Nat.mul_le_mul_right d (hv.le (show a + 1 ≤ b from h))
    have := ha.2
    have := hb.1
    omega
  have := step ha hb
  have := step hb ha
  omega

/-- The floor of a value is its ordinal. -/
theorem floor_of_value (hv : Increasing v) (c d : Nat) (hd : 0 < d) : IsFloor v (v c * d) d c :=
  ⟨Nat.le_refl _, Nat.mul_lt_mul_of_pos_right (hv c) hd⟩

end

end Verif
