module

public import Verif.Codes
public import Verif.Quarters

/-!
# Encoders of HiF8 and posit(8, 2) against tables of codes

What `Format.encode_table` is for floats: the kernel compares the codes that these encoders give at the
quarters of every gap with a packed table. Posits have limits of their own between neighbours, so these
are looked at as well: the limit itself, and a little less and more.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- The HiF8 code of a sign and an ordinal. -/
def hif8Of (negative : Bool) (o : Nat) : Nat := hif8Signed negative (hif8Code o)

/-- The HiF8 encoder agrees with a table of codes at the quarters of the gaps, that to infinity included. -/
theorem hif8_encode_table {s : Bool} {w t n : Nat} (hn : n ≤ 508)
    (h : tableQuartersAre hif8Of .RNA s w t n = true) :
    ∀ i, i < n → hif8EncodeSigned s (quarter hif8Ordered i) 4 = lane w t i := by
  intro i hi
  rw [← tableRound_table hif8_increasing hif8Of (by omega) h i hi]
  rfl

/-- The saturating HiF8 encoder agrees with a table of codes at the quarters of the gaps, in any mode. -/
theorem hif8_saturate_table {mode : Mode} {s : Bool} {w t n : Nat} (hn : n ≤ 504)
    (h : tableQuartersAre hif8Of mode s w t n = true) :
    ∀ i, i < n → hif8Saturate mode s (quarter hif8Ordered i) 4 = lane w t i :=
  tableRound_table hif8_finite_increasing hif8Of (by omega) h

/-- What is above zero and below the least posit(8, 2) becomes the least. -/
theorem posit8_small (n d : Nat) (h0 : 0 < n) (h : n < d) : posit8Round n d = 1 := by
  have one : positValue 8 2 1 = 1 := by decide +kernel
  unfold posit8Round
  rw [if_neg (by omega), if_pos (by rw [one]; omega)]

/-- What is not below the largest posit(8, 2) becomes the largest. -/
theorem posit8_large (n d : Nat) (hd : 0 < d) (h : 2 ^ 48 * d ≤ n) : posit8Round n d = 127 := by
  have one : positValue 8 2 1 = 1 := by decide +kernel
  have top : positValue 8 2 127 = 2 ^ 48 := by decide +kernel
  unfold posit8Round
  rw [one, top, if_neg (by omega), if_neg (by omega), if_pos h]

/-- At the limit between two posits, and a thirty-second of a unit below and above it. -/
theorem posit8_at_limit (c : Nat) (c1 : 1 ≤ c) (c2 : c < 127) :
    posit8Round (2 * posit8Limit c - 1) 32 = c ∧ posit8Round (2 * posit8Limit c) 32 = c + c % 2 ∧
      posit8Round (2 * posit8Limit c + 1) 32 = c + 1 := by
  obtain ⟨b1, b2⟩ := posit8_limit_between c c2
  refine ⟨?_, ?_, ?_⟩
  · rw [posit8Round_between (c := c) (by omega) c1 c2 (by omega) (by omega), if_pos (by omega)]
  · rw [posit8Round_between (c := c) (by omega) c1 c2 (by omega) (by omega), if_neg (by omega),
      if_neg (by omega)]
  · rw [posit8Round_between (c := c) (by omega) c1 c2 (by omega) (by omega), if_neg (by omega),
      if_pos (by omega)]

/-- The posit(8, 2) of a quarter point, as the kernel evaluates it. -/
def posit8QuarterCode (negative : Bool) (i : Nat) : Nat :=
  cond (Nat.ble 4 i)
    (force (Nat.div i 4) fun c => force (Nat.mul 16 (quarter (lane 56 posit8Table) i)) fun x =>
      force (Nat.mul (lane 56 posit8LimitTable c) 4) fun l =>
        positSigned 8 negative
          (cond (Nat.blt x l) c (cond (Nat.blt l x) (Nat.succ c) (Nat.add c (Nat.mod c 2)))))
    (positSigned 8 negative (cond (Nat.beq i 0) 0 1))

