module

public import Verif.NearestValue

/-!
# Directed rounding and rounding to odd, in the words of the specification

Proved, for every signed format with a zero and numbers up to the largest: RTN gives a number that is not
above, RTP one that is not below; where both are equal it is the number itself; RTZ is the one toward zero;
and rounding to odd gives the number itself or an odd code, between both. Rounding a rounded number again,
in any mode, changes nothing.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- What lies between `-m` and `m` has at most the magnitude `m`. -/
theorem absolute_le_of_both {x m : Rat} (h : -m ≤ x ∧ x ≤ m) : absolute x ≤ m := by
  unfold absolute
  split <;> grind

namespace Format

/-- A magnitude that is rounded without a step up is not above. -/
theorem value_floor_le (f : Format) (hz : f.hasZero = true) (mode : Mode) (s : Bool) (n d : Nat)
    (hd : 0 < d) (h : ∀ q r g, bump mode s q r g = 0) :
    f.value (f.round mode s n d) * d ≤ n := by
  have hf := f.floor_isFloor_of_zero hz n d hd
  unfold round roundFrom
  rw [h]
  exact hf.1

/-- A magnitude that is rounded up where anything is left over is not below. -/
theorem le_value_ceil (f : Format) (hz : f.hasZero = true) (mode : Mode) (s : Bool) (n d : Nat)
    (hd : 0 < d) (h : ∀ q r g, bump mode s q r g = if 0 < r then 1 else 0) :
    n ≤ f.value (f.round mode s n d) * d := by
  have hf := f.floor_isFloor_of_zero hz n d hd
  unfold round roundFrom
  rw [h]
  split
  · exact Nat.le_of_lt hf.2
  · have := hf.1
    rw [Nat.add_zero]
    omega

/-- What is at most the largest value is not cut off. -/
theorem ordinal_eq_round (f : Format) (mode : Mode) {x : Rat} (hm : absolute x ≤ f.max) :
    f.ordinal mode x = f.round mode (decide (x < 0)) (f.numerator x).natAbs (f.denominator x) := by
  have q := f.isQuanta x
  have lim := (q.absolute_le (f.value f.top)).1 hm
  have r := f.round_mono mode (decide (x < 0)) q.1 q.1
    (Nat.mul_le_mul_right (f.denominator x)
      (show (f.numerator x).natAbs ≤ f.value f.top * f.denominator x by
        rw [← Int.natCast_mul] at lim; exact Int.ofNat_le.1 lim))
  rw [f.round_exact mode _ f.top _ q.1] at r
  exact Nat.min_eq_left r

/-- RTN does not go up. -/
theorem rounded_RTN_le (f : Format) (hz : f.hasZero = true) {x : Rat} (hm : absolute x ≤ f.max) :
    (f.rounded .RTN x : Rat) * f.unit ≤ x := by
  have q := f.isQuanta x
  rw [q.whole_le]
  have o := f.ordinal_eq_round .RTN hm
  unfold rounded signedValue
  rw [o, f.sign_eq x]
  by_cases h : f.numerator x < 0
  · have c := f.le_value_ceil hz .RTN true (f.numerator x).natAbs _ q.1 (fun _ _ _ => rfl)
    simp only [h, decide_true, if_true, Int.neg_mul]
    rw [← Int.natCast_mul]
    omega
  · have c := f.value_floor_le hz .RTN false (f.numerator x).natAbs _ q.1 (fun _ _ _ => rfl)
    simp only [h, decide_false, Bool.false_eq_true, if_false]
    rw [← Int.natCast_mul]
    omega

/-- RTP does not go down. -/
theorem le_rounded_RTP (f : Format) (hz : f.hasZero = true) {x : Rat} (hm : absolute x ≤ f.max) :
    x ≤ (f.rounded .RTP x : Rat) * f.unit := by
  have q := f.isQuanta x
  rw [q.le_whole]
  have o := f.ordinal_eq_round .RTP hm
  unfold rounded signedValue
  rw [o, f.sign_eq x]
  by_cases h : f.numerator x < 0
  · have c := f.value_floor_le hz .RTP true (f.numerator x).natAbs _ q.1 (fun _ _ _ => rfl)
    simp only [h, decide_true, if_true, Int.neg_mul]
    rw [← Int.natCast_mul]
    omega
  · have c := f.le_value_ceil hz .RTP false (f.numerator x).natAbs _ q.1 (fun _ _ _ => rfl)
    simp only [h, decide_false, Bool.false_eq_true, if_false]
    rw [← Int.natCast_mul]
    omega

/-- RTZ is RTP for negative numbers and RTN for others. -/
theorem rounded_RTZ (f : Format) (x : Rat) :
    f.rounded .RTZ x = if x < 0 then f.rounded .RTP x else f.rounded .RTN x := by
  unfold rounded ordinal round roundFrom
  by_cases h : x < 0 <;> simp [h, bump]

section
variable (f : Format) (wf : f.WellFormed) (hs : f.signed = true) (hz : f.hasZero = true)
include wf hs hz

