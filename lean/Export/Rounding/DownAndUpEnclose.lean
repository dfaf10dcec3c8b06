module

public import Verif.Formats
public import Verif.DirectedValue

-- Exported of specs/claims/rounding.arith, line 203, which says:
--
--   property down_and_up_enclose
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4, HiF8, NF4, INT8, MXINT8,
--                 posit8_0, posit8_1, posit8_2} {
--     given x : Probe where F.min <= x and x <= F.max;
--     let down = round(F, x, RTN);
--     let up = round(F, x, RTP);
--     prove down <= x and x <= up;
--     prove down == up implies x == down;
--     prove round(F, x, RTZ) == (if x < 0 then up else down);
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.DownAndUpEnclose
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

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E4M3 lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E4M3_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E4M3).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let down := (E4M3).roundValue .RTN .nan x
    let up := (E4M3).roundValue .RTP .nan x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E4M3).down_and_up E4M3_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E4M3, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E4M3).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let down := (E4M3).roundValue .RTN .nan x
    let up := (E4M3).roundValue .RTP .nan x
    down.Equals up → x.Equals down :=
  fun a _ h => (E4M3).exact_of_down_eq_up E4M3_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E4M3. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E4M3).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3).max →
    let x := (Probe).decodeValue a
    let down := (E4M3).roundValue .RTN .nan x
    let up := (E4M3).roundValue .RTP .nan x
    (x < .number 0 → ((E4M3).roundValue .RTZ .nan x).Equals up) ∧
      (¬x < .number 0 → ((E4M3).roundValue .RTZ .nan x).Equals down) :=
  fun a _ h => (E4M3).toward_zero E4M3_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E5M2]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E5M2 lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E5M2_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E5M2).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let down := (E5M2).roundValue .RTN .infinity x
    let up := (E5M2).roundValue .RTP .infinity x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E5M2).down_and_up E5M2_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E5M2]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E5M2, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E5M2_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E5M2).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let down := (E5M2).roundValue .RTN .infinity x
    let up := (E5M2).roundValue .RTP .infinity x
    down.Equals up → x.Equals down :=
  fun a _ h => (E5M2).exact_of_down_eq_up E5M2_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E5M2]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E5M2. The least number is `-max`. -/
theorem down_and_up_enclose_E5M2_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E5M2).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E5M2).max →
    let x := (Probe).decodeValue a
    let down := (E5M2).roundValue .RTN .infinity x
    let up := (E5M2).roundValue .RTP .infinity x
    (x < .number 0 → ((E5M2).roundValue .RTZ .infinity x).Equals up) ∧
      (¬x < .number 0 → ((E5M2).roundValue .RTZ .infinity x).Equals down) :=
  fun a _ h => (E5M2).toward_zero E5M2_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E3M2]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E3M2 lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E3M2_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E3M2).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let down := (E3M2).roundValue .RTN .saturate x
    let up := (E3M2).roundValue .RTP .saturate x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E3M2).down_and_up E3M2_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E3M2]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E3M2, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E3M2_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E3M2).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let down := (E3M2).roundValue .RTN .saturate x
    let up := (E3M2).roundValue .RTP .saturate x
    down.Equals up → x.Equals down :=
  fun a _ h => (E3M2).exact_of_down_eq_up E3M2_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E3M2]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E3M2. The least number is `-max`. -/
theorem down_and_up_enclose_E3M2_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E3M2).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E3M2).max →
    let x := (Probe).decodeValue a
    let down := (E3M2).roundValue .RTN .saturate x
    let up := (E3M2).roundValue .RTP .saturate x
    (x < .number 0 → ((E3M2).roundValue .RTZ .saturate x).Equals up) ∧
      (¬x < .number 0 → ((E3M2).roundValue .RTZ .saturate x).Equals down) :=
  fun a _ h => (E3M2).toward_zero E3M2_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E2M3]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E2M3 lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E2M3_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E2M3).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let down := (E2M3).roundValue .RTN .saturate x
    let up := (E2M3).roundValue .RTP .saturate x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E2M3).down_and_up E2M3_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E2M3]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E2M3, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E2M3_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E2M3).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let down := (E2M3).roundValue .RTN .saturate x
    let up := (E2M3).roundValue .RTP .saturate x
    down.Equals up → x.Equals down :=
  fun a _ h => (E2M3).exact_of_down_eq_up E2M3_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E2M3]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E2M3. The least number is `-max`. -/
