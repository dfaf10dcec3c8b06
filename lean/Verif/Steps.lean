module

public import Verif.TableFormat
public import Verif.Quanta

/-!
# Rounding by limits

A format as a list of magnitudes from zero on, and for every gap the *limit* where nearest roundings turn:
the middle for most formats, another number for posits. `Steps.round` rounds a fraction by them in every
mode. Beyond the last value it gives the last value.

Proved, for every such list: values stay what they are, and order is kept, in every mode, of numbers with a
sign as well.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Magnitudes in order with their limits. -/
structure Steps where
  /-- The magnitudes by ordinal, in some unit. -/
  value : Nat → Nat
  /-- Where nearest roundings turn between ordinals `c` and `c + 1`, in that unit divided by `scale`. -/
  limit : Nat → Nat
  /-- How many units of a limit are one of a value. -/
  scale : Nat
  /-- The last ordinal. -/
  top : Nat
  /-- Whether nearest roundings give zero for zero only. -/
  nonzero : Bool

namespace Steps

/-- What makes a list of magnitudes with limits one. -/
structure WellFormed (t : Steps) : Prop where
  /-- Values increase. -/
  increasing : IncreasingTo t.value t.top
  /-- The first value is zero. -/
  zero : t.value 0 = 0
  /-- Limits are above the lower neighbour. -/
  above : ∀ c, c < t.top → t.scale * t.value c < t.limit c
  /-- A unit has parts. -/
  scale_pos : 0 < t.scale

/-- Whether a mode rounds to nearest. -/
def toNearest : Mode → Bool
  | .RNE => true
  | .RNA => true
  | .RNU => true
  | _ => false

/-- 1 where `n / d`, which lies between ordinals `c` and `c + 1`, goes up, otherwise 0: by the limit, that
is as if it were half of the way. -/
def step (t : Steps) (mode : Mode) (negative : Bool) (n d c : Nat) : Nat :=
  if t.value c * d = n then 0
  else if t.nonzero && c == 0 && toNearest mode then 1
  else bump mode negative c (t.scale * (n - t.value c * d)) (2 * (t.limit c - t.scale * t.value c) * d)

/-- The ordinal that the magnitude `n / d` rounds to. -/
def round (t : Steps) (mode : Mode) (negative : Bool) (n d : Nat) : Nat :=
  if t.value t.top * d ≤ n then t.top
  else floorFrom t.value n d t.top + t.step mode negative n d (floorFrom t.value n d t.top)

/-- A number with a sign, rounded: its magnitude is that of an ordinal. -/
def signed (t : Steps) (mode : Mode) (n : Int) (d : Nat) : Int :=
  if n < 0 then -(t.value (t.round mode true n.natAbs d) : Int)
  else t.value (t.round mode false n.natAbs d)

/-- A step is one at most. -/
theorem step_le_one (t : Steps) (mode : Mode) (s : Bool) (n d c : Nat) :
    t.step mode s n d c ≤ 1 := by
  unfold step
  split
  · omega
  · split
    · omega
    · exact bump_le_one ..

/-- Between two values it is not zero that is added, but what the mode says. -/
theorem step_inexact (t : Steps) (mode : Mode) (s : Bool) (n d c : Nat) (h : t.value c * d ≠ n) :
    t.step mode s n d c = if t.nonzero && c == 0 && toNearest mode then 1
      else bump mode s c (t.scale * (n - t.value c * d))
        (2 * (t.limit c - t.scale * t.value c) * d) := by
  unfold step; rw [if_neg h]

section
variable (t : Steps) (wf : t.WellFormed)
include wf

/-- Below the last value there is a floor, and the step goes from there. -/
theorem round_below (mode : Mode) (s : Bool) {n d : Nat} (h : n < t.value t.top * d) :
    ∃ c, c < t.top ∧ t.value c * d ≤ n ∧ n < t.value (c + 1) * d ∧
      t.round mode s n d = c + t.step mode s n d c := by
  obtain ⟨k, hk⟩ : ∃ k, t.top = k + 1 := by
    rcases Nat.eq_zero_or_pos t.top with e | e
    · rw [e, wf.zero] at h; omega
    · exact ⟨t.top - 1, by omega⟩
  rw [hk] at h
  obtain ⟨h1, h2⟩ := floorFrom_spec t.value n d k (by rw [wf.zero]; omega) h
  refine ⟨floorFrom t.value n d k, by omega, h2.1, h2.2, ?_⟩
  unfold round
  rw [hk, if_neg (by omega), floorFrom, if_neg (by omega)]

