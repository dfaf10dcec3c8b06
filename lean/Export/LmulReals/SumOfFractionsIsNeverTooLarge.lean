module

public import Verif.Formats
public import Verif.LMulReals

-- Exported of specs/operators/lmul_reals.arith, line 49, which says:
--
--   property sum_of_fractions_is_never_too_large {
--     given u, v : real where 0 <= u and u < 1 and 0 <= v and v < 1;
--     let exact = (1 + u) * (1 + v);
--     let error = lmul_significand(u, v, 0) - exact;
--     prove error <= 0;
--     prove lmul_least_error(exact) < error;
--   }

@[expose] public section
noncomputable section
namespace Export.LmulReals.SumOfFractionsIsNeverTooLarge
open Verif

-- property: specs/operators/lmul_reals.arith::sum_of_fractions_is_never_too_large
-- obligation: prove.1
/-- Without an offset L-Mul's equation is never above the product of significands, for all fractions `u` and
`v`. `R` is any linearly ordered field; the real numbers are one. -/
theorem sum_of_fractions_is_never_too_large_prove_1 {R : Type} [RealField R] :
    ∀ u v : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v 0 - product
    error ≤ 0 :=
  fun u v ⟨hu, _, hv, _⟩ => lmulSignificand_le u v 0 hu hv

-- property: specs/operators/lmul_reals.arith::sum_of_fractions_is_never_too_large
-- obligation: prove.2
/-- Without an offset L-Mul's equation is less than a quarter of the product of significands below it, for
all fractions `u` and `v`. `R` is any linearly ordered field; the real numbers are one. -/
theorem sum_of_fractions_is_never_too_large_prove_2 {R : Type} [RealField R] :
    ∀ u v : R, 0 ≤ u ∧ u < 1 ∧ 0 ≤ v ∧ v < 1 →
    let product := (1 + u) * (1 + v)
    let error := lmulSignificand u v 0 - product
    (-1 / 4) * product < error :=
  fun u v ⟨hu, hu', hv, hv'⟩ => lt_lmulSignificand u v 0 hu hu' hv hv' (Std.le_refl 0)

end Export.LmulReals.SumOfFractionsIsNeverTooLarge
