module

public import Verif.Value

/-!
# Rational numbers in quanta of a format

`Verif.Encode` rounds fractions `n / d` of quanta; here these are the rational numbers of the
specification language. What holds of integers `n` and `d` is carried over: order and distance.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Multiplying by a positive number keeps the order, both ways. -/
theorem mul_le_mul_iff {a b c : Rat} (hc : 0 < c) : a * c ≤ b * c ↔ a ≤ b := by
  constructor
  · intro h; exact Rat.le_of_mul_le_mul_right h hc
  · intro h; exact Rat.mul_le_mul_of_nonneg_right h (Rat.le_of_lt hc)

/-- The absolute value of an integer. -/
theorem absolute_intCast (n : Int) : absolute (n : Rat) = ((n.natAbs : Int) : Rat) := by
  unfold absolute
  by_cases h : n < 0
  · rw [if_pos (by rw [show (0 : Rat) = ((0 : Int) : Rat) from rfl, Rat.intCast_lt_intCast]; exact h),
      ← Rat.intCast_neg]
    congr 1; omega
  · rw [if_neg (by rw [show (0 : Rat) = ((0 : Int) : Rat) from rfl, Rat.intCast_lt_intCast]; exact h)]
    congr 1; omega

/-- The absolute value of a product with a positive number. -/
theorem absolute_mul {a c : Rat} (hc : 0 < c) : absolute (a * c) = absolute a * c := by
  unfold absolute
  have h : a * c < 0 ↔ a < 0 := by
    have := Rat.mul_lt_mul_right (a := a) (b := 0) hc
    rwa [Rat.zero_mul] at this
  by_cases g : a < 0
  · rw [if_pos g, if_pos (h.2 g), Rat.neg_mul]
  · rw [if_neg g, if_neg (fun t => g (h.1 t))]

/-- An absolute value is not negative. -/
theorem absolute_nonneg (a : Rat) : 0 ≤ absolute a := by
  unfold absolute
  split <;> grind

namespace Format

/-- The number `x` is `n / d` quanta of the format. -/
def IsQuanta (f : Format) (x : Rat) (n : Int) (d : Nat) : Prop :=
  0 < d ∧ x * (d : Rat) = (n : Rat) * f.unit

/-- The numerator of `x` in quanta. -/
def numerator (f : Format) (x : Rat) : Int := (x / f.unit).num

/-- The denominator of `x` in quanta. -/
def denominator (f : Format) (x : Rat) : Nat := (x / f.unit).den

/-- Every number is a fraction of quanta. -/
theorem isQuanta (f : Format) (x : Rat) : f.IsQuanta x (f.numerator x) (f.denominator x) := by
  have u := f.unit_pos
  refine ⟨Nat.pos_of_ne_zero (x / f.unit).den_nz, ?_⟩
  have h1 : x / f.unit * ((x / f.unit).den : Rat) = (x / f.unit).num := by
    have e := Rat.mkRat_self (x / f.unit)
    rw [Rat.mkRat_eq_div] at e
    have p := Rat.natCast_pos.2 (Nat.pos_of_ne_zero (x / f.unit).den_nz)
    have t := Rat.div_mul_cancel (a := ((x / f.unit).num : Rat)) (b := ((x / f.unit).den : Rat))
      (by grind)
    rwa [e] at t
  have h2 : x / f.unit * f.unit = x := Rat.div_mul_cancel (by grind)
  unfold numerator denominator
  rw [← h1]
  generalize x / f.unit = q at *
  rw [← h2]
  grind

/-- A multiple of the quantum is a whole number of quanta. -/
theorem isQuanta_whole (f : Format) (m : Int) : f.IsQuanta ((m : Rat) * f.unit) m 1 :=
  ⟨by omega, by grind⟩

section
variable {f : Format} {x y : Rat} {n m : Int} {d e : Nat}

/-- The denominator as a rational number is positive. -/
theorem IsQuanta.pos (h : f.IsQuanta x n d) : (0 : Rat) < d := Rat.natCast_pos.2 h.1

/-- The order of numbers is that of fractions, multiplied out. -/
theorem IsQuanta.le_iff (hx : f.IsQuanta x n d) (hy : f.IsQuanta y m e) :
    x ≤ y ↔ n * e ≤ m * d := by
  have u := f.unit_pos
  rw [← mul_le_mul_iff hx.pos, ← mul_le_mul_iff hy.pos, hx.2]
  rw [show y * (d : Rat) * (e : Rat) = y * (e : Rat) * d by grind, hy.2]
  rw [show (n : Rat) * f.unit * (e : Rat) = (n * e : Rat) * f.unit by grind,
    show (m : Rat) * f.unit * (d : Rat) = (m * d : Rat) * f.unit by grind, mul_le_mul_iff u]
  rw [← Rat.intCast_natCast e, ← Rat.intCast_natCast d, ← Rat.intCast_mul, ← Rat.intCast_mul,
    Rat.intCast_le_intCast]

