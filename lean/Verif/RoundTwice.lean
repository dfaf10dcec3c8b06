module

public import Verif.Round

/-!
# Rounding twice

`n / d` is rounded to an integer first, and that to a multiple of `e` units: to a grid `e` times as
coarse. Rounding once would be `round mode n (d * e)`.

Proved: rounding twice is off by at most a half and half a fine unit (`1/2 + 1/(2 e)` of a coarse
unit, which is attained); it gives what rounding once gives unless the first result lies in the middle
of two coarse values without being exact; so it is innocuous in directed modes, and after a first
rounding to odd with two bits more.
-/

@[expose] public section
namespace Verif

/-- Rounded twice to nearest, the error is at most a half and half a fine unit:
`|twice - n/(d e)| ≤ 1/2 + 1/(2 e)`, multiplied out. -/
theorem round_twice_error (mode mode' : Mode) (near : mode.Nearest) (near' : mode'.Nearest)
    (n : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e) :
    2 * (d * e * round mode' (round mode n d) e - n).natAbs ≤ d * e + d := by
  have h1 := round_error_half mode near n d hd
  generalize round mode n d = y at *
  have h2 := round_error_half mode' near' y e he
  generalize round mode' y e = z at *
  have e1 : (d : Int) * e * z - n = d * (e * z - y) + (d * y - n) := by grind
  have h3 := Int.natAbs_add_le (d * (e * z - y)) (d * y - n)
  rw [← e1, Int.natAbs_mul, Int.natAbs_natCast] at h3
  have h4 := Nat.mul_le_mul_left d h2
  have e2 : d * (2 * (e * z - y).natAbs) = 2 * (d * (e * z - y).natAbs) := by grind
  omega

/-- The bound is attained: 3/8 in halves is a tie and goes to 1/2, which is a tie and goes to 1 with
ties up. The error is 5/8 where one rounding errs by 3/8. -/
theorem round_twice_error_attained :
    2 * (4 * 2 * round .RNU (round .RNU 3 4) 2 - 3 : Int).natAbs = 4 * 2 + 2 := by decide

/-- **Rounding twice gives what rounding once gives, unless the first result lies in the middle** of two
coarse values and is not exact. The coarse unit is an even number of fine ones; the first rounding may
be in any mode. -/
theorem round_twice_of_not_middle (mode : Mode) (n : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e)
    (even : e % 2 = 0)
    (h : ∀ k : Int, 2 * round mode n d = e * (2 * k + 1) → d * round mode n d = n) :
    round .RNE (round mode n d) e = round .RNE n (d * e) := by
  have hde : 0 < d * e := Nat.mul_pos hd he
  by_cases exact : d * round mode n d = n
  · apply round_value .RNE he hde
    rw [Int.natCast_mul]
    generalize round mode n d = y at *
    grind
  · obtain ⟨u, rfl⟩ : ∃ u, e = 2 * u := ⟨e / 2, by omega⟩
    have hu : 0 < u := by omega
    symm
    have half := round_error_half .RNE trivial (round mode n d) (2 * u) he
    have mid1 := h (round .RNE (round mode n d) (2 * u))
    have mid2 := h (round .RNE (round mode n d) (2 * u) - 1)
    have up : ∀ k : Int, n ≤ k * d → round mode n d ≤ k := fun k g => round_le mode hd g
    have lo : ∀ k : Int, k * d ≤ n → k ≤ round mode n d := fun k g => le_round mode hd g
    generalize round mode n d = y at *
    generalize round .RNE y (2 * u) = z at *
    -- the middles beside the coarse value `z` are `(2 z + 1) u` and `(2 z - 1) u`
    have c1 : (((2 * u : Nat) : Int)) * z = 2 * (u * z) := by rw [Int.natCast_mul]; grind
    have c2 : (((2 * u : Nat) : Int)) * (2 * z + 1) = 2 * (2 * (u * z) + u) := by
      rw [Int.natCast_mul]; grind
    have c3 : (((2 * u : Nat) : Int)) * (2 * (z - 1) + 1) = 2 * (2 * (u * z) - u) := by
      rw [Int.natCast_mul]; grind
    rw [c1] at half
    rw [c2] at mid1
    rw [c3] at mid2
    have s1 : y < 2 * (u * z) + u := by
      rcases Int.lt_or_le y (2 * (u * z) + u) with g | g
      · exact g
      · exact absurd (mid1 (by omega)) exact
    have s2 : 2 * (u * z) - u < y := by
      rcases Int.lt_or_le (2 * (u * z) - u) y with g | g
      · exact g
      · exact absurd (mid2 (by omega)) exact
    have t1 : n < (2 * (u * z) + u) * d := by
      rcases Int.lt_or_le n ((2 * (u * z) + u) * d) with g | g
      · exact g
      · have := lo _ g; omega
    have t2 : (2 * (u * z) - u) * d < n := by
      rcases Int.lt_or_le ((2 * (u * z) - u) * d) n with g | g
      · exact g
      · have := up _ g; omega
    apply round_of_near .RNE trivial n _ hde
    have c4 : ((d * (2 * u) : Nat) : Int) * z = 2 * (u * z) * d := by
      rw [Int.natCast_mul, Int.natCast_mul]; grind
    have c5 : (2 * (u * z) + u) * (d : Int) = 2 * (u * z) * d + ((u * d : Nat) : Int) := by
      rw [Int.natCast_mul]; grind
    have c6 : (2 * (u * z) - u) * (d : Int) = 2 * (u * z) * d - ((u * d : Nat) : Int) := by
      rw [Int.natCast_mul]; grind
    have c7 : d * (2 * u) = 2 * (u * d) := by grind
    rw [c4, c7]
    rw [c5] at t1
    rw [c6] at t2
    omega

/-- Down, twice, is down once. -/
theorem round_twice_down (n : Int) (d e : Nat) : n / (d : Int) / (e : Int) = n / ((d * e : Nat) : Int) := by
  rw [Int.natCast_mul, Int.ediv_ediv_of_nonneg (Int.natCast_nonneg d)]

/-- Rounding to odd keeps what was lost in sight: an inexact result is odd. -/
theorem round_RTO_odd (n : Int) (d : Nat) (h : d * round .RTO n d ≠ n) :
    round .RTO n d % 2 = 1 := by
  have mag : ∀ s N, roundMagnitude .RTO s N d * d ≠ N → roundMagnitude .RTO s N d % 2 = 1 := by
    intro s N g
    have h1 := Nat.div_add_mod N d
    unfold roundMagnitude bump at *
    simp only at *
    split at g <;> split <;> try omega
    exact absurd (by rw [Nat.add_zero, Nat.mul_comm]; omega) g
  unfold round at *
  by_cases hn : n < 0
  · rw [if_pos hn] at h ⊢
    have := mag true n.natAbs (fun g => h (by
      have : (d : Int) * -(roundMagnitude .RTO true n.natAbs d : Int) =
          -((roundMagnitude .RTO true n.natAbs d * d : Nat) : Int) := by
        rw [Int.natCast_mul, Int.mul_neg, Int.mul_comm]
      rw [this, g]; omega))
    omega
  · rw [if_neg hn] at h ⊢
    have := mag false n.natAbs (fun g => h (by
      have : (d : Int) * (roundMagnitude .RTO false n.natAbs d : Int) =
          ((roundMagnitude .RTO false n.natAbs d * d : Nat) : Int) := by
        rw [Int.natCast_mul, Int.mul_comm]
      rw [this, g]; omega))
    omega

/-- **Rounding to odd first is innocuous** where the fine grid has two bits more: the final result is
that of one rounding, for every number. -/
theorem round_twice_odd (n : Int) (d e : Nat) (hd : 0 < d) (he : 0 < e) (h4 : e % 4 = 0) :
    round .RNE (round .RTO n d) e = round .RNE n (d * e) := by
  apply round_twice_of_not_middle .RTO n d e hd he (by omega)
  intro k hk
  rcases Classical.em (d * round .RTO n d = n) with g | g
  · exact g
  · exfalso
    have := round_RTO_odd n d g
    obtain ⟨u, rfl⟩ : ∃ u, e = 4 * u := ⟨e / 4, by omega⟩
    have c : ((4 * u : Nat) : Int) * (2 * k + 1) = 4 * (u * (2 * k + 1)) := by
      rw [Int.natCast_mul]; grind
    omega

end Verif
