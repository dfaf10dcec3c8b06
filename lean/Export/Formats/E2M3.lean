module

public import Verif.Formats
public import Verif.Products
public import Verif.Quarters

/-!
# E2M3

The format E2M3: OCP Microscaling Formats (MX) 1.0, section 5.3.2, FP6 E2M3.

Magnitudes are integers in units of 2^-3, and a number that is rounded is a fraction n / d of such
units.

The tables are the reference's, packed into one number each, the first entry in the lowest bits;
Lean's definitions give exactly these. An encoder is compared at each value, at the three points
that quarter the gap above it, and beyond the largest value.
-/

@[expose] public section
noncomputable section
namespace Export.Formats.E2M3
open Verif

/-- The format E2M3 as the spec defines it. -/
def E2M3 : Format :=
  { exponentBits := 2, fractionBits := 3, bias := 1,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x1f, infinity := false,
    nanCode := 0x0 }

/-- E2M3 is well formed. -/
theorem E2M3_wellFormed : E2M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The library's definition is the same. -/
theorem same_as_library : E2M3 = Verif.E2M3 :=
  rfl

/-- The unit is 2^-3, and the largest value, 15 * 2^-1, is 60 units. -/
theorem largest_value :
    E2M3.quantum = -3 ∧ E2M3.value 0x1f = 60 :=
  by decide +kernel

/-- What the codes mean, as the reference has it: 8 bits for each, first that of code 0. -/
def decodeTable : Nat :=
  0xf1e1d1c1b1a1918179716961595149413d3935312d2925211d1915110d090501f0e0d0c0b0a0908078706860585048403c3834302c2824201c1814100c080400

/-- **The decode table**: for all codes below 64, E2M3 decodes to what the reference decodes to. -/
theorem decode_table :
    ∀ code, code < 64 → E2M3.decode code = Datum.ofWord (lane 8 decodeTable code) :=
  Verif.decode_table (by decide +kernel)

/-- **Order of codes**: for all finite codes a and b without sign bit, a is the smaller code exactly
if it stands for the smaller number. -/
theorem order_positive :
    ∀ a b, a ≤ 0x1f → b ≤ 0x1f →
      ((E2M3.decode a).toInt < (E2M3.decode b).toInt ↔ a < b) :=
  Format.order_positive E2M3 E2M3_wellFormed

/-- With the sign bit the larger code stands for the smaller number. -/
theorem order_negative :
    ∀ a b, 1 ≤ a → 1 ≤ b → a ≤ 0x1f → b ≤ 0x1f →
      ((E2M3.decode (0x20 + a)).toInt < (E2M3.decode (0x20 + b)).toInt ↔ b < a) :=
  Format.order_negative E2M3 E2M3_wellFormed rfl

/-- **Round trip**: for every finite code, every mode and every policy for what is too large,
encoding what the code means gives the code. -/
theorem round_trip :
    ∀ code, code < 64 → ∀ s m, E2M3.decode code = .finite s m →
      ∀ mode overflow, E2M3.encode mode overflow s m 1 = code :=
  fun code h s m e mode overflow =>
    Format.encode_decode E2M3 mode overflow code h s m e

/-- **Rounding**: for every fraction n / d, to nearest even with saturation gives the code of c
exactly if c is the nearest of all finite magnitudes, the even code in a tie. -/
theorem nearest_even (s : Bool) (n d : Nat) (hd : 0 < d) (c : Nat) (hc : c ≤ 0x1f) :
    E2M3.encode .RNE .saturate s n d = E2M3.code s c ↔
      IsNearestEvenUpTo E2M3.value 0x1f n d c :=
  Format.encode_RNE_iff E2M3 E2M3_wellFormed s n d hd c hc

/-- To nearest even, numbers above 31 * 2^-2 are too large; that number itself, a tie, is too large
as well. -/
theorem overflow_limit (s : Bool) (n d : Nat) (hd : 0 < d) :
    E2M3.overflows .RNE s n d = true ↔ 124 * d ≤ 2 * n := by
  have limit : E2M3.value E2M3.top + E2M3.value (E2M3.top + 1) = 124 := by
    decide +kernel
  have parity : E2M3.top % 2 = 1 := by decide
  rw [Format.overflow_RNE_iff E2M3 s n d hd, limit]
  generalize 124 * d = x
  omega

