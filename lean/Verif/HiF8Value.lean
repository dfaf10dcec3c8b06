module

public import Verif.HiF8
public import Verif.StepsValue
public import Verif.MonotoneValue

/-!
# HiFloat8 with its sign, in the words of the specification

Bit 7 of a code is the sign; 0x80 on its own is NaN, so that there is one zero. Magnitudes are multiples of
2^-22. Rounding overflows in nearest modes from 40960 on, else beyond the largest number, 32768.

Proved: decoding and encoding in any mode gives a code back, infinities included; rounding under saturation
keeps order in every mode, and in nearest modes gives a nearest number; and ordinals are in the order of
values.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- `decode` of HiF8. -/
def hif8DecodeValue (c : Nat) : Value :=
  if c = 0x80 then .nan
  else if c % 128 = 0x6F then .infinity (decide (128 ≤ c))
  else .number (((if 128 ≤ c then -(hif8Value (c % 128) : Int) else hif8Value (c % 128) : Int) : Rat) *
    (2 : Rat) ^ (-22 : Int))

/-- The finite magnitudes of HiF8 in order; limits are the middle. -/
def hif8Steps : Steps :=
  { value := hif8Ordered, limit := fun c => hif8Ordered c + hif8Ordered (c + 1), scale := 2, top := 126,
    nonzero := false }

/-- The code of a sign and an ordinal; zero has no sign. -/
def hif8SignedCode (negative : Bool) (o : Nat) : Nat :=
  if negative && o != 0 then 128 + hif8Code o else hif8Code o

/-- What becomes of a number that is too large. -/
def hif8OverflowCode (overflow : Overflow) (negative : Bool) : Nat :=
  match overflow with
  | .saturate => hif8SignedCode negative 126
  | .infinity => hif8SignedCode negative 127
  | .nan => 0x80

/-- Whether the number `x` is too large in a mode. -/
def hif8Overflows (mode : Mode) (x : Rat) : Bool :=
  match mode with
  | .RNE => decide (40960 ≤ absolute x)
  | .RNA => decide (40960 ≤ absolute x)
  | .RNU => decide (40960 ≤ absolute x)
  | .RTZ => false
  | .RAZ => decide (32768 < absolute x)
  | .RTP => decide (32768 < x)
  | .RTN => decide (x < -32768)
  | .RTO => decide (32768 < absolute x)

/-- `encode` to HiF8. -/
def hif8EncodeValue (mode : Mode) (overflow : Overflow) : Value → Nat
  | .nan => 0x80
  | .infinity negative => hif8OverflowCode overflow negative
  | .negativeZero => 0
  | .number x =>
    if hif8Overflows mode x then hif8OverflowCode overflow (decide (x < 0))
    else hif8SignedCode (decide (x < 0)) (hif8Steps.ordinal (-22) mode x)

/-- `round` to HiF8. -/
def hif8RoundValue (mode : Mode) (overflow : Overflow) (v : Value) : Value :=
  hif8DecodeValue (hif8EncodeValue mode overflow v)

/-- The finite magnitudes are steps. -/
theorem hif8Steps_wellFormed : hif8Steps.WellFormed :=
  ⟨fun c hc => hif8_increasing c (by have : c < 126 := hc; omega), hif8_extremes.1,
    fun c hc => by
      have := hif8_increasing c (by have : c < 126 := hc; omega)
      show 2 * hif8Ordered c < hif8Ordered c + hif8Ordered (c + 1)
      omega,
    by decide⟩

/-- The values of the steps. -/
theorem hif8Steps_value : hif8Steps.value = hif8Ordered := rfl

/-- What overflows is above the largest number. -/
theorem hif8_above_of_overflows (mode : Mode) {x : Rat} (h : hif8Overflows mode x = true) :
    32768 < absolute x := by
  have wide : ∀ y : Rat, 40960 ≤ y → 32768 < y := by intro y g; grind
  have up : ∀ y : Rat, 32768 < y → 32768 < absolute y := by
    intro y g; unfold absolute; split <;> grind
  have down : ∀ y : Rat, y < -32768 → 32768 < absolute y := by
    intro y g; unfold absolute; split <;> grind
  unfold hif8Overflows at h
  split at h <;> first
    | exact wide _ (of_decide_eq_true h)
    | exact up _ (of_decide_eq_true h)
    | exact down _ (of_decide_eq_true h)
    | exact of_decide_eq_true h
    | cases h