/-- The result is one of the ordinals. -/
theorem round_le (mode : Mode) (s : Bool) (n d : Nat) : t.round mode s n d ≤ t.top := by
  rcases Nat.lt_or_ge n (t.value t.top * d) with h | h
  · obtain ⟨c, h1, _, _, h4⟩ := t.round_below wf mode s h
    have := t.step_le_one mode s n d c
    omega
  · unfold round; rw [if_pos h]; exact Nat.le_refl _

/-- **Values stay what they are**, in every mode. -/
theorem round_exact (mode : Mode) (s : Bool) (c d : Nat) (hd : 0 < d) (hc : c ≤ t.top) :
    t.round mode s (t.value c * d) d = c := by
  have hw := continued_increasing wf.increasing
  have w : ∀ k, k ≤ t.top → continued t.value t.top k = t.value k := fun k hk => continued_eq _ hk
  rcases Nat.lt_or_eq_of_le hc with g | g
  · have lt := Nat.mul_lt_mul_of_pos_right (hw.lt g) hd
    rw [w c hc, w _ (Nat.le_refl _)] at lt
    obtain ⟨b, b1, b2, b3, b4⟩ := t.round_below wf mode s lt
    have e : b = c := by
      apply floor_unique hw (n := t.value c * d) (d := d)
      · unfold IsFloor; rw [w b (by omega), w (b + 1) (by omega)]; exact ⟨b2, b3⟩
      · have := floor_of_value hw c d hd
        unfold IsFloor at *
        rwa [w c hc, w (c + 1) (by omega)] at *
    subst e
    rw [b4]; unfold step; rw [if_pos rfl]; rfl
  · subst g; unfold round; rw [if_pos (Nat.le_refl _)]

/-- Zero stays zero. -/
theorem round_zero (mode : Mode) (s : Bool) (d : Nat) (hd : 0 < d) : t.round mode s 0 d = 0 := by
  have := t.round_exact wf mode s 0 d hd (Nat.zero_le _)
  rwa [wf.zero, Nat.zero_mul] at this

