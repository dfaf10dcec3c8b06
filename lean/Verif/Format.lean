module

public import Verif.Magnitude

/-!
# Binary float formats as data

A format is a few numbers: the widths of its fields, the bias, the largest finite magnitude, and what
there is besides finite numbers. OCP's E4M3 and E5M2, the 4 and 6 bit formats of OCP MX, E8M0, the
FNUZ formats, IEEE 754's and P3109's are all of this kind (`Verif.Formats` has them).

A code is the sign bit, if there is one, on top of a *magnitude code*, and magnitude codes are
ordinals: `Format.value` gives their values in order. Values are integers, in units of the format's
*quantum* `2 ^ f.quantum`, its least subnormal number or, without subnormals, the last place of its
smallest binade.

Proved, for every format: code order is value order; the floor of a fraction is found by arithmetic;
and decoding a code made of a sign and a finite magnitude gives these back.
-/

@[expose] public section
namespace Verif

/-- A binary float format. -/
structure Format where
  /-- Width of the exponent field. -/
  exponentBits : Nat
  /-- Width of the significand field, without the hidden bit. -/
  fractionBits : Nat
  /-- What is subtracted from the exponent field. -/
  bias : Int
  /-- Whether there is a sign bit. -/
  signed : Bool := true
  /-- Whether exponent field 0 means subnormal numbers, down to zero. -/
  subnormals : Bool := true
  /-- Whether code 0 is zero. Without it, and without subnormals, code 0 is the least normal number. -/
  hasZero : Bool := true
  /-- Whether the sign bit on its own is a negative zero; otherwise it is a NaN. -/
  negativeZero : Bool := true
  /-- The largest finite magnitude code. -/
  top : Nat
  /-- Whether magnitude code `top + 1` is infinity. All other codes above `top` are NaN. -/
  infinity : Bool := false
  /-- The code that an overflow to NaN gives. -/
  nanCode : Nat := 0

/-- What a code means: NaN, an infinity, or a sign and a magnitude in quanta. -/
inductive Datum where
  /-- Not a number. -/
  | nan
  /-- Positive or negative infinity. -/
  | infinity (negative : Bool)
  /-- A finite number: `magnitude` quanta, negative or not. -/
  | finite (negative : Bool) (magnitude : Nat)

/-- `Nat.ble` is the order: the form that the kernel evaluates at once. -/
theorem ble_iff {a b : Nat} : Nat.ble a b = true ↔ a ≤ b := by rw [Nat.ble_eq]

namespace Format

/-- How many magnitude codes there are; also the weight of the sign bit. -/
def half (f : Format) : Nat := 2 ^ (f.exponentBits + f.fractionBits)

/-- How many codes there are. -/
def codes (f : Format) : Nat := if f.signed then 2 * f.half else f.half

/-- Magnitudes are integers times `2 ^ f.quantum`. -/
def quantum (f : Format) : Int :=
  if f.subnormals then 1 - f.bias - f.fractionBits else -f.bias - f.fractionBits

/-- The value of a magnitude code in quanta, as if the exponent had no end. Without subnormals all
codes have the hidden bit, but for a zero. -/
def value (f : Format) (c : Nat) : Nat :=
  if f.subnormals then magnitude f.fractionBits c
  else if f.hasZero && c == 0 then 0
  else magnitude f.fractionBits (c + 2 ^ f.fractionBits)

/-- What a code means. -/
def decode (f : Format) (code : Nat) : Datum :=
  let negative := f.signed && Nat.ble f.half code
  let c := code % f.half
  if Nat.ble c f.top then
    if negative && !f.negativeZero && c == 0 then .nan else .finite negative (f.value c)
  else if f.infinity && c == f.top + 1 then .infinity negative
  else .nan

/-- The code of a sign and a magnitude code. Where there is no negative zero, zero has no sign; an
unsigned format has none at all. -/
def code (f : Format) (negative : Bool) (c : Nat) : Nat :=
  if f.signed && negative && (f.negativeZero || c != 0) then f.half + c else c

