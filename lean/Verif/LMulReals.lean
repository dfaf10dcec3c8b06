module

public import Verif.Reals

/-!
# L-Mul's equation over all real numbers

L-Mul puts `1 + u + v + offset` in place of `(1 + u)(1 + v)`, where `u` and `v` are fractions, from 0 to
below 1. `Verif.LMul` has the same for the fractions of every width; here they are any reals.

Proved: the error is at most the offset above, and less than a quarter of the product below; so it is
within a quarter for every offset up to 1/4.
-/

@[expose] public section
noncomputable section
namespace Verif

variable {R : Type} [RealField R]

/-- L-Mul's equation: the significand of a product of numbers with the fractions `u` and `v`. -/
def lmulSignificand (u v offset : R) : R := 1 + u + v + offset

/-- It is at most its offset too large. -/
theorem lmulSignificand_le (u v offset : R) (hu : 0 ≤ u) (hv : 0 ≤ v) :
    lmulSignificand u v offset - (1 + u) * (1 + v) ≤ offset := by
  have := mul_nonneg hu hv
  unfold lmulSignificand
  grind

/-- Four times the product of fractions is less than the product of significands. -/
theorem four_mul_lt_significands (u v : R) (hu : 0 ≤ u) (hu' : u < 1) (hv : 0 ≤ v) (hv' : v < 1) :
    4 * (u * v) < (1 + u) * (1 + v) := by
  have h1 := mul_nonneg (x := u) (y := 1 - v) hu (by grind)
  have h2 := mul_nonneg (x := v) (y := 1 - u) hv (by grind)
  have h3 := mul_pos (x := 1 - u) (y := 1 - v) (by grind) (by grind)
  grind

/-- It is less than a quarter of the product too small, whatever the offset, if that is not negative. -/
theorem lt_lmulSignificand (u v offset : R) (hu : 0 ≤ u) (hu' : u < 1) (hv : 0 ≤ v) (hv' : v < 1)
    (ho : 0 ≤ offset) :
    (-1 / 4) * ((1 + u) * (1 + v)) < lmulSignificand u v offset - (1 + u) * (1 + v) := by
  have := four_mul_lt_significands u v hu hu' hv hv'
  unfold lmulSignificand
  grind

/-- The product of significands is at least 1. -/
theorem one_le_significands (u v : R) (hu : 0 ≤ u) (hv : 0 ≤ v) : 1 ≤ (1 + u) * (1 + v) := by
  have := mul_nonneg hu hv
  grind

/-- **Within a quarter**, for every offset up to 1/4. -/
theorem lmulSignificand_quarter (u v offset : R) (hu : 0 ≤ u) (hu' : u < 1) (hv : 0 ≤ v) (hv' : v < 1)
    (ho : 0 ≤ offset) (ho' : offset ≤ 1 / 4) :
    (1 + u) * (1 + v) ≠ 0 ∧ absoluteReal (lmulSignificand u v offset - (1 + u) * (1 + v)) /
      absoluteReal ((1 + u) * (1 + v)) ≤ 1 / 4 := by
  have h1 := one_le_significands u v hu hv
  have h2 := lmulSignificand_le u v offset hu hv
  have h3 := lt_lmulSignificand u v offset hu hu' hv hv' ho
  generalize (1 + u) * (1 + v) = e at *
  rw [absolute_of_nonneg (x := e) (by grind)]
  exact ⟨by grind, div_le (by grind) (absolute_le (by grind) (by grind))⟩

end Verif