/-- Nothing that is at most the largest number overflows. -/
theorem hif8_not_overflows (mode : Mode) {x : Rat} (h : absolute x ≤ 32768) :
    hif8Overflows mode x = false := by
  rw [← Bool.not_eq_true]
  intro g
  have := hif8_above_of_overflows mode g
  grind

/-- The largest number in units of 2^-22. -/
theorem hif8_max : (32768 : Rat) = ((hif8Ordered 126 : Int) : Rat) * (2 : Rat) ^ (-22 : Int) := by
  decide +kernel

/-- Codes without sign: their ordinals, and which is infinity and which zero. -/
theorem hif8_ordinals : ∀ p, p < 128 → hif8Ordinal p ≤ 127 ∧ (p ≠ 0x6F → hif8Ordinal p ≤ 126) ∧
    (p ≠ 0 → 1 ≤ hif8Ordinal p) := by
  have h : allBelow (fun p => Nat.ble (hif8Ordinal p) 127 && (Nat.beq p 0x6F || Nat.ble (hif8Ordinal p) 126) &&
      (Nat.beq p 0 || Nat.ble 1 (hif8Ordinal p))) 128 = true := by decide +kernel
  intro p hp
  have g := forall_of_allBelow h p hp
  simp only [Bool.and_eq_true, Bool.or_eq_true, Nat.beq_eq, Nat.ble_eq] at g
  omega

/-- A magnitude is at most the largest number. -/
theorem hif8_value_le (s : Bool) (o : Nat) (ho : o ≤ 126) :
    absolute (((if s then -(hif8Ordered o : Int) else hif8Ordered o : Int) : Rat) * (2 : Rat) ^ (-22 : Int)) ≤
      32768 := by
  have u := Steps.two_pow_pos (-22)
  have hw := continued_increasing hif8Steps_wellFormed.increasing
  have le := hw.le (show o ≤ hif8Steps.top from ho)
  rw [continued_eq _ (show o ≤ hif8Steps.top from ho), continued_eq _ (Nat.le_refl _)] at le
  have le : hif8Ordered o ≤ hif8Ordered 126 := le
  rw [absolute_mul u, hif8_max, mul_le_mul_iff u, absolute_intCast, Rat.intCast_le_intCast]
  cases s <;> simp <;> omega

/-- **Round trip**: decoding a code and encoding it in any mode gives the code back, where infinities are
kept. -/
theorem hif8_encode_decode (mode : Mode) (c : Nat) (hc : c < 256) (h : ¬(hif8DecodeValue c).IsNaN) :
    hif8EncodeValue mode .infinity (hif8DecodeValue c) = c := by
  have c0 : c ≠ 0x80 := fun e => h (by unfold hif8DecodeValue; rw [if_pos e]; exact trivial)
  have wf := hif8Steps_wellFormed
  have hp : c % 128 < 128 := Nat.mod_lt _ (by omega)
  obtain ⟨_, o2, o3⟩ := hif8_ordinals (c % 128) hp
  have oc := hif8_code_ordinal (c % 128) hp
  unfold hif8DecodeValue
  rw [if_neg c0]
  by_cases i : c % 128 = 0x6F
  · rw [if_pos i]
    show hif8SignedCode _ 127 = c
    unfold hif8SignedCode
    rw [hif8_extremes.2.2.2.2]
    by_cases g : 128 ≤ c <;> simp [g] <;> omega
  · rw [if_neg i]
    have o2 := o2 i
    have ex : hif8Value (c % 128) = hif8Ordered (hif8Ordinal (c % 128)) := by unfold hif8Ordered; rw [oc]
    rw [ex]
    have lim := hif8_value_le (decide (128 ≤ c)) (hif8Ordinal (c % 128)) o2
    have ord := hif8Steps.ordinal_value wf (-22) mode (decide (128 ≤ c)) (hif8Ordinal (c % 128)) o2
    have no := hif8_not_overflows mode lim
    simp only [decide_eq_true_eq, hif8Steps_value] at lim ord no
    unfold hif8EncodeValue
    simp only [no, Bool.false_eq_true, if_false, ord]
    unfold hif8SignedCode
    rw [oc]
    by_cases z : c % 128 = 0
    · have : c = 0 := by omega
      subst this
      have : hif8Ordinal (0 % 128) = 0 := by decide +kernel
      rw [this]; simp
    · have s := hif8Steps.negative_value wf (-22) (decide (128 ≤ c)) (hif8Ordinal (c % 128)) (o3 z) o2
      simp only [decide_eq_true_eq, hif8Steps_value] at s
      have ne : (hif8Ordinal (c % 128) != 0) = true := by have := o3 z; simp; omega
      rw [ne, Bool.and_true]
      by_cases g : 128 ≤ c
      · rw [decide_eq_true (s.2 g)]; simp; omega
      · rw [decide_eq_false (fun t => g (s.1 t))]; simp; omega

