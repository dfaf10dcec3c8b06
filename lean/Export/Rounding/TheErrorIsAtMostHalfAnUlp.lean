module

public import Verif.Formats
public import Verif.NearestValue

-- Exported of specs/claims/rounding.arith, line 190, which says:
--
--   property the_error_is_at_most_half_an_ulp
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4},
--           M in {RNE, RNA} {
--     given x : Probe where abs(x) <= F.max;
--     let error = x - round(F, x, M);
--     let half = 0.5 * ulp(F, x);
--     prove -half <= error and error <= half;
--     cover abs(error) == half and x > 0;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.TheErrorIsAtMostHalfAnUlp
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

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3 in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E4M3. -/
theorem the_error_is_at_most_half_an_ulp_E4M3_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let r := (E4M3).roundValue .RNE .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3).roundValue_half_ulp E4M3_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3 in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E4M3. -/
theorem the_error_is_at_most_half_an_ulp_E4M3_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let r := (E4M3).roundValue .RNA .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3).roundValue_half_ulp E4M3_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E5M2, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E5M2 in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E5M2. -/
theorem the_error_is_at_most_half_an_ulp_E5M2_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let r := (E5M2).roundValue .RNE .infinity x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E5M2).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E5M2).roundValue_half_ulp E5M2_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .infinity ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E5M2, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E5M2 in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E5M2. -/
theorem the_error_is_at_most_half_an_ulp_E5M2_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let r := (E5M2).roundValue .RNA .infinity x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E5M2).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E5M2).roundValue_half_ulp E5M2_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .infinity ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E3M2, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E3M2 in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E3M2. -/
theorem the_error_is_at_most_half_an_ulp_E3M2_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let r := (E3M2).roundValue .RNE .saturate x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E3M2).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E3M2).roundValue_half_ulp E3M2_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E3M2, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E3M2 in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E3M2. -/
theorem the_error_is_at_most_half_an_ulp_E3M2_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let r := (E3M2).roundValue .RNA .saturate x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E3M2).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E3M2).roundValue_half_ulp E3M2_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E2M3, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E2M3 in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E2M3. -/
theorem the_error_is_at_most_half_an_ulp_E2M3_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let r := (E2M3).roundValue .RNE .saturate x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E2M3).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E2M3).roundValue_half_ulp E2M3_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E2M3, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E2M3 in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E2M3. -/
theorem the_error_is_at_most_half_an_ulp_E2M3_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let r := (E2M3).roundValue .RNA .saturate x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E2M3).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E2M3).roundValue_half_ulp E2M3_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E2M1, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E2M1 in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E2M1. -/
theorem the_error_is_at_most_half_an_ulp_E2M1_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let r := (E2M1).roundValue .RNE .saturate x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E2M1).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E2M1).roundValue_half_ulp E2M1_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E2M1, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E2M1 in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E2M1. -/
theorem the_error_is_at_most_half_an_ulp_E2M1_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let r := (E2M1).roundValue .RNA .saturate x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E2M1).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E2M1).roundValue_half_ulp E2M1_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .saturate ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3FNUZ, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3FNUZ in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E4M3FNUZ. -/
theorem the_error_is_at_most_half_an_ulp_E4M3FNUZ_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let r := (E4M3FNUZ).roundValue .RNE .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3FNUZ).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3FNUZ).roundValue_half_ulp E4M3FNUZ_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3FNUZ, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3FNUZ in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E4M3FNUZ. -/
theorem the_error_is_at_most_half_an_ulp_E4M3FNUZ_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let r := (E4M3FNUZ).roundValue .RNA .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3FNUZ).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3FNUZ).roundValue_half_ulp E4M3FNUZ_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E5M2FNUZ, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E5M2FNUZ in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E5M2FNUZ. -/
theorem the_error_is_at_most_half_an_ulp_E5M2FNUZ_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let r := (E5M2FNUZ).roundValue .RNE .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E5M2FNUZ).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E5M2FNUZ).roundValue_half_ulp E5M2FNUZ_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E5M2FNUZ, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E5M2FNUZ in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E5M2FNUZ. -/
theorem the_error_is_at_most_half_an_ulp_E5M2FNUZ_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let r := (E5M2FNUZ).roundValue .RNA .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E5M2FNUZ).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E5M2FNUZ).roundValue_half_ulp E5M2FNUZ_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3B11FNUZ, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3B11FNUZ in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E4M3B11FNUZ. -/
theorem the_error_is_at_most_half_an_ulp_E4M3B11FNUZ_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let r := (E4M3B11FNUZ).roundValue .RNE .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3B11FNUZ).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3B11FNUZ).roundValue_half_ulp E4M3B11FNUZ_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3B11FNUZ, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3B11FNUZ in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E4M3B11FNUZ. -/
theorem the_error_is_at_most_half_an_ulp_E4M3B11FNUZ_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let r := (E4M3B11FNUZ).roundValue .RNA .nan x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3B11FNUZ).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3B11FNUZ).roundValue_half_ulp E4M3B11FNUZ_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .nan ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3IEEE, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3IEEE in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E4M3IEEE. -/
theorem the_error_is_at_most_half_an_ulp_E4M3IEEE_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let r := (E4M3IEEE).roundValue .RNE .infinity x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3IEEE).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3IEEE).roundValue_half_ulp E4M3IEEE_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .infinity ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E4M3IEEE, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E4M3IEEE in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E4M3IEEE. -/
theorem the_error_is_at_most_half_an_ulp_E4M3IEEE_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let r := (E4M3IEEE).roundValue .RNA .infinity x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E4M3IEEE).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E4M3IEEE).roundValue_half_ulp E4M3IEEE_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .infinity ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E3M4, RNE]
-- obligation: prove.1
/-- Rounding a number of Probe to E3M4 in mode RNE makes an error of at most half a unit in the last place, up to
the largest number of E3M4. -/
theorem the_error_is_at_most_half_an_ulp_E3M4_RNE :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let r := (E3M4).roundValue .RNE .infinity x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E3M4).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E3M4).roundValue_half_ulp E3M4_wellFormed (by decide) (by decide) (by decide) .RNE trivial
    .infinity ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::the_error_is_at_most_half_an_ulp[E3M4, RNA]
-- obligation: prove.1
/-- Rounding a number of Probe to E3M4 in mode RNA makes an error of at most half a unit in the last place, up to
the largest number of E3M4. -/
theorem the_error_is_at_most_half_an_ulp_E3M4_RNA :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let r := (E3M4).roundValue .RNA .infinity x
    let error := x.real - r.real
    let half := (1 / 2 : Rat) * (E3M4).ulp x.real
    r.IsFinite ∧ -half ≤ error ∧ error ≤ half :=
  fun a _ h => (E3M4).roundValue_half_ulp E3M4_wellFormed (by decide) (by decide) (by decide) .RNA trivial
    .infinity ((Probe).isFinite_of_allFinite (by decide) a) h

end Export.Rounding.TheErrorIsAtMostHalfAnUlp
