module

/-!
# Accumulators wide enough for every order of addition

A dot product of integer weights and inputs is added up in some order, in some tree of additions, in an
accumulator. Every value that ever stands in the accumulator is a sum of some of the products, and so it
lies between minus the sum of what is negative among them and the sum of what is positive. With inputs
from `-B` to `A` these two sums are known from the weights alone.

Proved, for all weights and inputs, every order and every tree:

* `accumulator_safe`: all intermediate sums lie within `[-low, high]` if `A pos + B neg ≤ high` and
  `B pos + A neg ≤ low`, where `pos` and `neg` are the sums of the positive and of the negative weights;
* `a2q_safe`: so they fit `P` bits, two's complement, if `max(A, B) * l1 ≤ 2^(P-1) - 1`, the condition
  of A2Q (Colbert, Pappalardo, Petri-Koenig 2023); `a2q_prefix`: prefix sums are a case;
* `range_attained`: the bounds are attained, so that `accumulator_safe_iff` is exact, and `width_iff`
  gives the least width.

That transient overflow is harmless where the final sum fits is in `Verif.Wrap`.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- The sum of the positive entries. -/
def posSum : List Int → Nat
  | [] => 0
  | t :: ts => t.toNat + posSum ts

/-- The sum of the magnitudes of the negative entries. -/
def negSum : List Int → Nat
  | [] => 0
  | t :: ts => (-t).toNat + negSum ts

/-- The L1 norm: the sum of all magnitudes. -/
def l1 : List Int → Nat
  | [] => 0
  | t :: ts => t.natAbs + l1 ts

/-- The products of weights and inputs, as long as both last. -/
def products : List Int → List Int → List Int
  | w :: ws, x :: xs => w * x :: products ws xs
  | _, _ => []

/-- The sum of a list. -/
def total : List Int → Int
  | [] => 0
  | t :: ts => t + total ts

/-- The dot product. -/
def dot (w x : List Int) : Int := total (products w x)

/-- The L1 norm is what is positive and what is negative together. -/
theorem l1_eq (ts : List Int) : l1 ts = posSum ts + negSum ts := by
  induction ts with
  | nil => rfl
  | cons t ts ih => simp only [l1, posSum, negSum]; omega

/-- A sum is the positive entries less the negative ones. -/
theorem total_eq (ts : List Int) : total ts = (posSum ts : Int) - negSum ts := by
  induction ts with
  | nil => rfl
  | cons t ts ih => simp only [total, posSum, negSum]; omega

/-- The order of entries does not matter to their positive sum. -/
theorem posSum_perm {a b : List Int} (h : a.Perm b) : posSum a = posSum b := by
  induction h with
  | nil => rfl
  | cons x _ ih => simp only [posSum, ih]
  | swap x y l => simp only [posSum]; omega
  | trans _ _ h1 h2 => exact h1.trans h2

/-- The order of entries does not matter to their negative sum. -/
theorem negSum_perm {a b : List Int} (h : a.Perm b) : negSum a = negSum b := by
  induction h with
  | nil => rfl
  | cons x _ ih => simp only [negSum, ih]
  | swap x y l => simp only [negSum]; omega
  | trans _ _ h1 h2 => exact h1.trans h2

/-- The positive sum of two lists, one after the other. -/
theorem posSum_append (a b : List Int) : posSum (a ++ b) = posSum a + posSum b := by
  induction a with
  | nil => simp [posSum]
  | cons x xs ih => simp only [List.cons_append, posSum, ih]; omega

/-- The negative sum of two lists, one after the other. -/
theorem negSum_append (a b : List Int) : negSum (a ++ b) = negSum a + negSum b := by
  induction a with
  | nil => simp [negSum]
  | cons x xs ih => simp only [List.cons_append, negSum, ih]; omega

/-- An order and bracketing of additions: a tree with the terms at its leaves. -/
inductive Tree where
  /-- One term. -/
  | leaf (t : Int) : Tree
  /-- The sum of two subtrees. -/
  | node (l r : Tree) : Tree

namespace Tree

/-- The sum that a tree computes. -/
def eval : Tree → Int
  | leaf t => t
  | node l r => l.eval + r.eval

/-- The terms of a tree, from left to right. -/
def leaves : Tree → List Int
  | leaf t => [t]
  | node l r => l.leaves ++ r.leaves

/-- Every value in the tree, terms and intermediate sums and the result, lies between `-low` and
`high`. -/
def AllWithin (low high : Nat) : Tree → Prop
  | leaf t => -(low : Int) ≤ t ∧ t ≤ high
  | node l r => (-(low : Int) ≤ l.eval + r.eval ∧ l.eval + r.eval ≤ high) ∧
      l.AllWithin low high ∧ r.AllWithin low high