/-- Ordinals of numbers: their codes are not that of infinity, and only zero has code 0. -/
theorem hif8_codes : ∀ o, o < 127 → hif8Code o < 128 ∧ hif8Code o ≠ 0x6F ∧ (o ≠ 0 → hif8Code o ≠ 0) := by
  have h : allBelow (fun o => Nat.ble (hif8Code o) 127 && !Nat.beq (hif8Code o) 0x6F &&
      (Nat.beq o 0 || !Nat.beq (hif8Code o) 0)) 127 = true := by decide +kernel
  intro o ho
  have g := forall_of_allBelow h o ho
  simp only [Bool.and_eq_true, Bool.or_eq_true, Bool.not_eq_true', Nat.beq_eq, Nat.ble_eq,
    ← Bool.not_eq_true] at g
  omega

/-- The code of a sign and an ordinal stands for them. -/
theorem hif8_decode_signed (s : Bool) (o : Nat) (ho : o ≤ 126) :
    hif8DecodeValue (hif8SignedCode s o) =
      .number (((if s then -(hif8Ordered o : Int) else hif8Ordered o : Int) : Rat) *
        (2 : Rat) ^ (-22 : Int)) := by
  obtain ⟨h1, h2, h3⟩ := hif8_codes o (by omega)
  have v : hif8Value (hif8Code o) = hif8Ordered o := rfl
  have v0 : hif8Ordered 0 = 0 := hif8_extremes.1
  unfold hif8DecodeValue hif8SignedCode
  by_cases z : o = 0
  · subst z
    have : hif8Code 0 = 0 := by decide +kernel
    rw [v0, this]; simp
    decide +kernel
  · cases s
    · have m : hif8Code o % 128 = hif8Code o := Nat.mod_eq_of_lt h1
      have a : ¬128 ≤ hif8Code o := by omega
      have b : hif8Code o ≠ 128 := by omega
      simp [m, a, b, h2, v]
    · have m : (128 + hif8Code o) % 128 = hif8Code o := by omega
      simp [z, m, h2, v, h3 z]

/-- From the largest number on the ordinal is the last. -/
theorem hif8_ordinal_top (mode : Mode) {x : Rat} (h : 32768 ≤ absolute x) :
    hif8Steps.ordinal (-22) mode x = 126 := by
  have q := ((grid (-22)).isQuanta x).absolute
  have g := q.whole_le (hif8Ordered 126)
  rw [grid_unit, ← hif8_max] at g
  have g := g.1 h
  have e1 : (grid (-22)).numerator x = (x / (2 : Rat) ^ (-22 : Int)).num := by
    unfold Format.numerator; rw [grid_unit]
  have e2 : (grid (-22)).denominator x = (x / (2 : Rat) ^ (-22 : Int)).den := by
    unfold Format.denominator; rw [grid_unit]
  rw [e1, e2, ← Int.natCast_mul, Int.ofNat_le] at g
  unfold Steps.ordinal Steps.round
  rw [if_pos (show hif8Steps.value hif8Steps.top * _ ≤ _ from g)]
  rfl