/-- At most so many quanta. -/
theorem IsQuanta.le_whole (h : f.IsQuanta x n d) (y : Int) : x ≤ (y : Rat) * f.unit ↔ n ≤ y * d := by
  have := h.le_iff (f.isQuanta_whole y)
  rwa [show n * ((1 : Nat) : Int) = n by omega] at this

/-- At least so many quanta. -/
theorem IsQuanta.whole_le (h : f.IsQuanta x n d) (y : Int) : (y : Rat) * f.unit ≤ x ↔ y * d ≤ n := by
  have := (f.isQuanta_whole y).le_iff h
  rwa [show n * ((1 : Nat) : Int) = n by omega] at this

/-- Exactly so many quanta. -/
theorem IsQuanta.eq_whole (h : f.IsQuanta x n d) (y : Int) : x = (y : Rat) * f.unit ↔ n = y * d := by
  have h1 := h.le_whole y
  have h2 := h.whole_le y
  constructor
  · intro g
    have := h1.1 (by grind)
    have := h2.1 (by grind)
    omega
  · intro g
    have := h1.2 (by omega)
    have := h2.2 (by omega)
    grind

/-- The sign of a number is that of its fraction. -/
theorem IsQuanta.neg_iff (h : f.IsQuanta x n d) : x < 0 ↔ n < 0 := by
  have := h.whole_le 0
  rw [show ((0 : Int) : Rat) * f.unit = 0 by rw [Rat.intCast_zero, Rat.zero_mul]] at this
  rw [Int.zero_mul] at this
  have : ¬x < 0 ↔ ¬n < 0 := by rw [Rat.not_lt, this]; omega
  constructor
  · intro g; exact Decidable.byContradiction fun t => this.2 t g
  · intro g; exact Decidable.byContradiction fun t => this.1 t g

/-- The distance from a whole number of quanta. -/
theorem IsQuanta.distance (h : f.IsQuanta x n d) (y : Int) :
    absolute (x - (y : Rat) * f.unit) * d = (((n - y * d).natAbs : Int) : Rat) * f.unit := by
  rw [← absolute_mul h.pos, show (x - (y : Rat) * f.unit) * (d : Rat) =
    x * (d : Rat) - y * d * f.unit by grind, h.2,
    show (n : Rat) * f.unit - y * d * f.unit = (n - y * d) * f.unit by grind,
    absolute_mul f.unit_pos, ← absolute_intCast, Rat.intCast_sub, Rat.intCast_mul,
    Rat.intCast_natCast]

/-- Distances from whole numbers of quanta compare as integers. -/
theorem IsQuanta.distance_le (h : f.IsQuanta x n d) (y z : Int) :
    absolute (x - (y : Rat) * f.unit) ≤ absolute (x - (z : Rat) * f.unit) ↔
      (n - y * d).natAbs ≤ (n - z * d).natAbs := by
  rw [← mul_le_mul_iff h.pos, h.distance y, h.distance z, mul_le_mul_iff f.unit_pos,
    Rat.intCast_le_intCast]
  omega

/-- The distance from zero. -/
theorem IsQuanta.absolute_le (h : f.IsQuanta x n d) (y : Int) :
    absolute x ≤ (y : Rat) * f.unit ↔ (n.natAbs : Int) ≤ y * d := by
  have := h.distance 0
  rw [show x - ((0 : Int) : Rat) * f.unit = x by rw [Rat.intCast_zero]; grind,
    show n - 0 * (d : Int) = n by omega] at this
  have q : f.IsQuanta (absolute x) (n.natAbs : Int) d := ⟨h.1, this⟩
  exact q.le_whole y

/-- A number that does not exceed another in magnitude. -/
theorem IsQuanta.absolute (h : f.IsQuanta x n d) : f.IsQuanta (absolute x) (n.natAbs : Int) d := by
  have := h.distance 0
  rw [show x - ((0 : Int) : Rat) * f.unit = x by rw [Rat.intCast_zero]; grind,
    show n - 0 * (d : Int) = n by omega] at this
  exact ⟨h.1, this⟩
end

end Format
end Verif
