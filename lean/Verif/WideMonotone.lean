module

public import Verif.MonotoneValue

/-!
# Rounding keeps the order of all values

Proved, for every signed format with a zero: where `v ≤ w`, infinities included, rounding gives results in
this order, in every mode, both under saturation and where an overflow gives an infinity.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Negative infinity is below everything but NaN. -/
theorem Value.infinity_le {v : Value} (h : ¬v.IsNaN) : Value.infinity true ≤ v := by
  match v with
  | .nan => exact absurd trivial h
  | .infinity _ | .negativeZero | .number _ => exact trivial

/-- Positive infinity is above everything but NaN. -/
theorem Value.le_infinity {v : Value} (h : ¬v.IsNaN) : v ≤ Value.infinity false := by
  match v with
  | .nan => exact absurd trivial h
  | .infinity true | .infinity false | .negativeZero | .number _ => exact trivial

/-- What is finite is not NaN. -/
theorem Value.not_nan_of_finite {v : Value} (h : v.IsFinite) : ¬v.IsNaN := by
  match v with
  | .nan => exact absurd h id
  | .infinity _ | .negativeZero | .number _ => exact id

/-- What is negative is at most 0. -/
theorem Value.real_of_negative {v : Value} (hn : v.negative = true) : v.real ≤ 0 := by
  match v with
  | .infinity _ | .negativeZero => exact Rat.le_refl
  | .number x => have : x < 0 := of_decide_eq_true hn; exact Rat.le_of_lt this

/-- What is not negative is at least 0. -/
theorem Value.real_of_not_negative {v : Value} (hn : v.negative = false) : 0 ≤ v.real := by
  match v with
  | .nan | .infinity _ => exact Rat.le_refl
  | .number x => have : ¬x < 0 := of_decide_eq_false hn; exact Rat.not_lt.1 this

namespace Format

/-- Whether what overflows, and an infinity, keep their place in the order: they become the largest
number, or an infinity. -/
def keepsOrder (f : Format) : Overflow → Bool
  | .saturate => true
  | .infinity => f.infinity
  | .nan => false

/-- The largest number is not negative. -/
theorem max_nonneg (f : Format) : 0 ≤ f.max :=
  Rat.mul_nonneg Rat.natCast_nonneg (Rat.le_of_lt f.unit_pos)

/-- Zero does not overflow. -/
theorem not_exceeds_zero (f : Format) (mode : Mode) (v : Value) (h : v.real = 0) :
    f.exceeds mode v = false := by
  apply f.not_exceeds
  have := f.max_nonneg
  rw [h]; unfold absolute; grind

/-- The code after the largest is infinity, of the sign that it gets. -/
theorem decodeValue_infinity (f : Format) (wf : f.WellFormed) (hi : f.infinity = true) (s : Bool)
    (hs : f.signed = true) : f.decodeValue (f.code s (f.top + 1)) = .infinity s := by
  have lt := wf.infinity_lt hi
  have b : Nat.ble (f.top + 1) f.top = false := by
    rw [← Bool.not_eq_true, ble_iff]; omega
  unfold decodeValue decode code
  cases s
  · have h1 : Nat.ble f.half (f.top + 1) = false := by
      rw [← Bool.not_eq_true, ble_iff]; omega
    simp [hs, hi, h1, b, Nat.mod_eq_of_lt lt, valueOf]
  · have h1 : Nat.ble f.half (f.half + (f.top + 1)) = true := ble_iff.2 (by omega)
    have h2 : (f.half + (f.top + 1)) % f.half = f.top + 1 := by
      rw [Nat.add_mod_left, Nat.mod_eq_of_lt lt]
    simp [hs, hi, h1, h2, b, valueOf]

section
variable (f : Format) (wf : f.WellFormed) (hs : f.signed = true) (hz : f.hasZero = true)
include wf hs hz

omit hz in
/-- An overflow to infinity is one, of the same sign. -/
theorem roundValue_of_exceeds (hi : f.infinity = true) (mode : Mode) (v : Value) (h : v.IsFinite)
    (ho : f.exceeds mode v = true) : f.roundValue mode .infinity v = .infinity v.negative := by
  match v with
  | .nan | .infinity _ => exact absurd h id
  | .negativeZero =>
    rw [f.not_exceeds_zero mode .negativeZero rfl] at ho
    cases ho
  | .number x =>
    show f.decodeValue (f.encode mode .infinity _ _ _) = _
    unfold encode
    have : f.overflows mode (decide (x < 0)) (x / f.unit).num.natAbs (x / f.unit).den = true := ho
    rw [this]
    simp only [if_true, hi]
    exact f.decodeValue_infinity wf hi _ hs