/-- **Order is kept**, in every mode. -/
theorem round_mono (mode : Mode) (s : Bool) {n d m e : Nat} (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) : t.round mode s n d ≤ t.round mode s m e := by
  have hw := continued_increasing wf.increasing
  have w : ∀ k, k ≤ t.top → continued t.value t.top k = t.value k := fun k hk => continued_eq _ hk
  rcases Nat.lt_or_ge m (t.value t.top * e) with g | g
  · have g' : n < t.value t.top * d := by
      have h1 := Nat.mul_lt_mul_of_pos_right g hd
      have h2 : t.value t.top * e * d = t.value t.top * d * e := by grind
      exact Nat.lt_of_mul_lt_mul_right (a := e) (by omega)
    obtain ⟨a, a1, a2, a3, a4⟩ := t.round_below wf mode s g'
    obtain ⟨b, b1, b2, b3, b4⟩ := t.round_below wf mode s g
    have sa := t.step_le_one mode s n d a
    have hab : a ≤ b := by
      rcases Nat.lt_or_ge b a with q | q
      · exfalso
        have h1 := Nat.mul_le_mul_right e a2
        have h2 := Nat.mul_lt_mul_of_pos_right b3 hd
        have h3 := Nat.mul_le_mul_right (d * e) (hw.le (show b + 1 ≤ a from q))
        rw [w a (by omega), w (b + 1) (by omega)] at h3
        have h4 : t.value a * d * e = t.value a * (d * e) := by grind
        have h5 : t.value (b + 1) * e * d = t.value (b + 1) * (d * e) := by grind
        omega
      · exact q
    rw [a4, b4]
    rcases Nat.lt_or_eq_of_le hab with q | q
    · omega
    · subst q
      apply Nat.add_le_add_left
      have up := wf.above a a1
      have sp := wf.scale_pos
      obtain ⟨r, hr⟩ := Nat.exists_eq_add_of_le a2
      obtain ⟨u, hu⟩ := Nat.exists_eq_add_of_le b2
      have hru : r * e ≤ u * d := by
        rw [hr, hu] at h
        have h4 : (t.value a * d + r) * e = t.value a * (d * e) + r * e := by grind
        have h5 : (t.value a * e + u) * d = t.value a * (d * e) + u * d := by grind
        omega
      by_cases r0 : r = 0
      · have : t.step mode s n d a = 0 := by unfold step; rw [if_pos (by omega)]
        rw [this]; exact Nat.zero_le _
      · have u0 : u ≠ 0 := by
          intro z; subst z
          have := Nat.mul_pos (show 0 < r by omega) he
          omega
        have s1 := t.step_inexact mode s n d a (by omega)
        have s2 := t.step_inexact mode s m e a (by omega)
        rw [s1, s2]
        by_cases c : (t.nonzero && a == 0 && toNearest mode) = true
        · rw [if_pos c, if_pos c]; exact Nat.le_refl _
        · rw [if_neg c, if_neg c]
          have gp : 0 < 2 * (t.limit a - t.scale * t.value a) := by omega
          have er : n - t.value a * d = r := by omega
          have eu : m - t.value a * e = u := by omega
          rw [er, eu]
          apply bump_mono mode s a (Nat.mul_pos gp hd) (Nat.mul_pos gp he)
          generalize 2 * (t.limit a - t.scale * t.value a) = G
          have := Nat.mul_le_mul_left (t.scale * G) hru
          have h6 : t.scale * r * (G * e) = t.scale * G * (r * e) := by grind
          have h7 : t.scale * u * (G * d) = t.scale * G * (u * d) := by grind
          omega
  · have e1 : t.round mode s m e = t.top := by unfold round; rw [if_pos g]
    rw [e1]; exact t.round_le wf mode s n d

/-- The order of numbers with a sign is kept as well, in every mode. -/
theorem signed_mono (mode : Mode) {n m : Int} {d e : Nat} (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) : t.signed mode n d ≤ t.signed mode m e := by
  have hw := continued_increasing wf.increasing
  have le : ∀ s a b, t.round mode s a d ≤ t.round mode s b e → t.value (t.round mode s a d) ≤
      t.value (t.round mode s b e) := by
    intro s a b g
    have := hw.le g
    rwa [continued_eq _ (t.round_le wf mode s a d), continued_eq _ (t.round_le wf mode s b e)] at this
  have ge : ∀ s a b, t.round mode s b e ≤ t.round mode s a d → t.value (t.round mode s b e) ≤
      t.value (t.round mode s a d) := by
    intro s a b g
    have := hw.le g
    rwa [continued_eq _ (t.round_le wf mode s a d), continued_eq _ (t.round_le wf mode s b e)] at this
  have a1 : ((n.natAbs * e : Nat) : Int) = n.natAbs * e := Int.natCast_mul ..
  have a2 : ((m.natAbs * d : Nat) : Int) = m.natAbs * d := Int.natCast_mul ..
  unfold signed
  by_cases hn : n < 0 <;> by_cases hm : m < 0
  · rw [if_pos hn, if_pos hm]
    rw [Int.ofNat_natAbs_of_nonpos (by omega), Int.neg_mul] at a1 a2
    have := ge true n.natAbs m.natAbs (t.round_mono wf mode true he hd (by omega))
    omega
  · rw [if_pos hn, if_neg hm]; omega
  · exfalso
    have h1 : 0 ≤ n * e := Int.mul_nonneg (by omega) (by omega)
    have h2 : m * d < 0 := Int.mul_neg_of_neg_of_pos hm (by omega)
    omega
  · rw [if_neg hn, if_neg hm]
    rw [Int.natAbs_of_nonneg (by omega)] at a1 a2
    have := le false n.natAbs m.natAbs (t.round_mono wf mode false hd he (by omega))
    omega
end

end Steps
end Verif
