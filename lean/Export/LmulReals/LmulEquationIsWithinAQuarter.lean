module

public import Verif.Formats
public import Verif.LMulReals

-- Exported of specs/operators/lmul_reals.arith, line 14, which says:
--
--   property lmul_equation_is_within_a_quarter {
--     given u, v, offset : real where 0 <= u and u < 1 and 0 <= v and v < 1 and 0 < offset and offset <= 1/4;
--     prove rel_error(lmul_significand(u, v, offset), exact = (1 + u) * (1 + v)) <= 1/4;
--   }

@[expose] public section
noncomputable section
namespace Export.LmulReals.LmulEquationIsWithinAQuarter
open Verif

-- property: specs/operators/lmul_reals.arith::lmul_equation_is_within_a_quarter
-- obligation: prove.1
/-- L-Mul's equation is within a quarter of the product of significands, for all fractions `u` and `v` and
every offset up to 1/4. `R` is any linearly ordered field; the real numbers are one. -/
theorem lmul_equation_is_within_a_quarter {R : Type} [RealField R] :
    ∀ u v offset : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 ∧ 0 < offset ∧ offset ≤ 1 / 4 →
    let product := (1 + u) * (1 + v)
    product ≠ 0 ∧ absoluteReal (lmulSignificand u v offset - product) / absoluteReal product ≤ 1 / 4 :=
  fun u v offset ⟨hu, hu', hv, hv', ho, ho'⟩ =>
    lmulSignificand_quarter u v offset hu hu' hv hv' (Std.le_of_lt ho) ho'

end Export.LmulReals.LmulEquationIsWithinAQuarter
