module

public import Verif.RoundValue

/-!
# Codes and roundings are in the order of their values

Proved, for every format: codes without sign are in the order of the values that they stand for; and, for
every signed format with a zero, rounding in any mode keeps the order of values: under saturation, and
where an overflow gives an infinity, the infinities included; otherwise as far as nothing overflows.
-/

@[expose] public section
noncomputable section
namespace Verif
namespace Format

/-- A finite code without sign is the magnitude code of its value. -/
theorem real_of_positive (f : Format) (c : Nat) (hc : c < f.codes) (h : (f.decodeValue c).IsFinite)
    (hs : (f.decodeValue c).negative = false) :
    (f.decodeValue c).real = ((f.value c : Int) : Rat) * f.unit := by
  obtain ⟨s, k, _, e, r, g⟩ := f.exists_of_finite c hc h
  have := g hs
  subst this
  have : f.code false k = k := by unfold code; simp
  rw [this] at e
  rw [r, e]; rfl

/-- **Codes without sign are in the order of their values.** -/
theorem codes_follow_values (f : Format) (a : Nat) (ha : a < f.codes) (b : Nat) (hb : b < f.codes)
    (fa : (f.decodeValue a).IsFinite) (fb : (f.decodeValue b).IsFinite)
    (sa : (f.decodeValue a).negative = false) (sb : (f.decodeValue b).negative = false) :
    a < b ↔ f.decodeValue a < f.decodeValue b := by
  rw [Value.lt_iff fa fb, f.real_of_positive a ha fa sa, f.real_of_positive b hb fb sb,
    Rat.mul_lt_mul_right f.unit_pos, Rat.intCast_lt_intCast, Int.ofNat_lt, f.value_lt_iff]

/-- A magnitude code stands for its value, without sign. -/
theorem decodeValue_magnitude (f : Format) (wf : f.WellFormed) (k : Nat) (hk : k ≤ f.top) :
    f.decodeValue k = .number (((f.value k : Int) : Rat) * f.unit) := by
  have d := f.decode_code wf false (fun h => by cases h) k hk
  have e : f.code false k = k := by unfold code; simp
  rw [e] at d
  unfold decodeValue valueOf
  rw [d]
  simp [Rat.intCast_natCast]

/-- Neighbours are in order. -/
theorem decodeValue_succ (f : Format) (wf : f.WellFormed) (k : Nat) (hk : k < f.top) :
    (f.decodeValue k).IsFinite ∧ (f.decodeValue (k + 1)).IsFinite ∧ 0 ≤ (f.decodeValue k).real ∧
      (f.decodeValue k).real ≤ (f.decodeValue (k + 1)).real := by
  rw [f.decodeValue_magnitude wf k (by omega), f.decodeValue_magnitude wf (k + 1) (by omega)]
  refine ⟨trivial, trivial, ?_, ?_⟩
  · exact Rat.mul_nonneg (Rat.intCast_nonneg.2 (Int.natCast_nonneg _)) (Rat.le_of_lt f.unit_pos)
  · have := f.value_increasing k
    exact (mul_le_mul_iff f.unit_pos).2 (Rat.intCast_le_intCast.2 (by omega))

/-- What is above a number that overflows upwards overflows too, and so downwards. -/
theorem exceeds_mono (f : Format) (mode : Mode) {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite)
    (h : v.real ≤ w.real) :
    (f.exceeds mode v = true → v.negative = false → w.negative = false →
      f.exceeds mode w = true) ∧
    (f.exceeds mode w = true → w.negative = true → v.negative = true →
      f.exceeds mode v = true) := by
  have grow : ∀ s n d m e, 0 < d → 0 < e → n * e ≤ m * d → f.overflows mode s n d = true →
      f.overflows mode s m e = true := by
    intro s n d m e hd he hle
    have r := f.round_mono mode s hd he hle
    have t : f.value f.top * d < n → f.value f.top * e < m := by
      intro g
      have h1 := Nat.mul_lt_mul_of_pos_right g he
      have h2 : f.value f.top * d * e = f.value f.top * e * d := by grind
      exact Nat.lt_of_mul_lt_mul_right (a := d) (by omega)
    unfold overflows
    split <;> first | exact id | (rw [Nat.blt_eq, Nat.blt_eq]; omega)
  have qv := f.isQuanta v.real
  have qw := f.isQuanta w.real
  have hq := (qv.le_iff qw).1 h
  have sv := f.numerator_sign v hv
  have sw := f.numerator_sign w hw
  have dv := qv.1
  have dw := qw.1
  have abs1 : ∀ (n : Int) (d : Nat), ((n.natAbs * d : Nat) : Int) = n.natAbs * d :=
    fun n d => Int.natCast_mul ..
  unfold exceeds
  generalize f.numerator v.real = n at *
  generalize f.numerator w.real = m at *
  generalize f.denominator v.real = d at *
  generalize f.denominator w.real = e at *
  constructor
  · intro ex h1 h2
    rw [h1] at ex
    rw [h2]
    have n0 := sv.2 h1
    have m0 := sw.2 h2
    refine grow _ _ _ _ _ dv dw ?_ ex
    have := abs1 n e
    have := abs1 m d
    rw [Int.natAbs_of_nonneg n0] at *
    rw [Int.natAbs_of_nonneg m0] at *
    omega
  · intro ex h1 h2
    rw [h1] at ex
    rw [h2]
    have m0 := sw.1 h1
    have n0 := sv.1 h2
    refine grow _ _ _ _ _ dw dv ?_ ex
    have a1 := abs1 n e
    have a2 := abs1 m d
    rw [Int.ofNat_natAbs_of_nonpos n0, Int.neg_mul] at a1
    rw [Int.ofNat_natAbs_of_nonpos m0, Int.neg_mul] at a2
    omega