/-- Under saturation the result is a number: that of the steps. -/
theorem hif8_round_number (mode : Mode) {v : Value} (hv : v.IsFinite) :
    (hif8RoundValue mode .saturate v).IsFinite ∧
      (hif8RoundValue mode .saturate v).real = hif8Steps.number (-22) mode v.real := by
  have wf := hif8Steps_wellFormed
  match v with
  | .nan | .infinity _ => exact absurd hv id
  | .negativeZero =>
    have d : hif8DecodeValue 0 = .number 0 := by
      have := hif8_decode_signed false 0 (by omega)
      rw [hif8_extremes.1] at this
      have c : hif8SignedCode false 0 = 0 := by decide +kernel
      rw [c] at this
      simpa [Rat.zero_mul] using this
    show (hif8DecodeValue 0).IsFinite ∧ (hif8DecodeValue 0).real = hif8Steps.number (-22) mode 0
    rw [hif8Steps.number_zero wf, d]
    exact ⟨trivial, rfl⟩
  | .number x =>
    have code : hif8EncodeValue mode .saturate (.number x) =
        hif8SignedCode (decide (x < 0)) (hif8Steps.ordinal (-22) mode x) := by
      unfold hif8EncodeValue
      by_cases e : hif8Overflows mode x = true
      · have := hif8_above_of_overflows mode e
        simp only [e, if_true, hif8OverflowCode, hif8_ordinal_top mode (Rat.le_of_lt this)]
      · simp only [e, Bool.false_eq_true, if_false]
    have le : hif8Steps.ordinal (-22) mode x ≤ 126 := hif8Steps.round_le wf mode _ _ _
    unfold hif8RoundValue
    rw [code, hif8_decode_signed _ _ le]
    refine ⟨trivial, ?_⟩
    show _ = hif8Steps.number (-22) mode x
    unfold Steps.number
    simp only [decide_eq_true_eq]
    rfl

/-- **Order is kept** under saturation, in every mode. -/
theorem hif8_round_mono (mode : Mode) {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite)
    (h : v.real ≤ w.real) : hif8RoundValue mode .saturate v ≤ hif8RoundValue mode .saturate w := by
  obtain ⟨f1, r1⟩ := hif8_round_number mode hv
  obtain ⟨f2, r2⟩ := hif8_round_number mode hw
  rw [Value.le_iff f1 f2, r1, r2]
  exact hif8Steps.number_mono hif8Steps_wellFormed (-22) mode h

/-- Rounding keeps the order of a float format's neighbours. -/
theorem hif8_neighbours (g : Format) (wg : g.WellFormed) (mode : Mode) (k : Nat) (hk : k < g.top) :
    hif8RoundValue mode .saturate (g.decodeValue k) ≤
      hif8RoundValue mode .saturate (g.decodeValue (k + 1)) := by
  obtain ⟨h1, h2, _, h3⟩ := g.decodeValue_succ wg k hk
  exact hif8_round_mono mode h1 h2 h3

/-- Rounding keeps the order of neighbours with a minus sign, and gives nothing positive. -/
theorem hif8_negative_neighbours (g : Format) (wg : g.WellFormed) (mode : Mode) (k : Nat)
    (hk : k < g.top) :
    hif8RoundValue mode .saturate (.number (-(g.decodeValue (k + 1)).real)) ≤
        hif8RoundValue mode .saturate (.number (-(g.decodeValue k).real)) ∧
      hif8RoundValue mode .saturate (.number (-(g.decodeValue k).real)) ≤ .number 0 := by
  obtain ⟨h1, h2, h0, h3⟩ := g.decodeValue_succ wg k hk
  have fin := fun x => Value.isFinite_number x
  constructor
  · apply hif8_round_mono mode (fin _) (fin _)
    show -_ ≤ -_
    grind
  · have m := hif8_round_mono mode (v := .number (-(g.decodeValue k).real)) (w := .number 0)
      (fin _) (fin _) (by show -_ ≤ (0 : Rat); grind)
    obtain ⟨f1, r1⟩ := hif8_round_number mode (fin (-(g.decodeValue k).real))
    obtain ⟨f2, r2⟩ := hif8_round_number mode (fin 0)
    rw [Value.le_iff f1 f2, r2] at m
    rw [Value.le_iff f1 (fin _)]
    have z : hif8Steps.number (-22) mode (Value.number 0).real = 0 :=
      hif8Steps.number_zero hif8Steps_wellFormed (-22) mode
    rw [z] at m
    exact m

end Verif
