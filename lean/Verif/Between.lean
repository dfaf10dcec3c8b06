module

public import Verif.Kernel

/-!
# Claims about all integers of a range

A claim `∀ x : Int, low ≤ x → x ≤ high → p x` with `p` decidable is decided by going through the range.
`decide +kernel` then settles claims about a few small inputs, whatever they are made of: products,
bitwise operations, cases.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- What an evaluated range says. -/
theorem allBetween_iff {low high : Int} {p : Int → Prop} [DecidablePred p] :
    allBelow (fun i => decide (p (low + i))) (high + 1 - low).toNat = true ↔
      ∀ x : Int, low ≤ x → x ≤ high → p x := by
  rw [allBelow_iff]
  constructor
  · intro h x above below
    have holds := of_decide_eq_true (h (x - low).toNat (by omega))
    have e : low + ((x - low).toNat : Int) = x := by omega
    rwa [e] at holds
  · intro h i inside
    exact decide_eq_true (h _ (by omega) (by omega))

/-- Going through a range decides a claim about it. -/
instance decidableBetween (low high : Int) (p : Int → Prop) [DecidablePred p] :
    Decidable (∀ x : Int, low ≤ x → x ≤ high → p x) := decidable_of_iff _ allBetween_iff

end Verif
