module

public import Verif.Formats
public import Verif.LMulReals

-- Exported of specs/operators/lmul_reals.arith, line 23, which says:
--
--   property lmul_equation_signed {
--     given u, v, offset : real where 0 <= u and u < 1 and 0 <= v and v < 1 and 0 < offset and offset <= 1/4;
--     let exact = (1 + u) * (1 + v);
--     let error = lmul_significand(u, v, offset) - exact;
--     prove error <= offset;
--     prove lmul_least_error(exact) < error;
--   }

@[expose] public section
noncomputable section
namespace Export.LmulReals.LmulEquationSigned
open Verif

-- property: specs/operators/lmul_reals.arith::lmul_equation_signed
-- obligation: prove.1
/-- L-Mul's equation is at most its offset above the product of significands, for all fractions `u` and `v`
and every offset up to 1/4. `R` is any linearly ordered field; the real numbers are one. -/
theorem lmul_equation_signed_prove_1 {R : Type} [RealField R] :
    ∀ u v offset : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 ∧ 0 < offset ∧ offset ≤ 1 / 4 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v offset - product
    error ≤ offset :=
  fun u v offset ⟨hu, _, hv, _, _, _⟩ => lmulSignificand_le u v offset hu hv

-- property: specs/operators/lmul_reals.arith::lmul_equation_signed
-- obligation: prove.2
/-- L-Mul's equation is less than a quarter of the product of significands below it, for all fractions `u`
and `v` and every offset up to 1/4. `R` is any linearly ordered field; the real numbers are one. -/
theorem lmul_equation_signed_prove_2 {R : Type} [RealField R] :
    ∀ u v offset : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 ∧ 0 < offset ∧ offset ≤ 1 / 4 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v offset - product
    (-1 / 4) * product < error :=
  fun u v offset ⟨hu, hu', hv, hv', ho, _⟩ =>
    lt_lmulSignificand u v offset hu hu' hv hv' (Std.le_of_lt ho)

end Export.LmulReals.LmulEquationSigned
