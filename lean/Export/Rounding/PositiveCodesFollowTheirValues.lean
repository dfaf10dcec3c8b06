module

public import Verif.Formats
public import Verif.MonotoneValue

-- Exported of specs/claims/rounding.arith, line 26, which says:
--
--   property positive_codes_follow_their_values
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E8M0, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4} {
--     given a, b : code(F) where is_finite(a) and is_finite(b) and sign(a) == 1 and sign(b) == 1;
--     prove (unsigned(bits(a)) < unsigned(bits(b))) == (decode(a) < decode(b));
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.PositiveCodesFollowTheirValues
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

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E4M3]
-- obligation: prove.1
/-- Finite codes of E4M3 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E4M3 :
    ∀ a, a < (E4M3).codes → ∀ b, b < (E4M3).codes →
    ((E4M3).decodeValue a).IsFinite → ((E4M3).decodeValue b).IsFinite →
    ((E4M3).decodeValue a).negative = false → ((E4M3).decodeValue b).negative = false →
    (a < b ↔ (E4M3).decodeValue a < (E4M3).decodeValue b) :=
  (E4M3).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E5M2]
-- obligation: prove.1
/-- Finite codes of E5M2 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E5M2 :
    ∀ a, a < (E5M2).codes → ∀ b, b < (E5M2).codes →
    ((E5M2).decodeValue a).IsFinite → ((E5M2).decodeValue b).IsFinite →
    ((E5M2).decodeValue a).negative = false → ((E5M2).decodeValue b).negative = false →
    (a < b ↔ (E5M2).decodeValue a < (E5M2).decodeValue b) :=
  (E5M2).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E3M2]
-- obligation: prove.1
/-- Finite codes of E3M2 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E3M2 :
    ∀ a, a < (E3M2).codes → ∀ b, b < (E3M2).codes →
    ((E3M2).decodeValue a).IsFinite → ((E3M2).decodeValue b).IsFinite →
    ((E3M2).decodeValue a).negative = false → ((E3M2).decodeValue b).negative = false →
    (a < b ↔ (E3M2).decodeValue a < (E3M2).decodeValue b) :=
  (E3M2).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E2M3]
-- obligation: prove.1
/-- Finite codes of E2M3 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E2M3 :
    ∀ a, a < (E2M3).codes → ∀ b, b < (E2M3).codes →
    ((E2M3).decodeValue a).IsFinite → ((E2M3).decodeValue b).IsFinite →
    ((E2M3).decodeValue a).negative = false → ((E2M3).decodeValue b).negative = false →
    (a < b ↔ (E2M3).decodeValue a < (E2M3).decodeValue b) :=
  (E2M3).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E2M1]
-- obligation: prove.1
/-- Finite codes of E2M1 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E2M1 :
    ∀ a, a < (E2M1).codes → ∀ b, b < (E2M1).codes →
    ((E2M1).decodeValue a).IsFinite → ((E2M1).decodeValue b).IsFinite →
    ((E2M1).decodeValue a).negative = false → ((E2M1).decodeValue b).negative = false →
    (a < b ↔ (E2M1).decodeValue a < (E2M1).decodeValue b) :=
  (E2M1).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E8M0]
-- obligation: prove.1
/-- Finite codes of E8M0 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E8M0 :
    ∀ a, a < (E8M0).codes → ∀ b, b < (E8M0).codes →
    ((E8M0).decodeValue a).IsFinite → ((E8M0).decodeValue b).IsFinite →
    ((E8M0).decodeValue a).negative = false → ((E8M0).decodeValue b).negative = false →
    (a < b ↔ (E8M0).decodeValue a < (E8M0).decodeValue b) :=
  (E8M0).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E4M3FNUZ]
-- obligation: prove.1
/-- Finite codes of E4M3FNUZ with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E4M3FNUZ :
    ∀ a, a < (E4M3FNUZ).codes → ∀ b, b < (E4M3FNUZ).codes →
    ((E4M3FNUZ).decodeValue a).IsFinite → ((E4M3FNUZ).decodeValue b).IsFinite →
    ((E4M3FNUZ).decodeValue a).negative = false → ((E4M3FNUZ).decodeValue b).negative = false →
    (a < b ↔ (E4M3FNUZ).decodeValue a < (E4M3FNUZ).decodeValue b) :=
  (E4M3FNUZ).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E5M2FNUZ]
-- obligation: prove.1
/-- Finite codes of E5M2FNUZ with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E5M2FNUZ :
    ∀ a, a < (E5M2FNUZ).codes → ∀ b, b < (E5M2FNUZ).codes →
    ((E5M2FNUZ).decodeValue a).IsFinite → ((E5M2FNUZ).decodeValue b).IsFinite →
    ((E5M2FNUZ).decodeValue a).negative = false → ((E5M2FNUZ).decodeValue b).negative = false →
    (a < b ↔ (E5M2FNUZ).decodeValue a < (E5M2FNUZ).decodeValue b) :=
  (E5M2FNUZ).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E4M3B11FNUZ]
-- obligation: prove.1
/-- Finite codes of E4M3B11FNUZ with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E4M3B11FNUZ :
    ∀ a, a < (E4M3B11FNUZ).codes → ∀ b, b < (E4M3B11FNUZ).codes →
    ((E4M3B11FNUZ).decodeValue a).IsFinite → ((E4M3B11FNUZ).decodeValue b).IsFinite →
    ((E4M3B11FNUZ).decodeValue a).negative = false → ((E4M3B11FNUZ).decodeValue b).negative = false →
    (a < b ↔ (E4M3B11FNUZ).decodeValue a < (E4M3B11FNUZ).decodeValue b) :=
  (E4M3B11FNUZ).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E4M3IEEE]
-- obligation: prove.1
/-- Finite codes of E4M3IEEE with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E4M3IEEE :
    ∀ a, a < (E4M3IEEE).codes → ∀ b, b < (E4M3IEEE).codes →
    ((E4M3IEEE).decodeValue a).IsFinite → ((E4M3IEEE).decodeValue b).IsFinite →
    ((E4M3IEEE).decodeValue a).negative = false → ((E4M3IEEE).decodeValue b).negative = false →
    (a < b ↔ (E4M3IEEE).decodeValue a < (E4M3IEEE).decodeValue b) :=
  (E4M3IEEE).codes_follow_values

-- property: specs/claims/rounding.arith::positive_codes_follow_their_values[E3M4]
-- obligation: prove.1
/-- Finite codes of E3M4 with a positive sign, read as integers, are in the order of their values. -/
theorem positive_codes_follow_their_values_E3M4 :
    ∀ a, a < (E3M4).codes → ∀ b, b < (E3M4).codes →
    ((E3M4).decodeValue a).IsFinite → ((E3M4).decodeValue b).IsFinite →
    ((E3M4).decodeValue a).negative = false → ((E3M4).decodeValue b).negative = false →
    (a < b ↔ (E3M4).decodeValue a < (E3M4).decodeValue b) :=
  (E3M4).codes_follow_values

end Export.Rounding.PositiveCodesFollowTheirValues
