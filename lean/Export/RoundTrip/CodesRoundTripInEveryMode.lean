module

public import Verif.Formats
public import Verif.Value
public import Verif.HiF8Value
public import Verif.PositValue

-- Exported of specs/claims/round_trip.arith, line 19, which says:
--
--   property codes_round_trip_in_every_mode
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E8M0, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4,
--                 HiF8, NF4, MXINT8, INT8, UINT8, posit8_0, posit8_1, posit8_2} {
--     given c : code(F) where not is_nan(c);
--     prove encode(F, decode(c), RNA) == c;
--     prove encode(F, decode(c), RTZ) == c;
--     prove encode(F, decode(c), RTP) == c;
--     prove encode(F, decode(c), RTN) == c;
--     prove encode(F, decode(c), RTO) == c;
--     prove encode(F, decode(c), RN) == c;
--   }

@[expose] public section
noncomputable section
namespace Export.RoundTrip.CodesRoundTripInEveryMode
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

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3]
-- obligation: prove.1
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3_prove_1 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RNA .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RNA .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3]
-- obligation: prove.2
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3_prove_2 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RTZ .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RTZ .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3]
-- obligation: prove.3
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3_prove_3 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RTP .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RTP .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3]
-- obligation: prove.4
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3_prove_4 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RTN .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RTN .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3]
-- obligation: prove.5
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3_prove_5 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RTO .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RTO .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3]
-- obligation: prove.6
/-- Decoding a code of E4M3 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3_prove_6 :
    ∀ c, c < (E4M3).codes → ¬((E4M3).decodeValue c).IsNaN →
    (E4M3).encodeValue .RNE .nan ((E4M3).decodeValue c) = c :=
  fun c hc h => (E4M3).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2]
-- obligation: prove.1
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2_prove_1 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RNA .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RNA .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2]
-- obligation: prove.2
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2_prove_2 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RTZ .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RTZ .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2]
-- obligation: prove.3
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2_prove_3 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RTP .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RTP .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2]
-- obligation: prove.4
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2_prove_4 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RTN .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RTN .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2]
-- obligation: prove.5
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2_prove_5 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RTO .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RTO .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2]
-- obligation: prove.6
/-- Decoding a code of E5M2 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2_prove_6 :
    ∀ c, c < (E5M2).codes → ¬((E5M2).decodeValue c).IsNaN →
    (E5M2).encodeValue .RNE .infinity ((E5M2).decodeValue c) = c :=
  fun c hc h => (E5M2).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M2]
-- obligation: prove.1
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M2_prove_1 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RNA .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RNA .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M2]
-- obligation: prove.2
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M2_prove_2 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RTZ .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RTZ .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M2]
-- obligation: prove.3
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M2_prove_3 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RTP .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RTP .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M2]
-- obligation: prove.4
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M2_prove_4 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RTN .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RTN .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M2]
-- obligation: prove.5
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M2_prove_5 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RTO .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RTO .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M2]
-- obligation: prove.6
/-- Decoding a code of E3M2 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M2_prove_6 :
    ∀ c, c < (E3M2).codes → ¬((E3M2).decodeValue c).IsNaN →
    (E3M2).encodeValue .RNE .saturate ((E3M2).decodeValue c) = c :=
  fun c hc h => (E3M2).encode_decode_value .RNE .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M3]
-- obligation: prove.1
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M3_prove_1 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RNA .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RNA .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M3]
-- obligation: prove.2
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M3_prove_2 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RTZ .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RTZ .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M3]
-- obligation: prove.3
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M3_prove_3 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RTP .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RTP .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M3]
-- obligation: prove.4
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M3_prove_4 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RTN .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RTN .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M3]
-- obligation: prove.5
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M3_prove_5 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RTO .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RTO .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M3]
-- obligation: prove.6
/-- Decoding a code of E2M3 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M3_prove_6 :
    ∀ c, c < (E2M3).codes → ¬((E2M3).decodeValue c).IsNaN →
    (E2M3).encodeValue .RNE .saturate ((E2M3).decodeValue c) = c :=
  fun c hc h => (E2M3).encode_decode_value .RNE .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M1]
