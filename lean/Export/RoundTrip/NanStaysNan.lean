module

public import Verif.Formats
public import Verif.Value

-- Exported of specs/claims/round_trip.arith, line 32, which says:
--
--   property nan_stays_nan
--       for F in {E4M3, E5M2, E8M0, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4, F16, BF16, HiF8,
--                 posit8_0, posit8_1, posit8_2} {
--     given c : code(F) where is_nan(c);
--     prove is_nan(encode(F, decode(c), RNE));
--   }

@[expose] public section
noncomputable section
namespace Export.RoundTrip.NanStaysNan
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

-- property: specs/claims/round_trip.arith::nan_stays_nan[E4M3]
-- obligation: prove.1
/-- A NaN code of E4M3, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E4M3 :
    ∀ c, c < (E4M3).codes → ((E4M3).decodeValue c).IsNaN →
    ((E4M3).decodeValue ((E4M3).encodeValue .RNE .nan ((E4M3).decodeValue c))).IsNaN :=
  fun c _ h => (E4M3).nan_stays_nan .RNE .nan (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E5M2]
-- obligation: prove.1
/-- A NaN code of E5M2, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E5M2 :
    ∀ c, c < (E5M2).codes → ((E5M2).decodeValue c).IsNaN →
    ((E5M2).decodeValue ((E5M2).encodeValue .RNE .infinity ((E5M2).decodeValue c))).IsNaN :=
  fun c _ h => (E5M2).nan_stays_nan .RNE .infinity (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E8M0]
-- obligation: prove.1
/-- A NaN code of E8M0, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E8M0 :
    ∀ c, c < (E8M0).codes → ((E8M0).decodeValue c).IsNaN →
    ((E8M0).decodeValue ((E8M0).encodeValue .RNE .nan ((E8M0).decodeValue c))).IsNaN :=
  fun c _ h => (E8M0).nan_stays_nan .RNE .nan (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E4M3FNUZ]
-- obligation: prove.1
/-- A NaN code of E4M3FNUZ, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E4M3FNUZ :
    ∀ c, c < (E4M3FNUZ).codes → ((E4M3FNUZ).decodeValue c).IsNaN →
    ((E4M3FNUZ).decodeValue ((E4M3FNUZ).encodeValue .RNE .nan ((E4M3FNUZ).decodeValue c))).IsNaN :=
  fun c _ h => (E4M3FNUZ).nan_stays_nan .RNE .nan (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E5M2FNUZ]
-- obligation: prove.1
/-- A NaN code of E5M2FNUZ, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E5M2FNUZ :
    ∀ c, c < (E5M2FNUZ).codes → ((E5M2FNUZ).decodeValue c).IsNaN →
    ((E5M2FNUZ).decodeValue ((E5M2FNUZ).encodeValue .RNE .nan ((E5M2FNUZ).decodeValue c))).IsNaN :=
  fun c _ h => (E5M2FNUZ).nan_stays_nan .RNE .nan (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E4M3B11FNUZ]
-- obligation: prove.1
/-- A NaN code of E4M3B11FNUZ, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E4M3B11FNUZ :
    ∀ c, c < (E4M3B11FNUZ).codes → ((E4M3B11FNUZ).decodeValue c).IsNaN →
    ((E4M3B11FNUZ).decodeValue ((E4M3B11FNUZ).encodeValue .RNE .nan ((E4M3B11FNUZ).decodeValue c))).IsNaN :=
  fun c _ h => (E4M3B11FNUZ).nan_stays_nan .RNE .nan (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E4M3IEEE]
-- obligation: prove.1
/-- A NaN code of E4M3IEEE, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E4M3IEEE :
    ∀ c, c < (E4M3IEEE).codes → ((E4M3IEEE).decodeValue c).IsNaN →
    ((E4M3IEEE).decodeValue ((E4M3IEEE).encodeValue .RNE .infinity ((E4M3IEEE).decodeValue c))).IsNaN :=
  fun c _ h => (E4M3IEEE).nan_stays_nan .RNE .infinity (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[E3M4]
-- obligation: prove.1
/-- A NaN code of E3M4, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_E3M4 :
    ∀ c, c < (E3M4).codes → ((E3M4).decodeValue c).IsNaN →
    ((E3M4).decodeValue ((E3M4).encodeValue .RNE .infinity ((E3M4).decodeValue c))).IsNaN :=
  fun c _ h => (E3M4).nan_stays_nan .RNE .infinity (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[F16]
-- obligation: prove.1
/-- A NaN code of F16, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_F16 :
    ∀ c, c < (F16).codes → ((F16).decodeValue c).IsNaN →
    ((F16).decodeValue ((F16).encodeValue .RNE .infinity ((F16).decodeValue c))).IsNaN :=
  fun c _ h => (F16).nan_stays_nan .RNE .infinity (by exact trivial) c h

-- property: specs/claims/round_trip.arith::nan_stays_nan[BF16]
-- obligation: prove.1
/-- A NaN code of BF16, decoded and encoded in mode RNE, gives a NaN code. -/
theorem nan_stays_nan_BF16 :
    ∀ c, c < (BF16).codes → ((BF16).decodeValue c).IsNaN →
    ((BF16).decodeValue ((BF16).encodeValue .RNE .infinity ((BF16).decodeValue c))).IsNaN :=
  fun c _ h => (BF16).nan_stays_nan .RNE .infinity (by exact trivial) c h

end Export.RoundTrip.NanStaysNan