theorem down_and_up_enclose_E2M3_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E2M3).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E2M3).max →
    let x := (Probe).decodeValue a
    let down := (E2M3).roundValue .RTN .saturate x
    let up := (E2M3).roundValue .RTP .saturate x
    (x < .number 0 → ((E2M3).roundValue .RTZ .saturate x).Equals up) ∧
      (¬x < .number 0 → ((E2M3).roundValue .RTZ .saturate x).Equals down) :=
  fun a _ h => (E2M3).toward_zero E2M3_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E2M1]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E2M1 lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E2M1_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E2M1).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let down := (E2M1).roundValue .RTN .saturate x
    let up := (E2M1).roundValue .RTP .saturate x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E2M1).down_and_up E2M1_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E2M1]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E2M1, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E2M1_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E2M1).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let down := (E2M1).roundValue .RTN .saturate x
    let up := (E2M1).roundValue .RTP .saturate x
    down.Equals up → x.Equals down :=
  fun a _ h => (E2M1).exact_of_down_eq_up E2M1_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E2M1]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E2M1. The least number is `-max`. -/
theorem down_and_up_enclose_E2M1_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E2M1).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E2M1).max →
    let x := (Probe).decodeValue a
    let down := (E2M1).roundValue .RTN .saturate x
    let up := (E2M1).roundValue .RTP .saturate x
    (x < .number 0 → ((E2M1).roundValue .RTZ .saturate x).Equals up) ∧
      (¬x < .number 0 → ((E2M1).roundValue .RTZ .saturate x).Equals down) :=
  fun a _ h => (E2M1).toward_zero E2M1_wellFormed (by decide) (by decide) .saturate
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3FNUZ]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E4M3FNUZ lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E4M3FNUZ_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E4M3FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E4M3FNUZ).roundValue .RTN .nan x
    let up := (E4M3FNUZ).roundValue .RTP .nan x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E4M3FNUZ).down_and_up E4M3FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3FNUZ]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E4M3FNUZ, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3FNUZ_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E4M3FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E4M3FNUZ).roundValue .RTN .nan x
    let up := (E4M3FNUZ).roundValue .RTP .nan x
    down.Equals up → x.Equals down :=
  fun a _ h => (E4M3FNUZ).exact_of_down_eq_up E4M3FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3FNUZ]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E4M3FNUZ. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3FNUZ_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E4M3FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E4M3FNUZ).roundValue .RTN .nan x
    let up := (E4M3FNUZ).roundValue .RTP .nan x
    (x < .number 0 → ((E4M3FNUZ).roundValue .RTZ .nan x).Equals up) ∧
      (¬x < .number 0 → ((E4M3FNUZ).roundValue .RTZ .nan x).Equals down) :=
  fun a _ h => (E4M3FNUZ).toward_zero E4M3FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E5M2FNUZ]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E5M2FNUZ lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E5M2FNUZ_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E5M2FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E5M2FNUZ).roundValue .RTN .nan x
    let up := (E5M2FNUZ).roundValue .RTP .nan x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E5M2FNUZ).down_and_up E5M2FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E5M2FNUZ]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E5M2FNUZ, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E5M2FNUZ_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E5M2FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E5M2FNUZ).roundValue .RTN .nan x
    let up := (E5M2FNUZ).roundValue .RTP .nan x
    down.Equals up → x.Equals down :=
  fun a _ h => (E5M2FNUZ).exact_of_down_eq_up E5M2FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E5M2FNUZ]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E5M2FNUZ. The least number is `-max`. -/