/-- **Order is kept**, in every mode with saturation, of positive and negative numbers. -/
theorem monotone (mode : Mode) (n m : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) :
    (E2M3.decode (E2M3.encodeInt mode .saturate n d)).toInt ≤
      (E2M3.decode (E2M3.encodeInt mode .saturate m e)).toInt :=
  Format.encode_mono E2M3 E2M3_wellFormed mode rfl rfl hd he h

/-- The reference's codes of positive numbers, RNE, with saturation: 8 bits each. -/
def positiveRNE : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1e1e1e1e1e1d1d1d1c1c1c1c1c1b1b1b1a1a1a1a1a191919181818181817171716161616161515151414141414131313121212121211111110101010100f0f0f0e0e0e0e0e0d0d0d0c0c0c0c0c0b0b0b0a0a0a0a0a0909090808080808070707060606060605050504040404040303030202020202010101000000

/-- The reference's codes of negative numbers, RNE, with saturation: 8 bits each. -/
def negativeRNE : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3f3e3e3e3e3e3d3d3d3c3c3c3c3c3b3b3b3a3a3a3a3a393939383838383837373736363636363535353434343434333333323232323231313130303030302f2f2f2e2e2e2e2e2d2d2d2c2c2c2c2c2b2b2b2a2a2a2a2a2929292828282828272727262626262625252524242424242323232222222222212121202020

/-- **Agreement, RNE** (nearest, ties to the even code): at all 136 points the encoder gives the
reference's codes. -/
theorem encode_RNE :
    ∀ i, i < 136 →
      E2M3.encode .RNE .saturate false (quarter E2M3.value i) 4 = lane 8 positiveRNE i ∧
      E2M3.encode .RNE .saturate true (quarter E2M3.value i) 4 = lane 8 negativeRNE i :=
  fun i hi => ⟨Format.encode_table E2M3 (by decide +kernel) i hi,
    Format.encode_table E2M3 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RNA, with saturation: 8 bits each. -/
def positiveRNA : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1e1e1e1d1d1d1d1c1c1c1c1b1b1b1b1a1a1a1a191919191818181817171717161616161515151514141414131313131212121211111111101010100f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a0909090908080808070707070606060605050505040404040303030302020202010101010000

/-- The reference's codes of negative numbers, RNA, with saturation: 8 bits each. -/
def negativeRNA : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3f3f3e3e3e3e3d3d3d3d3c3c3c3c3b3b3b3b3a3a3a3a393939393838383837373737363636363535353534343434333333333232323231313131303030302f2f2f2f2e2e2e2e2d2d2d2d2c2c2c2c2b2b2b2b2a2a2a2a2929292928282828272727272626262625252525242424242323232322222222212121212020

/-- **Agreement, RNA** (nearest, ties away from zero): at all 136 points the encoder gives the
reference's codes. -/
theorem encode_RNA :
    ∀ i, i < 136 →
      E2M3.encode .RNA .saturate false (quarter E2M3.value i) 4 = lane 8 positiveRNA i ∧
      E2M3.encode .RNA .saturate true (quarter E2M3.value i) 4 = lane 8 negativeRNA i :=
  fun i hi => ⟨Format.encode_table E2M3 (by decide +kernel) i hi,
    Format.encode_table E2M3 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTZ, with saturation: 8 bits each. -/
def positiveRTZ : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1e1e1e1e1d1d1d1d1c1c1c1c1b1b1b1b1a1a1a1a191919191818181817171717161616161515151514141414131313131212121211111111101010100f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a09090909080808080707070706060606050505050404040403030303020202020101010100000000

/-- The reference's codes of negative numbers, RTZ, with saturation: 8 bits each. -/
def negativeRTZ : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3e3e3e3e3d3d3d3d3c3c3c3c3b3b3b3b3a3a3a3a393939393838383837373737363636363535353534343434333333333232323231313131303030302f2f2f2f2e2e2e2e2d2d2d2d2c2c2c2c2b2b2b2b2a2a2a2a29292929282828282727272726262626252525252424242423232323222222222121212120202020

