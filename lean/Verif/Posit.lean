module

public import Verif.TableFormat

/-!
# Posits

A posit's magnitude code is read from its top: a run of equal bits (the regime), the bit that ends it, up
to `es` exponent bits, and the fraction; bits that are cut off are zero. `positValue n es c` is its value,
in units of `2^-((n-2) * 2^es)`, the least posit. Negative posits are two's complements of positive ones.

Posits round by their own rule: nearest on the bit string, as if it went on forever, ties to the even
code. The limit between codes `c` and `c + 1` is thus the posit of one bit more with code `2 c + 1`; and
nothing but zero rounds to zero, nothing finite beyond the largest.

Proved for posit(8, 2): the decode table, certified against the definition; codes are in order; each
limit lies between its neighbours; posits round to themselves; rounding keeps order; and where the limit
is the middle, which is so in 120 of the 126 gaps between positive posits, it is the nearest with ties
to even. The six other gaps are named.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- How many bits a number has. -/
def bitLength (x : Nat) : Nat := if x = 0 then 0 else Nat.log2 x + 1

/-- The magnitude of the posit of `n` bits and `es` exponent bits with the positive code `c`, in units of
`2^-((n-2) * 2^es)`. -/
def positValue (n es c : Nat) : Nat :=
  if c = 0 then 0 else
    let ones := Nat.ble (2 ^ (n - 2)) c
    let k := n - 1 - bitLength (if ones then 2 ^ (n - 1) - 1 - c else c)
    let rest := n - 2 - k
    let tail := c % 2 ^ rest
    let e := if es ≤ rest then tail / 2 ^ (rest - es) else tail * 2 ^ (es - rest)
    let fractionBits := rest - es
    let fraction := tail % 2 ^ fractionBits
    let scale := if ones then (n - 2 + (k - 1)) * 2 ^ es + e else (n - 2 - k) * 2 ^ es + e
    (2 ^ fractionBits + fraction) * 2 ^ scale / 2 ^ fractionBits

/-- The magnitudes of posit(8, 2), in units of 2^-24, in lanes of 56 bits. -/
def posit8Table : Nat :=
  0x10000000000000010000000000000040000000000000100000000000000800000000000004000000000000020000000000000100000000000000c0000000000000800000000000006000000000000040000000000000300000000000002000000000000018000000000000100000000000000e0000000000000c0000000000000a00000000000008000000000000070000000000000600000000000005000000000000040000000000000380000000000003000000000000028000000000000200000000000001c0000000000001800000000000014000000000000100000000000000f0000000000000e0000000000000d0000000000000c0000000000000b0000000000000a0000000000000900000000000008000000000000078000000000000700000000000006800000000000060000000000000580000000000005000000000000048000000000000400000000000003c0000000000003800000000000034000000000000300000000000002c0000000000002800000000000024000000000000200000000000001e0000000000001c0000000000001a00000000000018000000000000160000000000001400000000000012000000000000100000000000000f0000000000000e0000000000000d0000000000000c0000000000000b0000000000000a0000000000000900000000000008000000000000078000000000000700000000000006800000000000060000000000000580000000000005000000000000048000000000000400000000000003c0000000000003800000000000034000000000000300000000000002c0000000000002800000000000024000000000000200000000000001e0000000000001c0000000000001a00000000000018000000000000160000000000001400000000000012000000000000100000000000000e0000000000000c0000000000000a00000000000008000000000000070000000000000600000000000005000000000000040000000000000380000000000003000000000000028000000000000200000000000001c0000000000001800000000000014000000000000100000000000000c000000000000080000000000000600000000000004000000000000030000000000000200000000000001800000000000010000000000000080000000000000400000000000002000000000000010000000000000040000000000000100000000000000100000000000000

/-- **The decode table** of posit(8, 2) is what the definition says, on all positive codes. -/
theorem posit8_table : ∀ c, c < 128 → lane 56 posit8Table c = positValue 8 2 c :=
  eq_of_allBelow (by decide +kernel)

/-- The largest posit(8, 2) is 2^24, the least 2^-24, and 1 has code 0x40. -/
theorem posit8_extremes : positValue 8 2 127 = 2 ^ 48 ∧ positValue 8 2 1 = 1 ∧
    positValue 8 2 0x40 = 2 ^ 24 := by decide +kernel

/-- **Codes are in order**: a larger code has a larger value. -/
theorem posit8_increasing : IncreasingTo (positValue 8 2) 127 := by
  intro c hc
  have h : allBelow (fun i => Nat.blt (lane 56 posit8Table i) (lane 56 posit8Table (Nat.succ i))) 127
      = true := by decide +kernel
  have := increasing_of_allBelow h c (c + 1) (by omega) (by omega)
  rwa [posit8_table c (by omega), posit8_table (c + 1) (by omega)] at this

/-- Where codes `c` and `c + 1` of posit(8, 2) meet: the posit(9, 2) of code `2 c + 1`, in units of 2^-28. -/
def posit8Limit (c : Nat) : Nat := positValue 9 2 (2 * c + 1)

