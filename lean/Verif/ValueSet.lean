module

public import Verif.Mode

/-!
# Rounding into any ordered set of values

A format's magnitudes, in increasing order, are a strictly increasing function `v` from numbers
(*ordinals*) to values in units of some quantum: `v 0 < v 1 < v 2 < ...`. This file knows nothing
else of a format, so all of it holds for integers, fixed point, floats with or without subnormals,
and tables alike.

The number to be rounded is the fraction `n / d` of quanta with `0 < d`. Statements about it are
multiplied out: `v c ≤ n / d` is written `v c * d ≤ n`. The ordinal of the largest value that is not
above `n / d` is its *floor*; `roundFrom` goes from there to one of the two neighbours.

Proved, for every value set: rounding takes the floor or its successor; what is exact stays; modes to
nearest give a nearest value, and no other is as near except in a tie, which RNE settles to the even
ordinal; there is exactly one such value; the error is at most half a gap, in directed modes less than
a gap; rounding is monotone; and it depends on the value of the fraction only.
-/

@[expose] public section
namespace Verif

/-- The distance of two natural numbers, `|a - b|`. -/
def dist (a b : Nat) : Nat := (a - b) + (b - a)

/-- `v` is strictly increasing: values listed in order. -/
def Increasing (v : Nat → Nat) : Prop := ∀ c, v c < v (c + 1)

/-- `c` is the ordinal of the largest value that is at most `n / d`. -/
def IsFloor (v : Nat → Nat) (n d c : Nat) : Prop := v c * d ≤ n ∧ n < v (c + 1) * d

/-- The ordinal that `n / d` rounds to, where `c` is its floor: `c` or `c + 1`. -/
def roundFrom (v : Nat → Nat) (mode : Mode) (negative : Bool) (n d c : Nat) : Nat :=
  c + bump mode negative c (n - v c * d) ((v (c + 1) - v c) * d)

/-- `c` is a nearest value to `n / d`: none is at a smaller distance. -/
def IsNearest (v : Nat → Nat) (n d c : Nat) : Prop := ∀ k, dist (v c * d) n ≤ dist (v k * d) n

/-- `c` is *the* nearest value to `n / d`, ties to even: none is at a smaller distance, and where
another is at the same distance `c` is even. -/
def IsNearestEven (v : Nat → Nat) (n d c : Nat) : Prop :=
  ∀ k, dist (v c * d) n < dist (v k * d) n ∨
    (dist (v c * d) n = dist (v k * d) n ∧ (k ≠ c → c % 2 = 0))

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

/-- Rounding takes the floor or its successor. -/
theorem roundFrom_cases (mode : Mode) (s : Bool) (n d c : Nat) :
    roundFrom v mode s n d c = c ∨ roundFrom v mode s n d c = c + 1 := by
  have := bump_le_one mode s c (n - v c * d) ((v (c + 1) - v c) * d)
  simp only [roundFrom]
  omega

/-- What is a value already stays what it is, in every mode. -/
theorem roundFrom_exact (hv : Increasing v) (mode : Mode) (s : Bool) (c d : Nat) (hd : 0 < d) :
    roundFrom v mode s (v c * d) d c = c := by
  have : 0 < (v (c + 1) - v c) * d := Nat.mul_pos (by have := hv c; omega) hd
  simp only [roundFrom, Nat.sub_self, bump_exact mode s c _ this, Nat.add_zero]

/-- In every mode the error is less than the gap that `n / d` lies in. -/
theorem roundFrom_error (hv : Increasing v) (mode : Mode) (s : Bool) (n d c : Nat) (hd : 0 < d)
    (h : IsFloor v n d c) :
    dist (v (roundFrom v mode s n d c) * d) n < (v (c + 1) - v c) * d := by
  obtain ⟨h1, h2⟩ := h
  have hg : (v (c + 1) - v c) * d = v (c + 1) * d - v c * d := Nat.sub_mul ..
  have hp : 0 < (v (c + 1) - v c) * d := Nat.mul_pos (by have := hv c; omega) hd
  rcases Nat.eq_or_lt_of_le h1 with e | g
  · rw [← e, roundFrom_exact hv mode s c d hd]
    simp only [dist]; omega
  · rcases roundFrom_cases (v := v) mode s n d c with e | e <;> rw [e] <;> simp only [dist] <;> omega

