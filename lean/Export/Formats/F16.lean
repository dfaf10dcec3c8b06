module

public import Verif.Formats
public import Verif.Products
public import Verif.Quarters

/-!
# F16

The format F16: IEEE 754-2019, table 3.5, binary16.

Magnitudes are integers in units of 2^-24, and a number that is rounded is a fraction n / d of such
units.
-/

@[expose] public section
noncomputable section
namespace Export.Formats.F16
open Verif

/-- The format F16 as the spec defines it. -/
def F16 : Format :=
  { exponentBits := 5, fractionBits := 10, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7bff, infinity := true,
    nanCode := 0x7e00 }

/-- F16 is well formed. -/
theorem F16_wellFormed : F16.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The library's definition is the same. -/
theorem same_as_library : F16 = Verif.F16 :=
  rfl

/-- The unit is 2^-24, and the largest value, 65504, is 1098974756864 units. -/
theorem largest_value :
    F16.quantum = -24 ∧ F16.value 0x7bff = 1098974756864 :=
  by decide +kernel

/-- **Order of codes**: for all finite codes a and b without sign bit, a is the smaller code exactly
if it stands for the smaller number. -/
theorem order_positive :
    ∀ a b, a ≤ 0x7bff → b ≤ 0x7bff →
      ((F16.decode a).toInt < (F16.decode b).toInt ↔ a < b) :=
  Format.order_positive F16 F16_wellFormed

/-- With the sign bit the larger code stands for the smaller number. -/
theorem order_negative :
    ∀ a b, 1 ≤ a → 1 ≤ b → a ≤ 0x7bff → b ≤ 0x7bff →
      ((F16.decode (0x8000 + a)).toInt < (F16.decode (0x8000 + b)).toInt ↔ b < a) :=
  Format.order_negative F16 F16_wellFormed rfl

/-- **Round trip**: for every finite code, every mode and every policy for what is too large,
encoding what the code means gives the code. -/
theorem round_trip :
    ∀ code, code < 65536 → ∀ s m, F16.decode code = .finite s m →
      ∀ mode overflow, F16.encode mode overflow s m 1 = code :=
  fun code h s m e mode overflow =>
    Format.encode_decode F16 mode overflow code h s m e

/-- **Rounding**: for every fraction n / d, to nearest even with saturation gives the code of c
exactly if c is the nearest of all finite magnitudes, the even code in a tie. -/
theorem nearest_even (s : Bool) (n d : Nat) (hd : 0 < d) (c : Nat) (hc : c ≤ 0x7bff) :
    F16.encode .RNE .saturate s n d = F16.code s c ↔
      IsNearestEvenUpTo F16.value 0x7bff n d c :=
  Format.encode_RNE_iff F16 F16_wellFormed s n d hd c hc

/-- To nearest even, numbers above 65520 are too large; that number itself, a tie, is too large as
well. -/
theorem overflow_limit (s : Bool) (n d : Nat) (hd : 0 < d) :
    F16.overflows .RNE s n d = true ↔ 2198486384640 * d ≤ 2 * n := by
  have limit : F16.value F16.top + F16.value (F16.top + 1) = 2198486384640 := by
    decide +kernel
  have parity : F16.top % 2 = 1 := by decide
  rw [Format.overflow_RNE_iff F16 s n d hd, limit]
  generalize 2198486384640 * d = x
  omega

/-- **Order is kept**, in every mode with saturation, of positive and negative numbers. -/
theorem monotone (mode : Mode) (n m : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) :
    (F16.decode (F16.encodeInt mode .saturate n d)).toInt ≤
      (F16.decode (F16.encodeInt mode .saturate m e)).toInt :=
  Format.encode_mono F16 F16_wellFormed mode rfl rfl hd he h

end Export.Formats.F16
