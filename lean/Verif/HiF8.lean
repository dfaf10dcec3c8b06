module

public import Verif.TableFormat

/-!
# HiFloat8

HiF8 (arXiv 2409.16626) has a prefix code that says how many exponent bits follow, an exponent in sign and
magnitude with a hidden leading one, and what is left as fraction. `hif8Value p` is the magnitude of the
code `p` without its sign bit, in units of 2^-22, the least number. Code `0x6F` is infinity; for rounding it
stands for 1.5 * 2^15, the value that its bits would have.

Within a class negative exponents run backwards, so that codes are not in the order of their values:
`hif8Code` lists the codes in order, `hif8Ordinal` says where a code is in that list.

Proved: the decode table is what the definition says; the list has every code once; values increase along
it; rounding to nearest, ties away, gives a nearest value, takes the upper one from the middle on, gives
every value back, and keeps order; and it gives infinity from 40960 on.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- The magnitude of the HiF8 code `p < 128`, in units of 2^-22. -/
def hif8Value (p : Nat) : Nat :=
  if p = 0 then 0
  else if p < 8 then 2 ^ (p - 1)                                    -- denormal: 2^(p - 23)
  else if p / 8 = 1 then normal 0 3 p
  else if p / 16 = 1 then normal 1 3 p
  else if p / 32 = 1 then normal 2 3 p
  else if p / 32 = 2 then normal 3 2 p
  else normal 4 1 p
where
  /-- A code with `ew` exponent bits and `mw` fraction bits. -/
  normal (ew mw p : Nat) : Nat :=
    let fraction := p % 2 ^ mw
    let field := p / 2 ^ mw % 2 ^ ew
    let size := 2 ^ (ew - 1) + field % 2 ^ (ew - 1)                 -- the hidden one
    let exponent := if ew = 0 then 22 else if field / 2 ^ (ew - 1) = 1 then 22 - size else 22 + size
    (2 ^ mw + fraction) * 2 ^ exponent / 2 ^ mw

/-- The magnitudes of HiF8 by code, in units of 2^-22, in lanes of 40 bits. -/
def hif8Table : Nat :=
  0xc000000000800000000180000000010000000003000000000200000000060000000004000000000c00000000080000000018000000001000000000300000000020000000006000000000400030000000002000000000180000000010000000000c00000000080000000006000000000400000000030000000002000000000180000000010000000000c0000000008000000000600000000040000000000000e000000000c000000000a0000000008000000001c000000001800000000140000000010000000003800000000300000000028000000002000000000700000000060000000005000000000400000038000000003000000000280000000020000000001c000000001800000000140000000010000000000e000000000c000000000a0000000008000000000700000000060000000005000000000400000000000f000000000e000000000d000000000c000000000b000000000a00000000090000000008000000001e000000001c000000001a0000000018000000001600000000140000000012000000001000000003c000000003800000000340000000030000000002c000000002800000000240000000020000000001e000000001c000000001a000000001800000000160000000014000000001200000000100000000003c000000003800000000340000000030000000002c00000000280000000024000000002000000000f000000000e000000000d000000000c000000000b000000000a00000000090000000008000000000780000000070000000006800000000600000000058000000005000000000480000000040000000000000400000000020000000001000000000080000000004000000000200000000010000000000

/-- **The decode table** of HiF8 is what the definition says, on all codes. -/
theorem hif8_table : ∀ p, p < 128 → lane 40 hif8Table p = hif8Value p :=
  eq_of_allBelow (by decide +kernel)

/-- The codes without sign in the order of their values, infinity last. -/
def hif8Code (o : Nat) : Nat :=
  lane 8
    0x6f6e6d6c6b6a696867666564636261604f4e4d4c4b4a494847464544434241402f2e2d2c2b2a2928272625242322212017161514131211100f0e0d0c0b0a09081f1e1d1c1b1a191837363534333231303f3e3d3c3b3a393853525150575655545b5a59585f5e5d5c717073727574777679787b7a7d7c7f7e0706050403020100
    o

/-- Where a code is in that order. -/
def hif8Ordinal (p : Nat) : Nat :=
  lane 8
    0x9080b0a0d0c0f0e11101312151417167f7e7d7c7b7a797877767574737271701b1a19181f1e1d1c23222120272625246f6e6d6c6b6a696867666564636261602f2e2d2c2b2a292837363534333231305f5e5d5c5b5a595857565554535251503f3e3d3c3b3a39384f4e4d4c4b4a494847464544434241400706050403020100
    p

/-- The magnitudes in order. -/
def hif8Ordered (o : Nat) : Nat := hif8Value (hif8Code o)

/-- Every code is in the list, at its place. -/
theorem hif8_code_ordinal : ∀ p, p < 128 → hif8Code (hif8Ordinal p) = p :=
  eq_of_allBelow (by decide +kernel)

/-- Every place of the list is that of its code. -/
theorem hif8_ordinal_code : ∀ o, o < 128 → hif8Ordinal (hif8Code o) = o :=
  eq_of_allBelow (by decide +kernel)