/-- **Agreement, RTZ** (toward zero): at all 136 points the encoder gives the reference's codes. -/
theorem encode_RTZ :
    ∀ i, i < 136 →
      E2M3.encode .RTZ .saturate false (quarter E2M3.value i) 4 = lane 8 positiveRTZ i ∧
      E2M3.encode .RTZ .saturate true (quarter E2M3.value i) 4 = lane 8 negativeRTZ i :=
  fun i hi => ⟨Format.encode_table E2M3 (by decide +kernel) i hi,
    Format.encode_table E2M3 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTP, with saturation: 8 bits each. -/
def positiveRTP : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1e1e1e1d1d1d1d1c1c1c1c1b1b1b1b1a1a1a1a191919191818181817171717161616161515151514141414131313131212121211111111101010100f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a09090909080808080707070706060606050505050404040403030303020202020101010100

/-- The reference's codes of negative numbers, RTP, with saturation: 8 bits each. -/
def negativeRTP : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3e3e3e3e3d3d3d3d3c3c3c3c3b3b3b3b3a3a3a3a393939393838383837373737363636363535353534343434333333333232323231313131303030302f2f2f2f2e2e2e2e2d2d2d2d2c2c2c2c2b2b2b2b2a2a2a2a29292929282828282727272726262626252525252424242423232323222222222121212120202020

/-- **Agreement, RTP** (toward +infinity): at all 136 points the encoder gives the reference's
codes. -/
theorem encode_RTP :
    ∀ i, i < 136 →
      E2M3.encode .RTP .saturate false (quarter E2M3.value i) 4 = lane 8 positiveRTP i ∧
      E2M3.encode .RTP .saturate true (quarter E2M3.value i) 4 = lane 8 negativeRTP i :=
  fun i hi => ⟨Format.encode_table E2M3 (by decide +kernel) i hi,
    Format.encode_table E2M3 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTN, with saturation: 8 bits each. -/
def positiveRTN : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1e1e1e1e1d1d1d1d1c1c1c1c1b1b1b1b1a1a1a1a191919191818181817171717161616161515151514141414131313131212121211111111101010100f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a09090909080808080707070706060606050505050404040403030303020202020101010100000000

/-- The reference's codes of negative numbers, RTN, with saturation: 8 bits each. -/
def negativeRTN : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3e3e3e3e3d3d3d3d3c3c3c3c3b3b3b3b3a3a3a3a393939393838383837373737363636363535353534343434333333333232323231313131303030302f2f2f2f2e2e2e2e2d2d2d2d2c2c2c2c2b2b2b2b2a2a2a2a29292929282828282727272726262626252525252424242423232323222222222121212120

/-- **Agreement, RTN** (toward -infinity): at all 136 points the encoder gives the reference's
codes. -/
theorem encode_RTN :
    ∀ i, i < 136 →
      E2M3.encode .RTN .saturate false (quarter E2M3.value i) 4 = lane 8 positiveRTN i ∧
      E2M3.encode .RTN .saturate true (quarter E2M3.value i) 4 = lane 8 negativeRTN i :=
  fun i hi => ⟨Format.encode_table E2M3 (by decide +kernel) i hi,
    Format.encode_table E2M3 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTO, with saturation: 8 bits each. -/
def positiveRTO : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1d1d1d1d1d1d1c1b1b1b1b1b1b1b1a191919191919191817171717171717161515151515151514131313131313131211111111111111100f0f0f0f0f0f0f0e0d0d0d0d0d0d0d0c0b0b0b0b0b0b0b0a09090909090909080707070707070706050505050505050403030303030303020101010101010100

/-- The reference's codes of negative numbers, RTO, with saturation: 8 bits each. -/
def negativeRTO : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3e3d3d3d3d3d3d3d3c3b3b3b3b3b3b3b3a393939393939393837373737373737363535353535353534333333333333333231313131313131302f2f2f2f2f2f2f2e2d2d2d2d2d2d2d2c2b2b2b2b2b2b2b2a29292929292929282727272727272726252525252525252423232323232323222121212121212120

