module

public import Verif.Formats
public import Verif.Products
public import Verif.Quarters

/-!
# E3M2

The format E3M2: OCP Microscaling Formats (MX) 1.0, section 5.3.2, FP6 E3M2.

Magnitudes are integers in units of 2^-4, and a number that is rounded is a fraction n / d of such
units.

The tables are the reference's, packed into one number each, the first entry in the lowest bits;
Lean's definitions give exactly these. An encoder is compared at each value, at the three points
that quarter the gap above it, and beyond the largest value.
-/

@[expose] public section
noncomputable section
namespace Export.Formats.E3M2
open Verif

/-- The format E3M2 as the spec defines it. -/
def E3M2 : Format :=
  { exponentBits := 3, fractionBits := 2, bias := 3,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x1f, infinity := false,
    nanCode := 0x0 }

/-- E3M2 is well formed. -/
theorem E3M2_wellFormed : E3M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The library's definition is the same. -/
theorem same_as_library : E3M2 = Verif.E3M2 :=
  rfl

/-- The unit is 2^-4, and the largest value, 28, is 448 units. -/
theorem largest_value :
    E3M2.quantum = -4 ∧ E3M2.value 0x1f = 448 :=
  by decide +kernel

/-- What the codes mean, as the reference has it: 16 bits for each, first that of code 0. -/
def decodeTable : Nat :=
  0x701060105010401038103010281020101c101810141010100e100c100a1008100710061005100410039003100290021001d001900150011000d0009000500010700060005000400038003000280020001c001800140010000e000c000a0008000700060005000400038003000280020001c001800140010000c000800040000

/-- **The decode table**: for all codes below 64, E3M2 decodes to what the reference decodes to. -/
theorem decode_table :
    ∀ code, code < 64 → E3M2.decode code = Datum.ofWord (lane 16 decodeTable code) :=
  Verif.decode_table (by decide +kernel)

/-- **Order of codes**: for all finite codes a and b without sign bit, a is the smaller code exactly
if it stands for the smaller number. -/
theorem order_positive :
    ∀ a b, a ≤ 0x1f → b ≤ 0x1f →
      ((E3M2.decode a).toInt < (E3M2.decode b).toInt ↔ a < b) :=
  Format.order_positive E3M2 E3M2_wellFormed

/-- With the sign bit the larger code stands for the smaller number. -/
theorem order_negative :
    ∀ a b, 1 ≤ a → 1 ≤ b → a ≤ 0x1f → b ≤ 0x1f →
      ((E3M2.decode (0x20 + a)).toInt < (E3M2.decode (0x20 + b)).toInt ↔ b < a) :=
  Format.order_negative E3M2 E3M2_wellFormed rfl

/-- **Round trip**: for every finite code, every mode and every policy for what is too large,
encoding what the code means gives the code. -/
theorem round_trip :
    ∀ code, code < 64 → ∀ s m, E3M2.decode code = .finite s m →
      ∀ mode overflow, E3M2.encode mode overflow s m 1 = code :=
  fun code h s m e mode overflow =>
    Format.encode_decode E3M2 mode overflow code h s m e

/-- **Rounding**: for every fraction n / d, to nearest even with saturation gives the code of c
exactly if c is the nearest of all finite magnitudes, the even code in a tie. -/
theorem nearest_even (s : Bool) (n d : Nat) (hd : 0 < d) (c : Nat) (hc : c ≤ 0x1f) :
    E3M2.encode .RNE .saturate s n d = E3M2.code s c ↔
      IsNearestEvenUpTo E3M2.value 0x1f n d c :=
  Format.encode_RNE_iff E3M2 E3M2_wellFormed s n d hd c hc

/-- To nearest even, numbers above 30 are too large; that number itself, a tie, is too large as
well. -/
theorem overflow_limit (s : Bool) (n d : Nat) (hd : 0 < d) :
    E3M2.overflows .RNE s n d = true ↔ 960 * d ≤ 2 * n := by
  have limit : E3M2.value E3M2.top + E3M2.value (E3M2.top + 1) = 960 := by
    decide +kernel
  have parity : E3M2.top % 2 = 1 := by decide
  rw [Format.overflow_RNE_iff E3M2 s n d hd, limit]
  generalize 960 * d = x
  omega

