module

public import Verif.MonotoneValue

/-!
# Rounding to the nearest number, in the words of the specification

Proved, for every signed format with a zero and numbers that do not overflow (under saturation, for all
numbers): no number of the format is nearer than the result of a mode to nearest; of two that are equally
near RNE gives the one with the even code; and the error is at most half a unit in the last place.
-/

@[expose] public section
noncomputable section
namespace Verif
/-- A number of which the absolute value, twice, is at most `b` lies within half of `b`. -/
theorem within_half {a b : Rat} (h : absolute a * 2 ≤ b) : -((1 / 2 : Rat) * b) ≤ a ∧ a ≤ 1 / 2 * b := by
  unfold absolute at h
  split at h <;> grind

namespace Format

/-- Whether every code stands for a number. -/
def allFinite (f : Format) : Bool := Nat.beq (f.top + 1) f.half && f.negativeZero

/-- A unit in the last place: the spacing of the format at `x`, which is `2 ^ floorExponent` quanta. Below
the least normal number it is one quantum. (Beyond the largest number the exponents go on here.) -/
def ulp (f : Format) (x : Rat) : Rat :=
  ((2 ^ floorExponent f.fractionBits (f.numerator x).natAbs (f.denominator x) : Nat) : Rat) * f.unit

/-- Where every code stands for a number, each of them is finite. -/
theorem isFinite_of_allFinite (f : Format) (h : f.allFinite = true) (c : Nat) :
    (f.decodeValue c).IsFinite := by
  unfold allFinite at h
  rw [Bool.and_eq_true, Nat.beq_eq] at h
  obtain ⟨ht, hn⟩ := h
  have hp : 0 < f.half := Nat.two_pow_pos _
  have b : Nat.ble (c % f.half) f.top = true := by
    have := Nat.mod_lt c hp
    exact ble_iff.2 (by omega)
  unfold decodeValue decode valueOf
  simp only [b, hn, if_true, Bool.not_true, Bool.and_false, Bool.false_and, Bool.false_eq_true,
    if_false]
  split <;> exact trivial

/-- Where a magnitude is nearest, ties to even, and another number is as near with its sign, the ordinal is
even. -/
theorem tie_even (n : Int) (d r k R K : Nat) (t : Bool) (same : k = r → K = R)
    (n0 : dist (R * d) n.natAbs < dist 0 n.natAbs ∨
      (dist (R * d) n.natAbs = dist 0 n.natAbs ∧ (0 ≠ r → r % 2 = 0)))
    (nk : dist (R * d) n.natAbs < dist (K * d) n.natAbs ∨
      (dist (R * d) n.natAbs = dist (K * d) n.natAbs ∧ (k ≠ r → r % 2 = 0)))
    (ne : (if decide (n < 0) then -(R : Int) else R) ≠ (if t then -(K : Int) else K))
    (tie : (n - (if decide (n < 0) then -(R : Int) else R) * d).natAbs =
      (n - (if t then -(K : Int) else K) * d).natAbs) : r % 2 = 0 := by
  have e1 : (R : Int) * d = ((R * d : Nat) : Int) := (Int.natCast_mul ..).symm
  have e2 : (K : Int) * d = ((K * d : Nat) : Int) := (Int.natCast_mul ..).symm
  have beside : dist (R * d) n.natAbs = dist (K * d) n.natAbs → k ≠ r → r % 2 = 0 := by
    intro h g
    rcases nk with t | t
    · omega
    · exact t.2 g
  have across : dist (R * d) n.natAbs = n.natAbs + K * d → r % 2 = 0 := by
    intro h
    rcases n0 with t | t
    · simp only [dist] at t h; omega
    · by_cases z : 0 = r
      · omega
      · exact t.2 z
  clear n0 nk
  generalize R * d = A at *
  generalize K * d = B at *
  by_cases hn : n < 0 <;> cases t <;> simp only [hn, decide_true, decide_false, if_true,
    Bool.false_eq_true, if_false, Int.neg_mul, e1, e2] at ne tie
  · exact across (by clear across beside; simp only [dist]; omega)
  · exact beside (by clear across beside; simp only [dist]; omega) fun g => ne (by rw [same g])
  · exact beside (by clear across beside; simp only [dist]; omega) fun g => ne (by rw [same g])
  · exact across (by clear across beside; simp only [dist]; omega)

section
variable (f : Format) (wf : f.WellFormed) (hs : f.signed = true) (hz : f.hasZero = true)
include wf hs hz

/-- What does not overflow, and anything under saturation, is rounded to a number. -/
theorem roundValue_number (mode : Mode) (o : Overflow) {v : Value} (hv : v.IsFinite)
    (ho : o = .saturate ∨ f.exceeds mode v = false) :
    (f.roundValue mode o v).IsFinite ∧
      (f.roundValue mode o v).real = (f.rounded mode v.real : Rat) * f.unit := by
  rcases ho with rfl | e
  · exact f.roundValue_saturate wf hs hz mode v hv
  · exact f.roundValue_finite wf hs hz mode o v hv e

/-- **Rounding to nearest gives a nearest number**: none of the format's is at a smaller distance. -/
theorem roundValue_nearest (mode : Mode) (near : mode.Nearest) (o : Overflow) {v : Value}
    (hv : v.IsFinite) (ho : o = .saturate ∨ f.exceeds mode v = false) (c : Nat) (hc : c < f.codes)
    (fc : (f.decodeValue c).IsFinite) :
    (f.roundValue mode o v).IsFinite ∧
      0 ≤ absolute (v.real - (f.roundValue mode o v).real) ∧
      absolute (v.real - (f.roundValue mode o v).real) ≤
        absolute (v.real - (f.decodeValue c).real) := by
  obtain ⟨h1, h2⟩ := f.roundValue_number wf hs hz mode o hv ho
  obtain ⟨t, k, hk, _, e, _⟩ := f.exists_of_finite c hc fc
  refine ⟨h1, absolute_nonneg _, ?_⟩
  rw [h2, e]
  exact f.rounded_nearest hz mode near v.real t k hk