/-- The limits between codes `c` and `c + 1`, in lanes of 56 bits. -/
def posit8LimitTable : Nat :=
  0x40000000000000080000000000000200000000000000c00000000000006000000000000030000000000000180000000000000e0000000000000a0000000000000700000000000005000000000000038000000000000280000000000001c000000000000140000000000000f0000000000000d0000000000000b000000000000090000000000000780000000000006800000000000058000000000000480000000000003c000000000000340000000000002c000000000000240000000000001e0000000000001a00000000000016000000000000120000000000000f8000000000000e8000000000000d8000000000000c8000000000000b8000000000000a800000000000098000000000000880000000000007c000000000000740000000000006c000000000000640000000000005c000000000000540000000000004c000000000000440000000000003e0000000000003a00000000000036000000000000320000000000002e0000000000002a00000000000026000000000000220000000000001f0000000000001d0000000000001b00000000000019000000000000170000000000001500000000000013000000000000110000000000000f8000000000000e8000000000000d8000000000000c8000000000000b8000000000000a800000000000098000000000000880000000000007c000000000000740000000000006c000000000000640000000000005c000000000000540000000000004c000000000000440000000000003e0000000000003a00000000000036000000000000320000000000002e0000000000002a00000000000026000000000000220000000000001f0000000000001d0000000000001b00000000000019000000000000170000000000001500000000000013000000000000110000000000000f0000000000000d0000000000000b000000000000090000000000000780000000000006800000000000058000000000000480000000000003c000000000000340000000000002c000000000000240000000000001e0000000000001a00000000000016000000000000120000000000000e0000000000000a0000000000000700000000000005000000000000038000000000000280000000000001c000000000000140000000000000c00000000000006000000000000030000000000000180000000000000800000000000002000000000000004000000000000001

/-- The table of limits is what the definition says. -/
theorem posit8_limit_table : ∀ c, c < 127 → lane 56 posit8LimitTable c = posit8Limit c :=
  eq_of_allBelow (by decide +kernel)

/-- Each limit lies between its neighbours. Sixteen units of a limit are one of a value. -/
theorem posit8_limit_between : ∀ c, c < 127 →
    16 * positValue 8 2 c < posit8Limit c ∧ posit8Limit c < 16 * positValue 8 2 (c + 1) := by
  have h1 : allBelow (fun c => Nat.ble (Nat.succ (Nat.mul 16 (lane 56 posit8Table c)))
      (lane 56 posit8LimitTable c)) 127 = true := by decide +kernel
  have h2 : allBelow (fun c => Nat.ble (Nat.succ (lane 56 posit8LimitTable c))
      (Nat.mul 16 (lane 56 posit8Table (Nat.succ c)))) 127 = true := by decide +kernel
  intro c hc
  have g1 := le_of_allBelow h1 c hc
  have g2 := le_of_allBelow h2 c hc
  rw [posit8_table c (by omega), posit8_limit_table c hc] at g1
  rw [posit8_table (c + 1) (by omega), posit8_limit_table c hc] at g2
  exact ⟨g1, g2⟩

/-- The six gaps in which the limit is not the middle: three at either end, where exponent bits are cut
off. -/
def posit8Odd (c : Nat) : Bool := c == 1 || c == 2 || c == 3 || c == 124 || c == 125 || c == 126

/-- **In all other gaps between positive posits the limit is the middle**, and in these six it is not. -/
theorem posit8_limit_middle : ∀ c, 1 ≤ c → c < 127 →
    (2 * posit8Limit c = 16 * (positValue 8 2 c + positValue 8 2 (c + 1)) ↔ posit8Odd c = false) := by
  have h : allBelow (fun c => (Nat.beq c 0) || ((Nat.beq (Nat.mul 2 (lane 56 posit8LimitTable c))
      (Nat.mul 16 (Nat.add (lane 56 posit8Table c) (lane 56 posit8Table (Nat.succ c))))) ==
        !posit8Odd c)) 127 = true := by
    decide +kernel
  intro c h1 h2
  have g := forall_of_allBelow h c h2
  have c0 : Nat.beq c 0 = false := by rw [← Bool.not_eq_true, Nat.beq_eq]; omega
  rw [c0, Bool.false_or, beq_iff_eq, posit8_limit_table c h2, posit8_table c (by omega),
    posit8_table (c + 1) (by omega)] at g
  show Nat.mul 2 _ = Nat.mul 16 (Nat.add _ _) ↔ _
  rw [← Nat.beq_eq, g]
  simp

/-- The code that the magnitude `n / d`, in units of 2^-24, rounds to: saturated at both ends, zero for
zero only. -/
def posit8Round (n d : Nat) : Nat :=
  if n = 0 then 0
  else if n < positValue 8 2 1 * d then 1
  else if positValue 8 2 127 * d ≤ n then 127
  else
    let c := floorFrom (positValue 8 2) n d 127
    if 16 * n < posit8Limit c * d then c
    else if posit8Limit c * d < 16 * n then c + 1
    else c + c % 2

