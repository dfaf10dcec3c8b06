module

public import Verif.Encode

/-!
# Values: what the specification language computes with

A code stands for a *value*: a rational number, -0, an infinity or NaN. Formats differ in their quanta,
values do not, so that a value of one format can be compared with one of another or rounded to it.

`Format.decodeValue`, `Format.encodeValue` and `Format.roundValue` are the language's `decode`, `encode`
and `round`; `≤`, `<` and `Value.Equals` are its comparisons, which are those of IEEE 754.

Proved, for every format: encoding what a code stands for gives the code back, in every mode,
infinities included; NaN stays NaN; and codes without sign are in the order of their values.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- A value: NaN, an infinity, -0, or a rational number. -/
inductive Value where
  /-- Not a number. -/
  | nan
  /-- Positive or negative infinity. -/
  | infinity (negative : Bool)
  /-- The zero with a negative sign. -/
  | negativeZero
  /-- A rational number; 0 is the positive zero. -/
  | number (x : Rat)

/-- `|x|`. -/
def absolute (x : Rat) : Rat := if x < 0 then -x else x

namespace Value

/-- The number that a finite value is: -0 is 0. (What is not finite is no number; it gets 0.) -/
def real : Value → Rat
  | .number x => x
  | _ => 0

/-- Neither NaN nor an infinity. -/
def IsFinite : Value → Prop
  | .number _ => True
  | .negativeZero => True
  | _ => False

/-- NaN. -/
def IsNaN : Value → Prop
  | .nan => True
  | _ => False

/-- An infinity, of either sign. -/
def IsInfinite : Value → Prop
  | .infinity _ => True
  | _ => False

/-- Whether the sign is negative; that of -0 is. -/
def negative : Value → Bool
  | .nan => false
  | .infinity negative => negative
  | .negativeZero => true
  | .number x => decide (x < 0)

/-- The value with the other sign. -/
def neg : Value → Value
  | .nan => .nan
  | .infinity negative => .infinity (!negative)
  | .negativeZero => .number 0
  | .number x => if x = 0 then .negativeZero else .number (-x)

/-- `v ≤ w` as IEEE 754 compares: never with NaN, infinities at the ends, -0 equal to 0. -/
def le : Value → Value → Prop
  | .nan, _ => False
  | _, .nan => False
  | .infinity true, _ => True
  | _, .infinity false => True
  | .infinity false, _ => False
  | _, .infinity true => False
  | v, w => v.real ≤ w.real

instance : LE Value := ⟨le⟩

/-- `v < w` as IEEE 754 compares. -/
instance : LT Value := ⟨fun v w => v ≤ w ∧ ¬w ≤ v⟩

/-- `v == w` as IEEE 754 compares: NaN equals nothing, -0 equals 0. -/
def Equals (v w : Value) : Prop := v ≤ w ∧ w ≤ v

/-- A number is finite. -/
theorem isFinite_number (x : Rat) : (Value.number x).IsFinite := trivial

/-- Between finite values the order is that of their numbers. -/
theorem le_iff {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite) : v ≤ w ↔ v.real ≤ w.real := by
  cases v <;> cases w <;> simp only [IsFinite] at hv hw <;> exact Iff.rfl

/-- Between finite values the strict order is that of their numbers. -/
theorem lt_iff {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite) : v < w ↔ v.real < w.real := by
  show (v ≤ w ∧ ¬w ≤ v) ↔ _
  rw [le_iff hv hw, le_iff hw hv]
  grind

/-- Between finite values equality is that of their numbers. -/
theorem equals_iff {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite) :
    v.Equals w ↔ v.real = w.real := by
  unfold Equals
  rw [le_iff hv hw, le_iff hw hv]
  grind

end Value

namespace Format

/-- What a code's values are multiples of, `2 ^ f.quantum`. -/
def unit (f : Format) : Rat := (2 : Rat) ^ f.quantum

/-- The largest finite number. -/
def max (f : Format) : Rat := (f.value f.top : Rat) * f.unit

/-- What a datum of the format stands for. -/
def valueOf (f : Format) : Datum → Value
  | .nan => .nan
  | .infinity negative => .infinity negative
  | .finite negative m =>
    if negative && m == 0 then .negativeZero
    else .number (if negative then -((m : Rat) * f.unit) else (m : Rat) * f.unit)

/-- The value that a code stands for: `decode(c)`. -/
def decodeValue (f : Format) (c : Nat) : Value := f.valueOf (f.decode c)

/-- The code for what is too large. -/
def overflowCode (f : Format) (overflow : Overflow) (negative : Bool) : Nat :=
  match overflow with
  | .saturate => f.code negative f.top
  | .infinity => if f.infinity then f.code negative (f.top + 1) else f.nanCode
  | .nan => f.nanCode

/-- The code that a value is rounded to: `encode(F, v, mode, overflow = ...)`. An infinity is treated
like a number that is too large, and NaN becomes the format's NaN. -/
def encodeValue (f : Format) (mode : Mode) (overflow : Overflow) : Value → Nat
  | .nan => f.nanCode
  | .infinity negative => f.overflowCode overflow negative
  | .negativeZero => f.encode mode overflow true 0 1
  | .number x =>
    f.encode mode overflow (decide (x < 0)) (x / f.unit).num.natAbs (x / f.unit).den