/-- The evaluated code is the encoder's. -/
theorem posit8_encode_quarter (s : Bool) (i : Nat) (hi : i < 508) :
    posit8Encode s (quarter (positValue 8 2) i) 4 = posit8QuarterCode s i := by
  unfold posit8Encode posit8QuarterCode
  by_cases g : 4 ≤ i
  · have e : quarter (lane 56 posit8Table) i = quarter (positValue 8 2) i := by
      unfold quarter
      rw [posit8_table _ (by omega), posit8_table _ (by omega)]
    have f := quarter_isFloor (posit8_increasing (i / 4) (by omega))
    rw [posit8Round_between (c := i / 4) (by omega) (by omega) (by omega) f.1 f.2]
    rw [show Nat.ble 4 i = true from ble_iff.2 g]
    simp only [cond, force_eq, e]
    show _ = positSigned 8 s (cond (Nat.blt (16 * quarter (positValue 8 2) i)
      (lane 56 posit8LimitTable (i / 4) * 4)) (i / 4) (cond (Nat.blt
      (lane 56 posit8LimitTable (i / 4) * 4) (16 * quarter (positValue 8 2) i)) (i / 4 + 1)
      (i / 4 + i / 4 % 2)))
    rw [posit8_limit_table _ (by omega)]
    congr 1
    cases h : Nat.blt (16 * quarter (positValue 8 2) i) (posit8Limit (i / 4) * 4) with
    | true => rw [Nat.blt_eq] at h; rw [if_pos h]; rfl
    | false =>
      rw [← Bool.not_eq_true, Nat.blt_eq] at h
      rw [if_neg h]
      cases h' : Nat.blt (posit8Limit (i / 4) * 4) (16 * quarter (positValue 8 2) i) with
      | true => rw [Nat.blt_eq] at h'; rw [if_pos h']; rfl
      | false => rw [← Bool.not_eq_true, Nat.blt_eq] at h'; rw [if_neg h']; rfl
  · rw [show Nat.ble 4 i = false by rw [← Bool.not_eq_true, ble_iff]; exact g]
    simp only [cond]
    congr 1
    rcases (show i = 0 ∨ i = 1 ∨ i = 2 ∨ i = 3 by omega) with e | e | e | e <;> subst e <;>
      decide +kernel

/-- The posit(8, 2) encoder agrees with a table of codes at the quarters of the gaps. -/
theorem posit8_encode_table {s : Bool} {w t n : Nat} (hn : n ≤ 508)
    (h : allBelow (fun i => Nat.beq (posit8QuarterCode s i) (lane w t i)) n = true) :
    ∀ i, i < n → posit8Encode s (quarter (positValue 8 2) i) 4 = lane w t i := by
  intro i hi
  rw [posit8_encode_quarter s i (by omega)]
  exact eq_of_allBelow h i hi

/-- The posit(8, 2) encoder agrees with tables of codes a little below the limits of codes `i + 1`, at
them, and a little above. -/
theorem posit8_limit_codes {s : Bool} {w t₀ t₁ t₂ n : Nat} (hn : n ≤ 126)
    (h : allBelow (fun i => force (Nat.succ i) fun c =>
      cond (Nat.beq (positSigned 8 s c) (lane w t₀ i))
        (cond (Nat.beq (positSigned 8 s (Nat.add c (Nat.mod c 2))) (lane w t₁ i))
          (Nat.beq (positSigned 8 s (Nat.succ c)) (lane w t₂ i)) false) false) n = true) :
    ∀ i, i < n → posit8Encode s (2 * posit8Limit (i + 1) - 1) 32 = lane w t₀ i ∧
      posit8Encode s (2 * posit8Limit (i + 1)) 32 = lane w t₁ i ∧
      posit8Encode s (2 * posit8Limit (i + 1) + 1) 32 = lane w t₂ i := by
  intro i hi
  have g := forall_of_allBelow h i hi
  rw [force_eq] at g
  obtain ⟨l0, l1, l2⟩ := posit8_at_limit (i + 1) (by omega) (by omega)
  unfold posit8Encode
  rw [l0, l1, l2]
  cases h0 : Nat.beq (positSigned 8 s (Nat.succ i)) (lane w t₀ i) with
  | false => rw [h0] at g; cases g
  | true =>
    rw [h0] at g
    cases h1 : Nat.beq (positSigned 8 s (Nat.add (Nat.succ i) (Nat.mod (Nat.succ i) 2)))
        (lane w t₁ i) with
    | false => rw [h1] at g; cases g
    | true =>
      rw [h1] at g
      exact ⟨Nat.eq_of_beq_eq_true h0, Nat.eq_of_beq_eq_true h1, Nat.eq_of_beq_eq_true g⟩

end Verif
