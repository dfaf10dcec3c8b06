module

public import Verif.Formats
public import Verif.Products
public import Verif.Quarters

/-!
# E2M1

The format E2M1: OCP Microscaling Formats (MX) 1.0, section 5.3.3, FP4 E2M1.

Magnitudes are integers in units of 2^-1, and a number that is rounded is a fraction n / d of such
units.

The tables are the reference's, packed into one number each, the first entry in the lowest bits;
Lean's definitions give exactly these. An encoder is compared at each value, at the three points
that quarter the gap above it, and beyond the largest value.
-/

@[expose] public section
noncomputable section
namespace Export.Formats.E2M1
open Verif

/-- The format E2M1 as the spec defines it. -/
def E2M1 : Format :=
  { exponentBits := 2, fractionBits := 1, bias := 1,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7, infinity := false,
    nanCode := 0x0 }

/-- E2M1 is well formed. -/
theorem E2M1_wellFormed : E2M1.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The library's definition is the same. -/
theorem same_as_library : E2M1 = Verif.E2M1 :=
  rfl

/-- The unit is 2^-1, and the largest value, 6, is 12 units. -/
theorem largest_value :
    E2M1.quantum = -1 ∧ E2M1.value 0x7 = 12 :=
  by decide +kernel

/-- What the codes mean, as the reference has it: 8 bits for each, first that of code 0. -/
def decodeTable : Nat :=
  0x312119110d090501302018100c080400

/-- **The decode table**: for all codes below 16, E2M1 decodes to what the reference decodes to. -/
theorem decode_table :
    ∀ code, code < 16 → E2M1.decode code = Datum.ofWord (lane 8 decodeTable code) :=
  Verif.decode_table (by decide +kernel)

/-- **Order of codes**: for all finite codes a and b without sign bit, a is the smaller code exactly
if it stands for the smaller number. -/
theorem order_positive :
    ∀ a b, a ≤ 0x7 → b ≤ 0x7 →
      ((E2M1.decode a).toInt < (E2M1.decode b).toInt ↔ a < b) :=
  Format.order_positive E2M1 E2M1_wellFormed

/-- With the sign bit the larger code stands for the smaller number. -/
theorem order_negative :
    ∀ a b, 1 ≤ a → 1 ≤ b → a ≤ 0x7 → b ≤ 0x7 →
      ((E2M1.decode (0x8 + a)).toInt < (E2M1.decode (0x8 + b)).toInt ↔ b < a) :=
  Format.order_negative E2M1 E2M1_wellFormed rfl

/-- **Round trip**: for every finite code, every mode and every policy for what is too large,
encoding what the code means gives the code. -/
theorem round_trip :
    ∀ code, code < 16 → ∀ s m, E2M1.decode code = .finite s m →
      ∀ mode overflow, E2M1.encode mode overflow s m 1 = code :=
  fun code h s m e mode overflow =>
    Format.encode_decode E2M1 mode overflow code h s m e

/-- **Rounding**: for every fraction n / d, to nearest even with saturation gives the code of c
exactly if c is the nearest of all finite magnitudes, the even code in a tie. -/
theorem nearest_even (s : Bool) (n d : Nat) (hd : 0 < d) (c : Nat) (hc : c ≤ 0x7) :
    E2M1.encode .RNE .saturate s n d = E2M1.code s c ↔
      IsNearestEvenUpTo E2M1.value 0x7 n d c :=
  Format.encode_RNE_iff E2M1 E2M1_wellFormed s n d hd c hc

/-- To nearest even, numbers above 7 are too large; that number itself, a tie, is too large as
well. -/
theorem overflow_limit (s : Bool) (n d : Nat) (hd : 0 < d) :
    E2M1.overflows .RNE s n d = true ↔ 28 * d ≤ 2 * n := by
  have limit : E2M1.value E2M1.top + E2M1.value (E2M1.top + 1) = 28 := by
    decide +kernel
  have parity : E2M1.top % 2 = 1 := by decide
  rw [Format.overflow_RNE_iff E2M1 s n d hd, limit]
  generalize 28 * d = x
  omega