-- obligation: prove.1
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M1_prove_1 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RNA .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RNA .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M1]
-- obligation: prove.2
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M1_prove_2 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RTZ .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RTZ .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M1]
-- obligation: prove.3
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M1_prove_3 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RTP .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RTP .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M1]
-- obligation: prove.4
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M1_prove_4 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RTN .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RTN .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M1]
-- obligation: prove.5
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M1_prove_5 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RTO .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RTO .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E2M1]
-- obligation: prove.6
/-- Decoding a code of E2M1 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E2M1_prove_6 :
    ∀ c, c < (E2M1).codes → ¬((E2M1).decodeValue c).IsNaN →
    (E2M1).encodeValue .RNE .saturate ((E2M1).decodeValue c) = c :=
  fun c hc h => (E2M1).encode_decode_value .RNE .saturate (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E8M0]
-- obligation: prove.1
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E8M0_prove_1 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RNA .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RNA .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E8M0]
-- obligation: prove.2
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E8M0_prove_2 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RTZ .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RTZ .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E8M0]
-- obligation: prove.3
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E8M0_prove_3 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RTP .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RTP .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E8M0]
-- obligation: prove.4
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E8M0_prove_4 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RTN .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RTN .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E8M0]
-- obligation: prove.5
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E8M0_prove_5 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RTO .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RTO .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E8M0]
-- obligation: prove.6
/-- Decoding a code of E8M0 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E8M0_prove_6 :
    ∀ c, c < (E8M0).codes → ¬((E8M0).decodeValue c).IsNaN →
    (E8M0).encodeValue .RNE .nan ((E8M0).decodeValue c) = c :=
  fun c hc h => (E8M0).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3FNUZ]
-- obligation: prove.1
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3FNUZ_prove_1 :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RNA .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RNA .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3FNUZ]
-- obligation: prove.2
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3FNUZ_prove_2 :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RTZ .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RTZ .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3FNUZ]
-- obligation: prove.3
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3FNUZ_prove_3 :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RTP .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RTP .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3FNUZ]
-- obligation: prove.4
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3FNUZ_prove_4 :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RTN .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RTN .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3FNUZ]
-- obligation: prove.5
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3FNUZ_prove_5 :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RTO .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RTO .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3FNUZ]
-- obligation: prove.6
/-- Decoding a code of E4M3FNUZ that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3FNUZ_prove_6 :
    ∀ c, c < (E4M3FNUZ).codes → ¬((E4M3FNUZ).decodeValue c).IsNaN →
    (E4M3FNUZ).encodeValue .RNE .nan ((E4M3FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3FNUZ).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2FNUZ]
-- obligation: prove.1
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2FNUZ_prove_1 :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RNA .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RNA .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2FNUZ]
-- obligation: prove.2
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2FNUZ_prove_2 :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RTZ .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RTZ .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2FNUZ]
-- obligation: prove.3
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2FNUZ_prove_3 :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RTP .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RTP .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2FNUZ]
-- obligation: prove.4
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2FNUZ_prove_4 :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RTN .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RTN .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2FNUZ]
-- obligation: prove.5
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2FNUZ_prove_5 :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RTO .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RTO .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E5M2FNUZ]
-- obligation: prove.6
/-- Decoding a code of E5M2FNUZ that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E5M2FNUZ_prove_6 :
    ∀ c, c < (E5M2FNUZ).codes → ¬((E5M2FNUZ).decodeValue c).IsNaN →
    (E5M2FNUZ).encodeValue .RNE .nan ((E5M2FNUZ).decodeValue c) = c :=
  fun c hc h => (E5M2FNUZ).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3B11FNUZ]
-- obligation: prove.1
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3B11FNUZ_prove_1 :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RNA .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RNA .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3B11FNUZ]
-- obligation: prove.2
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3B11FNUZ_prove_2 :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RTZ .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RTZ .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3B11FNUZ]
-- obligation: prove.3
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3B11FNUZ_prove_3 :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RTP .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RTP .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3B11FNUZ]
-- obligation: prove.4
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3B11FNUZ_prove_4 :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RTN .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RTN .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3B11FNUZ]
-- obligation: prove.5
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3B11FNUZ_prove_5 :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RTO .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RTO .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3B11FNUZ]
-- obligation: prove.6
/-- Decoding a code of E4M3B11FNUZ that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3B11FNUZ_prove_6 :
    ∀ c, c < (E4M3B11FNUZ).codes → ¬((E4M3B11FNUZ).decodeValue c).IsNaN →
    (E4M3B11FNUZ).encodeValue .RNE .nan ((E4M3B11FNUZ).decodeValue c) = c :=
  fun c hc h => (E4M3B11FNUZ).encode_decode_value .RNE .nan (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3IEEE]
