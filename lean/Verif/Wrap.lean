module

public import Verif.A2Q

/-!
# Overflow on the way is harmless if the result fits

An accumulator of `P` bits, two's complement, keeps the remainder modulo `2^P` that lies between
`-2^(P-1)` and `2^(P-1) - 1`: `wrap P`. Whatever wrapped in between, in whatever order and tree the terms
were added, the final value is the wrapped exact sum; and so it is the exact sum if that fits.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- What an accumulator of `P` bits keeps of `n`: the balanced remainder modulo `2^P`. -/
def wrap (P : Nat) (n : Int) : Int := n.bmod (2 ^ P)

/-- Whether `n` fits `P` bits, two's complement. -/
def Fits (P : Nat) (n : Int) : Prop := -(2 ^ (P - 1)) ≤ n ∧ n < 2 ^ (P - 1)

/-- What fits is kept. -/
theorem wrap_of_fits (P : Nat) (hP : 0 < P) (n : Int) (h : Fits P n) : wrap P n = n := by
  obtain ⟨k, rfl⟩ : ∃ k, P = k + 1 := ⟨P - 1, by omega⟩
  simp only [Fits, Nat.add_sub_cancel] at h
  have e : ((2 ^ k : Nat) : Int) = 2 ^ k := by rw [Int.natCast_pow]; rfl
  have e2 : 2 ^ (k + 1) = 2 * 2 ^ k := by rw [Nat.pow_succ]; omega
  unfold wrap
  rw [e2]
  apply Int.bmod_eq_of_le <;> omega

/-- What is kept fits. -/
theorem fits_wrap (P : Nat) (hP : 0 < P) (n : Int) : Fits P (wrap P n) := by
  obtain ⟨k, rfl⟩ : ∃ k, P = k + 1 := ⟨P - 1, by omega⟩
  have e : ((2 ^ k : Nat) : Int) = 2 ^ k := by rw [Int.natCast_pow]; rfl
  have e2 : 2 ^ (k + 1) = 2 * 2 ^ k := by rw [Nat.pow_succ]; omega
  have hp := Nat.two_pow_pos (k + 1)
  have h1 := Int.le_bmod (x := n) hp
  have h2 := Int.bmod_lt (x := n) hp
  simp only [Fits, Nat.add_sub_cancel, wrap]
  rw [e2] at *
  omega

/-- Wrapping early changes nothing that is wrapped later. -/
theorem wrap_add (P : Nat) (a b : Int) : wrap P (wrap P a + wrap P b) = wrap P (a + b) := by
  unfold wrap
  rw [Int.bmod_add_bmod, Int.add_bmod_bmod]

/-- The sum that an accumulator of `P` bits computes: every term and every sum is wrapped. -/
def Tree.evalWrap (P : Nat) : Tree → Int
  | .leaf t => wrap P t
  | .node l r => wrap P (l.evalWrap P + r.evalWrap P)

/-- However often it wrapped on the way, the result is the exact sum, wrapped once. -/
theorem evalWrap_eq (P : Nat) : ∀ t : Tree, t.evalWrap P = wrap P t.eval
  | .leaf t => rfl
  | .node l r => by
    simp only [Tree.evalWrap, Tree.eval, evalWrap_eq P l, evalWrap_eq P r, wrap_add]

/-- **Transient overflow is harmless**: if the exact sum fits, the accumulator holds it in the end. -/
theorem evalWrap_of_fits (P : Nat) (hP : 0 < P) (t : Tree) (h : Fits P t.eval) :
    t.evalWrap P = t.eval := by
  rw [evalWrap_eq, wrap_of_fits P hP _ h]

/-- So the result does not depend on order or bracketing: trees with the same leaves, in whatever
order, agree, even where sums wrap. -/
theorem evalWrap_perm (P : Nat) (s t : Tree) (h : s.leaves.Perm t.leaves) :
    s.evalWrap P = t.evalWrap P := by
  rw [evalWrap_eq, evalWrap_eq, Tree.eval_eq, Tree.eval_eq, posSum_perm h, negSum_perm h]

/-- Saturating accumulators are different: in 4 bits `(7 + 7) - 7` and `7 + (7 - 7)` are not the same. -/
theorem saturation_depends_on_order :
    let sat : Int → Int := fun n => max (-8) (min 7 n)
    sat (sat (7 + 7) + -7) ≠ sat (7 + sat (7 + -7)) := by decide

end Verif