/-- Between two posits, the result is one of them, by the limit, ties to the even code. -/
theorem posit8Round_between {n d c : Nat} (hd : 0 < d) (c1 : 1 ≤ c) (c2 : c < 127)
    (h1 : positValue 8 2 c * d ≤ n) (h2 : n < positValue 8 2 (c + 1) * d) :
    posit8Round n d = if 16 * n < posit8Limit c * d then c
      else if posit8Limit c * d < 16 * n then c + 1 else c + c % 2 := by
  have hw := continued_increasing posit8_increasing
  have w : ∀ k, k ≤ 127 → continued (positValue 8 2) 127 k = positValue 8 2 k :=
    fun k hk => continued_eq _ hk
  have lo := Nat.mul_le_mul_right d (hw.le c1)
  have hi := Nat.mul_le_mul_right d (hw.le (show c + 1 ≤ 127 by omega))
  rw [w _ (by omega), w _ (by omega)] at lo hi
  have one : positValue 8 2 1 = 1 := by decide +kernel
  have ht : n < positValue 8 2 127 * d := by omega
  have f0 := floorFrom_spec (positValue 8 2) n d 126 (by
    have : positValue 8 2 0 = 0 := by decide +kernel
    rw [this]; omega) ht
  have f1 : floorFrom (positValue 8 2) n d 127 = floorFrom (positValue 8 2) n d 126 := by
    rw [floorFrom, if_neg (show ¬positValue 8 2 127 * d ≤ n by omega)]
  have fc : floorFrom (positValue 8 2) n d 126 = c := by
    apply floor_unique hw (n := n) (d := d)
    · unfold IsFloor at *
      rw [w _ (by omega), w _ (by omega)]; exact f0.2
    · unfold IsFloor
      rw [w _ (by omega), w _ (by omega)]; exact ⟨h1, h2⟩
  have n0 : n ≠ 0 := by rw [one] at lo; omega
  unfold posit8Round
  rw [if_neg n0, if_neg (by omega), if_neg (by omega), f1, fc]

/-- **Round trip**: the value of a posit rounds to its code. -/
theorem posit8_round_trip (c : Nat) (hc : c < 128) : posit8Round (positValue 8 2 c) 1 = c := by
  rcases (show c = 0 ∨ c = 127 ∨ (1 ≤ c ∧ c < 127) by omega) with e | e | ⟨h1, h2⟩
  · subst e; decide +kernel
  · subst e; decide +kernel
  · have b := posit8_limit_between c h2
    have i := posit8_increasing c h2
    rw [posit8Round_between (by omega) h1 h2 (by omega) (by omega), if_pos (by omega)]

/-- **Where the limit is the middle, posit(8, 2) rounds to the nearest, ties to the even code**: in all
gaps between positive posits but the six. -/
theorem posit8_nearest {n d c : Nat} (hd : 0 < d) (c1 : 1 ≤ c) (c2 : c < 127)
    (regular : posit8Odd c = false) (h1 : positValue 8 2 c * d ≤ n)
    (h2 : n < positValue 8 2 (c + 1) * d) :
    IsNearestEvenUpTo (positValue 8 2) 127 n d (posit8Round n d) := by
  have hw := continued_increasing posit8_increasing
  have h0 : positValue 8 2 0 * d ≤ n := by
    have : positValue 8 2 0 = 0 := by decide +kernel
    rw [this]; omega
  have ht : n < positValue 8 2 127 * d := by
    have hi := Nat.mul_le_mul_right d (hw.le (show c + 1 ≤ 127 by omega))
    rw [continued_eq _ (by omega), continued_eq _ (by omega)] at hi
    omega
  have e : tableRound (positValue 8 2) 127 .RNE false n d = posit8Round n d := by
    obtain ⟨b, b1, b2, b3⟩ := tableRound_eq h0 ht .RNE false
    have fc : IsFloor (continued (positValue 8 2) 127) n d c := by
      unfold IsFloor
      rw [continued_eq _ (by omega), continued_eq _ (by omega)]; exact ⟨h1, h2⟩
    obtain rfl := floor_unique hw b2 fc
    rw [b3, posit8Round_between hd c1 c2 h1 h2]
    have mid := (posit8_limit_middle b c1 c2).2 regular
    have mid' : posit8Limit b * d = 8 * (positValue 8 2 b * d + positValue 8 2 (b + 1) * d) := by
      have : posit8Limit b = 8 * (positValue 8 2 b + positValue 8 2 (b + 1)) := by omega
      rw [this]; grind
    simp only [roundFrom, bump]
    rw [continued_eq _ (by omega), continued_eq _ (by omega), Nat.sub_mul, mid']
    repeat' split
    all_goals omega
  rw [← e]
  exact tableRound_RNE posit8_increasing false hd h0

end Verif