/-- An infinity under saturation becomes the largest number of its sign, which nothing exceeds. -/
theorem saturated_infinity (mode : Mode) (s : Bool) :
    (f.roundValue mode .saturate (.infinity s)).IsFinite ∧
      (f.roundValue mode .saturate (.infinity s)).real =
        (f.signedValue s f.top : Rat) * f.unit :=
  f.decodeValue_code wf hz s (fun _ => hs) f.top (Nat.le_refl _)

omit wf hs hz in
/-- No result is beyond the largest numbers. -/
theorem rounded_bounds (mode : Mode) (x : Rat) :
    f.signedValue true f.top ≤ f.rounded mode x ∧ f.rounded mode x ≤ f.signedValue false f.top := by
  have := f.value_increasing.le (Nat.min_le_right
    (f.round mode (decide (x < 0)) (f.numerator x).natAbs (f.denominator x)) f.top)
  unfold rounded signedValue ordinal
  simp only [if_true, Bool.false_eq_true, if_false]
  split <;> omega

/-- **Rounding keeps the order of all values under saturation**, infinities included. -/
theorem round_mono_saturate (mode : Mode) {v w : Value} (h : v ≤ w) :
    f.roundValue mode .saturate v ≤ f.roundValue mode .saturate w := by
  have fin : ∀ z : Value, ¬z.IsNaN → ∃ q : Int, (f.roundValue mode .saturate z).IsFinite ∧
      (f.roundValue mode .saturate z).real = (q : Rat) * f.unit ∧
      f.signedValue true f.top ≤ q ∧ q ≤ f.signedValue false f.top ∧
      (z = .infinity true → q = f.signedValue true f.top) ∧
      (z = .infinity false → q = f.signedValue false f.top) := by
    intro z hz'
    match z with
    | .nan => exact absurd trivial hz'
    | .infinity s =>
      obtain ⟨h1, h2⟩ := f.saturated_infinity wf hs hz mode s
      refine ⟨_, h1, h2, ?_⟩
      unfold signedValue
      cases s <;> simp <;> omega
    | .negativeZero =>
      obtain ⟨h1, h2⟩ := f.roundValue_saturate wf hs hz mode .negativeZero trivial
      exact ⟨_, h1, h2, (f.rounded_bounds mode _).1, (f.rounded_bounds mode _).2,
        fun e => (by cases e), fun e => (by cases e)⟩
    | .number x =>
      obtain ⟨h1, h2⟩ := f.roundValue_saturate wf hs hz mode (.number x) trivial
      exact ⟨_, h1, h2, (f.rounded_bounds mode _).1, (f.rounded_bounds mode _).2,
        fun e => (by cases e), fun e => (by cases e)⟩
  have ends : ∀ z w : Value, ¬z.IsNaN → ¬w.IsNaN → (z = .infinity true ∨ w = .infinity false) →
      f.roundValue mode .saturate z ≤ f.roundValue mode .saturate w := by
    intro z w nz nw e
    obtain ⟨q, f1, r1, a1, b1, c1, d1⟩ := fin z nz
    obtain ⟨p, f2, r2, a2, b2, c2, d2⟩ := fin w nw
    rw [Value.le_iff f1 f2, r1, r2, mul_le_mul_iff f.unit_pos, Rat.intCast_le_intCast]
    rcases e with e | e
    · have := c1 e; omega
    · have := d2 e; omega
  match v, w with
  | .nan, _ => exact absurd h id
  | .infinity true, .nan | .infinity false, .nan | .negativeZero, .nan | .number _, .nan =>
    exact absurd h id
  | .infinity true, .infinity _ | .infinity true, .negativeZero | .infinity true, .number _ =>
    exact ends _ _ id id (Or.inl rfl)
  | .infinity false, .infinity false | .negativeZero, .infinity false
  | .number _, .infinity false => exact ends _ _ id id (Or.inr rfl)
  | .infinity false, .infinity true | .infinity false, .negativeZero | .infinity false, .number _
  | .negativeZero, .infinity true | .number _, .infinity true => exact absurd h id
  | .negativeZero, .negativeZero | .negativeZero, .number _ | .number _, .negativeZero
  | .number _, .number _ => exact f.roundValue_mono wf hs hz mode trivial trivial h