/-- A tree computes the sum of its leaves. -/
theorem eval_eq : ∀ t : Tree, t.eval = (posSum t.leaves : Int) - negSum t.leaves
  | leaf t => by simp only [eval, leaves, posSum, negSum]; omega
  | node l r => by
    have h1 := eval_eq l
    have h2 := eval_eq r
    simp only [eval, leaves, posSum_append, negSum_append]
    omega

/-- If the positive leaves add up to at most `high` and the negative ones to at most `low`, no
intermediate sum leaves the range. -/
theorem allWithin_of_leaves (low high : Nat) : ∀ t : Tree, negSum t.leaves ≤ low →
    posSum t.leaves ≤ high → t.AllWithin low high
  | leaf t, hn, hp => by
    simp only [leaves, posSum, negSum] at hn hp
    exact ⟨by omega, by omega⟩
  | node l r, hn, hp => by
    have e := eval_eq (node l r)
    simp only [eval] at e
    have hn' := hn
    have hp' := hp
    simp only [leaves, posSum_append, negSum_append] at hn' hp'
    exact ⟨⟨by omega, by omega⟩, allWithin_of_leaves low high l (by omega) (by omega),
      allWithin_of_leaves low high r (by omega) (by omega)⟩

end Tree

/-- Inputs from `-B` to `A`. -/
def InRange (A B : Nat) (x : List Int) : Prop := ∀ a, a ∈ x → -(B : Int) ≤ a ∧ a ≤ A

/-- The positive and the negative part of a product of a weight and an input in range. -/
theorem product_parts (A B : Nat) (w x : Int) (h1 : -(B : Int) ≤ x) (h2 : x ≤ A) :
    (w * x).toNat ≤ A * w.toNat + B * (-w).toNat ∧
      (-(w * x)).toNat ≤ B * w.toNat + A * (-w).toNat := by
  rcases Int.le_total 0 w with hw | hw
  · obtain ⟨u, rfl⟩ := Int.eq_ofNat_of_zero_le hw
    have a1 := Int.mul_le_mul_of_nonneg_left h2 hw
    have a2 := Int.mul_le_mul_of_nonneg_left h1 hw
    have e1 : ((A * u : Nat) : Int) = u * (A : Int) := by rw [Int.natCast_mul, Int.mul_comm]
    have e2 : ((B * u : Nat) : Int) = -((u : Int) * -(B : Int)) := by
      rw [Int.natCast_mul, Int.mul_neg, Int.neg_neg, Int.mul_comm]
    have z : (-(u : Int)).toNat = 0 := by omega
    rw [z, Int.toNat_natCast, Nat.mul_zero, Nat.mul_zero]
    omega
  · obtain ⟨u, hu⟩ := Int.eq_ofNat_of_zero_le (show 0 ≤ -w by omega)
    obtain rfl : w = -(u : Int) := by omega
    have hu0 : (0 : Int) ≤ u := by omega
    have a1 := Int.mul_le_mul_of_nonneg_left h2 hu0
    have a2 := Int.mul_le_mul_of_nonneg_left h1 hu0
    have e1 : ((A * u : Nat) : Int) = u * (A : Int) := by rw [Int.natCast_mul, Int.mul_comm]
    have e2 : ((B * u : Nat) : Int) = -((u : Int) * -(B : Int)) := by
      rw [Int.natCast_mul, Int.mul_neg, Int.neg_neg, Int.mul_comm]
    have z : (-(u : Int)).toNat = 0 := by omega
    have e3 : -(u : Int) * x = -(u * x) := Int.neg_mul ..
    rw [z, Int.neg_neg, Int.toNat_natCast, e3, Int.neg_neg, Nat.mul_zero, Nat.mul_zero]
    omega

/-- What the products add up to, at most: the positive and the negative ones, from the weights and the
range of inputs alone. -/
theorem products_parts (A B : Nat) : ∀ w x : List Int, InRange A B x →
    posSum (products w x) ≤ A * posSum w + B * negSum w ∧
      negSum (products w x) ≤ B * posSum w + A * negSum w
  | [], _, _ => by simp [products, posSum, negSum]
  | _ :: _, [], _ => by simp [products, posSum, negSum]
  | w :: ws, x :: xs, h => by
    have ih := products_parts A B ws xs (fun a ha => h a (List.mem_cons_of_mem _ ha))
    have hx := h x (List.mem_cons_self ..)
    have p := product_parts A B w x hx.1 hx.2
    simp only [products, posSum, negSum, Nat.mul_add]
    omega