/-- **RTN and RTP enclose** a number up to the largest. -/
theorem down_and_up (o : Overflow) {v : Value} (hv : v.IsFinite) (hm : absolute v.real ≤ f.max) :
    f.roundValue .RTN o v ≤ v ∧ v ≤ f.roundValue .RTP o v := by
  obtain ⟨f1, r1⟩ := f.roundValue_number wf hs hz .RTN o hv (Or.inr (f.not_exceeds _ v hm))
  obtain ⟨f2, r2⟩ := f.roundValue_number wf hs hz .RTP o hv (Or.inr (f.not_exceeds _ v hm))
  rw [Value.le_iff f1 hv, Value.le_iff hv f2, r1, r2]
  exact ⟨f.rounded_RTN_le hz hm, f.le_rounded_RTP hz hm⟩

/-- Where RTN and RTP give the same number it is the number itself. -/
theorem exact_of_down_eq_up (o : Overflow) {v : Value} (hv : v.IsFinite) (hm : absolute v.real ≤ f.max)
    (h : (f.roundValue .RTN o v).Equals (f.roundValue .RTP o v)) :
    v.Equals (f.roundValue .RTN o v) := by
  obtain ⟨f1, r1⟩ := f.roundValue_number wf hs hz .RTN o hv (Or.inr (f.not_exceeds _ v hm))
  obtain ⟨f2, r2⟩ := f.roundValue_number wf hs hz .RTP o hv (Or.inr (f.not_exceeds _ v hm))
  rw [Value.equals_iff f1 f2, r1, r2] at h
  rw [Value.equals_iff hv f1, r1]
  have a := f.rounded_RTN_le hz hm
  have b := f.le_rounded_RTP hz hm
  grind

/-- **RTZ** is the one of both that is toward zero. -/
theorem toward_zero (o : Overflow) {v : Value} (hv : v.IsFinite) (hm : absolute v.real ≤ f.max) :
    (v < .number 0 → (f.roundValue .RTZ o v).Equals (f.roundValue .RTP o v)) ∧
      (¬v < .number 0 → (f.roundValue .RTZ o v).Equals (f.roundValue .RTN o v)) := by
  obtain ⟨f0, r0⟩ := f.roundValue_number wf hs hz .RTZ o hv (Or.inr (f.not_exceeds _ v hm))
  obtain ⟨f1, r1⟩ := f.roundValue_number wf hs hz .RTN o hv (Or.inr (f.not_exceeds _ v hm))
  obtain ⟨f2, r2⟩ := f.roundValue_number wf hs hz .RTP o hv (Or.inr (f.not_exceeds _ v hm))
  rw [Value.equals_iff f0 f2, Value.equals_iff f0 f1, r0, r1, r2, f.rounded_RTZ,
    Value.lt_iff hv (Value.isFinite_number 0)]
  show (v.real < 0 → _) ∧ (¬v.real < 0 → _)
  exact ⟨fun h => by rw [if_pos h], fun h => by rw [if_neg h]⟩

omit hs hz in
/-- A code of a sign and a magnitude code is a code. -/
theorem code_lt (s : Bool) (c : Nat) (hc : c ≤ f.top) : f.code s c < f.codes := by
  have := wf.top_lt
  unfold code codes
  by_cases h : f.signed = true
  · rw [if_pos h]; split <;> omega
  · rw [if_neg h, if_neg (by simp [h])]; omega

omit wf hs hz in
/-- No number of the format overflows. -/
theorem not_exceeds_decoded (mode : Mode) (c : Nat) (hc : c < f.codes)
    (fc : (f.decodeValue c).IsFinite) : f.exceeds mode (f.decodeValue c) = false := by
  obtain ⟨s, k, hk, _, e, _⟩ := f.exists_of_finite c hc fc
  apply f.not_exceeds
  have := f.value_increasing.le hk
  have m : (((f.signedValue s k).natAbs : Int) : Rat) ≤ ((f.value f.top : Int) : Rat) := by
    rw [Rat.intCast_le_intCast]
    unfold signedValue
    split <;> omega
  rw [e, absolute_mul f.unit_pos, absolute_intCast]
  unfold Format.max
  rw [← Rat.intCast_natCast]
  exact (mul_le_mul_iff f.unit_pos).2 m

omit wf hs in
/-- A number of the format is encoded as its code, in every mode and with every policy. -/
theorem encode_decode_finite (mode : Mode) (o : Overflow) (c : Nat) (hc : c < f.codes)
    (fc : (f.decodeValue c).IsFinite) : f.encodeValue mode o (f.decodeValue c) = c := by
  have ex := f.not_exceeds_decoded mode c hc fc
  have nn : ¬(f.decodeValue c).IsNaN := by
    intro g
    match f.decodeValue c, fc, g with
    | .nan, t, _ => exact absurd t id
  rw [f.encodeValue_of_not_exceeds hz mode o _ fc ex,
    ← f.encodeValue_of_not_exceeds hz mode .infinity _ fc ex]
  exact f.encode_decode_value mode .infinity rfl c hc nn

/-- **Rounding again** changes nothing, in any mode: a number of the format is rounded to itself. -/
theorem round_round (mode mode' : Mode) (o : Overflow) {v : Value} (hv : v.IsFinite) :
    f.roundValue mode' o (f.roundValue mode .saturate v) = f.roundValue mode .saturate v := by
  have h1 := (f.roundValue_saturate wf hs hz mode v hv).1
  have lt : f.encodeValue mode .saturate v < f.codes := by
    rw [f.encodeValue_saturate hz mode v hv]
    exact f.code_lt wf _ _ (Nat.min_le_right ..)
  unfold roundValue at *
  rw [f.encode_decode_finite hz mode' o _ lt h1]
end

end Format
end Verif
