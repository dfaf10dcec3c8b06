module

public import Verif.HiF8Value

/-!
# HiFloat8 rounds to the nearest, and its ordinals are in order

Proved: under saturation no number of HiF8, of either sign, is nearer than the result of a mode to nearest;
and the ordinals of codes, which are not the codes, are in the order of values.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Where each limit is the middle, a mode to nearest gives a nearest number. -/
theorem Steps.number_nearest (t : Steps) (wf : t.WellFormed)
    (mid : ∀ c, t.limit c = t.value c + t.value (c + 1)) (two : t.scale = 2) (all : t.nonzero = false)
    (q : Int) (mode : Mode) (near : mode.Nearest) (x : Rat) (s : Bool) (k : Nat) (hk : k ≤ t.top) :
    absolute (x - t.number q mode x) ≤
      absolute (x - ((if s then -(t.value k : Int) else t.value k : Int) : Rat) * (2 : Rat) ^ q) := by
  have h := (grid q).isQuanta x
  have best : ∀ neg n d, 0 < d → dist (t.value (t.round mode neg n d) * d) n ≤ dist (t.value k * d) n := by
    intro neg n d hd
    rw [t.round_eq_tableRound mid two all wf.increasing wf.zero mode neg n d hd]
    exact tableRound_nearest wf.increasing mode near neg (by rw [wf.zero]; omega) k hk
  have b := best (decide ((grid q).numerator x < 0)) ((grid q).numerator x).natAbs _ h.1
  have sd := Format.signed_distance _ _ _ _ s b
  rw [t.number_eq, ← grid_unit, h.distance_le]
  unfold Steps.signed
  by_cases g : (grid q).numerator x < 0
  · rw [if_pos g]
    simp only [g, decide_true, if_true] at sd
    exact sd
  · rw [if_neg g]
    simp only [g, decide_false, Bool.false_eq_true, if_false] at sd
    exact sd

/-- The ordinal of a code, with its sign. -/
def hif8SignedOrdinal (c : Nat) : Int :=
  if 128 ≤ c then -(hif8Ordinal (c % 128) : Int) else hif8Ordinal (c % 128)

/-- A finite code by its sign and ordinal. -/
theorem hif8_of_finite (c : Nat) (fc : (hif8DecodeValue c).IsFinite) :
    hif8Ordinal (c % 128) ≤ 126 ∧ (hif8DecodeValue c).real =
      ((if 128 ≤ c then -(hif8Ordered (hif8Ordinal (c % 128)) : Int)
        else hif8Ordered (hif8Ordinal (c % 128)) : Int) : Rat) * (2 : Rat) ^ (-22 : Int) := by
  have hp : c % 128 < 128 := Nat.mod_lt _ (by omega)
  have oc := hif8_code_ordinal (c % 128) hp
  unfold hif8DecodeValue at *
  by_cases n : c = 0x80
  · rw [if_pos n] at fc; exact absurd fc id
  · rw [if_neg n] at fc ⊢
    by_cases i : c % 128 = 0x6F
    · rw [if_pos i] at fc; exact absurd fc id
    · rw [if_neg i]
      refine ⟨(hif8_ordinals _ hp).2.1 i, ?_⟩
      unfold hif8Ordered
      rw [oc]
      rfl

/-- **Nearest**: no number of HiF8 is nearer than the one that was chosen. -/
theorem hif8_round_nearest (mode : Mode) (near : mode.Nearest) {v : Value} (hv : v.IsFinite) (c : Nat)
    (fc : (hif8DecodeValue c).IsFinite) :
    (hif8RoundValue mode .saturate v).IsFinite ∧
      0 ≤ absolute (v.real - (hif8RoundValue mode .saturate v).real) ∧
      absolute (v.real - (hif8RoundValue mode .saturate v).real) ≤
        absolute (v.real - (hif8DecodeValue c).real) := by
  obtain ⟨f1, r1⟩ := hif8_round_number mode hv
  obtain ⟨o, r2⟩ := hif8_of_finite c fc
  refine ⟨f1, absolute_nonneg _, ?_⟩
  rw [r1, r2]
  have := hif8Steps.number_nearest hif8Steps_wellFormed (fun _ => rfl) rfl rfl (-22) mode near v.real
    (decide (128 ≤ c)) (hif8Ordinal (c % 128)) o
  simpa only [decide_eq_true_eq, hif8Steps_value] using this

/-- **Ordinals are in the order of values.** -/
theorem hif8_order (a b : Nat) (fa : (hif8DecodeValue a).IsFinite) (fb : (hif8DecodeValue b).IsFinite) :
    hif8SignedOrdinal a < hif8SignedOrdinal b ↔ hif8DecodeValue a < hif8DecodeValue b := by
  obtain ⟨oa, ra⟩ := hif8_of_finite a fa
  obtain ⟨ob, rb⟩ := hif8_of_finite b fb
  rw [Value.lt_iff fa fb, ra, rb, Rat.mul_lt_mul_right (Steps.two_pow_pos _), Rat.intCast_lt_intCast]
  have hw := continued_increasing hif8_increasing
  have lt : ∀ i j, j ≤ 126 → i < j → hif8Ordered i < hif8Ordered j := by
    intro i j hj h
    have := hw.lt h
    rwa [continued_eq _ (by omega), continued_eq _ (by omega)] at this
  have zero := hif8_extremes.1
  have pos : ∀ j, j ≤ 126 → j ≠ 0 → 0 < hif8Ordered j := by
    intro j hj h
    have := lt 0 j hj (by omega)
    omega
  unfold hif8SignedOrdinal
  generalize hif8Ordinal (a % 128) = i at *
  generalize hif8Ordinal (b % 128) = j at *
  have t1 := lt i j ob
  have t2 := lt j i oa
  have e : i = j → hif8Ordered i = hif8Ordered j := fun h => by rw [h]
  have z1 : i = 0 → hif8Ordered i = 0 := fun h => by rw [h, zero]
  have z2 : j = 0 → hif8Ordered j = 0 := fun h => by rw [h, zero]
  have p1 := pos i oa
  have p2 := pos j ob
  clear lt pos zero hw ra rb fa fb
  rcases Nat.lt_trichotomy i j with h | h | h <;> split <;> split <;> omega

end Verif
