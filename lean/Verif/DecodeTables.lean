module

public import Verif.PositValue
public import Verif.HiF8Value

/-!
# posit(8, 2) and HiFloat8 as their sources print them

Proved, by going through all codes: each stands for what the line of the standard says that it belongs to,
by sign, exponent and fraction.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Whether a value is the number `x`; -0 is 0. -/
def Value.isNumber (v : Value) (x : Rat) : Bool :=
  match v with
  | .number y => decide (y = x)
  | .negativeZero => decide (x = 0)
  | _ => false

/-- -1 where the sign bit is 1, otherwise 1. -/
def signOf (s : Nat) : Rat := if s = 1 then -1 else 1

/-- The posit(8, 2) of a sign bit and a positive code: the two's complement where it is negative. -/
def posit8At (s c : Nat) : Value := posit8DecodeValue (if s = 1 then 256 - c else c)

/-- The HiF8 of a sign bit and the bits below. -/
def hif8At (s p : Nat) : Value := hif8DecodeValue (128 * s + p)

/-- **The decode table of posit(8, 2)**: regime, exponent `e` and fraction `f`, line by line. -/
theorem posit8_decodes : ∀ s, s < 2 → ∀ e, e < 4 → ∀ f, f < 8 →
    (posit8At s (64 + 8 * e + f)).isNumber (signOf s * 2 ^ (e : Int) * (1 + f / 8)) ∧
    (posit8At s (32 + 8 * e + f)).isNumber (signOf s * 2 ^ ((e : Int) - 4) * (1 + f / 8)) ∧
    (posit8At s (96 + 4 * e + f / 2)).isNumber
      (signOf s * 2 ^ ((e : Int) + 4) * (1 + (f / 2 : Nat) / 4)) ∧
    (posit8At s (16 + 4 * e + f / 2)).isNumber
      (signOf s * 2 ^ ((e : Int) - 8) * (1 + (f / 2 : Nat) / 4)) ∧
    (posit8At s (112 + 2 * e + f / 4)).isNumber
      (signOf s * 2 ^ ((e : Int) + 8) * (1 + (f / 4 : Nat) / 2)) ∧
    (posit8At s (8 + 2 * e + f / 4)).isNumber
      (signOf s * 2 ^ ((e : Int) - 12) * (1 + (f / 4 : Nat) / 2)) ∧
    (posit8At s (120 + e)).isNumber (signOf s * 2 ^ ((e : Int) + 12)) ∧
    (posit8At s (4 + e)).isNumber (signOf s * 2 ^ ((e : Int) - 16)) ∧
    (posit8At s (124 + e / 2)).isNumber (signOf s * 2 ^ (2 * ((e / 2 : Nat) : Int) + 16)) ∧
    (posit8At s (2 + e / 2)).isNumber (signOf s * 2 ^ (2 * ((e / 2 : Nat) : Int) - 20)) ∧
    (posit8At s 126).isNumber (signOf s * 2 ^ (20 : Int)) ∧
    (posit8At s 127).isNumber (signOf s * 2 ^ (24 : Int)) ∧
    (posit8At s 1).isNumber (signOf s * 2 ^ (-24 : Int)) := by
  intro s hs e he f hf
  refine ⟨?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_⟩ <;> revert f <;> revert e <;> revert s <;>
    decide +kernel

/-- **The decode table of HiF8**: exponent `e` and fraction `m`, line by line. -/
theorem hif8_decodes : ∀ s, s < 2 → ∀ e, e < 8 → ∀ m, m < 8 →
    (m = 0 ∨ (hif8At s m).isNumber (signOf s * 2 ^ ((m : Int) - 23))) ∧
    (hif8At s (8 + m)).isNumber (signOf s * (1 + m / 8)) ∧
    (hif8At s (16 + m)).isNumber (signOf s * 2 * (1 + m / 8)) ∧
    (hif8At s (24 + m)).isNumber (signOf s * 2 ^ (-1 : Int) * (1 + m / 8)) ∧
    (hif8At s (32 + 8 * (e / 4) + m)).isNumber
      (signOf s * 2 ^ (2 + ((e / 4 : Nat) : Int)) * (1 + m / 8)) ∧
    (hif8At s (48 + 8 * (e / 4) + m)).isNumber
      (signOf s * 2 ^ (-2 - ((e / 4 : Nat) : Int)) * (1 + m / 8)) ∧
    (hif8At s (64 + 4 * (e / 2) + m / 2)).isNumber
      (signOf s * 2 ^ (4 + ((e / 2 : Nat) : Int)) * (1 + (m / 2 : Nat) / 4)) ∧
    (hif8At s (80 + 4 * (e / 2) + m / 2)).isNumber
      (signOf s * 2 ^ (-4 - ((e / 2 : Nat) : Int)) * (1 + (m / 2 : Nat) / 4)) ∧
    (e = 7 ∧ m / 4 = 1 ∨ (hif8At s (96 + 2 * e + m / 4)).isNumber
      (signOf s * 2 ^ (8 + (e : Int)) * (1 + (m / 4 : Nat) / 2))) ∧
    (hif8At s (112 + 2 * e + m / 4)).isNumber
      (signOf s * 2 ^ (-8 - (e : Int)) * (1 + (m / 4 : Nat) / 2)) := by
  intro s hs e he m hm
  refine ⟨?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_, ?_⟩ <;> revert m <;> revert e <;> revert s <;>
    decide +kernel

end Verif