/-- **Values increase** along the list. -/
theorem hif8_increasing : IncreasingTo hif8Ordered 127 := by
  have h : allBelow (fun i => Nat.blt (hif8Ordered i) (hif8Ordered (Nat.succ i))) 127 = true := by
    decide +kernel
  exact fun c hc => increasing_of_allBelow h c (c + 1) (by omega) (by omega)

/-- Zero is first, the largest finite value, 32768, last but one, and infinity, as 49152, last. -/
theorem hif8_extremes : hif8Ordered 0 = 0 ∧ hif8Ordered 1 = 1 ∧ hif8Ordered 126 = 32768 * 2 ^ 22 ∧
    hif8Ordered 127 = 49152 * 2 ^ 22 ∧ hif8Code 127 = 0x6F := by decide +kernel

/-- The ordinal that the magnitude `n / d`, in units of 2^-22, rounds to: nearest, ties away from zero. -/
def hif8Round (n d : Nat) : Nat := tableRound hif8Ordered 127 .RNA false n d

/-- The code of that magnitude. -/
def hif8Encode (n d : Nat) : Nat := hif8Code (hif8Round n d)

/-- The first value is zero, so that nothing is below. -/
theorem hif8_zero (n d : Nat) : hif8Ordered 0 * d ≤ n := by
  rw [hif8_extremes.1]; omega

/-- **Nearest**: no value is at a smaller distance than the one it rounds to. -/
theorem hif8_nearest (n d k : Nat) (hk : k ≤ 127) :
    dist (hif8Ordered (hif8Round n d) * d) n ≤ dist (hif8Ordered k * d) n :=
  tableRound_nearest hif8_increasing .RNA trivial false (hif8_zero n d) k hk

/-- **Ties away**: between two values the upper one is taken from the middle on. -/
theorem hif8_ties_away {n d o : Nat} (ho : o < 127) (h1 : hif8Ordered o * d ≤ n)
    (h2 : n < hif8Ordered (o + 1) * d) :
    hif8Round n d = if (hif8Ordered o + hif8Ordered (o + 1)) * d ≤ 2 * n then o + 1 else o :=
  tableRound_RNA hif8_increasing false ho h1 h2

/-- **Round trip**: the value of a code encodes to that code. -/
theorem hif8_round_trip (p : Nat) (hp : p < 128) : hif8Encode (hif8Value p) 1 = p := by
  have hc := hif8_code_ordinal p hp
  have ho : hif8Ordinal p ≤ 127 := by
    have h : ∀ p, p < 128 → hif8Ordinal p ≤ 127 := le_of_allBelow (by decide +kernel)
    exact h p hp
  have e := tableRound_exact hif8_increasing .RNA false (hif8Ordinal p) 1 (by omega) ho
  rw [Nat.mul_one, hif8Ordered, hc] at e
  unfold hif8Encode hif8Round
  rw [e, hc]

/-- **Order is kept**: a larger magnitude is not rounded to a smaller value. -/
theorem hif8_mono {n d m e : Nat} (hd : 0 < d) (he : 0 < e) (h : n * e ≤ m * d) :
    hif8Round n d ≤ hif8Round m e :=
  tableRound_mono hif8_increasing .RNA false hd he (hif8_zero n d) h

/-- **Overflow**: the result is infinity from 40960 on, the middle of 32768 and 49152. -/
theorem hif8_overflow (n d : Nat) (hd : 0 < d) :
    hif8Round n d = 127 ↔ 40960 * 2 ^ 22 * d ≤ n := by
  obtain ⟨_, _, e1, e2, _⟩ := hif8_extremes
  constructor
  · intro h
    rcases Nat.lt_or_ge n (hif8Ordered 126 * d) with g | g
    · have := hif8_mono (n := n) (m := hif8Ordered 126 * d) hd hd
        (Nat.mul_le_mul_right d (Nat.le_of_lt g))
      have x := tableRound_exact hif8_increasing .RNA false 126 d hd (by omega)
      have : hif8Round (hif8Ordered 126 * d) d = 126 := x
      omega
    · rcases Nat.lt_or_ge n (hif8Ordered 127 * d) with g' | g'
      · have t := hif8_ties_away (o := 126) (by omega) g g'
        rw [h] at t
        rw [e1, show hif8Ordered (126 + 1) = 49152 * 2 ^ 22 from e2] at t
        split at t <;> omega
      · rw [e2] at g'; omega
  · intro h
    rcases Nat.lt_or_ge n (hif8Ordered 127 * d) with g' | g'
    · have t := hif8_ties_away (n := n) (d := d) (o := 126) (by omega) (by rw [e1]; omega) g'
      rw [e1, show hif8Ordered (126 + 1) = 49152 * 2 ^ 22 from e2, if_pos (by omega)] at t
      exact t
    · unfold hif8Round tableRound
      rw [if_pos g']

end Verif