/-- **Half a unit in the last place** is the largest error of a mode to nearest, up to the largest
number. -/
theorem roundValue_half_ulp (sub : f.subnormals = true) (mode : Mode) (near : mode.Nearest)
    (o : Overflow) {v : Value} (hv : v.IsFinite) (hm : absolute v.real ≤ f.max) :
    (f.roundValue mode o v).IsFinite ∧
      -((1 / 2 : Rat) * f.ulp v.real) ≤ v.real - (f.roundValue mode o v).real ∧
      v.real - (f.roundValue mode o v).real ≤ (1 / 2 : Rat) * f.ulp v.real := by
  obtain ⟨h1, h2⟩ := f.roundValue_number wf hs hz mode o hv (Or.inr (f.not_exceeds mode v hm))
  refine ⟨h1, ?_⟩
  rw [h2]
  have q := f.isQuanta v.real
  have lim := (q.absolute_le (f.value f.top)).1 hm
  have half := f.round_error_half sub mode near (decide (v.real < 0))
    (f.numerator v.real).natAbs (f.denominator v.real) q.1
  have ord : f.ordinal mode v.real = f.round mode (decide (v.real < 0))
      (f.numerator v.real).natAbs (f.denominator v.real) := by
    have r := f.round_mono mode (decide (v.real < 0)) q.1 q.1
      (Nat.mul_le_mul_right (f.denominator v.real)
        (show (f.numerator v.real).natAbs ≤ f.value f.top * f.denominator v.real by
          rw [← Int.natCast_mul] at lim; exact Int.ofNat_le.1 lim))
    rw [f.round_exact mode _ f.top _ q.1] at r
    exact Nat.min_eq_left r
  rw [← ord] at half
  have d1 : ((f.numerator v.real) - f.rounded mode v.real * f.denominator v.real).natAbs =
      dist (f.value (f.ordinal mode v.real) * f.denominator v.real)
        (f.numerator v.real).natAbs := by
    unfold rounded signedValue
    rw [f.sign_eq]
    clear half ord lim q h1 h2 hm
    generalize f.ordinal mode v.real = r
    have e1 : (f.value r : Int) * f.denominator v.real =
      ((f.value r * f.denominator v.real : Nat) : Int) := (Int.natCast_mul ..).symm
    generalize f.value r * f.denominator v.real = R at *
    simp only [dist]
    by_cases hn : f.numerator v.real < 0 <;> simp only [hn, decide_true, decide_false, if_true,
      Bool.false_eq_true, if_false, Int.neg_mul, e1] <;> omega
  rw [← d1] at half
  have t := (mul_le_mul_iff f.unit_pos).2 (Rat.natCast_le_natCast.2 half)
  rw [Rat.natCast_mul, Rat.natCast_mul] at t
  apply within_half
  rw [← mul_le_mul_iff q.pos, Rat.mul_assoc, Rat.mul_comm 2, ← Rat.mul_assoc, q.distance,
    Rat.intCast_natCast]
  unfold ulp
  rw [Rat.mul_assoc, Rat.mul_comm f.unit, ← Rat.mul_assoc, Rat.mul_comm _ 2, Rat.mul_assoc _ f.unit,
    Rat.mul_comm f.unit, ← Rat.mul_assoc]
  exact t

/-- **Ties go to even codes**: where another number is as near as the result of RNE, the code of the result
is even. -/
theorem encodeValue_tie (even : f.half % 2 = 0) {v : Value} (hv : v.IsFinite) (c : Nat)
    (hc : c < f.codes) (fc : (f.decodeValue c).IsFinite)
    (other : ¬(f.roundValue .RNE .saturate v).Equals (f.decodeValue c))
    (tie : absolute (v.real - (f.roundValue .RNE .saturate v).real) =
      absolute (v.real - (f.decodeValue c).real)) :
    f.encodeValue .RNE .saturate v % 2 = 0 := by
  obtain ⟨h1, h2⟩ := f.roundValue_saturate wf hs hz .RNE v hv
  obtain ⟨t, k, hk, _, e, _⟩ := f.exists_of_finite c hc fc
  rw [Value.equals_iff h1 fc, h2, e] at other
  rw [h2, e] at tie
  have q := f.isQuanta v.real
  have t1 := (q.distance_le (f.rounded .RNE v.real) (f.signedValue t k)).1 (by rw [tie]; exact Rat.le_refl)
  have t2 := (q.distance_le (f.signedValue t k) (f.rounded .RNE v.real)).1 (by rw [tie]; exact Rat.le_refl)
  have tt := Nat.le_antisymm t1 t2
  clear t1 t2
  have near := (f.round_RNE (decide (v.real < 0)) (f.numerator v.real).natAbs
    (f.denominator v.real) q.1).2
  have par : f.ordinal .RNE v.real % 2 = 0 := by
    have n0 := near 0 (Nat.zero_le _)
    have nk := near k hk
    have ne : f.rounded .RNE v.real ≠ f.signedValue t k := fun g => other (by rw [g])
    have dp := q.1
    rw [f.value_zero hz, Nat.zero_mul] at n0
    unfold rounded at tt ne
    unfold ordinal at *
    rw [f.sign_eq v.real] at tt ne n0 nk ⊢
    exact tie_even _ _ _ _ _ _ t (fun g => by rw [g]) n0 nk ne tt
  rw [f.encodeValue_saturate hz .RNE v hv]
  unfold code
  split <;> omega
end

end Format
end Verif
