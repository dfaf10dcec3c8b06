module

public import Verif.WideMonotone
public import Verif.NearestValue

/-!
# Where rounding to nearest overflows to infinity

Proved, for every signed format with a zero, an infinity and an odd largest code, as IEEE 754's are: the
result of RNE is infinite exactly from the middle on between the largest number and the one that would follow.
-/

@[expose] public section
noncomputable section
namespace Verif
namespace Format

/-- The middle between the largest number and the one that would follow, by a unit in the last place. -/
def overflowLimit (f : Format) : Rat := f.max + f.ulp f.max / 2

/-- **RNE gives an infinity exactly from that middle on.** `limit` says that it is the middle. -/
theorem round_infinite_iff (f : Format) (wf : f.WellFormed) (hs : f.signed = true)
    (hz : f.hasZero = true) (hi : f.infinity = true) (odd : f.top % 2 = 1)
    (limit : f.overflowLimit * 2 = ((f.value f.top + f.value (f.top + 1) : Nat) : Int) * f.unit)
    {v : Value} (hv : v.IsFinite) :
    (f.roundValue .RNE .infinity v).IsInfinite ↔ f.overflowLimit ≤ absolute v.real := by
  have q := (f.isQuanta v.real).absolute
  have d0 := q.1
  have q2 : f.IsQuanta (absolute v.real * 2) (2 * ((f.numerator v.real).natAbs : Int))
      (f.denominator v.real) := by
    refine ⟨q.1, ?_⟩
    have := q.2
    rw [Rat.intCast_mul]
    have two : ((2 : Int) : Rat) = 2 := rfl
    grind
  have w := q2.whole_le (f.value f.top + f.value (f.top + 1) : Nat)
  have ex : f.exceeds .RNE v = true ↔ f.overflowLimit ≤ absolute v.real := by
    rw [← mul_le_mul_iff (show (0 : Rat) < 2 by decide), limit, w]
    unfold exceeds
    rw [f.overflow_RNE_iff _ _ _ d0, ← Int.natCast_mul]
    omega
  rw [← ex]
  match e : f.exceeds .RNE v with
  | true => rw [f.roundValue_of_exceeds wf hs hi .RNE v hv e]; exact ⟨fun _ => rfl, fun _ => trivial⟩
  | false =>
    have fin := (f.roundValue_finite wf hs hz .RNE .infinity v hv e).1
    constructor
    · intro g
      match f.roundValue .RNE .infinity v, fin, g with
      | .infinity _, t, _ => exact absurd t id
    · intro g; cases g

end Format
end Verif