/-- Rounded to nearest, the error is at most half the gap that `n / d` lies in. -/
theorem roundFrom_error_half (mode : Mode) (near : mode.Nearest) (s : Bool) (n d c : Nat)
    (h : IsFloor v n d c) :
    2 * dist (v (roundFrom v mode s n d c) * d) n ≤ (v (c + 1) - v c) * d := by
  obtain ⟨h1, h2⟩ := h
  have hg : (v (c + 1) - v c) * d = v (c + 1) * d - v c * d := Nat.sub_mul ..
  have b := bump_nearest mode near s c (n - v c * d) ((v (c + 1) - v c) * d)
  have le := bump_le_one mode s c (n - v c * d) ((v (c + 1) - v c) * d)
  simp only [roundFrom]
  generalize bump mode s c (n - v c * d) ((v (c + 1) - v c) * d) = i at *
  rcases (show i = 0 ∨ i = 1 by omega) with e | e
  · subst e; have := b.1 rfl; simp only [dist, Nat.add_zero]; omega
  · subst e; have := b.2 rfl; simp only [dist]; omega

/-- Values at or below the floor are at least as far as the floor, values above it at least as far as
its successor. -/
theorem neighbours_nearest (hv : Increasing v) {n d c : Nat} (h : IsFloor v n d c) (k : Nat) :
    (k ≤ c → dist (v c * d) n ≤ dist (v k * d) n) ∧
    (c < k → dist (v (c + 1) * d) n ≤ dist (v k * d) n) := by
  obtain ⟨h1, h2⟩ := h
  constructor <;> intro g
  · have := Nat.mul_le_mul_right d (hv.le g)
    simp only [dist]; omega
  · have := Nat.mul_le_mul_right d (hv.le (show c + 1 ≤ k from g))
    simp only [dist]; omega

/-- A mode to nearest gives a nearest value. -/
theorem roundFrom_nearest (hv : Increasing v) (mode : Mode) (near : mode.Nearest) (s : Bool)
    (n d c : Nat) (h : IsFloor v n d c) : IsNearest v n d (roundFrom v mode s n d c) := by
  intro k
  have half := roundFrom_error_half mode near s n d c h
  have away := neighbours_nearest hv h k
  have hg : (v (c + 1) - v c) * d = v (c + 1) * d - v c * d := Nat.sub_mul ..
  obtain ⟨h1, h2⟩ := h
  have sum : dist (v c * d) n + dist (v (c + 1) * d) n = (v (c + 1) - v c) * d := by
    simp only [dist]; omega
  rcases Nat.lt_or_ge c k with g | g <;>
    rcases roundFrom_cases (v := v) mode s n d c with e | e <;> rw [e] at half ⊢ <;> omega

/-- RNE gives the nearest value, and the even ordinal in a tie. -/
theorem roundFrom_RNE (hv : Increasing v) (s : Bool) (n d c : Nat) (hd : 0 < d)
    (h : IsFloor v n d c) : IsNearestEven v n d (roundFrom v .RNE s n d c) := by
  intro k
  have hn := roundFrom_nearest hv .RNE trivial s n d c h k
  rcases Nat.lt_or_eq_of_le hn with g | g
  · exact Or.inl g
  refine Or.inr ⟨g, fun ne => ?_⟩
  have hg : (v (c + 1) - v c) * d = v (c + 1) * d - v c * d := Nat.sub_mul ..
  have half := roundFrom_error_half .RNE trivial s n d c h
  have away := neighbours_nearest hv h k
  have tie := bump_RNE_tie s c (n - v c * d) ((v (c + 1) - v c) * d)
  obtain ⟨h1, h2⟩ := h
  have below : k < c → v k * d < v c * d := fun g => Nat.mul_lt_mul_of_pos_right (hv.lt g) hd
  have above : c + 1 < k → v (c + 1) * d < v k * d :=
    fun g => Nat.mul_lt_mul_of_pos_right (hv.lt g) hd
  have sum : dist (v c * d) n + dist (v (c + 1) * d) n = (v (c + 1) - v c) * d := by
    simp only [dist]; omega
  have mid : 2 * dist (v c * d) n = (v (c + 1) - v c) * d →
      roundFrom v .RNE s n d c % 2 = 0 := by
    intro m
    exact tie (by simp only [dist] at m; omega)
  apply mid
  rcases roundFrom_cases (v := v) .RNE s n d c with e | e <;> rw [e] at half g ne <;>
    rcases Nat.lt_trichotomy k c with t | t | t
  · have := below t; simp only [dist] at g; omega
  · omega
  · have := away.2 t; omega
  · have := away.1 (by omega); have := below t
    simp only [dist] at *; omega
  · subst t; omega
  · have := above (by omega); simp only [dist] at g; omega