/-- **Agreement, RTO** (to odd: an inexact result takes the neighbour with an odd code): at all 136
points the encoder gives the reference's codes. -/
theorem encode_RTO :
    ∀ i, i < 136 →
      E2M3.encode .RTO .saturate false (quarter E2M3.value i) 4 = lane 8 positiveRTO i ∧
      E2M3.encode .RTO .saturate true (quarter E2M3.value i) 4 = lane 8 negativeRTO i :=
  fun i hi => ⟨Format.encode_table E2M3 (by decide +kernel) i hi,
    Format.encode_table E2M3 (by decide +kernel) i hi⟩

/-- The magnitudes in order, in lanes of 8 bits. -/
def magnitudes : Nat :=
  0x3c3834302c2824201e1c1a18161412100f0e0d0c0b0a09080706050403020100

/-- The reference's codes of all products of two magnitudes, to nearest even with saturation: 256
bits for each first factor, in these 8 bits for each second one. -/
def productTable : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1d1b1917130f08001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1a1916120e07001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1d1b1a1815120d06001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1a191714110c06001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1b1a181613100b06001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1b1a191714120f0a05001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1b1a19181613110e0904001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a1918161412100c0804001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a1918171513110f0b0804001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a1a1918161412110e0a0704001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1d1c1b1b1a191817151312100d0a0603001f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1b1a1a191817161412110f0c090603001f1f1f1f1f1f1f1f1f1f1f1f1f1e1c1b1a1a19181716141312100e0b080603001f1f1f1f1f1f1f1f1f1f1f1f1e1c1b1a1919181716141312110f0c0a080502001f1f1f1f1f1f1f1f1f1f1f1e1c1b1a191818171614131211100e0b09070402001f1f1f1f1f1f1f1f1f1e1d1c1b1a191817161514131211100e0c0a08060402001f1f1f1f1f1f1f1f1e1d1c1b1a191817161514131211100f0d0b0908060402001f1f1f1f1f1f1f1e1d1c1b1a1a191816151413121211100e0c0a0907050402001f1f1f1f1f1f1f1d1c1b1b1a191817151413131211100f0d0b0a0806050302001f1f1f1f1f1f1e1c1b1a1a191817161413121211100f0e0c0a090806040302001f1f1f1f1f1e1c1b1a1a191817161413121211100f0e0c0b0a080706040301001f1f1f1f1e1c1b1a19191817161413121111100f0e0c0b0a09080605040201001f1f1f1e1c1b1a19181817161413121110100f0e0c0b0a0908070604030201001f1e1d1c1b1a191817161514131211100f0e0d0c0b0a090807060504030201001d1c1b1a1a191816151413121211100e0d0c0b0a0a09080706050404030201001b1a1a191817161413121211100f0e0c0b0a0a0908080706050404030202010019191817161413121111100f0e0c0b0a0909080807060605040403020201010017161514131211100f0e0d0c0b0a09080807060606050404040302020201000013121211100f0e0c0b0a0a0908080706060505040404030303020202010100000f0e0d0c0b0a090808070606060504040404030303020202020201010100000008070606060504040404030303020202020202020101010101010100000000000000000000000000000000000000000000000000000000000000000000000000

/-- **The product table**: for all magnitude codes a and b below 32 the encoder gives the
reference's code of their product. The product of two magnitudes is in units of 2^-6, so over 2^3 it
is in those of the format. -/
theorem products :
    ∀ a, a < 32 → ∀ b, b < 32 →
      E2M3.encode .RNE .saturate false (E2M3.value a * E2M3.value b) (2 ^ 3) =
        lane 8 (lane 256 productTable a) b :=
  Format.products E2M3 rfl (w := 8) (v := magnitudes) (by decide)
    (by decide +kernel) (by decide +kernel)

/-- The same for all finite codes x and y: the product is negative if one of them is, and its
magnitude is that of the table. -/
theorem product_of_codes :
    ∀ x y, x < E2M3.codes → y < E2M3.codes → ∀ s t m k,
      E2M3.decode x = .finite s m → E2M3.decode y = .finite t k →
      E2M3.encode .RNE .saturate (s != t) (m * k) (2 ^ 3) =
        E2M3.code (s != t) (lane 8 (lane 256 productTable (x % E2M3.half)) (y % E2M3.half)) :=
  Format.product_of_codes E2M3 (by decide) (by decide) products

end Export.Formats.E2M3