/-- **No order or bracketing of the additions leaves the range.** `t` is any tree whose leaves are the
products in any order. -/
theorem accumulator_safe (A B low high : Nat) (w x : List Int) (hx : InRange A B x)
    (hh : A * posSum w + B * negSum w ≤ high) (hl : B * posSum w + A * negSum w ≤ low)
    (t : Tree) (ht : t.leaves.Perm (products w x)) : t.AllWithin low high := by
  have p := products_parts A B w x hx
  apply Tree.allWithin_of_leaves
  · rw [negSum_perm ht]; omega
  · rw [posSum_perm ht]; omega

/-- A2Q: inputs of magnitude at most `B`, and weights whose L1 norm times `B` is at most
`2^(P-1) - 1`. Every intermediate sum fits a signed accumulator of `P` bits, in every order. -/
theorem a2q_safe (P B : Nat) (w x : List Int) (hx : InRange B B x)
    (hb : B * l1 w ≤ 2 ^ (P - 1) - 1) (t : Tree) (ht : t.leaves.Perm (products w x)) :
    t.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) := by
  rw [l1_eq, Nat.mul_add] at hb
  have := Nat.two_pow_pos (P - 1)
  exact accumulator_safe B B _ _ w x hx (by omega) (by omega) t ht

/-- A2Q for unsigned inputs of `N` bits, which are at most `2^N - 1`. -/
theorem a2q_unsigned (P N : Nat) (w x : List Int) (hx : ∀ a, a ∈ x → 0 ≤ a ∧ a < 2 ^ N)
    (hb : (2 ^ N - 1) * l1 w ≤ 2 ^ (P - 1) - 1) (t : Tree) (ht : t.leaves.Perm (products w x)) :
    t.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) := by
  apply a2q_safe P (2 ^ N - 1) w x _ hb t ht
  intro a ha
  have := hx a ha
  have e : ((2 ^ N : Nat) : Int) = 2 ^ N := by rw [Int.natCast_pow]; rfl
  have := Nat.two_pow_pos N
  omega

/-- A2Q for signed inputs of `N` bits, which reach down to `-2^(N-1)`. -/
theorem a2q_signed (P N : Nat) (w x : List Int)
    (hx : ∀ a, a ∈ x → -(2 ^ (N - 1)) ≤ a ∧ a < 2 ^ (N - 1))
    (hb : 2 ^ (N - 1) * l1 w ≤ 2 ^ (P - 1) - 1) (t : Tree)
    (ht : t.leaves.Perm (products w x)) : t.AllWithin (2 ^ (P - 1)) (2 ^ (P - 1) - 1) := by
  apply a2q_safe P (2 ^ (N - 1)) w x _ hb t ht
  intro a ha
  have := hx a ha
  have e : ((2 ^ (N - 1) : Nat) : Int) = 2 ^ (N - 1) := by rw [Int.natCast_pow]; rfl
  omega

/-- The first `k` of the positive entries are no more than all of them. -/
theorem posSum_take (k : Nat) (w : List Int) : posSum (w.take k) ≤ posSum w := by
  have := posSum_append (w.take k) (w.drop k)
  rw [List.take_append_drop] at this; omega

/-- The first `k` of the negative entries are no more than all of them. -/
theorem negSum_take (k : Nat) (w : List Int) : negSum (w.take k) ≤ negSum w := by
  have := negSum_append (w.take k) (w.drop k)
  rw [List.take_append_drop] at this; omega

/-- Every prefix sum lies within the range. -/
theorem prefix_safe (A B low high : Nat) (w x : List Int) (hx : InRange A B x)
    (hh : A * posSum w + B * negSum w ≤ high) (hl : B * posSum w + A * negSum w ≤ low) (k : Nat) :
    -(low : Int) ≤ dot (w.take k) (x.take k) ∧ dot (w.take k) (x.take k) ≤ high := by
  have p := products_parts A B (w.take k) (x.take k) (fun a ha => hx a (List.mem_of_mem_take ha))
  have e := total_eq (products (w.take k) (x.take k))
  have h1 := Nat.mul_le_mul_left A (posSum_take k w)
  have h2 := Nat.mul_le_mul_left B (posSum_take k w)
  have h3 := Nat.mul_le_mul_left A (negSum_take k w)
  have h4 := Nat.mul_le_mul_left B (negSum_take k w)
  unfold dot
  omega