/-- **Order is kept**, in every mode with saturation, of positive and negative numbers. -/
theorem monotone (mode : Mode) (n m : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) :
    (E2M1.decode (E2M1.encodeInt mode .saturate n d)).toInt ≤
      (E2M1.decode (E2M1.encodeInt mode .saturate m e)).toInt :=
  Format.encode_mono E2M1 E2M1_wellFormed mode rfl rfl hd he h

/-- The reference's codes of positive numbers, RNE, with saturation: 8 bits each. -/
def positiveRNE : Nat :=
  0x7070707070707070707070707060606060605050504040404040303030202020202010101000000

/-- The reference's codes of negative numbers, RNE, with saturation: 8 bits each. -/
def negativeRNE : Nat :=
  0xf0f0f0f0f0f0f0f0f0f0f0f0f0e0e0e0e0e0d0d0d0c0c0c0c0c0b0b0b0a0a0a0a0a090909080808

/-- **Agreement, RNE** (nearest, ties to the even code): at all 40 points the encoder gives the
reference's codes. -/
theorem encode_RNE :
    ∀ i, i < 40 →
      E2M1.encode .RNE .saturate false (quarter E2M1.value i) 4 = lane 8 positiveRNE i ∧
      E2M1.encode .RNE .saturate true (quarter E2M1.value i) 4 = lane 8 negativeRNE i :=
  fun i hi => ⟨Format.encode_table E2M1 (by decide +kernel) i hi,
    Format.encode_table E2M1 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RNA, with saturation: 8 bits each. -/
def positiveRNA : Nat :=
  0x7070707070707070707070707070606060605050505040404040303030302020202010101010000

/-- The reference's codes of negative numbers, RNA, with saturation: 8 bits each. -/
def negativeRNA : Nat :=
  0xf0f0f0f0f0f0f0f0f0f0f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a090909090808

/-- **Agreement, RNA** (nearest, ties away from zero): at all 40 points the encoder gives the
reference's codes. -/
theorem encode_RNA :
    ∀ i, i < 40 →
      E2M1.encode .RNA .saturate false (quarter E2M1.value i) 4 = lane 8 positiveRNA i ∧
      E2M1.encode .RNA .saturate true (quarter E2M1.value i) 4 = lane 8 negativeRNA i :=
  fun i hi => ⟨Format.encode_table E2M1 (by decide +kernel) i hi,
    Format.encode_table E2M1 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTZ, with saturation: 8 bits each. -/
def positiveRTZ : Nat :=
  0x7070707070707070707070706060606050505050404040403030303020202020101010100000000

/-- The reference's codes of negative numbers, RTZ, with saturation: 8 bits each. -/
def negativeRTZ : Nat :=
  0xf0f0f0f0f0f0f0f0f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a0909090908080808

/-- **Agreement, RTZ** (toward zero): at all 40 points the encoder gives the reference's codes. -/
theorem encode_RTZ :
    ∀ i, i < 40 →
      E2M1.encode .RTZ .saturate false (quarter E2M1.value i) 4 = lane 8 positiveRTZ i ∧
      E2M1.encode .RTZ .saturate true (quarter E2M1.value i) 4 = lane 8 negativeRTZ i :=
  fun i hi => ⟨Format.encode_table E2M1 (by decide +kernel) i hi,
    Format.encode_table E2M1 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTP, with saturation: 8 bits each. -/
def positiveRTP : Nat :=
  0x7070707070707070707070707070706060606050505050404040403030303020202020101010100

/-- The reference's codes of negative numbers, RTP, with saturation: 8 bits each. -/
def negativeRTP : Nat :=
  0xf0f0f0f0f0f0f0f0f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a0909090908080808