-- obligation: prove.1
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3IEEE_prove_1 :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RNA .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RNA .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3IEEE]
-- obligation: prove.2
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3IEEE_prove_2 :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RTZ .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RTZ .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3IEEE]
-- obligation: prove.3
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3IEEE_prove_3 :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RTP .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RTP .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3IEEE]
-- obligation: prove.4
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3IEEE_prove_4 :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RTN .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RTN .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3IEEE]
-- obligation: prove.5
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3IEEE_prove_5 :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RTO .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RTO .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E4M3IEEE]
-- obligation: prove.6
/-- Decoding a code of E4M3IEEE that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E4M3IEEE_prove_6 :
    ∀ c, c < (E4M3IEEE).codes → ¬((E4M3IEEE).decodeValue c).IsNaN →
    (E4M3IEEE).encodeValue .RNE .infinity ((E4M3IEEE).decodeValue c) = c :=
  fun c hc h => (E4M3IEEE).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M4]
-- obligation: prove.1
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M4_prove_1 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RNA .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RNA .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M4]
-- obligation: prove.2
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M4_prove_2 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RTZ .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RTZ .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M4]
-- obligation: prove.3
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M4_prove_3 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RTP .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RTP .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M4]
-- obligation: prove.4
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M4_prove_4 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RTN .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RTN .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M4]
-- obligation: prove.5
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M4_prove_5 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RTO .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RTO .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[E3M4]
-- obligation: prove.6
/-- Decoding a code of E3M4 that is no NaN and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_E3M4_prove_6 :
    ∀ c, c < (E3M4).codes → ¬((E3M4).decodeValue c).IsNaN →
    (E3M4).encodeValue .RNE .infinity ((E3M4).decodeValue c) = c :=
  fun c hc h => (E3M4).encode_decode_value .RNE .infinity (by decide) c hc h

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[HiF8]
-- obligation: prove.1
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RNA gives the code back, infinities
included. -/
theorem codes_round_trip_in_every_mode_HiF8_prove_1 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RNA .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RNA

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[HiF8]
-- obligation: prove.2
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RTZ gives the code back, infinities
included. -/
theorem codes_round_trip_in_every_mode_HiF8_prove_2 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RTZ .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RTZ

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[HiF8]
-- obligation: prove.3
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RTP gives the code back, infinities
included. -/
theorem codes_round_trip_in_every_mode_HiF8_prove_3 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RTP .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RTP

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[HiF8]
-- obligation: prove.4
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RTN gives the code back, infinities
included. -/
theorem codes_round_trip_in_every_mode_HiF8_prove_4 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RTN .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RTN

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[HiF8]
-- obligation: prove.5
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RTO gives the code back, infinities
included. -/
theorem codes_round_trip_in_every_mode_HiF8_prove_5 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RTO .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RTO

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[HiF8]
-- obligation: prove.6
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode RNA gives the code back, infinities
included. -/
theorem codes_round_trip_in_every_mode_HiF8_prove_6 :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .RNA .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .RNA

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[posit8_2]
-- obligation: prove.1
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RNA gives the code back. -/
theorem codes_round_trip_in_every_mode_posit8_2_prove_1 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RNA (posit8DecodeValue c) = c :=
  posit8_encode_decode .RNA

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[posit8_2]
-- obligation: prove.2
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RTZ gives the code back. -/
theorem codes_round_trip_in_every_mode_posit8_2_prove_2 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RTZ (posit8DecodeValue c) = c :=
  posit8_encode_decode .RTZ

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[posit8_2]
-- obligation: prove.3
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RTP gives the code back. -/
theorem codes_round_trip_in_every_mode_posit8_2_prove_3 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RTP (posit8DecodeValue c) = c :=
  posit8_encode_decode .RTP

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[posit8_2]
-- obligation: prove.4
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RTN gives the code back. -/
theorem codes_round_trip_in_every_mode_posit8_2_prove_4 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RTN (posit8DecodeValue c) = c :=
  posit8_encode_decode .RTN

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[posit8_2]
-- obligation: prove.5
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RTO gives the code back. -/
theorem codes_round_trip_in_every_mode_posit8_2_prove_5 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RTO (posit8DecodeValue c) = c :=
  posit8_encode_decode .RTO

-- property: specs/claims/round_trip.arith::codes_round_trip_in_every_mode[posit8_2]
-- obligation: prove.6
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode RNE gives the code back. -/
theorem codes_round_trip_in_every_mode_posit8_2_prove_6 :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .RNE (posit8DecodeValue c) = c :=
  posit8_encode_decode .RNE

end Export.RoundTrip.CodesRoundTripInEveryMode
