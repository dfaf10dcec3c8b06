module

public import Verif.Formats
public import Verif.NearestValue
public import Verif.HiF8Nearest

-- Exported of specs/claims/rounding.arith, line 140, which says:
--
--   property rounding_gives_the_nearest
--       for F in {E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4, HiF8, NF4, INT8, UINT8, MXINT8} {
--     given x : Probe;
--     given y : F where is_finite(y);
--     let error = abs(x - round(F, x, RN, overflow = saturate));
--     let distance = abs(x - y);
--     prove 0 <= error and error <= distance;
--     cover x == y and error == distance and x != 0;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.RoundingGivesTheNearest
open Verif

/-- The format E5M2 as the spec defines it. -/
def E5M2 : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7b, infinity := true,
    nanCode := 0x7e }

/-- E5M2 is well formed. -/
theorem E5M2_wellFormed : E5M2.WellFormed := ⟨by decide, by decide, by decide⟩

/-- The format Probe as the spec defines it. -/
def Probe : Format :=
  { exponentBits := 6, fractionBits := 5, bias := 31,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7ff, infinity := false,
    nanCode := 0x0 }

/-- Probe is well formed. -/
theorem Probe_wellFormed : Probe.WellFormed := ⟨by decide, by decide, by decide⟩

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

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E5M2]
-- obligation: prove.1
/-- No number of E5M2 is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E5M2 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E5M2).codes → ((E5M2).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E5M2).decodeValue b
    let r := (E5M2).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E5M2).roundValue_nearest E5M2_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E3M2]
-- obligation: prove.1
/-- No number of E3M2 is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E3M2 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E3M2).codes → ((E3M2).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E3M2).decodeValue b
    let r := (E3M2).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E3M2).roundValue_nearest E3M2_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E2M3]
-- obligation: prove.1
/-- No number of E2M3 is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E2M3 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E2M3).codes → ((E2M3).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E2M3).decodeValue b
    let r := (E2M3).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E2M3).roundValue_nearest E2M3_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E2M1]
-- obligation: prove.1
/-- No number of E2M1 is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E2M1 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E2M1).codes → ((E2M1).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E2M1).decodeValue b
    let r := (E2M1).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E2M1).roundValue_nearest E2M1_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E4M3FNUZ]
-- obligation: prove.1
/-- No number of E4M3FNUZ is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E4M3FNUZ :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3FNUZ).codes → ((E4M3FNUZ).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3FNUZ).decodeValue b
    let r := (E4M3FNUZ).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E4M3FNUZ).roundValue_nearest E4M3FNUZ_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E5M2FNUZ]
-- obligation: prove.1
/-- No number of E5M2FNUZ is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E5M2FNUZ :
    ∀ a, a < (Probe).codes → ∀ b, b < (E5M2FNUZ).codes → ((E5M2FNUZ).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E5M2FNUZ).decodeValue b
    let r := (E5M2FNUZ).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E5M2FNUZ).roundValue_nearest E5M2FNUZ_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E4M3B11FNUZ]
-- obligation: prove.1
/-- No number of E4M3B11FNUZ is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E4M3B11FNUZ :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3B11FNUZ).codes → ((E4M3B11FNUZ).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3B11FNUZ).decodeValue b
    let r := (E4M3B11FNUZ).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E4M3B11FNUZ).roundValue_nearest E4M3B11FNUZ_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E4M3IEEE]
-- obligation: prove.1
/-- No number of E4M3IEEE is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E4M3IEEE :
    ∀ a, a < (Probe).codes → ∀ b, b < (E4M3IEEE).codes → ((E4M3IEEE).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E4M3IEEE).decodeValue b
    let r := (E4M3IEEE).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E4M3IEEE).roundValue_nearest E4M3IEEE_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[E3M4]
-- obligation: prove.1
/-- No number of E3M4 is nearer to a number of Probe than the one that it is rounded to in mode RNE, under
saturation. -/
theorem rounding_gives_the_nearest_E3M4 :
    ∀ a, a < (Probe).codes → ∀ b, b < (E3M4).codes → ((E3M4).decodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := (E3M4).decodeValue b
    let r := (E3M4).roundValue .RNE .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b hb fb => (E3M4).roundValue_nearest E3M4_wellFormed (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) (Or.inl rfl) b hb fb

-- property: specs/claims/rounding.arith::rounding_gives_the_nearest[HiF8]
-- obligation: prove.1
/-- No number of HiF8 is nearer to a number of Probe than the one that it is rounded to in mode RNA, under
saturation. -/
theorem rounding_gives_the_nearest_HiF8 :
    ∀ a, a < (Probe).codes → ∀ b, b < 256 → (hif8DecodeValue b).IsFinite →
    let x := (Probe).decodeValue a
    let y := hif8DecodeValue b
    let r := hif8RoundValue .RNA .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b _ fb => hif8_round_nearest .RNA trivial ((Probe).isFinite_of_allFinite (by decide) a) b fb

end Export.Rounding.RoundingGivesTheNearest
