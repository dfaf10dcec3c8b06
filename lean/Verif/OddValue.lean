module

public import Verif.DirectedValue

/-!
# Rounding to odd, in the words of the specification

Proved, for every signed format with a zero and numbers up to the largest: the result of RTO is the number
itself or has an odd code, and it lies between the results of RTN and RTP.
-/

@[expose] public section
noncomputable section
namespace Verif
namespace Format

/-- RTO adds nothing, or makes the ordinal odd. -/
theorem round_RTO (f : Format) (hz : f.hasZero = true) (s : Bool) (n d : Nat) (hd : 0 < d) :
    f.value (f.round .RTO s n d) * d = n ∨ f.round .RTO s n d % 2 = 1 := by
  have hf := f.floor_isFloor_of_zero hz n d hd
  have h1 := hf.1
  unfold round roundFrom
  simp only [bump]
  by_cases r : 0 < n - f.value (f.floor n d) * d
  · rw [if_pos r]; right; omega
  · rw [if_neg r, Nat.add_zero]; left; omega

/-- RTO is between the two neighbours. -/
theorem round_RTO_between (f : Format) (s t : Bool) (n d : Nat) :
    f.round .RTZ t n d ≤ f.round .RTO s n d ∧ f.round .RTO s n d ≤ f.round .RAZ t n d := by
  unfold round roundFrom
  simp only [bump]
  split <;> omega

section
variable (f : Format) (wf : f.WellFormed) (hs : f.signed = true) (hz : f.hasZero = true)
include wf hs hz

/-- **What is not exact becomes odd.** -/
theorem encodeValue_RTO (even : f.half % 2 = 0) (o : Overflow) {v : Value} (hv : v.IsFinite)
    (hm : absolute v.real ≤ f.max) :
    v.Equals (f.roundValue .RTO o v) ∨ f.encodeValue .RTO o v % 2 = 1 := by
  have ex := f.not_exceeds .RTO v hm
  obtain ⟨f1, r1⟩ := f.roundValue_number wf hs hz .RTO o hv (Or.inr ex)
  have q := f.isQuanta v.real
  have ord := f.ordinal_eq_round .RTO hm
  rw [Value.equals_iff hv f1, r1, q.eq_whole, f.encodeValue_of_not_exceeds hz .RTO o v hv ex,
    f.encodeValue_saturate hz .RTO v hv]
  rcases f.round_RTO hz (decide (v.real < 0)) (f.numerator v.real).natAbs (f.denominator v.real) q.1
    with h | h
  · left
    rw [← ord] at h
    unfold rounded signedValue
    rw [f.sign_eq v.real]
    generalize f.ordinal .RTO v.real = r at *
    by_cases hn : f.numerator v.real < 0 <;> simp only [hn, decide_true, decide_false, if_true,
      Bool.false_eq_true, if_false, Int.neg_mul] <;> rw [← Int.natCast_mul, h] <;> omega
  · right
    rw [← ord] at h
    unfold code
    split <;> omega

/-- **RTO lies between RTN and RTP.** -/
theorem RTO_between (o : Overflow) {v : Value} (hv : v.IsFinite) (hm : absolute v.real ≤ f.max) :
    f.roundValue .RTN o v ≤ f.roundValue .RTO o v ∧
      f.roundValue .RTO o v ≤ f.roundValue .RTP o v := by
  obtain ⟨f0, r0⟩ := f.roundValue_number wf hs hz .RTO o hv (Or.inr (f.not_exceeds _ v hm))
  obtain ⟨f1, r1⟩ := f.roundValue_number wf hs hz .RTN o hv (Or.inr (f.not_exceeds _ v hm))
  obtain ⟨f2, r2⟩ := f.roundValue_number wf hs hz .RTP o hv (Or.inr (f.not_exceeds _ v hm))
  rw [Value.le_iff f1 f0, Value.le_iff f0 f2, r0, r1, r2, mul_le_mul_iff f.unit_pos,
    mul_le_mul_iff f.unit_pos, Rat.intCast_le_intCast, Rat.intCast_le_intCast]
  unfold rounded
  rw [f.ordinal_eq_round .RTO hm, f.ordinal_eq_round .RTN hm, f.ordinal_eq_round .RTP hm]
  have b := f.round_RTO_between (decide (v.real < 0)) (decide (v.real < 0))
    (f.numerator v.real).natAbs (f.denominator v.real)
  generalize (f.numerator v.real).natAbs = n at *
  generalize f.denominator v.real = d at *
  have lo := f.value_increasing.le b.1
  have hi := f.value_increasing.le b.2
  by_cases h : v.real < 0
  · rw [decide_eq_true h] at *
    have e1 : f.round .RTN true n d = f.round .RAZ true n d := rfl
    have e2 : f.round .RTP true n d = f.round .RTZ true n d := rfl
    rw [e1, e2]
    unfold signedValue
    simp only [if_true]
    omega
  · rw [decide_eq_false h] at *
    have e1 : f.round .RTP false n d = f.round .RAZ false n d := rfl
    have e2 : f.round .RTN false n d = f.round .RTZ false n d := rfl
    rw [e1, e2]
    unfold signedValue
    simp only [Bool.false_eq_true, if_false]
    omega
end

end Format
end Verif