/-- What the numbers of a format must satisfy to describe one. -/
structure WellFormed (f : Format) : Prop where
  /-- The largest finite magnitude is a magnitude code. -/
  top_lt : f.top < f.half
  /-- Infinity, if there is one, is a magnitude code too. -/
  infinity_lt : f.infinity = true → f.top + 1 < f.half
  /-- Subnormal numbers start at zero. -/
  zero : f.subnormals = true → f.hasZero = true

/-- The order of magnitude codes is the order of their values, in every format. -/
theorem value_increasing (f : Format) : Increasing f.value := by
  intro c
  unfold value
  by_cases hs : f.subnormals = true
  · rw [if_pos hs, if_pos hs]; exact magnitude_increasing _ c
  · rw [if_neg hs, if_neg hs]
    have hz : (c + 1 == 0) = false := by simp
    rw [hz, Bool.and_false]
    have h1 := magnitude_increasing f.fractionBits (c + 2 ^ f.fractionBits)
    have e : c + 1 + 2 ^ f.fractionBits = c + 2 ^ f.fractionBits + 1 := by omega
    rw [e]
    by_cases h : (f.hasZero && c == 0) = true
    · rw [if_pos h]; simp; omega
    · rw [if_neg h]; simpa using h1

/-- For magnitude codes, `a < b` means a smaller value. -/
theorem value_lt_iff (f : Format) (a b : Nat) : f.value a < f.value b ↔ a < b := by
  constructor
  · intro h
    rcases Nat.lt_or_ge a b with g | g
    · exact g
    · have := f.value_increasing.le g; omega
  · exact f.value_increasing.lt

/-- The magnitude code of the largest value that is at most `n / d` quanta. -/
def floor (f : Format) (n d : Nat) : Nat :=
  if f.subnormals then floorOrdinal f.fractionBits n d
  else floorOrdinal f.fractionBits n d - 2 ^ f.fractionBits

/-- `Format.floor` is the floor: the value of the code is at most `n / d`, that of the next one is
above. (Nothing is below the first value, which is 0 but for formats without zero.) -/
theorem floor_isFloor (f : Format) (n d : Nat) (hd : 0 < d) (h0 : f.value 0 * d ≤ n) :
    IsFloor f.value n d (f.floor n d) := by
  have hf := floorOrdinal_isFloor f.fractionBits n d hd
  have hinc := magnitude_increasing f.fractionBits
  unfold IsFloor floor value at *
  by_cases hs : f.subnormals = true
  · simp only [hs, if_true]; exact hf
  · simp only [hs, Bool.false_eq_true, if_false] at h0 ⊢
    generalize floorOrdinal f.fractionBits n d = o at *
    generalize 2 ^ f.fractionBits = P at *
    by_cases hz : f.hasZero = true
    · simp only [hz, Bool.true_and, beq_iff_eq] at h0 ⊢
      have e1 : o - P + 1 ≠ 0 := by omega
      simp only [e1, if_false]
      rcases Nat.lt_or_ge P o with g | g
      · have e2 : o - P ≠ 0 := by omega
        simp only [e2, if_false]
        have e3 : o - P + P = o := by omega
        have e4 : o - P + 1 + P = o + 1 := by omega
        rw [e3, e4]; exact hf
      · have e2 : o - P = 0 := by omega
        rw [e2]
        simp only [if_true]
        refine ⟨by omega, ?_⟩
        have := Nat.mul_le_mul_right d (hinc.le (show o + 1 ≤ 0 + 1 + P by omega))
        omega
    · simp only [hz, Bool.false_eq_true, Bool.false_and, if_false] at h0 ⊢
      have g : P ≤ o := by
        rcases Nat.lt_or_ge o P with g | g
        · have := Nat.mul_le_mul_right d (hinc.le (show o + 1 ≤ 0 + P by omega))
          omega
        · exact g
      have e3 : o - P + P = o := by omega
      have e4 : o - P + 1 + P = o + 1 := by omega
      rw [e3, e4]; exact hf