theorem down_and_up_enclose_E5M2FNUZ_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E5M2FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E5M2FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E5M2FNUZ).roundValue .RTN .nan x
    let up := (E5M2FNUZ).roundValue .RTP .nan x
    (x < .number 0 → ((E5M2FNUZ).roundValue .RTZ .nan x).Equals up) ∧
      (¬x < .number 0 → ((E5M2FNUZ).roundValue .RTZ .nan x).Equals down) :=
  fun a _ h => (E5M2FNUZ).toward_zero E5M2FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3B11FNUZ]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E4M3B11FNUZ lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E4M3B11FNUZ_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E4M3B11FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E4M3B11FNUZ).roundValue .RTN .nan x
    let up := (E4M3B11FNUZ).roundValue .RTP .nan x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E4M3B11FNUZ).down_and_up E4M3B11FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3B11FNUZ]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E4M3B11FNUZ, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3B11FNUZ_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E4M3B11FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E4M3B11FNUZ).roundValue .RTN .nan x
    let up := (E4M3B11FNUZ).roundValue .RTP .nan x
    down.Equals up → x.Equals down :=
  fun a _ h => (E4M3B11FNUZ).exact_of_down_eq_up E4M3B11FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3B11FNUZ]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E4M3B11FNUZ. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3B11FNUZ_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E4M3B11FNUZ).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3B11FNUZ).max →
    let x := (Probe).decodeValue a
    let down := (E4M3B11FNUZ).roundValue .RTN .nan x
    let up := (E4M3B11FNUZ).roundValue .RTP .nan x
    (x < .number 0 → ((E4M3B11FNUZ).roundValue .RTZ .nan x).Equals up) ∧
      (¬x < .number 0 → ((E4M3B11FNUZ).roundValue .RTZ .nan x).Equals down) :=
  fun a _ h => (E4M3B11FNUZ).toward_zero E4M3B11FNUZ_wellFormed (by decide) (by decide) .nan
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3IEEE]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E4M3IEEE lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E4M3IEEE_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E4M3IEEE).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let down := (E4M3IEEE).roundValue .RTN .infinity x
    let up := (E4M3IEEE).roundValue .RTP .infinity x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E4M3IEEE).down_and_up E4M3IEEE_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3IEEE]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E4M3IEEE, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3IEEE_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E4M3IEEE).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let down := (E4M3IEEE).roundValue .RTN .infinity x
    let up := (E4M3IEEE).roundValue .RTP .infinity x
    down.Equals up → x.Equals down :=
  fun a _ h => (E4M3IEEE).exact_of_down_eq_up E4M3IEEE_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E4M3IEEE]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E4M3IEEE. The least number is `-max`. -/
theorem down_and_up_enclose_E4M3IEEE_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E4M3IEEE).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E4M3IEEE).max →
    let x := (Probe).decodeValue a
    let down := (E4M3IEEE).roundValue .RTN .infinity x
    let up := (E4M3IEEE).roundValue .RTP .infinity x
    (x < .number 0 → ((E4M3IEEE).roundValue .RTZ .infinity x).Equals up) ∧
      (¬x < .number 0 → ((E4M3IEEE).roundValue .RTZ .infinity x).Equals down) :=
  fun a _ h => (E4M3IEEE).toward_zero E4M3IEEE_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E3M4]
-- obligation: prove.1
/-- A number of Probe between the least and the largest of E3M4 lies between what RTN and RTP give. The least number
is `-max`. -/
theorem down_and_up_enclose_E3M4_prove_1 :
    ∀ a, a < (Probe).codes →
    -(E3M4).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let down := (E3M4).roundValue .RTN .infinity x
    let up := (E3M4).roundValue .RTP .infinity x
    down ≤ x ∧ x ≤ up :=
  fun a _ h => (E3M4).down_and_up E3M4_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E3M4]
-- obligation: prove.2
/-- Where RTN and RTP give the same number of E3M4, for a number of Probe between its least and its largest, it is
the number itself. The least number is `-max`. -/
theorem down_and_up_enclose_E3M4_prove_2 :
    ∀ a, a < (Probe).codes →
    -(E3M4).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let down := (E3M4).roundValue .RTN .infinity x
    let up := (E3M4).roundValue .RTP .infinity x
    down.Equals up → x.Equals down :=
  fun a _ h => (E3M4).exact_of_down_eq_up E3M4_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

-- property: specs/claims/rounding.arith::down_and_up_enclose[E3M4]
-- obligation: prove.3
/-- RTZ gives what RTP gives for a negative number of Probe and what RTN gives for others, between the least and
the largest of E3M4. The least number is `-max`. -/
theorem down_and_up_enclose_E3M4_prove_3 :
    ∀ a, a < (Probe).codes →
    -(E3M4).max ≤ ((Probe).decodeValue a).real ∧ ((Probe).decodeValue a).real ≤ (E3M4).max →
    let x := (Probe).decodeValue a
    let down := (E3M4).roundValue .RTN .infinity x
    let up := (E3M4).roundValue .RTP .infinity x
    (x < .number 0 → ((E3M4).roundValue .RTZ .infinity x).Equals up) ∧
      (¬x < .number 0 → ((E3M4).roundValue .RTZ .infinity x).Equals down) :=
  fun a _ h => (E3M4).toward_zero E3M4_wellFormed (by decide) (by decide) .infinity
    ((Probe).isFinite_of_allFinite (by decide) a) (absolute_le_of_both h)

end Export.Rounding.DownAndUpEnclose