section
variable (f : Format) (wf : f.WellFormed) (hs : f.signed = true) (hz : f.hasZero = true)
include wf hs hz

/-- **Rounding keeps order under saturation**, in every mode. -/
theorem roundValue_mono (mode : Mode) {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite)
    (h : v.real ≤ w.real) : f.roundValue mode .saturate v ≤ f.roundValue mode .saturate w := by
  obtain ⟨f1, r1⟩ := f.roundValue_saturate wf hs hz mode v hv
  obtain ⟨f2, r2⟩ := f.roundValue_saturate wf hs hz mode w hw
  rw [Value.le_iff f1 f2, r1, r2, mul_le_mul_iff f.unit_pos, Rat.intCast_le_intCast]
  exact f.rounded_mono wf hs hz mode h

/-- Rounding keeps order as far as nothing overflows, whatever becomes of an overflow. -/
theorem roundValue_mono_of_not_exceeds (mode : Mode) (o : Overflow) {v w : Value} (hv : v.IsFinite)
    (hw : w.IsFinite) (ev : f.exceeds mode v = false) (ew : f.exceeds mode w = false)
    (h : v.real ≤ w.real) : f.roundValue mode o v ≤ f.roundValue mode o w := by
  have := f.roundValue_mono wf hs hz mode hv hw h
  unfold roundValue at *
  rwa [f.encodeValue_of_not_exceeds hz mode o v hv ev,
    f.encodeValue_of_not_exceeds hz mode o w hw ew]

/-- What is not positive is not rounded to something positive. -/
theorem roundValue_nonpos (mode : Mode) {v : Value} (hv : v.IsFinite) (h : v.real ≤ 0) :
    f.roundValue mode .saturate v ≤ .number 0 := by
  obtain ⟨f1, r1⟩ := f.roundValue_saturate wf hs hz mode v hv
  have m := f.rounded_mono wf hs hz mode h
  have z : f.rounded mode 0 = 0 := by
    unfold rounded signedValue
    rw [f.ordinal_zero hz, f.value_zero hz]; simp
  rw [Value.le_iff f1 (Value.isFinite_number 0), r1]
  have := (mul_le_mul_iff f.unit_pos).2 (Rat.intCast_le_intCast.2 m)
  rwa [z, Rat.intCast_zero, Rat.zero_mul] at this

/-- Rounding keeps the order of neighbours. -/
theorem neighbours_mono (g : Format) (wg : g.WellFormed) (mode : Mode) (k : Nat) (hk : k < g.top) :
    f.roundValue mode .saturate (g.decodeValue k) ≤
      f.roundValue mode .saturate (g.decodeValue (k + 1)) := by
  obtain ⟨h1, h2, _, h3⟩ := g.decodeValue_succ wg k hk
  exact f.roundValue_mono wf hs hz mode h1 h2 h3

/-- Rounding keeps the order of neighbours with the other sign, and what is negative stays so. -/
theorem negative_neighbours_mono (g : Format) (wg : g.WellFormed) (mode : Mode) (k : Nat)
    (hk : k < g.top) :
    f.roundValue mode .saturate (.number (-(g.decodeValue (k + 1)).real)) ≤
        f.roundValue mode .saturate (.number (-(g.decodeValue k).real)) ∧
      f.roundValue mode .saturate (.number (-(g.decodeValue k).real)) ≤ .number 0 := by
  obtain ⟨h1, h2, h0, h3⟩ := g.decodeValue_succ wg k hk
  constructor
  · apply f.roundValue_mono wf hs hz mode (Value.isFinite_number _) (Value.isFinite_number _)
    show -_ ≤ -_
    grind
  · apply f.roundValue_nonpos wf hs hz mode (Value.isFinite_number _)
    show -_ ≤ (0 : Rat)
    grind

end

end Format
end Verif