/-- In a format with zero every fraction has that floor. -/
theorem floor_isFloor_of_zero (f : Format) (hz : f.hasZero = true) (n d : Nat)
    (hd : 0 < d) : IsFloor f.value n d (f.floor n d) := by
  apply floor_isFloor f n d hd
  have : f.value 0 = 0 := by
    unfold value
    by_cases hs : f.subnormals = true
    · rw [if_pos hs]; exact magnitude_zero _
    · rw [if_neg hs, if_pos (by simp [hz])]
  rw [this]; omega

/-- A sign and a finite magnitude code make a code that decodes to them. Zero has no sign where the
format has no negative zero. -/
theorem decode_code (f : Format) (wf : f.WellFormed) (s : Bool) (hs : s = true → f.signed = true)
    (c : Nat) (hc : c ≤ f.top) :
    f.decode (f.code s c) = .finite (s && (f.negativeZero || c != 0)) (f.value c) := by
  have hlt : c < f.half := by have := wf.top_lt; omega
  have hble : Nat.ble c f.top = true := ble_iff.2 hc
  unfold decode code
  by_cases h : (f.signed && s && (f.negativeZero || c != 0)) = true
  · rw [if_pos h]
    have hmod : (f.half + c) % f.half = c := by
      rw [Nat.add_mod_left, Nat.mod_eq_of_lt hlt]
    have hge : Nat.ble f.half (f.half + c) = true := ble_iff.2 (by omega)
    simp only [Bool.and_eq_true, Bool.or_eq_true] at h
    simp only [hmod, hble, hge, h.1.1, h.1.2, Bool.true_and, if_true]
    cases hn : f.negativeZero <;> simp_all
  · rw [if_neg h]
    have hmod : c % f.half = c := Nat.mod_eq_of_lt hlt
    have hge : Nat.ble f.half c = false := by
      rw [← Bool.not_eq_true, ble_iff]; omega
    simp only [hmod, hble, hge, Bool.and_false, Bool.false_and, if_true]
    cases s <;> simp_all

/-- A code that decodes to a finite number is made of its sign and its magnitude code. -/
theorem code_of_decode (f : Format) (x : Nat) (hx : x < f.codes) (s : Bool)
    (m : Nat) (h : f.decode x = .finite s m) :
    x % f.half ≤ f.top ∧ f.value (x % f.half) = m ∧ f.code s (x % f.half) = x := by
  unfold decode at h
  simp only at h
  split at h
  · next hc =>
    split at h
    · cases h
    · next hz =>
      simp only [Datum.finite.injEq] at h
      obtain ⟨h1, h2⟩ := h
      refine ⟨ble_iff.1 hc, h2, ?_⟩
      unfold code codes at *
      by_cases hs : f.signed = true
      · rw [if_pos hs] at hx
        rw [hs] at h1 hz
        by_cases hh : Nat.ble f.half x = true
        · have hge := ble_iff.1 hh
          have e : f.half + x % f.half = x := by
            rw [Nat.mod_eq_sub_mod hge, Nat.mod_eq_of_lt (by omega)]; omega
          rw [hh] at h1 hz
          rw [← h1, hs, if_pos (by cases hn : f.negativeZero <;> simp_all), e]
        · have hlt : x < f.half := by rw [ble_iff] at hh; omega
          rw [Bool.not_eq_true] at hh
          rw [hh] at h1
          rw [← h1, if_neg (by simp)]
          exact Nat.mod_eq_of_lt hlt
      · rw [if_neg hs] at hx
        rw [if_neg (by simp [hs])]
        exact Nat.mod_eq_of_lt hx
  · split at h <;> cases h

end Format
end Verif
