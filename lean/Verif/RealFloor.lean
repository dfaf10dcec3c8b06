module

public import Verif.Reals
public import Verif.Kernel

/-!
# Integers among the real numbers

`RealFloor` are the linearly ordered fields in which every number has an integer below it, less than 1
away, as the real numbers do. `rtz` rounds to an integer toward zero, and `sumReal K f` is
`sum(f[i] for i in 0..<K)` of reals.

Proved: natural numbers keep sums, products, powers of two and order; rounding toward zero makes neither
the positive part of a number larger nor the negative one.
-/

@[expose] public section
noncomputable section
namespace Verif

section
variable {R : Type} [RealField R]

/-- A natural number among the reals. -/
def ofNat : Nat → R
  | 0 => 0
  | n + 1 => ofNat n + 1

/-- An integer among the reals. -/
def ofInt : Int → R
  | .ofNat n => ofNat n
  | .negSucc n => -(ofNat n + 1)

/-- Natural numbers are not negative. -/
theorem ofNat_nonneg (n : Nat) : (0 : R) ≤ ofNat n := by
  induction n with
  | zero => unfold ofNat; grind
  | succ n ih => unfold ofNat; grind

/-- Sums of natural numbers. -/
theorem ofNat_add (m n : Nat) : (ofNat (m + n) : R) = ofNat m + ofNat n := by
  induction n with
  | zero => show ofNat m = ofNat m + (0 : R); grind
  | succ n ih => show ofNat (m + n) + 1 = ofNat m + (ofNat n + (1 : R)); grind

/-- Products of natural numbers. -/
theorem ofNat_mul (m n : Nat) : (ofNat (m * n) : R) = ofNat m * ofNat n := by
  induction n with
  | zero => show (0 : R) = ofNat m * (0 : R); grind
  | succ n ih =>
    rw [Nat.mul_succ, ofNat_add, ih]
    show ofNat m * ofNat n + ofNat m = ofNat m * (ofNat n + (1 : R))
    grind

/-- Powers of two. -/
theorem ofNat_two_pow (k : Nat) : (ofNat (2 ^ k) : R) = 2 ^ k := by
  induction k with
  | zero => show (0 : R) + 1 = 2 ^ 0; grind
  | succ k ih =>
    rw [Nat.pow_succ, ofNat_mul, ih]
    show 2 ^ k * (0 + 1 + 1 : R) = 2 ^ (k + 1)
    grind

/-- The order of natural numbers is that of the reals. -/
theorem le_of_ofNat_le {m n : Nat} (h : (ofNat m : R) ≤ ofNat n) : m ≤ n := by
  rcases Nat.lt_or_ge n m with g | g
  · obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le (show n + 1 ≤ m from g)
    have := ofNat_nonneg (R := R) k
    rw [ofNat_add] at h
    change ofNat n + 1 + ofNat k ≤ (ofNat n : R) at h
    grind
  · exact g

open Classical in
/-- What is positive of a number, else 0. -/
def positivePart (v : R) : R := if v < 0 then 0 else v

open Classical in
/-- The magnitude of what is negative of a number, else 0. -/
def negativePart (v : R) : R := if v < 0 then -v else 0

/-- `sum(f[i] for i in 0..<K)`. -/
def sumReal : Nat → (Nat → R) → R
  | 0, _ => 0
  | n + 1, f => sumReal n f + f n

/-- A sum is what is positive less what is negative, and that of magnitudes is both together. -/
theorem sumReal_parts (K : Nat) (v : Nat → R) :
    sumReal K v =
      (sumReal K fun i => positivePart (v i)) - (sumReal K fun i => negativePart (v i)) ∧
    (sumReal K fun i => absoluteReal (v i)) =
      (sumReal K fun i => positivePart (v i)) + sumReal K fun i => negativePart (v i) := by
  induction K with
  | zero => simp only [sumReal]; grind
  | succ K ih =>
    simp only [sumReal]
    have : v K = positivePart (v K) - negativePart (v K) ∧
        absoluteReal (v K) = positivePart (v K) + negativePart (v K) := by
      unfold positivePart negativePart absoluteReal
      grind
    grind