/-- There is one nearest value, ties to even, at most. -/
theorem nearestEven_unique (hv : Increasing v) {n d a b : Nat} (hd : 0 < d)
    (ha : IsNearestEven v n d a) (hb : IsNearestEven v n d b) : a = b := by
  have step : ∀ {a b}, IsNearestEven v n d a → IsNearestEven v n d b → ¬ a < b := by
    intro a b ha hb h
    have ea := ha b
    have eb := hb a
    have da : dist (v a * d) n = dist (v b * d) n := by omega
    have pa : a % 2 = 0 := by
      rcases ea with g | g
      · omega
      · exact g.2 (by omega)
    have pb : b % 2 = 0 := by
      rcases eb with g | g
      · omega
      · exact g.2 (by omega)
    have m1 := Nat.mul_lt_mul_of_pos_right (hv.lt (show a < a + 1 by omega)) hd
    have m2 := Nat.mul_lt_mul_of_pos_right (hv.lt (show a + 1 < b by omega)) hd
    have em := ha (a + 1)
    simp only [dist] at *
    omega
  have := step ha hb
  have := step hb ha
  omega

/-- Rounding keeps order: where `n / d ≤ m / e`, the result of the first is not the larger one. -/
theorem roundFrom_mono (hv : Increasing v) (mode : Mode) (s : Bool) {n d m e a b : Nat}
    (hd : 0 < d) (he : 0 < e) (ha : IsFloor v n d a) (hb : IsFloor v m e b) (h : n * e ≤ m * d) :
    roundFrom v mode s n d a ≤ roundFrom v mode s m e b := by
  have hle : a ≤ b := by
    rcases Nat.lt_or_ge b a with g | g
    · exfalso
      have h1 := Nat.mul_le_mul_right e ha.1
      have h2 := Nat.mul_lt_mul_of_pos_right hb.2 hd
      have h3 := Nat.mul_le_mul_right (d * e) (hv.le (show b + 1 ≤ a from g))
      have h4 : v a * d * e = v a * (d * e) := by grind
      have h5 : v (b + 1) * e * d = v (b + 1) * (d * e) := by grind
      omega
    · exact g
  rcases Nat.lt_or_eq_of_le hle with g | g
  · have h1 := roundFrom_cases (v := v) mode s n d a
    have h2 := roundFrom_cases (v := v) mode s m e b
    omega
  · subst g
    have hp : 0 < v (a + 1) - v a := by have := hv a; omega
    simp only [roundFrom]
    apply Nat.add_le_add_left
    apply bump_mono mode s a (Nat.mul_pos hp hd) (Nat.mul_pos hp he)
    have h1 := ha.1
    have h2 := hb.1
    obtain ⟨r, hr⟩ := Nat.exists_eq_add_of_le h1
    obtain ⟨t, ht⟩ := Nat.exists_eq_add_of_le h2
    have hr' : n - v a * d = r := by omega
    have ht' : m - v a * e = t := by omega
    rw [hr', ht']
    have h3 : r * e ≤ t * d := by
      rw [hr, ht] at h
      have h4 : (v a * d + r) * e = v a * (d * e) + r * e := by grind
      have h5 : (v a * e + t) * d = v a * (d * e) + t * d := by grind
      omega
    have h6 : r * ((v (a + 1) - v a) * e) = (v (a + 1) - v a) * (r * e) := by grind
    have h7 : t * ((v (a + 1) - v a) * d) = (v (a + 1) - v a) * (t * d) := by grind
    rw [h6, h7]
    exact Nat.mul_le_mul_left _ h3

/-- Only the value of a fraction counts, not how it is written. -/
theorem roundFrom_value (hv : Increasing v) (mode : Mode) (s : Bool) {n d m e a b : Nat}
    (hd : 0 < d) (he : 0 < e) (ha : IsFloor v n d a) (hb : IsFloor v m e b) (h : n * e = m * d) :
    roundFrom v mode s n d a = roundFrom v mode s m e b :=
  Nat.le_antisymm (roundFrom_mono hv mode s hd he ha hb (Nat.le_of_eq h))
    (roundFrom_mono hv mode s he hd hb ha (Nat.le_of_eq h.symm))

/-- Where the number is at most a value, its rounding is at most that value: nothing representable is
passed. -/
theorem roundFrom_le_value (hv : Increasing v) (mode : Mode) (s : Bool) {n d c k : Nat}
    (hd : 0 < d) (h : IsFloor v n d c) (hk : n ≤ v k * d) : roundFrom v mode s n d c ≤ k := by
  have := roundFrom_mono hv mode s hd hd h (floor_of_value hv k d hd) (Nat.mul_le_mul_right d hk)
  rwa [roundFrom_exact hv mode s k d hd] at this

/-- Where the number is at least a value, its rounding is at least that value. -/
theorem value_le_roundFrom (hv : Increasing v) (mode : Mode) (s : Bool) {n d c k : Nat}
    (hd : 0 < d) (h : IsFloor v n d c) (hk : v k * d ≤ n) : k ≤ roundFrom v mode s n d c := by
  have := roundFrom_mono hv mode s hd hd (floor_of_value hv k d hd) h (Nat.mul_le_mul_right d hk)
  rwa [roundFrom_exact hv mode s k d hd] at this
end

end Verif