/-- **Agreement, RTP** (toward +infinity): at all 40 points the encoder gives the reference's
codes. -/
theorem encode_RTP :
    ∀ i, i < 40 →
      E2M1.encode .RTP .saturate false (quarter E2M1.value i) 4 = lane 8 positiveRTP i ∧
      E2M1.encode .RTP .saturate true (quarter E2M1.value i) 4 = lane 8 negativeRTP i :=
  fun i hi => ⟨Format.encode_table E2M1 (by decide +kernel) i hi,
    Format.encode_table E2M1 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTN, with saturation: 8 bits each. -/
def positiveRTN : Nat :=
  0x7070707070707070707070706060606050505050404040403030303020202020101010100000000

/-- The reference's codes of negative numbers, RTN, with saturation: 8 bits each. -/
def negativeRTN : Nat :=
  0xf0f0f0f0f0f0f0f0f0f0f0f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a0909090908

/-- **Agreement, RTN** (toward -infinity): at all 40 points the encoder gives the reference's
codes. -/
theorem encode_RTN :
    ∀ i, i < 40 →
      E2M1.encode .RTN .saturate false (quarter E2M1.value i) 4 = lane 8 positiveRTN i ∧
      E2M1.encode .RTN .saturate true (quarter E2M1.value i) 4 = lane 8 negativeRTN i :=
  fun i hi => ⟨Format.encode_table E2M1 (by decide +kernel) i hi,
    Format.encode_table E2M1 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTO, with saturation: 8 bits each. -/
def positiveRTO : Nat :=
  0x7070707070707070707070707070706050505050505050403030303030303020101010101010100

/-- The reference's codes of negative numbers, RTO, with saturation: 8 bits each. -/
def negativeRTO : Nat :=
  0xf0f0f0f0f0f0f0f0f0f0f0f0f0f0f0e0d0d0d0d0d0d0d0c0b0b0b0b0b0b0b0a0909090909090908

/-- **Agreement, RTO** (to odd: an inexact result takes the neighbour with an odd code): at all 40
points the encoder gives the reference's codes. -/
theorem encode_RTO :
    ∀ i, i < 40 →
      E2M1.encode .RTO .saturate false (quarter E2M1.value i) 4 = lane 8 positiveRTO i ∧
      E2M1.encode .RTO .saturate true (quarter E2M1.value i) 4 = lane 8 negativeRTO i :=
  fun i hi => ⟨Format.encode_table E2M1 (by decide +kernel) i hi,
    Format.encode_table E2M1 (by decide +kernel) i hi⟩

/-- The magnitudes in order, in lanes of 8 bits. -/
def magnitudes : Nat :=
  0xc08060403020100

/-- The reference's codes of all products of two magnitudes, to nearest even with saturation: 64
bits for each first factor, in these 8 bits for each second one. -/
def productTable : Nat :=
  0x7070707070705000707070707060400070707070605030007070706050402000707060504030200070605040302010005040302020100000000000000000000

/-- **The product table**: for all magnitude codes a and b below 8 the encoder gives the reference's
code of their product. The product of two magnitudes is in units of 2^-2, so over 2^1 it is in those
of the format. -/
theorem products :
    ∀ a, a < 8 → ∀ b, b < 8 →
      E2M1.encode .RNE .saturate false (E2M1.value a * E2M1.value b) (2 ^ 1) =
        lane 8 (lane 64 productTable a) b :=
  Format.products E2M1 rfl (w := 8) (v := magnitudes) (by decide)
    (by decide +kernel) (by decide +kernel)

/-- The same for all finite codes x and y: the product is negative if one of them is, and its
magnitude is that of the table. -/
theorem product_of_codes :
    ∀ x y, x < E2M1.codes → y < E2M1.codes → ∀ s t m k,
      E2M1.decode x = .finite s m → E2M1.decode y = .finite t k →
      E2M1.encode .RNE .saturate (s != t) (m * k) (2 ^ 1) =
        E2M1.code (s != t) (lane 8 (lane 64 productTable (x % E2M1.half)) (y % E2M1.half)) :=
  Format.product_of_codes E2M1 (by decide) (by decide) products

end Export.Formats.E2M1