/-- Sums keep order, of natural numbers and reals. -/
theorem ofNat_sum_le (K : Nat) (f : Nat → Nat) (g : Nat → R) (h : ∀ i, i < K → ofNat (f i) ≤ g i) :
    ofNat (sumBelow f K) ≤ sumReal K g := by
  induction K with
  | zero => rw [sumBelow_zero]; unfold sumReal ofNat; grind
  | succ K ih =>
    have h1 := ih fun i hi => h i (by omega)
    have h2 := h K (by omega)
    rw [sumBelow_succ, ofNat_add]
    unfold sumReal
    grind

end

/-- A linearly ordered field in which each number has an integer below it, less than 1 away. -/
class RealFloor (R : Type) extends RealField R where
  /-- The greatest integer that is not above a number. -/
  floor : R → Int
  /-- It is not above. -/
  floor_le : ∀ x : R, ofInt (floor x) ≤ x
  /-- And the next integer is. -/
  lt_floor : ∀ x : R, x < ofInt (floor x) + 1

/-- An integer among the rationals is what it is in Lean. -/
theorem ofInt_rat (n : Int) : (ofInt n : Rat) = (n : Rat) := by
  have nat : ∀ n : Nat, (ofNat n : Rat) = (n : Rat) := by
    intro n
    induction n with
    | zero => rfl
    | succ n ih =>
      show ofNat n + 1 = _
      rw [ih]
      exact (Rat.natCast_add n 1).symm
  cases n with
  | ofNat n => exact nat n
  | negSucc n =>
    show -(ofNat n + 1) = _
    rw [nat, Int.negSucc_eq, Rat.intCast_neg, Rat.intCast_add]
    rfl

/-- The rational numbers have a floor, and so what is proved here is not about nothing. -/
instance : RealFloor Rat where
  floor := Rat.floor
  floor_le x := by rw [ofInt_rat]; exact Rat.floor_le x
  lt_floor x := by
    rw [ofInt_rat]
    have := Rat.lt_floor_add_one x
    rw [Rat.intCast_add] at this
    exact this

variable {R : Type} [RealFloor R]

open Classical in
/-- A number rounded to an integer toward zero. -/
def rtz (v : R) : Int := if v < 0 then -RealFloor.floor (-v) else RealFloor.floor v

/-- The floor of a number that is not negative is a natural number, and not above. -/
theorem floor_of_nonneg (v : R) (h : 0 ≤ v) :
    0 ≤ RealFloor.floor v ∧ ofNat (RealFloor.floor v).toNat ≤ v := by
  have h1 := RealFloor.floor_le v
  have h2 := RealFloor.lt_floor v
  cases e : RealFloor.floor v with
  | ofNat n => rw [e] at h1; exact ⟨Int.natCast_nonneg n, h1⟩
  | negSucc n =>
    exfalso
    rw [e] at h2
    have := ofNat_nonneg (R := R) n
    change v < -(ofNat n + 1) + 1 at h2
    grind

/-- Rounding toward zero makes neither part of a number larger. -/
theorem rtz_parts (v : R) :
    ofNat (rtz v).toNat ≤ positivePart v ∧ ofNat (-rtz v).toNat ≤ negativePart v := by
  have z : (ofNat 0 : R) = 0 := rfl
  unfold rtz positivePart negativePart
  split
  · next h =>
    obtain ⟨h1, h2⟩ := floor_of_nonneg (-v) (by grind)
    rw [Int.neg_neg, show (-RealFloor.floor (-v)).toNat = 0 by omega, z]
    exact ⟨by grind, h2⟩
  · next h =>
    obtain ⟨h1, h2⟩ := floor_of_nonneg v (by grind)
    rw [show (-RealFloor.floor v).toNat = 0 by omega, z]
    exact ⟨h2, by grind⟩

end Verif
