module

public import Verif.Steps

/-!
# Rounding rational numbers by limits

`Steps.number` is the number that a rational number rounds to, where magnitudes are multiples of `2 ^ q`.

Proved: it keeps order, in every mode; values stay what they are; and where each limit is the middle, a
mode to nearest gives a nearest one.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- A format of which only the quantum counts, `2 ^ q`: what `Format.IsQuanta` needs. -/
def grid (q : Int) : Format := { exponentBits := 0, fractionBits := 0, bias := 1 - q, top := 0 }

/-- The quantum of a grid. -/
theorem grid_unit (q : Int) : (grid q).unit = (2 : Rat) ^ q := by
  have : (grid q).quantum = q := by
    show 1 - (1 - q) - ((0 : Nat) : Int) = q
    omega
  unfold Format.unit
  rw [this]

namespace Steps

/-- The ordinal of the magnitude that a number rounds to; magnitudes are multiples of `2 ^ q`. -/
def ordinal (t : Steps) (q : Int) (mode : Mode) (x : Rat) : Nat :=
  t.round mode (decide (x < 0)) (x / (2 : Rat) ^ q).num.natAbs (x / (2 : Rat) ^ q).den

/-- The number that `x` rounds to. -/
def number (t : Steps) (q : Int) (mode : Mode) (x : Rat) : Rat :=
  ((if x < 0 then -(t.value (t.ordinal q mode x) : Int) else t.value (t.ordinal q mode x) : Int) : Rat) *
    (2 : Rat) ^ q

/-- The number by its numerator and denominator. -/
theorem number_eq (t : Steps) (q : Int) (mode : Mode) (x : Rat) :
    t.number q mode x = (t.signed mode ((grid q).numerator x) ((grid q).denominator x) : Rat) *
      (grid q).unit := by
  have h := ((grid q).isQuanta x).neg_iff
  unfold number signed ordinal
  rw [grid_unit]
  have e1 : (grid q).numerator x = (x / (2 : Rat) ^ q).num := by
    unfold Format.numerator; rw [grid_unit]
  have e2 : (grid q).denominator x = (x / (2 : Rat) ^ q).den := by
    unfold Format.denominator; rw [grid_unit]
  rw [← e1, ← e2]
  by_cases g : x < 0
  · rw [if_pos g, if_pos (h.1 g), decide_eq_true g]
  · rw [if_neg g, if_neg (fun t => g (h.2 t)), decide_eq_false g]

/-- A power of two is positive. -/
theorem two_pow_pos (q : Int) : (0 : Rat) < (2 : Rat) ^ q := Rat.zpow_pos (by decide)

section
variable (t : Steps) (wf : t.WellFormed)
include wf

/-- **Order is kept**, in every mode. -/
theorem number_mono (q : Int) (mode : Mode) {x y : Rat} (h : x ≤ y) :
    t.number q mode x ≤ t.number q mode y := by
  have qx := (grid q).isQuanta x
  have qy := (grid q).isQuanta y
  rw [t.number_eq, t.number_eq, mul_le_mul_iff (grid q).unit_pos, Rat.intCast_le_intCast]
  exact t.signed_mono wf mode qx.1 qy.1 ((qx.le_iff qy).1 h)

/-- Zero stays zero. -/
theorem ordinal_zero (q : Int) (mode : Mode) : t.ordinal q mode 0 = 0 := by
  unfold ordinal
  rw [Rat.div_def, Rat.zero_mul]
  exact t.round_zero wf mode _ _ (by decide)

/-- Zero stays zero. -/
theorem number_zero (q : Int) (mode : Mode) : t.number q mode 0 = 0 := by
  unfold number
  rw [t.ordinal_zero wf, wf.zero]
  simp

/-- A value rounds to its ordinal, with either sign. -/
theorem ordinal_value (q : Int) (mode : Mode) (s : Bool) (c : Nat) (hc : c ≤ t.top) :
    t.ordinal q mode (((if s then -(t.value c : Int) else t.value c : Int) : Rat) * (2 : Rat) ^ q) = c := by
  have u := two_pow_pos q
  unfold ordinal
  rw [Rat.mul_div_cancel (by grind), Rat.num_intCast, Rat.den_intCast]
  have : (if s then -(t.value c : Int) else t.value c : Int).natAbs = t.value c * 1 := by
    split <;> simp
  rw [this]
  exact t.round_exact wf mode _ c 1 (by omega) hc

/-- The sign of a value other than zero. -/
theorem negative_value (q : Int) (s : Bool) (c : Nat) (h0 : 0 < c) (hc : c ≤ t.top) :
    ((if s then -(t.value c : Int) else t.value c : Int) : Rat) * (2 : Rat) ^ q < 0 ↔ s = true := by
  have u := two_pow_pos q
  have hw := continued_increasing wf.increasing
  have p := hw.lt h0
  rw [continued_eq _ (by omega), continued_eq _ hc, wf.zero] at p
  have z : (0 : Rat) = ((0 : Int) : Rat) * (2 : Rat) ^ q := by rw [Rat.intCast_zero, Rat.zero_mul]
  rw [z, Rat.mul_lt_mul_right u, Rat.intCast_lt_intCast]
  cases s <;> simp <;> omega

omit wf in
/-- Where each limit is the middle, rounding is that of a list of values. -/
theorem round_eq_tableRound (mid : ∀ c, t.limit c = t.value c + t.value (c + 1)) (two : t.scale = 2)
    (all : t.nonzero = false) (inc : IncreasingTo t.value t.top) (zero : t.value 0 = 0) (mode : Mode)
    (s : Bool) (n d : Nat) (hd : 0 < d) :
    t.round mode s n d = tableRound t.value t.top mode s n d := by
  rcases Nat.lt_or_ge n (t.value t.top * d) with h | h
  · have wf : t.WellFormed := ⟨inc, zero, fun c hc => by
      rw [mid, two]; have := inc c hc; omega, by omega⟩
    obtain ⟨c, c1, c2, c3, c4⟩ := t.round_below wf mode s h
    obtain ⟨b, b1, b2, b3⟩ := tableRound_eq (v := t.value) (top := t.top) (n := n) (d := d)
      (by rw [zero]; omega) h mode s
    have hw := continued_increasing inc
    have e : b = c := by
      apply floor_unique hw b2
      unfold IsFloor; rw [continued_eq _ (by omega), continued_eq _ (by omega)]; exact ⟨c2, c3⟩
    subst e
    rw [b3, c4]
    unfold roundFrom
    rw [continued_eq _ (by omega), continued_eq _ (by omega)]
    congr 1
    have gp : 0 < (t.value (b + 1) - t.value b) * d :=
      Nat.mul_pos (by have := inc b b1; omega) hd
    by_cases x : t.value b * d = n
    · unfold step
      rw [if_pos x, show n - t.value b * d = 0 by omega, bump_exact mode s b _ gp]
    · rw [t.step_inexact mode s n d b x, all, two, mid]
      rw [if_neg (by simp)]
      have e1 : 2 * (n - t.value b * d) = (n - t.value b * d) * 2 := Nat.mul_comm ..
      have e2 : 2 * (t.value b + t.value (b + 1) - 2 * t.value b) * d =
          (t.value (b + 1) - t.value b) * d * 2 := by
        rw [show t.value b + t.value (b + 1) - 2 * t.value b = t.value (b + 1) - t.value b by omega]
        grind
      rw [e1, e2, bump_scale mode s b _ _ 2 gp (by omega)]
  · unfold round tableRound
    rw [if_pos h, if_pos h]
end

end Steps
end Verif
