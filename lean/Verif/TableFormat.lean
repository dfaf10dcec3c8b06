module

public import Verif.Encode
public import Verif.Kernel

/-!
# Formats that are a list of values

Posits, HiF8 and codebooks are no binary floats: what they have is a finite list of magnitudes in order,
`v 0 < v 1 < ... < v top`, in units of some quantum. `tableRound` rounds a fraction to one of them, by a
search and a look at the two neighbours; beyond the last it saturates.

Proved, for every list: modes to nearest give a nearest value, RNE the only one with ties to even
ordinals; RNA takes the upper one from the middle on; values stay what they are; order is kept.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- The values up to ordinal `top` increase. -/
def IncreasingTo (v : Nat → Nat) (top : Nat) : Prop := ∀ c, c < top → v c < v (c + 1)

/-- The largest ordinal up to `k` whose value is at most `n / d`, or 0. -/
def floorFrom (v : Nat → Nat) (n d : Nat) : Nat → Nat
  | 0 => 0
  | k + 1 => if v (k + 1) * d ≤ n then k + 1 else floorFrom v n d k

/-- The ordinal that the magnitude `n / d` rounds to, among the values up to `top`. -/
def tableRound (v : Nat → Nat) (top : Nat) (mode : Mode) (negative : Bool) (n d : Nat) : Nat :=
  if v top * d ≤ n then top else roundFrom v mode negative n d (floorFrom v n d top)

/-- The list, continued beyond its end in steps of one quantum. -/
def continued (v : Nat → Nat) (top c : Nat) : Nat := if c ≤ top then v c else v top + (c - top)

/-- Up to the end nothing is changed. -/
theorem continued_eq (v : Nat → Nat) {top c : Nat} (h : c ≤ top) : continued v top c = v c :=
  if_pos h

/-- The continued list increases everywhere. -/
theorem continued_increasing {v : Nat → Nat} {top : Nat} (h : IncreasingTo v top) :
    Increasing (continued v top) := by
  intro c
  unfold continued
  rcases Nat.lt_trichotomy c top with g | g | g
  · rw [if_pos (by omega), if_pos (by omega)]; exact h c g
  · subst g; rw [if_pos (by omega), if_neg (by omega)]; omega
  · rw [if_neg (by omega), if_neg (by omega)]; omega

/-- The search finds the floor. -/
theorem floorFrom_spec (v : Nat → Nat) (n d k : Nat) (h0 : v 0 * d ≤ n) (hk : n < v (k + 1) * d) :
    floorFrom v n d k ≤ k ∧ IsFloor v n d (floorFrom v n d k) := by
  induction k with
  | zero => exact ⟨Nat.le_refl 0, h0, hk⟩
  | succ k ih =>
    unfold floorFrom
    split
    · next h => exact ⟨Nat.le_refl _, h, hk⟩
    · next h =>
      have := ih (by omega)
      exact ⟨by omega, this.2⟩

/-- Below the last value the result is that of rounding into the continued list. -/
theorem tableRound_eq {v : Nat → Nat} {top n d : Nat} (h0 : v 0 * d ≤ n)
    (ht : n < v top * d) (mode : Mode) (s : Bool) :
    ∃ c, c < top ∧ IsFloor (continued v top) n d c ∧
      tableRound v top mode s n d = roundFrom (continued v top) mode s n d c := by
  obtain ⟨k, rfl⟩ : ∃ k, top = k + 1 := by
    rcases Nat.eq_zero_or_pos top with e | e
    · subst e; omega
    · exact ⟨top - 1, by omega⟩
  obtain ⟨h1, h2⟩ := floorFrom_spec v n d k h0 ht
  have e : floorFrom v n d (k + 1) = floorFrom v n d k := by
    rw [floorFrom, if_neg (by omega)]
  refine ⟨floorFrom v n d k, by omega, ?_, ?_⟩
  · unfold IsFloor at *
    rw [continued_eq v (by omega), continued_eq v (by omega)]; exact h2
  · unfold tableRound roundFrom
    rw [if_neg (by omega), e, continued_eq v (by omega), continued_eq v (by omega)]

/-- The result is one of the values. -/
theorem tableRound_le {v : Nat → Nat} {top n d : Nat} (h0 : v 0 * d ≤ n) (mode : Mode) (s : Bool) :
    tableRound v top mode s n d ≤ top := by
  rcases Nat.lt_or_ge n (v top * d) with h | h
  · obtain ⟨c, h1, _, h3⟩ := tableRound_eq h0 h mode s
    have := roundFrom_cases (v := continued v top) mode s n d c
    omega
  · unfold tableRound; rw [if_pos h]; exact Nat.le_refl _

/-- **A nearest value**: no value up to the last is at a smaller distance. -/
theorem tableRound_nearest {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top) (mode : Mode)
    (near : mode.Nearest) (s : Bool) {n d : Nat} (h0 : v 0 * d ≤ n) (k : Nat) (hk : k ≤ top) :
    dist (v (tableRound v top mode s n d) * d) n ≤ dist (v k * d) n := by
  have hw := continued_increasing hv
  have le := tableRound_le (v := v) (top := top) h0 mode s
  rw [← continued_eq v le, ← continued_eq v hk]
  rcases Nat.lt_or_ge n (v top * d) with h | h
  · obtain ⟨c, _, h2, h3⟩ := tableRound_eq h0 h mode s
    rw [h3]
    exact roundFrom_nearest hw mode near s n d c h2 k
  · have e : tableRound v top mode s n d = top := by unfold tableRound; rw [if_pos h]
    have m := Nat.mul_le_mul_right d (hw.le hk)
    rw [e]
    rw [← continued_eq v (Nat.le_refl top)] at h
    simp only [dist]; omega