/-- **Order is kept**, in every mode with saturation, of positive and negative numbers. -/
theorem monotone (mode : Mode) (n m : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) :
    (E3M2.decode (E3M2.encodeInt mode .saturate n d)).toInt ≤
      (E3M2.decode (E3M2.encodeInt mode .saturate m e)).toInt :=
  Format.encode_mono E3M2 E3M2_wellFormed mode rfl rfl hd he h

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
      E3M2.encode .RNE .saturate false (quarter E3M2.value i) 4 = lane 8 positiveRNE i ∧
      E3M2.encode .RNE .saturate true (quarter E3M2.value i) 4 = lane 8 negativeRNE i :=
  fun i hi => ⟨Format.encode_table E3M2 (by decide +kernel) i hi,
    Format.encode_table E3M2 (by decide +kernel) i hi⟩

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
      E3M2.encode .RNA .saturate false (quarter E3M2.value i) 4 = lane 8 positiveRNA i ∧
      E3M2.encode .RNA .saturate true (quarter E3M2.value i) 4 = lane 8 negativeRNA i :=
  fun i hi => ⟨Format.encode_table E3M2 (by decide +kernel) i hi,
    Format.encode_table E3M2 (by decide +kernel) i hi⟩

/-- The reference's codes of positive numbers, RTZ, with saturation: 8 bits each. -/
def positiveRTZ : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1e1e1e1e1d1d1d1d1c1c1c1c1b1b1b1b1a1a1a1a191919191818181817171717161616161515151514141414131313131212121211111111101010100f0f0f0f0e0e0e0e0d0d0d0d0c0c0c0c0b0b0b0b0a0a0a0a09090909080808080707070706060606050505050404040403030303020202020101010100000000

/-- The reference's codes of negative numbers, RTZ, with saturation: 8 bits each. -/
def negativeRTZ : Nat :=
  0x3f3f3f3f3f3f3f3f3f3f3f3f3e3e3e3e3d3d3d3d3c3c3c3c3b3b3b3b3a3a3a3a393939393838383837373737363636363535353534343434333333333232323231313131303030302f2f2f2f2e2e2e2e2d2d2d2d2c2c2c2c2b2b2b2b2a2a2a2a29292929282828282727272726262626252525252424242423232323222222222121212120202020

/-- **Agreement, RTZ** (toward zero): at all 136 points the encoder gives the reference's codes. -/
theorem encode_RTZ :
    ∀ i, i < 136 →
      E3M2.encode .RTZ .saturate false (quarter E3M2.value i) 4 = lane 8 positiveRTZ i ∧
      E3M2.encode .RTZ .saturate true (quarter E3M2.value i) 4 = lane 8 negativeRTZ i :=
  fun i hi => ⟨Format.encode_table E3M2 (by decide +kernel) i hi,
    Format.encode_table E3M2 (by decide +kernel) i hi⟩

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
      E3M2.encode .RTP .saturate false (quarter E3M2.value i) 4 = lane 8 positiveRTP i ∧
      E3M2.encode .RTP .saturate true (quarter E3M2.value i) 4 = lane 8 negativeRTP i :=
  fun i hi => ⟨Format.encode_table E3M2 (by decide +kernel) i hi,
    Format.encode_table E3M2 (by decide +kernel) i hi⟩

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
      E3M2.encode .RTN .saturate false (quarter E3M2.value i) 4 = lane 8 positiveRTN i ∧
      E3M2.encode .RTN .saturate true (quarter E3M2.value i) 4 = lane 8 negativeRTN i :=
  fun i hi => ⟨Format.encode_table E3M2 (by decide +kernel) i hi,
    Format.encode_table E3M2 (by decide +kernel) i hi⟩

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
      E3M2.encode .RTO .saturate false (quarter E3M2.value i) 4 = lane 8 positiveRTO i ∧
      E3M2.encode .RTO .saturate true (quarter E3M2.value i) 4 = lane 8 negativeRTO i :=
  fun i hi => ⟨Format.encode_table E3M2 (by decide +kernel) i hi,
    Format.encode_table E3M2 (by decide +kernel) i hi⟩

