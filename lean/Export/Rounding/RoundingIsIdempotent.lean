module

public import Verif.Formats
public import Verif.DirectedValue

-- Exported of specs/claims/rounding.arith, line 53, which says:
--
--   property rounding_is_idempotent
--       for F in {E4M3, E5M2, E3M2, E2M3, E2M1, E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ, E4M3IEEE, E3M4, HiF8, NF4, INT8, MXINT8},
--           M in {RN, RTZ, RTP, RTN, RTO} {
--     given x : Probe;
--     let once = round(F, x, M, overflow = saturate);
--     prove same(round(F, once, M), once);
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.RoundingIsIdempotent
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

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3 in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3).roundValue .RNE .saturate x
    ∀ overflow, (E4M3).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E4M3).round_round E4M3_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3 in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3).roundValue .RTZ .saturate x
    ∀ overflow, (E4M3).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E4M3).round_round E4M3_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3 in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3).roundValue .RTP .saturate x
    ∀ overflow, (E4M3).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E4M3).round_round E4M3_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3 in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3).roundValue .RTN .saturate x
    ∀ overflow, (E4M3).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E4M3).round_round E4M3_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3 in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3).roundValue .RTO .saturate x
    ∀ overflow, (E4M3).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E4M3).round_round E4M3_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2 in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2).roundValue .RNE .saturate x
    ∀ overflow, (E5M2).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E5M2).round_round E5M2_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2 in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2).roundValue .RTZ .saturate x
    ∀ overflow, (E5M2).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E5M2).round_round E5M2_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2 in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2).roundValue .RTP .saturate x
    ∀ overflow, (E5M2).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E5M2).round_round E5M2_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2 in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2).roundValue .RTN .saturate x
    ∀ overflow, (E5M2).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E5M2).round_round E5M2_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2 in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2).roundValue .RTO .saturate x
    ∀ overflow, (E5M2).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E5M2).round_round E5M2_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M2, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M2 in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M2_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M2).roundValue .RNE .saturate x
    ∀ overflow, (E3M2).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E3M2).round_round E3M2_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M2, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M2 in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M2_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M2).roundValue .RTZ .saturate x
    ∀ overflow, (E3M2).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E3M2).round_round E3M2_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M2, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M2 in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M2_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M2).roundValue .RTP .saturate x
    ∀ overflow, (E3M2).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E3M2).round_round E3M2_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M2, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M2 in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M2_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M2).roundValue .RTN .saturate x
    ∀ overflow, (E3M2).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E3M2).round_round E3M2_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M2, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M2 in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M2_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M2).roundValue .RTO .saturate x
    ∀ overflow, (E3M2).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E3M2).round_round E3M2_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M3, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M3 in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M3_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M3).roundValue .RNE .saturate x
    ∀ overflow, (E2M3).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E2M3).round_round E2M3_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M3, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M3 in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M3_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M3).roundValue .RTZ .saturate x
    ∀ overflow, (E2M3).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E2M3).round_round E2M3_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M3, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M3 in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M3_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M3).roundValue .RTP .saturate x
    ∀ overflow, (E2M3).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E2M3).round_round E2M3_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M3, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M3 in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M3_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M3).roundValue .RTN .saturate x
    ∀ overflow, (E2M3).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E2M3).round_round E2M3_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M3, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M3 in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M3_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M3).roundValue .RTO .saturate x
    ∀ overflow, (E2M3).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E2M3).round_round E2M3_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M1, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M1 in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M1_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M1).roundValue .RNE .saturate x
    ∀ overflow, (E2M1).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E2M1).round_round E2M1_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M1, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M1 in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M1_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M1).roundValue .RTZ .saturate x
    ∀ overflow, (E2M1).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E2M1).round_round E2M1_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M1, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M1 in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M1_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M1).roundValue .RTP .saturate x
    ∀ overflow, (E2M1).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E2M1).round_round E2M1_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M1, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M1 in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M1_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M1).roundValue .RTN .saturate x
    ∀ overflow, (E2M1).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E2M1).round_round E2M1_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E2M1, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E2M1 in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E2M1_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E2M1).roundValue .RTO .saturate x
    ∀ overflow, (E2M1).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E2M1).round_round E2M1_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3FNUZ, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3FNUZ in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3FNUZ_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3FNUZ).roundValue .RNE .saturate x
    ∀ overflow, (E4M3FNUZ).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E4M3FNUZ).round_round E4M3FNUZ_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3FNUZ, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3FNUZ in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3FNUZ_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3FNUZ).roundValue .RTZ .saturate x
    ∀ overflow, (E4M3FNUZ).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E4M3FNUZ).round_round E4M3FNUZ_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3FNUZ, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3FNUZ in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3FNUZ_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3FNUZ).roundValue .RTP .saturate x
    ∀ overflow, (E4M3FNUZ).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E4M3FNUZ).round_round E4M3FNUZ_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3FNUZ, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3FNUZ in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3FNUZ_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3FNUZ).roundValue .RTN .saturate x
    ∀ overflow, (E4M3FNUZ).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E4M3FNUZ).round_round E4M3FNUZ_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3FNUZ, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3FNUZ in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3FNUZ_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3FNUZ).roundValue .RTO .saturate x
    ∀ overflow, (E4M3FNUZ).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E4M3FNUZ).round_round E4M3FNUZ_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2FNUZ, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2FNUZ in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2FNUZ_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2FNUZ).roundValue .RNE .saturate x
    ∀ overflow, (E5M2FNUZ).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E5M2FNUZ).round_round E5M2FNUZ_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2FNUZ, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2FNUZ in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2FNUZ_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2FNUZ).roundValue .RTZ .saturate x
    ∀ overflow, (E5M2FNUZ).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E5M2FNUZ).round_round E5M2FNUZ_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2FNUZ, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2FNUZ in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2FNUZ_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2FNUZ).roundValue .RTP .saturate x
    ∀ overflow, (E5M2FNUZ).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E5M2FNUZ).round_round E5M2FNUZ_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2FNUZ, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2FNUZ in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2FNUZ_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2FNUZ).roundValue .RTN .saturate x
    ∀ overflow, (E5M2FNUZ).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E5M2FNUZ).round_round E5M2FNUZ_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E5M2FNUZ, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E5M2FNUZ in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E5M2FNUZ_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E5M2FNUZ).roundValue .RTO .saturate x
    ∀ overflow, (E5M2FNUZ).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E5M2FNUZ).round_round E5M2FNUZ_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3B11FNUZ, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3B11FNUZ in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3B11FNUZ_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3B11FNUZ).roundValue .RNE .saturate x
    ∀ overflow, (E4M3B11FNUZ).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E4M3B11FNUZ).round_round E4M3B11FNUZ_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3B11FNUZ, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3B11FNUZ in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3B11FNUZ_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3B11FNUZ).roundValue .RTZ .saturate x
    ∀ overflow, (E4M3B11FNUZ).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E4M3B11FNUZ).round_round E4M3B11FNUZ_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3B11FNUZ, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3B11FNUZ in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3B11FNUZ_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3B11FNUZ).roundValue .RTP .saturate x
    ∀ overflow, (E4M3B11FNUZ).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E4M3B11FNUZ).round_round E4M3B11FNUZ_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3B11FNUZ, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3B11FNUZ in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3B11FNUZ_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3B11FNUZ).roundValue .RTN .saturate x
    ∀ overflow, (E4M3B11FNUZ).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E4M3B11FNUZ).round_round E4M3B11FNUZ_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3B11FNUZ, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3B11FNUZ in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3B11FNUZ_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3B11FNUZ).roundValue .RTO .saturate x
    ∀ overflow, (E4M3B11FNUZ).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E4M3B11FNUZ).round_round E4M3B11FNUZ_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3IEEE, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3IEEE in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3IEEE_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3IEEE).roundValue .RNE .saturate x
    ∀ overflow, (E4M3IEEE).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E4M3IEEE).round_round E4M3IEEE_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3IEEE, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3IEEE in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3IEEE_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3IEEE).roundValue .RTZ .saturate x
    ∀ overflow, (E4M3IEEE).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E4M3IEEE).round_round E4M3IEEE_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3IEEE, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3IEEE in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3IEEE_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3IEEE).roundValue .RTP .saturate x
    ∀ overflow, (E4M3IEEE).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E4M3IEEE).round_round E4M3IEEE_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3IEEE, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3IEEE in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3IEEE_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3IEEE).roundValue .RTN .saturate x
    ∀ overflow, (E4M3IEEE).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E4M3IEEE).round_round E4M3IEEE_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E4M3IEEE, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E4M3IEEE in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E4M3IEEE_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E4M3IEEE).roundValue .RTO .saturate x
    ∀ overflow, (E4M3IEEE).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E4M3IEEE).round_round E4M3IEEE_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M4, RN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M4 in mode RNE under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M4_RN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M4).roundValue .RNE .saturate x
    ∀ overflow, (E3M4).roundValue .RNE overflow once = once :=
  fun a _ overflow => (E3M4).round_round E3M4_wellFormed (by decide) (by decide) .RNE .RNE overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M4, RTZ]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M4 in mode RTZ under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M4_RTZ :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M4).roundValue .RTZ .saturate x
    ∀ overflow, (E3M4).roundValue .RTZ overflow once = once :=
  fun a _ overflow => (E3M4).round_round E3M4_wellFormed (by decide) (by decide) .RTZ .RTZ overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M4, RTP]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M4 in mode RTP under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M4_RTP :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M4).roundValue .RTP .saturate x
    ∀ overflow, (E3M4).roundValue .RTP overflow once = once :=
  fun a _ overflow => (E3M4).round_round E3M4_wellFormed (by decide) (by decide) .RTP .RTP overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M4, RTN]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M4 in mode RTN under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M4_RTN :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M4).roundValue .RTN .saturate x
    ∀ overflow, (E3M4).roundValue .RTN overflow once = once :=
  fun a _ overflow => (E3M4).round_round E3M4_wellFormed (by decide) (by decide) .RTN .RTN overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

-- property: specs/claims/rounding.arith::rounding_is_idempotent[E3M4, RTO]
-- obligation: prove.1
/-- A number of Probe that is rounded to E3M4 in mode RTO under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem rounding_is_idempotent_E3M4_RTO :
    ∀ a, a < (Probe).codes →
    let x := (Probe).decodeValue a
    let once := (E3M4).roundValue .RTO .saturate x
    ∀ overflow, (E3M4).roundValue .RTO overflow once = once :=
  fun a _ overflow => (E3M4).round_round E3M4_wellFormed (by decide) (by decide) .RTO .RTO overflow
    ((Probe).isFinite_of_allFinite (by decide) a)

end Export.Rounding.RoundingIsIdempotent
