module

public import Verif.Formats
public import Verif.Value
public import Verif.HiF8Value
public import Verif.PositValue

-- Exported of specs/claims/round_trip.arith, line 9, which says:
--
--   property codes_round_trip
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E8M0, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4,
--                 F16, BF16, HiF8, NF4, MXINT8, Q1_7, Q4_4, Q1_15, UQ0_8,
--                 INT2, INT4, INT8, INT16, UINT2, UINT4, UINT8, UINT16,
--                 posit8_0, posit8_1, posit8_2, posit16_0, posit16_1, posit16_2} {
--     given c : code(F) where not is_nan(c);
--     prove encode(F, decode(c), RNE) == c;
--   }

@[expose] public section
noncomputable section
namespace Export.RoundTrip.CodesRoundTrip
open Verif

/-- The format E4M3 as the spec defines it. -/
def E4M3 : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7e, infinity := false,
    nanCode := 0x7f }

/-- E4M3 is well formed. -/
theorem E4M3_wellFormed : E4M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E5M2 as the spec defines it. -/
def E5M2 : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7b, infinity := true,
    nanCode := 0x7e }

/-- E5M2 is well formed. -/
theorem E5M2_wellFormed : E5M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E3M2 as the spec defines it. -/
def E3M2 : Format :=
  { exponentBits := 3, fractionBits := 2, bias := 3,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x1f, infinity := false,
    nanCode := 0x0 }

/-- E3M2 is well formed. -/
theorem E3M2_wellFormed : E3M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E2M3 as the spec defines it. -/
def E2M3 : Format :=
  { exponentBits := 2, fractionBits := 3, bias := 1,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x1f, infinity := false,
    nanCode := 0x0 }

/-- E2M3 is well formed. -/
theorem E2M3_wellFormed : E2M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E2M1 as the spec defines it. -/
def E2M1 : Format :=
  { exponentBits := 2, fractionBits := 1, bias := 1,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7, infinity := false,
    nanCode := 0x0 }

/-- E2M1 is well formed. -/
theorem E2M1_wellFormed : E2M1.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E8M0 as the spec defines it. -/
def E8M0 : Format :=
  { exponentBits := 8, fractionBits := 0, bias := 127,
    signed := false, subnormals := false, hasZero := false,
    negativeZero := true, top := 0xfe, infinity := false,
    nanCode := 0xff }

/-- E8M0 is well formed. -/
theorem E8M0_wellFormed : E8M0.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E4M3FNUZ as the spec defines it. -/
def E4M3FNUZ : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 8,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := false, top := 0x7f, infinity := false,
    nanCode := 0x80 }

/-- E4M3FNUZ is well formed. -/
theorem E4M3FNUZ_wellFormed : E4M3FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E5M2FNUZ as the spec defines it. -/
def E5M2FNUZ : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 16,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := false, top := 0x7f, infinity := false,
    nanCode := 0x80 }

/-- E5M2FNUZ is well formed. -/
theorem E5M2FNUZ_wellFormed : E5M2FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E4M3B11FNUZ as the spec defines it. -/
def E4M3B11FNUZ : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 11,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := false, top := 0x7f, infinity := false,
    nanCode := 0x80 }

/-- E4M3B11FNUZ is well formed. -/
theorem E4M3B11FNUZ_wellFormed : E4M3B11FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E4M3IEEE as the spec defines it. -/
def E4M3IEEE : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x77, infinity := true,
    nanCode := 0x7c }

/-- E4M3IEEE is well formed. -/
theorem E4M3IEEE_wellFormed : E4M3IEEE.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format E3M4 as the spec defines it. -/
def E3M4 : Format :=
  { exponentBits := 3, fractionBits := 4, bias := 3,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x6f, infinity := true,
    nanCode := 0x78 }

/-- E3M4 is well formed. -/
theorem E3M4_wellFormed : E3M4.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format F16 as the spec defines it. -/
def F16 : Format :=
  { exponentBits := 5, fractionBits := 10, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7bff, infinity := true,
    nanCode := 0x7e00 }

/-- F16 is well formed. -/
theorem F16_wellFormed : F16.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format BF16 as the spec defines it. -/
def BF16 : Format :=
  { exponentBits := 8, fractionBits := 7, bias := 127,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7f7f, infinity := true,
    nanCode := 0x7fc0 }

/-- BF16 is well formed. -/
theorem BF16_wellFormed : BF16.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/round_trip.arith::codes_round_trip[E4M3]
-- obligation: prove.1
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E4M3 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RNE .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E5M2]
-- obligation: prove.1
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E5M2 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RNE .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E3M2]
-- obligation: prove.1
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E3M2 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RNE .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RNE .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E2M3]
-- obligation: prove.1
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E2M3 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RNE .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RNE .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E2M1]
-- obligation: prove.1
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E2M1 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RNE .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RNE .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E8M0]
-- obligation: prove.1
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E8M0 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RNE .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E4M3FNUZ]
-- obligation: prove.1
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E4M3FNUZ :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RNE .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E5M2FNUZ]
-- obligation: prove.1
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E5M2FNUZ :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RNE .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E4M3B11FNUZ]
-- obligation: prove.1
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E4M3B11FNUZ :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RNE .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E4M3IEEE]
-- obligation: prove.1
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E4M3IEEE :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RNE .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[E3M4]
-- obligation: prove.1
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_E3M4 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RNE .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[F16]
-- obligation: prove.1
/-- Decoding a code of F16 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_F16 :
    ∀ c, c < (F16).codes → ¬((F16).decodeValue c).IsNaN →
    (F16).encodeValue .RNE .infinity ((F16).decodeValue c) = c :=
  fun c hc h => (F16).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[BF16]
-- obligation: prove.1
/-- Decoding a code of BF16 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_BF16 :
    ∀ c, c < (BF16).codes → ¬((BF16).decodeValue c).IsNaN →
    (BF16).encodeValue .RNE .infinity ((BF16).decodeValue c) = c :=
  fun c hc h => (BF16).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip[HiF8]
-- obligation: prove.1
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RNE gives the code back, infinities
included. -/
theorem codes_round_trip_HiF8 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RNE .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RNE

-- property: specs/claims/round_trip.arith::codes_round_trip[posit8_2]
-- obligation: prove.1
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_posit8_2 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RNE (posit8DecodeValue c) = c :=
  posit8_encode_decode .RNE

end Export.RoundTrip.CodesRoundTrip
