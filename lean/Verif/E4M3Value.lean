module

public import Verif.NearestValue
public import Verif.Formats

/-!
# E4M3, which overflows to NaN above 464

Proved: a number overflows exactly if its magnitude is above 464, and then the result is NaN; from -464 to
464 rounding keeps the order.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- 464 in quanta. -/
theorem E4M3_464 : (464 : Rat) = ((464 * 2 ^ 9 : Int) : Rat) * E4M3.unit := by decide +kernel

/-- A number of E4M3 overflows exactly if its magnitude is above 464. -/
theorem E4M3_exceeds_iff {v : Value} :
    E4M3.exceeds .RNE v = true ↔ 464 < absolute v.real := by
  have q := E4M3.isQuanta v.real
  have h := q.absolute_le (464 * 2 ^ 9)
  rw [← E4M3_464] at h
  unfold Format.exceeds
  rw [E4M3_overflow _ _ _ q.1, ← Rat.not_le, h, Int.not_le]
  rw [show ((464 * 2 ^ 9 : Int)) = ((464 * 2 ^ 9 : Nat) : Int) from rfl, ← Int.natCast_mul, Int.ofNat_lt]

/-- Up to 464 nothing overflows. -/
theorem E4M3_not_exceeds {v : Value} (h : absolute v.real ≤ 464) :
    E4M3.exceeds .RNE v = false := by
  rw [← Bool.not_eq_true, E4M3_exceeds_iff, Rat.not_lt]
  exact h

/-- What becomes NaN is what is above 464. -/
theorem E4M3_round_nan_iff {v : Value} (hv : v.IsFinite) :
    (E4M3.roundValue .RNE .nan v).IsNaN ↔ 464 < absolute v.real := by
  rw [← E4M3_exceeds_iff]
  match e : E4M3.exceeds .RNE v with
  | false =>
    have f := (E4M3.roundValue_finite E4M3_wellFormed rfl rfl .RNE .nan v hv e).1
    constructor
    · intro g
      match E4M3.roundValue .RNE .nan v, f, g with
      | .nan, f, _ => exact absurd f id
    · intro g; cases g
  | true =>
    refine ⟨fun _ => rfl, fun _ => ?_⟩
    match v with
    | .nan | .infinity _ => exact absurd hv id
    | .negativeZero => rw [E4M3_not_exceeds (by decide +kernel)] at e; cases e
    | .number x =>
      have : E4M3.overflows .RNE (decide (x < 0)) (x / E4M3.unit).num.natAbs (x / E4M3.unit).den = true := e
      have c : E4M3.encodeValue .RNE .nan (.number x) = E4M3.nanCode := by
        show E4M3.encode .RNE .nan _ _ _ = _
        unfold Format.encode
        rw [this]; rfl
      unfold Format.roundValue
      rw [c]; exact trivial

/-- From -464 to 464 rounding to E4M3 keeps the order of values. -/
theorem E4M3_round_mono {v w : Value} (hv : .number (-464) ≤ v) (h : v ≤ w) (hw : w ≤ .number 464) :
    E4M3.roundValue .RNE .nan v ≤ E4M3.roundValue .RNE .nan w := by
  have fin : v.IsFinite ∧ w.IsFinite := by
    match v, w with
    | .nan, _ | .infinity true, _ => exact absurd hv id
    | .infinity false, .nan | .negativeZero, .nan | .number _, .nan => exact absurd hw id
    | .infinity false, .infinity true | .infinity false, .negativeZero | .infinity false, .number _ =>
      exact absurd h id
    | .infinity false, .infinity false | .negativeZero, .infinity false | .number _, .infinity false =>
      exact absurd hw id
    | .negativeZero, .infinity true | .number _, .infinity true => exact absurd h id
    | .negativeZero, .negativeZero | .negativeZero, .number _ | .number _, .negativeZero
    | .number _, .number _ => exact ⟨trivial, trivial⟩
  have a := (Value.le_iff (Value.isFinite_number _) fin.1).1 hv
  have b := (Value.le_iff fin.1 fin.2).1 h
  have c := (Value.le_iff fin.2 (Value.isFinite_number _)).1 hw
  have a : (-464 : Rat) ≤ v.real := a
  have c : w.real ≤ (464 : Rat) := c
  apply E4M3.roundValue_mono_of_not_exceeds E4M3_wellFormed rfl rfl .RNE .nan fin.1 fin.2 _ _ b <;>
    apply E4M3_not_exceeds <;> unfold absolute <;> split <;> grind

end Verif
