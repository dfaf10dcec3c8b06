module

public import Verif.Wrap
public import Verif.Kernel

/-!
# Weights of a real layer, packed into one number

Thousands of weights as a list of literals are too much for Lean; as one number of `w` bits each they are
not. `weights w t n` is the list that the packed number stands for, entries from `-2^(w-1)` to
`2^(w-1) - 1`. Its sums are evaluated by the kernel on the packed form, and the theorems of `Verif.A2Q`
speak of the list.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- The `n` weights packed into `t`, the last one first; sums do not depend on the order. -/
def weights (w t : Nat) : Nat → List Int
  | 0 => []
  | n + 1 => signedLane w t n :: weights w t n

/-- There are `n` of them. -/
theorem weights_length (w t n : Nat) : (weights w t n).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => simp only [weights, List.length_cons, ih]

/-- Each entry below `n` is one of the weights, and each weight is an entry. -/
theorem mem_weights (w t n : Nat) (a : Int) :
    a ∈ weights w t n ↔ ∃ i, i < n ∧ a = signedLane w t i := by
  induction n with
  | zero => simp [weights]
  | succ n ih =>
    simp only [weights, List.mem_cons, ih]
    constructor
    · rintro (h | ⟨i, h1, h2⟩)
      · exact ⟨n, by omega, h⟩
      · exact ⟨i, by omega, h2⟩
    · rintro ⟨i, h1, h2⟩
      by_cases e : i = n
      · left; rw [h2, e]
      · right; exact ⟨i, by omega, h2⟩

/-- The L1 norm, as the kernel evaluates it. -/
theorem l1_weights (w t n : Nat) : l1 (weights w t n) = sumBelow (laneMagnitude w t) n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumBelow_succ, laneMagnitude_eq, ← ih, weights, l1]
    omega

/-- The positive part of an entry, as the kernel evaluates it. -/
def lanePositive (w t i : Nat) : Nat := Nat.sub (lane w t i) (Nat.pow 2 (Nat.sub w 1))

/-- The negative part of an entry, as the kernel evaluates it. -/
def laneNegative (w t i : Nat) : Nat := Nat.sub (Nat.pow 2 (Nat.sub w 1)) (lane w t i)

/-- The sum of the positive weights, as the kernel evaluates it. -/
theorem posSum_weights (w t n : Nat) : posSum (weights w t n) = sumBelow (lanePositive w t) n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have e : lanePositive w t n = (signedLane w t n).toNat := by
      unfold lanePositive signedLane
      simp only [Nat.sub_eq, Nat.pow_eq]; omega
    rw [sumBelow_succ, e, ← ih, weights, posSum]
    omega

/-- The sum of the negative weights, as the kernel evaluates it. -/
theorem negSum_weights (w t n : Nat) : negSum (weights w t n) = sumBelow (laneNegative w t) n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have e : laneNegative w t n = (-signedLane w t n).toNat := by
      unfold laneNegative signedLane
      simp only [Nat.sub_eq, Nat.pow_eq]; omega
    rw [sumBelow_succ, e, ← ih, weights, negSum]
    omega

/-- The least sum is attained, too: `-(B pos + A neg)`. -/
theorem least_attained (A B : Nat) (w : List Int) :
    ∃ x, InRange A B x ∧ x.length = w.length ∧ dot w x = -(B * posSum w + A * negSum w : Nat) := by
  refine ⟨w.map fun a => if 0 < a then -(B : Int) else A, ?_, by simp, ?_⟩
  · intro a ha
    simp only [List.mem_map] at ha
    obtain ⟨b, _, rfl⟩ := ha
    split <;> omega
  · unfold dot
    induction w with
    | nil => simp [products, total, posSum, negSum]
    | cons b w ih =>
      simp only [List.map_cons, products, total, posSum, negSum, ih, Nat.mul_add, Int.natCast_add,
        Int.natCast_mul]
      by_cases h : 0 < b
      · rw [if_pos h, Int.toNat_of_nonneg (by omega), show (-b).toNat = 0 by omega]
        have : b * -(B : Int) = -(B * b) := by grind
        rw [this]
        simp; omega
      · rw [if_neg h, show b.toNat = 0 by omega, Int.toNat_of_nonneg (by omega)]
        have : b * (A : Int) = -(A * -b) := by grind
        rw [this]
        simp; omega

/-- What a generated file states of the weights of a layer, their positive sum `p` and their negative sum
`q`: with inputs from `-B` to `A`, every intermediate sum in every order and tree fits `P` bits. -/
theorem width_suffices (W : List Int) (P A B p q : Nat) (hp : posSum W = p) (hq : negSum W = q)
    (hh : A * p + B * q ≤ 2 ^ (P - 1) - 1) (hl : B * p + A * q ≤ 2 ^ (P - 1)) :
    ∀ x, InRange A B x → ∀ t : Tree, t.leaves.Perm (products W x) →
      t.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) :=
  fun x hx t ht => accumulator_safe A B _ _ W x hx (by rw [hp, hq]; exact hh) (by rw [hp, hq]; exact hl)
    t ht

/-- And that `P` bits are not enough: some inputs in range, as many as weights, give a sum that does not
fit. -/
theorem width_fails (W : List Int) (P A B p q : Nat) (hp : posSum W = p) (hq : negSum W = q)
    (h : 2 ^ (P - 1) ≤ A * p + B * q ∨ 2 ^ (P - 1) < B * p + A * q) :
    ∃ x, InRange A B x ∧ x.length = W.length ∧ ¬Fits P (dot W x) := by
  have e : (2 : Int) ^ (P - 1) = (2 ^ (P - 1) : Nat) := by rw [Int.natCast_pow]; rfl
  rcases h with h | h
  · obtain ⟨h1, h2, h3⟩ := range_attained A B W
    refine ⟨_, h1, h2, ?_⟩
    have g : ((A * p + B * q : Nat) : Int) = A * posSum W + B * negSum W := by
      rw [hp, hq, Int.natCast_add, Int.natCast_mul, Int.natCast_mul]
    unfold Fits
    rw [h3, ← g, e]
    omega
  · obtain ⟨x, h1, h2, h3⟩ := least_attained A B W
    refine ⟨x, h1, h2, ?_⟩
    unfold Fits
    rw [h3, hp, hq, e]
    omega

/-- The same by the L1 norm: with inputs of magnitude at most `B`, every intermediate sum in every order
fits `P` bits. The premise is a number that the kernel computes. -/
theorem weights_safe (w t n P B L : Nat) (h : sumBelow (laneMagnitude w t) n = L)
    (hb : B * L ≤ 2 ^ (P - 1) - 1) (x : List Int) (hx : InRange B B x) (tree : Tree)
    (ht : tree.leaves.Perm (products (weights w t n) x)) :
    tree.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) :=
  a2q_safe P B _ x hx (by rw [l1_weights, h]; exact hb) tree ht

/-- By the L1 norm, no narrower accumulator does: some inputs in range give a sum above `2^(P-1) - 1`. -/
theorem weights_overflow (w t n P B L : Nat) (h : sumBelow (laneMagnitude w t) n = L)
    (hb : 2 ^ (P - 1) - 1 < B * L) :
    ∃ x, InRange B B x ∧ ((2 ^ (P - 1) - 1 : Nat) : Int) < dot (weights w t n) x := by
  obtain ⟨x, h1, h2⟩ := a2q_attained B (weights w t n)
  refine ⟨x, h1, ?_⟩
  rw [h2, l1_weights, h]
  omega

end Verif