/-- Whether infinities stay what they are: there are none, or the context keeps them. -/
def keepsInfinity (f : Format) : Overflow → Bool
  | .infinity => true
  | _ => !f.infinity

/-- The value of that code: `round(F, v, mode, overflow = ...)`. -/
def roundValue (f : Format) (mode : Mode) (overflow : Overflow) (v : Value) : Value :=
  f.decodeValue (f.encodeValue mode overflow v)

/-- A quantum is positive. -/
theorem unit_pos (f : Format) : 0 < f.unit := Rat.zpow_pos (by decide)

/-- A multiple of the quantum, in quanta. -/
theorem mul_unit_div (f : Format) (m : Rat) : m * f.unit / f.unit = m := by
  have := f.unit_pos
  exact Rat.mul_div_cancel (by grind)

/-- A code that stands for an infinity is the code of an infinity. -/
theorem code_of_decode_infinity (f : Format) (x : Nat) (hx : x < f.codes) (s : Bool)
    (h : f.decode x = .infinity s) : f.infinity = true ∧ f.code s (f.top + 1) = x := by
  unfold decode at h
  simp only at h
  split at h
  · split at h <;> cases h
  · split at h
    · next hc =>
      simp only [Bool.and_eq_true, beq_iff_eq] at hc
      obtain ⟨hi, ht⟩ := hc
      cases h
      refine ⟨hi, ?_⟩
      unfold code codes at *
      rw [← ht]
      have hz : (x % f.half != 0) = true := by simp; omega
      by_cases hs : f.signed = true
      · rw [if_pos hs] at hx
        rw [hs, hz]
        by_cases hh : Nat.ble f.half x = true
        · have hge := ble_iff.1 hh
          rw [hh, if_pos (by simp), Nat.mod_eq_sub_mod hge, Nat.mod_eq_of_lt (by omega)]
          omega
        · rw [Bool.not_eq_true] at hh
          rw [hh, if_neg (by simp)]
          have : x < f.half := by
            rcases Nat.lt_or_ge x f.half with g | g
            · exact g
            · rw [ble_iff.2 g] at hh; cases hh
          exact Nat.mod_eq_of_lt this
      · rw [if_neg hs] at hx
        rw [if_neg (by simp [hs])]
        exact Nat.mod_eq_of_lt hx
    · cases h

/-- **Round trip**: encoding the value that a code stands for gives the code back, in every mode, -0
and the infinities included. Infinities need a context that keeps them. -/
theorem encode_decode_value (f : Format) (mode : Mode) (o : Overflow)
    (ho : f.keepsInfinity o = true) (c : Nat) (hc : c < f.codes)
    (h : ¬(f.decodeValue c).IsNaN) : f.encodeValue mode o (f.decodeValue c) = c := by
  unfold decodeValue at *
  match e : f.decode c with
  | .nan => rw [e] at h; exact absurd trivial h
  | .infinity s =>
    obtain ⟨hi, ht⟩ := f.code_of_decode_infinity c hc s e
    have : o = .infinity := by
      cases o <;> simp [keepsInfinity, hi] at ho ⊢
    simp only [valueOf, encodeValue, overflowCode, this, hi, if_true, ht]
  | .finite s m =>
    have r := f.encode_decode mode o c hc s m e
    unfold valueOf
    by_cases z : (s && m == 0) = true
    · simp only [Bool.and_eq_true, beq_iff_eq] at z
      obtain ⟨rfl, rfl⟩ := z
      exact r
    · simp only [z, Bool.false_eq_true, if_false]
      have u := f.unit_pos
      cases s
      · simp only [Bool.false_eq_true, if_false, encodeValue]
        have nn : ¬((m : Rat) * f.unit < 0) := by
          have := Rat.mul_nonneg (show (0 : Rat) ≤ m from Rat.natCast_nonneg) (Rat.le_of_lt u)
          grind
        rw [f.mul_unit_div, decide_eq_false nn, Rat.num_natCast, Rat.den_natCast, Int.natAbs_natCast]
        exact r
      · simp only [if_true, encodeValue]
        have m0 : 0 < m := by simp at z; omega
        have ng : -((m : Rat) * f.unit) < 0 := by
          have := Rat.mul_pos (Rat.natCast_pos.2 m0) u
          grind
        rw [decide_eq_true ng, ← Rat.neg_mul, f.mul_unit_div, Rat.neg_num, Rat.neg_den,
          Rat.num_natCast, Rat.den_natCast, Int.natAbs_neg, Int.natAbs_natCast]
        exact r

/-- **NaN stays NaN**, where the format has one. -/
theorem nan_stays_nan (f : Format) (mode : Mode) (o : Overflow) (hn : (f.decodeValue f.nanCode).IsNaN)
    (c : Nat) (h : (f.decodeValue c).IsNaN) :
    (f.decodeValue (f.encodeValue mode o (f.decodeValue c))).IsNaN := by
  match e : f.decodeValue c with
  | .nan => exact hn
  | .infinity _ | .negativeZero | .number _ => rw [e] at h; exact absurd h id

end Format
end Verif
