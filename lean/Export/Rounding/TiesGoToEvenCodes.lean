module

public import Verif.Formats
public import Verif.NearestValue

-- Exported of specs/claims/rounding.arith, line 179, which says:
--
--   property ties_go_to_even_codes
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4} {
--     given x : Probe;
--     given y : F where is_finite(y);
--     let c = encode(F, x, RNE, overflow = saturate);
--     assume abs(x) <= F.max;
--     assume decode(c) != y and abs(x - decode(c)) == abs(x - y);
--     prove unsigned(bits(c)) mod 2 == 0;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.TiesGoToEvenCodes
open Verif

/-- The format E4M3 as the spec defines it. -/
def E4M3 : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7e, infinity := false,
    nanCode := 0x7f }

/-- E4M3 is well formed. -/
theorem E4M3_wellFormed : E4M3.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format Probe as the spec defines it. -/
def Probe : Format :=
  { exponentBits := 6, fractionBits := 5, bias := 31,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7ff, infinity := false,
    nanCode := 0x0 }

/-- Probe is well formed. -/
theorem Probe_wellFormed : Probe.WellFormed := ⟨by decide, by decide, by decide⟩

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

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E4M3]
-- obligation: prove.1
/-- Where a number of E4M3 is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E4M3 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3).codes → ((E4M3).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3).decodeValue b
    let c := (E4M3).encodeValue .RNE .saturate x
    absolute x.real ≤ (E4M3).max →
    ¬((E4M3).decodeValue c).Equals y →
    absolute (x.real - ((E4M3).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E4M3).encodeValue_tie E4M3_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E5M2]
-- obligation: prove.1
/-- Where a number of E5M2 is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E5M2 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E5M2).codes → ((E5M2).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E5M2).decodeValue b
    let c := (E5M2).encodeValue .RNE .saturate x
    absolute x.real ≤ (E5M2).max →
    ¬((E5M2).decodeValue c).Equals y →
    absolute (x.real - ((E5M2).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E5M2).encodeValue_tie E5M2_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E3M2]
-- obligation: prove.1
/-- Where a number of E3M2 is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E3M2 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E3M2).codes → ((E3M2).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E3M2).decodeValue b
    let c := (E3M2).encodeValue .RNE .saturate x
    absolute x.real ≤ (E3M2).max →
    ¬((E3M2).decodeValue c).Equals y →
    absolute (x.real - ((E3M2).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E3M2).encodeValue_tie E3M2_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E2M3]
-- obligation: prove.1
/-- Where a number of E2M3 is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E2M3 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E2M3).codes → ((E2M3).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E2M3).decodeValue b
    let c := (E2M3).encodeValue .RNE .saturate x
    absolute x.real ≤ (E2M3).max →
    ¬((E2M3).decodeValue c).Equals y →
    absolute (x.real - ((E2M3).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E2M3).encodeValue_tie E2M3_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E2M1]
-- obligation: prove.1
/-- Where a number of E2M1 is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E2M1 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E2M1).codes → ((E2M1).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E2M1).decodeValue b
    let c := (E2M1).encodeValue .RNE .saturate x
    absolute x.real ≤ (E2M1).max →
    ¬((E2M1).decodeValue c).Equals y →
    absolute (x.real - ((E2M1).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E2M1).encodeValue_tie E2M1_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E4M3FNUZ]
-- obligation: prove.1
/-- Where a number of E4M3FNUZ is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E4M3FNUZ :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3FNUZ).codes → ((E4M3FNUZ).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3FNUZ).decodeValue b
    let c := (E4M3FNUZ).encodeValue .RNE .saturate x
    absolute x.real ≤ (E4M3FNUZ).max →
    ¬((E4M3FNUZ).decodeValue c).Equals y →
    absolute (x.real - ((E4M3FNUZ).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E4M3FNUZ).encodeValue_tie E4M3FNUZ_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E5M2FNUZ]
-- obligation: prove.1
/-- Where a number of E5M2FNUZ is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E5M2FNUZ :
    ∀ a, a < (Probe).codes → ∀ b, b < (E5M2FNUZ).codes → ((E5M2FNUZ).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E5M2FNUZ).decodeValue b
    let c := (E5M2FNUZ).encodeValue .RNE .saturate x
    absolute x.real ≤ (E5M2FNUZ).max →
    ¬((E5M2FNUZ).decodeValue c).Equals y →
    absolute (x.real - ((E5M2FNUZ).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E5M2FNUZ).encodeValue_tie E5M2FNUZ_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E4M3B11FNUZ]
-- obligation: prove.1
/-- Where a number of E4M3B11FNUZ is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E4M3B11FNUZ :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3B11FNUZ).codes → ((E4M3B11FNUZ).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3B11FNUZ).decodeValue b
    let c := (E4M3B11FNUZ).encodeValue .RNE .saturate x
    absolute x.real ≤ (E4M3B11FNUZ).max →
    ¬((E4M3B11FNUZ).decodeValue c).Equals y →
    absolute (x.real - ((E4M3B11FNUZ).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E4M3B11FNUZ).encodeValue_tie E4M3B11FNUZ_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E4M3IEEE]
-- obligation: prove.1
/-- Where a number of E4M3IEEE is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E4M3IEEE :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3IEEE).codes → ((E4M3IEEE).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3IEEE).decodeValue b
    let c := (E4M3IEEE).encodeValue .RNE .saturate x
    absolute x.real ≤ (E4M3IEEE).max →
    ¬((E4M3IEEE).decodeValue c).Equals y →
    absolute (x.real - ((E4M3IEEE).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E4M3IEEE).encodeValue_tie E4M3IEEE_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

-- property: specs/claims/rounding.arith::ties_go_to_even_codes[E3M4]
-- obligation: prove.1
/-- Where a number of E3M4 is as near to one of Probe as the result of RNE under saturation, without being equal
to it, the code of the result is even. -/
theorem ties_go_to_even_codes_E3M4 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E3M4).codes → ((E3M4).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E3M4).decodeValue b
    let c := (E3M4).encodeValue .RNE .saturate x
    absolute x.real ≤ (E3M4).max →
    ¬((E3M4).decodeValue c).Equals y →
    absolute (x.real - ((E3M4).decodeValue c).real) = absolute (x.real - y.real) →
    c % 2 = 0 :=
  fun a _ b hb fb _ other tie => (E3M4).encodeValue_tie E3M4_wellFormed (by decide) (by decide)
    (by decide) ((Probe).isFinite_of_allFinite (by decide) a) b hb fb other tie

end Export.Rounding.TiesGoToEvenCodes