/-- A2Q: every prefix sum fits `P` bits. -/
theorem a2q_prefix (P B : Nat) (w x : List Int) (hx : InRange B B x)
    (hb : B * l1 w ≤ 2 ^ (P - 1) - 1) (k : Nat) :
    -((2 ^ (P - 1) : Nat) : Int) ≤ dot (w.take k) (x.take k) ∧
      dot (w.take k) (x.take k) ≤ (2 ^ (P - 1) - 1 : Nat) := by
  rw [l1_eq, Nat.mul_add] at hb
  have := Nat.two_pow_pos (P - 1)
  exact prefix_safe B B _ _ w x hx (by omega) (by omega) k

/-- The worst inputs: the largest where the weight is positive, the least where it is not. -/
def worst (A B : Nat) (w : List Int) : List Int := w.map fun a => if 0 < a then (A : Int) else -B

/-- The range is attained: the worst inputs are in range and give `A pos + B neg` exactly. -/
theorem range_attained (A B : Nat) (w : List Int) :
    InRange A B (worst A B w) ∧ (worst A B w).length = w.length ∧
      dot w (worst A B w) = A * posSum w + B * negSum w := by
  refine ⟨?_, by simp [worst], ?_⟩
  · intro a ha
    simp only [worst, List.mem_map] at ha
    obtain ⟨b, _, rfl⟩ := ha
    split <;> omega
  · unfold dot
    induction w with
    | nil => simp [products, total, posSum, negSum]
    | cons b w ih =>
      have e : worst A B (b :: w) = (if 0 < b then (A : Int) else -B) :: worst A B w := rfl
      rw [e]
      simp only [products, total, posSum, negSum, ih, Int.natCast_add, Int.mul_add]
      by_cases h : 0 < b
      · rw [if_pos h, Int.toNat_of_nonneg (by omega), show (-b).toNat = 0 by omega]
        have := Int.mul_comm b A
        simp; omega
      · rw [if_neg h, show b.toNat = 0 by omega, Int.toNat_of_nonneg (by omega)]
        have : b * -(B : Int) = B * -b := by grind
        simp only [this]
        simp; omega

/-- So the condition is exact: all dot products with inputs in range are at most `high` if, and only
if, `A pos + B neg ≤ high`. -/
theorem accumulator_safe_iff (A B high : Nat) (w : List Int) :
    (∀ x, InRange A B x → dot w x ≤ high) ↔ A * posSum w + B * negSum w ≤ high := by
  constructor
  · intro h
    obtain ⟨h1, _, h3⟩ := range_attained A B w
    have := h _ h1
    rw [h3] at this
    exact_mod_cast this
  · intro h x hx
    have p := products_parts A B w x hx
    have e := total_eq (products w x)
    unfold dot
    omega

/-- A2Q's bound is attained: some inputs of magnitude at most `B` give `B * l1` exactly. -/
theorem a2q_attained (B : Nat) (w : List Int) :
    ∃ x, InRange B B x ∧ dot w x = ((B * l1 w : Nat) : Int) := by
  obtain ⟨h1, _, h3⟩ := range_attained B B w
  refine ⟨_, h1, ?_⟩
  rw [h3, l1_eq, Nat.mul_add, Int.natCast_add, Int.natCast_mul, Int.natCast_mul]

/-- The least width of a signed accumulator for sums up to `n`. -/
def width (n : Nat) : Nat := if n = 0 then 1 else Nat.log2 n + 2

/-- **The least width**: sums up to `n` fit `P` bits if, and only if, `P` is at least `width n`. -/
theorem width_iff (n P : Nat) (hP : 0 < P) : n ≤ 2 ^ (P - 1) - 1 ↔ width n ≤ P := by
  have hp := Nat.two_pow_pos (P - 1)
  unfold width
  by_cases h : n = 0
  · rw [if_pos h]; omega
  · rw [if_neg h]
    have h2 : n < 2 ^ (P - 1) ↔ Nat.log2 n < P - 1 := by rw [Nat.log2_lt h]
    omega

/-- A2Q's least width: dot products of inputs of magnitude at most `B` fit `P` bits, two's complement
without the lowest value, if, and only if, `P` is at least `width (B * l1 w)`. -/
theorem a2q_width_iff (P B : Nat) (hP : 0 < P) (w : List Int) :
    (∀ x, InRange B B x → (dot w x).natAbs ≤ 2 ^ (P - 1) - 1) ↔ width (B * l1 w) ≤ P := by
  rw [← width_iff _ _ hP]
  constructor
  · intro h
    obtain ⟨x, h1, h2⟩ := a2q_attained B w
    have := h x h1
    rw [h2] at this
    omega
  · intro h x hx
    rw [l1_eq, Nat.mul_add] at h
    have p := products_parts B B w x hx
    have e := total_eq (products w x)
    unfold dot
    omega

end Verif