/-- **Ties to even**: RNE gives the nearest value, the even ordinal in a tie. -/
theorem tableRound_RNE {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top) (s : Bool) {n d : Nat}
    (hd : 0 < d) (h0 : v 0 * d ≤ n) :
    IsNearestEvenUpTo v top n d (tableRound v top .RNE s n d) := by
  have hw := continued_increasing hv
  have le := tableRound_le (v := v) (top := top) h0 .RNE s
  refine ⟨le, fun k hk => ?_⟩
  rw [← continued_eq v le, ← continued_eq v hk]
  rcases Nat.lt_or_ge n (v top * d) with h | h
  · obtain ⟨c, _, h2, h3⟩ := tableRound_eq h0 h .RNE s
    rw [h3]
    exact roundFrom_RNE hw s n d c hd h2 k
  · have e : tableRound v top .RNE s n d = top := by unfold tableRound; rw [if_pos h]
    rw [e]
    rw [← continued_eq v (Nat.le_refl top)] at h
    by_cases kt : k = top
    · right; subst kt; exact ⟨rfl, fun g => absurd rfl g⟩
    · left
      have m := Nat.mul_lt_mul_of_pos_right (hw.lt (show k < top by omega)) hd
      simp only [dist]; omega

/-- **Values stay what they are**, in every mode. -/
theorem tableRound_exact {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top) (mode : Mode) (s : Bool)
    (c d : Nat) (hd : 0 < d) (hc : c ≤ top) : tableRound v top mode s (v c * d) d = c := by
  have hw := continued_increasing hv
  have h0 : v 0 * d ≤ v c * d := by
    have := Nat.mul_le_mul_right d (hw.le (Nat.zero_le c))
    rwa [continued_eq v (by omega), continued_eq v hc] at this
  rcases Nat.lt_or_ge (v c * d) (v top * d) with h | h
  · obtain ⟨b, _, h2, h3⟩ := tableRound_eq h0 h mode s
    rw [h3]
    rw [← continued_eq v hc] at h2 ⊢
    rw [floor_unique hw h2 (floor_of_value hw c d hd)]
    exact roundFrom_exact hw mode s c d hd
  · have e : tableRound v top mode s (v c * d) d = top := by unfold tableRound; rw [if_pos h]
    rw [e]
    rcases Nat.lt_or_ge c top with g | g
    · have := Nat.mul_lt_mul_of_pos_right (hw.lt g) hd
      rw [continued_eq v hc, continued_eq v (Nat.le_refl _)] at this
      omega
    · omega

/-- **Order is kept**, in every mode. -/
theorem tableRound_mono {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top) (mode : Mode) (s : Bool)
    {n d m e : Nat} (hd : 0 < d) (he : 0 < e) (h0 : v 0 * d ≤ n) (h : n * e ≤ m * d) :
    tableRound v top mode s n d ≤ tableRound v top mode s m e := by
  have hw := continued_increasing hv
  have h0' : v 0 * e ≤ m := by
    have h1 := Nat.mul_le_mul_right e h0
    have h2 : v 0 * d * e = v 0 * e * d := by grind
    exact Nat.le_of_mul_le_mul_right (Nat.le_trans (h2 ▸ h1) h) hd
  rcases Nat.lt_or_ge m (v top * e) with g | g
  · have g' : n < v top * d := by
      have h1 := Nat.mul_lt_mul_of_pos_right g hd
      have h2 : v top * e * d = v top * d * e := by grind
      exact Nat.lt_of_mul_lt_mul_right (a := e) (by omega)
    obtain ⟨a, _, a2, a3⟩ := tableRound_eq h0 g' mode s
    obtain ⟨b, _, b2, b3⟩ := tableRound_eq h0' g mode s
    rw [a3, b3]
    exact roundFrom_mono hw mode s hd he a2 b2 h
  · have e : tableRound v top mode s m e = top := by unfold tableRound; rw [if_pos g]
    rw [e]; exact tableRound_le h0 mode s

/-- **Ties away**: between `v c` and `v (c + 1)`, RNA takes the upper one from the middle on. -/
theorem tableRound_RNA {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top) (s : Bool) {n d c : Nat}
    (hc : c < top) (h1 : v c * d ≤ n) (h2 : n < v (c + 1) * d) :
    tableRound v top .RNA s n d =
      if (v c + v (c + 1)) * d ≤ 2 * n then c + 1 else c := by
  have hw := continued_increasing hv
  have h0 : v 0 * d ≤ n := by
    have := Nat.mul_le_mul_right d (hw.le (Nat.zero_le c))
    rw [continued_eq v (by omega), continued_eq v (by omega)] at this
    omega
  have ht : n < v top * d := by
    have := Nat.mul_le_mul_right d (hw.le (show c + 1 ≤ top from hc))
    rw [continued_eq v (by omega), continued_eq v (Nat.le_refl _)] at this
    omega
  have f : IsFloor (continued v top) n d c := by
    unfold IsFloor
    rw [continued_eq v (by omega), continued_eq v (by omega)]
    exact ⟨h1, h2⟩
  obtain ⟨b, b1, b2, b3⟩ := tableRound_eq h0 ht .RNA s
  obtain rfl := floor_unique hw b2 f
  rw [b3]
  simp only [roundFrom, bump]
  rw [continued_eq v (by omega), continued_eq v (by omega), Nat.sub_mul, Nat.add_mul]
  split <;> split <;> omega

end Verif
