module

/-!
# Real numbers, as far as theorems need them

Lean's core library has no real numbers. The theorems that speak of them hold in every linearly ordered
field, `RealField`, and so for the real numbers, which are one; with Mathlib they are an instance, and for
the rational numbers, which core Lean has, the instance is here. Nothing else about the reals is used: no
limits and no roots.

`absoluteReal x` is `abs(x)`. Proved: signs of products and inverses, and what follows from them about
quotients.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- A linearly ordered field: the real numbers are one. -/
class RealField (R : Type) extends Lean.Grind.Field R, LE R, LT R, Std.LawfulOrderLT R,
    Std.IsLinearOrder R, Lean.Grind.OrderedRing R

/-- The rational numbers are a linearly ordered field. -/
instance : RealField Rat where

section
variable {R : Type} [RealField R]

open Classical in
/-- `abs(x)`. -/
def absoluteReal (x : R) : R := if x < 0 then -x else x

/-- A number is at most its magnitude, either way. -/
theorem absolute_bounds (x : R) : -absoluteReal x ≤ x ∧ x ≤ absoluteReal x := by
  unfold absoluteReal
  grind

/-- A magnitude is at most what is at least the number, either way. -/
theorem absolute_le {x c : R} (h1 : -c ≤ x) (h2 : x ≤ c) : absoluteReal x ≤ c := by
  unfold absoluteReal
  grind

/-- The magnitude of what is not negative. -/
theorem absolute_of_nonneg {x : R} (h : 0 ≤ x) : absoluteReal x = x := by
  unfold absoluteReal
  grind

/-- Products of what is not negative are not negative. -/
theorem mul_nonneg {x y : R} (hx : 0 ≤ x) (hy : 0 ≤ y) : 0 ≤ x * y :=
  Lean.Grind.OrderedRing.mul_nonneg hx hy

/-- Products of positive numbers are positive. -/
theorem mul_pos {x y : R} (hx : 0 < x) (hy : 0 < y) : 0 < x * y :=
  Lean.Grind.OrderedRing.mul_pos hx hy

/-- A number that is not 0 times its inverse is 1. -/
theorem mul_inv {x : R} (h : x ≠ 0) : x * x⁻¹ = 1 := Lean.Grind.Field.mul_inv_cancel h

/-- The inverse of a positive number is positive. -/
theorem inv_pos {x : R} (h : 0 < x) : 0 < x⁻¹ := by
  have e := mul_inv (x := x) (by grind)
  by_cases g : 0 < x⁻¹
  · exact g
  · have := mul_nonneg (x := x) (y := -x⁻¹) (by grind) (by grind)
    grind

/-- A quotient is at most what the numerator is at most the multiple of. -/
theorem div_le {x y c : R} (hy : 0 < y) (h : x ≤ c * y) : x / y ≤ c := by
  have e := mul_inv (x := y) (by grind)
  have n := mul_nonneg (x := c * y - x) (y := y⁻¹) (by grind) (by have := inv_pos hy; grind)
  rw [Lean.Grind.Field.div_eq_mul_inv]
  generalize y⁻¹ = z at *
  have : (c * y - x) * z = c * (y * z) - x * z := by grind
  rw [this, e] at n
  grind

end

end Verif