/-- **Rounding keeps the order of all values where an overflow gives an infinity.** -/
theorem round_mono_infinity (hi : f.infinity = true) (mode : Mode) {v w : Value} (h : v ≤ w) :
    f.roundValue mode .infinity v ≤ f.roundValue mode .infinity w := by
  have inf : ∀ s, f.roundValue mode .infinity (.infinity s) = .infinity s := by
    intro s
    have := f.decodeValue_infinity wf hi s hs
    have c : f.overflowCode .infinity s = f.code s (f.top + 1) := if_pos hi
    show f.decodeValue (f.overflowCode .infinity s) = _
    rw [c, this]
  have number : ∀ z : Value, z.IsFinite → ¬(f.roundValue mode .infinity z).IsNaN := by
    intro z fz
    match e : f.exceeds mode z with
    | true => rw [f.roundValue_of_exceeds wf hs hi mode z fz e]; exact id
    | false =>
      exact Value.not_nan_of_finite (f.roundValue_finite wf hs hz mode .infinity z fz e).1
  have finite : ∀ v w : Value, v.IsFinite → w.IsFinite → v ≤ w →
      f.roundValue mode .infinity v ≤ f.roundValue mode .infinity w := by
    intro v w fv fw h
    have hr := (Value.le_iff fv fw).1 h
    obtain ⟨m1, m2⟩ := f.exceeds_mono mode fv fw hr
    match ev : f.exceeds mode v, ew : f.exceeds mode w with
    | false, false => exact f.roundValue_mono_of_not_exceeds wf hs hz mode .infinity fv fw ev ew hr
    | true, _ =>
      rw [f.roundValue_of_exceeds wf hs hi mode v fv ev]
      match nv : v.negative with
      | true => exact Value.infinity_le (number w fw)
      | false =>
        have p := Value.real_of_not_negative nv
        have nw : w.negative = false := by
          rw [← Bool.not_eq_true]
          intro t
          have := Value.real_of_negative t
          rw [f.not_exceeds_zero mode v (by grind)] at ev
          cases ev
        rw [f.roundValue_of_exceeds wf hs hi mode w fw (m1 ev nv nw), nw]
        exact trivial
    | false, true =>
      rw [f.roundValue_of_exceeds wf hs hi mode w fw ew]
      match nw : w.negative with
      | false => exact Value.le_infinity (number v fv)
      | true =>
        have p := Value.real_of_negative nw
        have nv : v.negative = true := by
          rw [← Bool.not_eq_false]
          intro t
          have := Value.real_of_not_negative t
          rw [f.not_exceeds_zero mode w (by grind)] at ew
          cases ew
        rw [m2 ew nw nv] at ev
        cases ev
  match v, w with
  | .nan, _ => exact absurd h id
  | .infinity true, .nan | .infinity false, .nan | .negativeZero, .nan | .number _, .nan =>
    exact absurd h id
  | .infinity true, .infinity _ => rw [inf, inf]; exact h
  | .infinity true, .negativeZero | .infinity true, .number _ =>
    rw [inf]; exact Value.infinity_le (number _ trivial)
  | .infinity false, .infinity false => rw [inf]; exact trivial
  | .negativeZero, .infinity false | .number _, .infinity false =>
    rw [inf]; exact Value.le_infinity (number _ trivial)
  | .infinity false, .infinity true | .infinity false, .negativeZero | .infinity false, .number _
  | .negativeZero, .infinity true | .number _, .infinity true => exact absurd h id
  | .negativeZero, .negativeZero | .negativeZero, .number _ | .number _, .negativeZero
  | .number _, .number _ => exact finite _ _ trivial trivial h

/-- **Rounding keeps the order of all values**, in every mode, where the format has a place for what is
too large. -/
theorem round_mono_value (mode : Mode) (o : Overflow) (ho : f.keepsOrder o = true) {v w : Value}
    (h : v ≤ w) : f.roundValue mode o v ≤ f.roundValue mode o w := by
  match o with
  | .saturate => exact f.round_mono_saturate wf hs hz mode h
  | .infinity => exact f.round_mono_infinity wf hs hz ho mode h
  | .nan => cases ho
end

end Format
end Verif
