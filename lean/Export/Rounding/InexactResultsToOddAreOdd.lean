module

public import Verif.Formats
public import Verif.OddValue

-- Exported of specs/claims/rounding.arith, line 215, which says:
--
--   property inexact_results_to_odd_are_odd
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4} {
--     given x : Probe where abs(x) <= F.max;
--     let c = encode(F, x, RTO);
--     prove x == decode(c) or unsigned(bits(c)) mod 2 == 1;
--     prove round(F, x, RTN) <= decode(c) and decode(c) <= round(F, x, RTP);
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.InexactResultsToOddAreOdd
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

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E4M3, that is rounded to odd is a number of E4M3 or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E4M3_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let c := (E4M3).encodeValue .RTO .nan x
    x.Equals ((E4M3).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E4M3).encodeValue_RTO E4M3_wellFormed (by decide) (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E4M3, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E4M3_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let c := (E4M3).encodeValue .RTO .nan x
    (E4M3).roundValue .RTN .nan x ≤ (E4M3).decodeValue c ∧
      (E4M3).decodeValue c ≤ (E4M3).roundValue .RTP .nan x :=
  fun a _ h => (E4M3).RTO_between E4M3_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E5M2]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E5M2, that is rounded to odd is a number of E5M2 or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E5M2_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let c := (E5M2).encodeValue .RTO .infinity x
    x.Equals ((E5M2).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E5M2).encodeValue_RTO E5M2_wellFormed (by decide) (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E5M2]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E5M2, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E5M2_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let c := (E5M2).encodeValue .RTO .infinity x
    (E5M2).roundValue .RTN .infinity x ≤ (E5M2).decodeValue c ∧
      (E5M2).decodeValue c ≤ (E5M2).roundValue .RTP .infinity x :=
  fun a _ h => (E5M2).RTO_between E5M2_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E3M2]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E3M2, that is rounded to odd is a number of E3M2 or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E3M2_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let c := (E3M2).encodeValue .RTO .saturate x
    x.Equals ((E3M2).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E3M2).encodeValue_RTO E3M2_wellFormed (by decide) (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E3M2]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E3M2, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E3M2_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let c := (E3M2).encodeValue .RTO .saturate x
    (E3M2).roundValue .RTN .saturate x ≤ (E3M2).decodeValue c ∧
      (E3M2).decodeValue c ≤ (E3M2).roundValue .RTP .saturate x :=
  fun a _ h => (E3M2).RTO_between E3M2_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E2M3]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E2M3, that is rounded to odd is a number of E2M3 or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E2M3_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let c := (E2M3).encodeValue .RTO .saturate x
    x.Equals ((E2M3).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E2M3).encodeValue_RTO E2M3_wellFormed (by decide) (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E2M3]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E2M3, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E2M3_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let c := (E2M3).encodeValue .RTO .saturate x
    (E2M3).roundValue .RTN .saturate x ≤ (E2M3).decodeValue c ∧
      (E2M3).decodeValue c ≤ (E2M3).roundValue .RTP .saturate x :=
  fun a _ h => (E2M3).RTO_between E2M3_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E2M1]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E2M1, that is rounded to odd is a number of E2M1 or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E2M1_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let c := (E2M1).encodeValue .RTO .saturate x
    x.Equals ((E2M1).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E2M1).encodeValue_RTO E2M1_wellFormed (by decide) (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E2M1]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E2M1, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E2M1_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let c := (E2M1).encodeValue .RTO .saturate x
    (E2M1).roundValue .RTN .saturate x ≤ (E2M1).decodeValue c ∧
      (E2M1).decodeValue c ≤ (E2M1).roundValue .RTP .saturate x :=
  fun a _ h => (E2M1).RTO_between E2M1_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3FNUZ]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E4M3FNUZ, that is rounded to odd is a number of E4M3FNUZ or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E4M3FNUZ_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let c := (E4M3FNUZ).encodeValue .RTO .nan x
    x.Equals ((E4M3FNUZ).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E4M3FNUZ).encodeValue_RTO E4M3FNUZ_wellFormed (by decide) (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3FNUZ]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E4M3FNUZ, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E4M3FNUZ_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let c := (E4M3FNUZ).encodeValue .RTO .nan x
    (E4M3FNUZ).roundValue .RTN .nan x ≤ (E4M3FNUZ).decodeValue c ∧
      (E4M3FNUZ).decodeValue c ≤ (E4M3FNUZ).roundValue .RTP .nan x :=
  fun a _ h => (E4M3FNUZ).RTO_between E4M3FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E5M2FNUZ]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E5M2FNUZ, that is rounded to odd is a number of E5M2FNUZ or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E5M2FNUZ_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let c := (E5M2FNUZ).encodeValue .RTO .nan x
    x.Equals ((E5M2FNUZ).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E5M2FNUZ).encodeValue_RTO E5M2FNUZ_wellFormed (by decide) (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E5M2FNUZ]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E5M2FNUZ, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E5M2FNUZ_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let c := (E5M2FNUZ).encodeValue .RTO .nan x
    (E5M2FNUZ).roundValue .RTN .nan x ≤ (E5M2FNUZ).decodeValue c ∧
      (E5M2FNUZ).decodeValue c ≤ (E5M2FNUZ).roundValue .RTP .nan x :=
  fun a _ h => (E5M2FNUZ).RTO_between E5M2FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3B11FNUZ]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E4M3B11FNUZ, that is rounded to odd is a number of E4M3B11FNUZ or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E4M3B11FNUZ_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let c := (E4M3B11FNUZ).encodeValue .RTO .nan x
    x.Equals ((E4M3B11FNUZ).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E4M3B11FNUZ).encodeValue_RTO E4M3B11FNUZ_wellFormed (by decide) (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3B11FNUZ]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E4M3B11FNUZ, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E4M3B11FNUZ_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let c := (E4M3B11FNUZ).encodeValue .RTO .nan x
    (E4M3B11FNUZ).roundValue .RTN .nan x ≤ (E4M3B11FNUZ).decodeValue c ∧
      (E4M3B11FNUZ).decodeValue c ≤ (E4M3B11FNUZ).roundValue .RTP .nan x :=
  fun a _ h => (E4M3B11FNUZ).RTO_between E4M3B11FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3IEEE]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E4M3IEEE, that is rounded to odd is a number of E4M3IEEE or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E4M3IEEE_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let c := (E4M3IEEE).encodeValue .RTO .infinity x
    x.Equals ((E4M3IEEE).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E4M3IEEE).encodeValue_RTO E4M3IEEE_wellFormed (by decide) (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E4M3IEEE]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E4M3IEEE, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E4M3IEEE_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let c := (E4M3IEEE).encodeValue .RTO .infinity x
    (E4M3IEEE).roundValue .RTN .infinity x ≤ (E4M3IEEE).decodeValue c ∧
      (E4M3IEEE).decodeValue c ≤ (E4M3IEEE).roundValue .RTP .infinity x :=
  fun a _ h => (E4M3IEEE).RTO_between E4M3IEEE_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E3M4]
-- obligation: prove.1
/-- A number of Probe, up to the largest of E3M4, that is rounded to odd is a number of E3M4 or gets an odd code. -/
theorem inexact_results_to_odd_are_odd_E3M4_prove_1 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let c := (E3M4).encodeValue .RTO .infinity x
    x.Equals ((E3M4).decodeValue c) ∨ c % 2 = 1 :=
  fun a _ h => (E3M4).encodeValue_RTO E3M4_wellFormed (by decide) (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) h

-- property: specs/claims/rounding.arith::inexact_results_to_odd_are_odd[E3M4]
-- obligation: prove.2
/-- A number of Probe, up to the largest of E3M4, is rounded to odd between what RTN and RTP give. -/
theorem inexact_results_to_odd_are_odd_E3M4_prove_2 :
    ∀ a, a < (Probe).codes → absolute ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let c := (E3M4).encodeValue .RTO .infinity x
    (E3M4).roundValue .RTN .infinity x ≤ (E3M4).decodeValue c ∧
      (E3M4).decodeValue c ≤ (E3M4).roundValue .RTP .infinity x :=
  fun a _ h => (E3M4).RTO_between E3M4_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) h

end Export.Rounding.InexactResultsToOddAreOdd