/-- The magnitudes in order, in lanes of 16 bits. -/
def magnitudes : Nat :=
  0x1c001800140010000e000c000a0008000700060005000400038003000280020001c001800140010000e000c000a000800070006000500040003000200010000

/-- The reference's codes of all products of two magnitudes, to nearest even with saturation: 256
bits for each first factor, in these 8 bits for each second one. -/
def productTable : Nat :=
  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a19181715130f001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1c1a1918181614120e001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1c1a191818161514110d001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a19181716151412100c001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a19181716151413110f0b001f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1c1a1918181615141412100e0a001f1f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1c1a191818161514141211100d09001f1f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a191817161514131211100e0c08001f1f1f1f1f1f1f1f1f1f1f1f1e1d1c1b1a191817161514131211100f0d0b07001f1f1f1f1f1f1f1f1f1f1f1e1d1c1c1a19181816151414121110100e0c0a06001f1f1f1f1f1f1f1f1f1f1e1d1c1c1a19181816151414121110100e0d0c0905001f1f1f1f1f1f1f1f1f1e1d1c1b1a191817161514131211100f0e0d0c0a0804001f1f1f1f1f1f1f1f1e1d1c1b1a191817161514131211100f0e0d0c0b090704001f1f1f1f1f1f1f1e1d1c1c1a19181816151414121110100e0d0c0c0a080603001f1f1f1f1f1f1e1d1c1c1a19181816151414121110100e0d0c0c0a09080502001f1f1f1f1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a0908060402001f1f1f1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a090807050402001f1f1f1e1d1c1c1a19181816151414121110100e0d0c0c0a09080806040302001f1f1e1d1c1c1a19181816151414121110100e0d0c0c0a0908080605040201001f1e1d1c1b1a191817161514131211100f0e0d0c0b0a090807060504030201001e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050404030201001d1c1c1a19181816151414121110100e0d0c0c0a0908080605040403020201001c1c1a19181816151414121110100e0d0c0c0a090808060504040302020101001b1a191817161514131211100f0e0d0c0b0a09080706050404030202020100001a191817161514131211100f0e0d0c0b0a09080706050404030302020101000019181816151414121110100e0d0c0c0a09080806050404030302020201010000181816151414121110100e0d0c0c0a090808060504040302020202010101000017161514131211100f0e0d0c0b0a090807060504040302020202010101000000151414121110100e0d0c0c0a0908080605040403030202020101010101000000131211100f0e0d0c0b0a090807060504040302020202010101010100000000000f0e0d0c0b0a09080706050404030202020201010101010000000000000000000000000000000000000000000000000000000000000000000000000000000000

/-- **The product table**: for all magnitude codes a and b below 32 the encoder gives the
reference's code of their product. The product of two magnitudes is in units of 2^-8, so over 2^4 it
is in those of the format. -/
theorem products :
    ∀ a, a < 32 → ∀ b, b < 32 →
      E3M2.encode .RNE .saturate false (E3M2.value a * E3M2.value b) (2 ^ 4) =
        lane 8 (lane 256 productTable a) b :=
  Format.products E3M2 rfl (w := 16) (v := magnitudes) (by decide)
    (by decide +kernel) (by decide +kernel)

/-- The same for all finite codes x and y: the product is negative if one of them is, and its
magnitude is that of the table. -/
theorem product_of_codes :
    ∀ x y, x < E3M2.codes → y < E3M2.codes → ∀ s t m k,
      E3M2.decode x = .finite s m → E3M2.decode y = .finite t k →
      E3M2.encode .RNE .saturate (s != t) (m * k) (2 ^ 4) =
        E3M2.code (s != t) (lane 8 (lane 256 productTable (x % E3M2.half)) (y % E3M2.half)) :=
  Format.product_of_codes E3M2 (by decide) (by decide) products

end Export.Formats.E3M2
