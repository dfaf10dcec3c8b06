module

public import Verif.ValueSet

/-!
# Rounding into any ordered set of values

`roundFrom` goes from the floor of a fraction `n / d` to one of the two values beside it, by the gap and
what is left over.

Proved, for every value set: rounding takes the floor or its successor; what is exact stays; modes to
nearest give a nearest value, and no other is as near except in a tie, which RNE settles to the even
ordinal; there is exactly one such value; the error is at most half a gap, in directed modes less than
a gap; rounding is monotone; and it depends on the value of the fraction only.
-/

@[expose] public section
namespace Verif

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

/-- The distances to the two neighbours add up to the gap. -/
theorem dist_add_dist {n d c : Nat} (h : IsFloor v n d c) :
    dist (v c * d) n + dist (v (c + 1) * d) n = (v (c + 1) - v c) * d := by
  have hg : (v (c + 1) - v c) * d = v (c + 1) * d - v c * d := Nat.sub_mul ..
  obtain ⟨h1, h2⟩ := h
  simp only [dist]; omega

/-- A mode to nearest gives a nearest value. -/
theorem roundFrom_nearest (hv : Increasing v) (mode : Mode) (near : mode.Nearest) (s : Bool)
    (n d c : Nat) (h : IsFloor v n d c) : IsNearest v n d (roundFrom v mode s n d c) := by
  intro k
  have half := roundFrom_error_half mode near s n d c h
  have away := neighbours_nearest hv h k
  have sum := dist_add_dist h
  rcases roundFrom_cases (v := v) mode s n d c with e | e <;> rw [e] at half ⊢ <;>
    rcases Nat.lt_or_ge c k with g | g
  all_goals first | (have := away.1 g; omega) | (have := away.2 g; omega)

/-- Values below the floor are further away than the floor, values above its successor further than
that. -/
theorem neighbours_nearer (hv : Increasing v) {n d c : Nat} (hd : 0 < d) (h : IsFloor v n d c)
    (k : Nat) : (k < c → dist (v c * d) n < dist (v k * d) n) ∧
      (c + 1 < k → dist (v (c + 1) * d) n < dist (v k * d) n) := by
  obtain ⟨h1, h2⟩ := h
  constructor <;> intro g <;> have := Nat.mul_lt_mul_of_pos_right (hv.lt g) hd <;>
    simp only [dist] <;> omega

/-- RNE gives the nearest value, and the even ordinal in a tie. -/
theorem roundFrom_RNE (hv : Increasing v) (s : Bool) (n d c : Nat) (hd : 0 < d)
    (h : IsFloor v n d c) : IsNearestEven v n d (roundFrom v .RNE s n d c) := by
  intro k
  have hn := roundFrom_nearest hv .RNE trivial s n d c h k
  rcases Nat.lt_or_eq_of_le hn with g | g
  · exact Or.inl g
  refine Or.inr ⟨g, fun ne => ?_⟩
  have half := roundFrom_error_half .RNE trivial s n d c h
  have far := neighbours_nearer hv hd h k
  have sum := dist_add_dist h
  have mid : 2 * dist (v c * d) n = (v (c + 1) - v c) * d →
      roundFrom v .RNE s n d c % 2 = 0 := by
    intro m
    have e : dist (v c * d) n = n - v c * d := by have := h.1; simp only [dist]; omega
    rw [e] at m
    exact bump_RNE_tie s c (n - v c * d) ((v (c + 1) - v c) * d) m
  apply mid
  rcases roundFrom_cases (v := v) .RNE s n d c with e | e <;> rw [e] at half g ne <;>
    rcases Nat.lt_trichotomy k c with t | t | t
  · have := far.1 t; omega
  · omega
  · by_cases t' : k = c + 1
    · rw [t'] at g; omega
    · have := far.2 (by omega); omega
  · have := far.1 t; omega
  · rw [t] at g; omega
  · have := far.2 (by omega); omega

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
