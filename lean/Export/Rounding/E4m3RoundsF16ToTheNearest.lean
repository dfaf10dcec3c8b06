module

public import Verif.Formats
public import Verif.E4M3Value

-- Exported of specs/claims/rounding.arith, line 130, which says:
--
--   property e4m3_rounds_f16_to_the_nearest {
--     given x : F16 where is_finite(x) and abs(x) <= 464;
--     given y : E4M3 where is_finite(y);
--     let error = abs(x - round(E4M3, x, RNE));
--     let distance = abs(x - y);
--     prove 0 <= error and error <= distance;
--     cover x == y and error == distance and x != 0;
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.E4m3RoundsF16ToTheNearest
open Verif

/-- The format F16 as the spec defines it. -/
def F16 : Format :=
  { exponentBits := 5, fractionBits := 10, bias := 15,
    signed := true, subnormals := true, hasZero := true,
    negativeZero := true, top := 0x7bff, infinity := true,
    nanCode := 0x7e00 }

/-- F16 is well formed. -/
theorem F16_wellFormed : F16.WellFormed := ⟨by decide, by decide, by decide⟩

-- property: specs/claims/rounding.arith::e4m3_rounds_f16_to_the_nearest
-- obligation: prove.1
/-- No number of E4M3 is nearer to a number of F16 than the one that it is rounded to, where its magnitude is
at most 464. -/
theorem e4m3_rounds_f16_to_the_nearest :
    ∀ a, a < (F16).codes → ((F16).decodeValue a).IsFinite → absolute ((F16).decodeValue a).real ≤ 464 →
    ∀ b, b < E4M3.codes → (E4M3.decodeValue b).IsFinite →
    let x := (F16).decodeValue a
    let y := E4M3.decodeValue b
    let r := E4M3.roundValue .RNE .nan x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun _ _ fa ha b hb fb => E4M3.roundValue_nearest E4M3_wellFormed (by decide) (by decide) .RNE trivial
    .nan fa (Or.inr (E4M3_not_exceeds ha)) b hb fb

end Export.Rounding.E4m3RoundsF16ToTheNearest
