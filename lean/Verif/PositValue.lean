module

public import Verif.Posit
public import Verif.StepsValue
public import Verif.MonotoneValue

/-!
# posit(8, 2) with its sign, in the words of the specification

A code below 0x80 is a magnitude code; 0x80 is NaR, which the specification treats as NaN; and a code `c`
above is the negative of `256 - c`, so that codes are two's complement. Magnitudes are multiples of 2^-24.

Proved: codes, read as signed integers, are in the order of their values; decoding and encoding in any mode
gives a code back; rounding keeps order in every mode; and nothing but zero rounds to zero in nearest modes.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- A code read as a two's complement integer of 8 bits. -/
def signedCode8 (c : Nat) : Int := if c < 128 then c else (c : Int) - 256

/-- What a posit(8, 2) code stands for, in units of 2^-24. -/
def posit8Number (c : Nat) : Int :=
  if c < 128 then positValue 8 2 c else -(positValue 8 2 (256 - c) : Int)

/-- `decode` of posit(8, 2). -/
def posit8DecodeValue (c : Nat) : Value :=
  if c = 128 then .nan else .number ((posit8Number c : Rat) * (2 : Rat) ^ (-24 : Int))

/-- The magnitudes of posit(8, 2) with their limits: the posits of one bit more between them, in units of
2^-28. -/
def posit8Steps : Steps :=
  { value := positValue 8 2, limit := posit8Limit, scale := 16, top := 127, nonzero := true }

/-- The code of a sign and a magnitude code. -/
def posit8Code (negative : Bool) (c : Nat) : Nat := if negative && c != 0 then 256 - c else c

/-- `encode` to posit(8, 2). Nothing overflows; an infinity becomes NaR. -/
def posit8EncodeValue (mode : Mode) : Value → Nat
  | .nan => 128
  | .infinity _ => 128
  | .negativeZero => 0
  | .number x => posit8Code (decide (x < 0)) (posit8Steps.ordinal (-24) mode x)

/-- `round` to posit(8, 2). -/
def posit8RoundValue (mode : Mode) (v : Value) : Value := posit8DecodeValue (posit8EncodeValue mode v)

/-- Posits are steps. -/
theorem posit8Steps_wellFormed : posit8Steps.WellFormed :=
  ⟨posit8_increasing, by decide +kernel, fun c hc => (posit8_limit_between c hc).1, by decide⟩

/-- A positive code has a positive value. -/
theorem posit8_pos {c : Nat} (h0 : 0 < c) (h : c < 128) : 0 < positValue 8 2 c := by
  have hw := continued_increasing posit8_increasing
  have p := hw.lt h0
  rw [continued_eq _ (by omega), continued_eq _ (by omega)] at p
  omega

/-- Larger magnitude codes are larger magnitudes. -/
theorem posit8_lt {a b : Nat} (h : a < b) (hb : b < 128) : positValue 8 2 a < positValue 8 2 b := by
  have hw := continued_increasing posit8_increasing
  have p := hw.lt h
  rwa [continued_eq _ (by omega), continued_eq _ (by omega)] at p

/-- **Codes are in the order of their values**, as two's complement integers. -/
theorem posit8_order (a : Nat) (ha : a < 256) (b : Nat) (hb : b < 256)
    (na : ¬(posit8DecodeValue a).IsNaN) (nb : ¬(posit8DecodeValue b).IsNaN) :
    signedCode8 a < signedCode8 b ↔ posit8DecodeValue a < posit8DecodeValue b := by
  have a0 : a ≠ 128 := fun e => na (by unfold posit8DecodeValue; rw [if_pos e]; exact trivial)
  have b0 : b ≠ 128 := fun e => nb (by unfold posit8DecodeValue; rw [if_pos e]; exact trivial)
  have lt : ∀ a b, a < 256 → b < 256 → a ≠ 128 → b ≠ 128 → signedCode8 a < signedCode8 b →
      posit8Number a < posit8Number b := by
    intro a b ha hb a0 b0 h
    unfold signedCode8 at h
    unfold posit8Number
    by_cases ga : a < 128 <;> by_cases gb : b < 128 <;> simp only [ga, gb, if_true, if_false] at h ⊢
    · have := posit8_lt (a := a) (b := b) (by omega) gb; omega
    · omega
    · have := posit8_pos (c := 256 - a) (by omega) (by omega); omega
    · have := posit8_lt (a := 256 - b) (b := 256 - a) (by omega) (by omega); omega
  have key : signedCode8 a < signedCode8 b ↔ posit8Number a < posit8Number b := by
    refine ⟨lt a b ha hb a0 b0, fun h => ?_⟩
    rcases Int.lt_trichotomy (signedCode8 a) (signedCode8 b) with g | g | g
    · exact g
    · have : a = b := by
        unfold signedCode8 at g
        split at g <;> split at g <;> omega
      rw [this] at h; omega
    · have := lt b a hb ha b0 a0 g; omega
  unfold posit8DecodeValue
  rw [if_neg a0, if_neg b0, Value.lt_iff (Value.isFinite_number _) (Value.isFinite_number _)]
  show _ ↔ (posit8Number a : Rat) * (2 : Rat) ^ (-24 : Int) < (posit8Number b : Rat) * (2 : Rat) ^ (-24 : Int)
  rw [Rat.mul_lt_mul_right (Steps.two_pow_pos _), Rat.intCast_lt_intCast, key]

/-- **Round trip**: decoding a code and encoding it in any mode gives the code back. -/
theorem posit8_encode_decode (mode : Mode) (c : Nat) (hc : c < 256)
    (h : ¬(posit8DecodeValue c).IsNaN) : posit8EncodeValue mode (posit8DecodeValue c) = c := by
  have c0 : c ≠ 128 := fun e => h (by unfold posit8DecodeValue; rw [if_pos e]; exact trivial)
  have wf := posit8Steps_wellFormed
  unfold posit8DecodeValue
  rw [if_neg c0]
  show posit8Code _ _ = c
  unfold posit8Number
  by_cases g : c < 128
  · have o := posit8Steps.ordinal_value wf (-24) mode false c (by show c ≤ 127; omega)
    rw [if_pos g]
    rw [show ((if false = true then -(posit8Steps.value c : Int) else posit8Steps.value c : Int)) =
      (positValue 8 2 c : Int) from rfl] at o
    rw [o]
    by_cases z : c = 0
    · subst z; unfold posit8Code; simp
    · have s := posit8Steps.negative_value wf (-24) false c (by omega) (by show c ≤ 127; omega)
      rw [show ((if false = true then -(posit8Steps.value c : Int) else posit8Steps.value c : Int)) =
        (positValue 8 2 c : Int) from rfl] at s
      rw [decide_eq_false (fun t => by cases s.1 t)]
      unfold posit8Code; simp
  · have o := posit8Steps.ordinal_value wf (-24) mode true (256 - c) (by show 256 - c ≤ 127; omega)
    have s := posit8Steps.negative_value wf (-24) true (256 - c) (by omega)
      (by show 256 - c ≤ 127; omega)
    rw [if_neg g]
    rw [show ((if true = true then -(posit8Steps.value (256 - c) : Int)
      else posit8Steps.value (256 - c) : Int)) = -(positValue 8 2 (256 - c) : Int) from rfl] at o s
    rw [o, decide_eq_true (s.2 rfl)]
    unfold posit8Code
    have : (256 - c != 0) = true := by simp; omega
    rw [this]; simp; omega

/-- The result is a number: that of the steps. -/
theorem posit8_round_number (mode : Mode) {v : Value} (hv : v.IsFinite) :
    (posit8RoundValue mode v).IsFinite ∧
      (posit8RoundValue mode v).real = posit8Steps.number (-24) mode v.real := by
  have wf := posit8Steps_wellFormed
  have code : ∀ s k, k ≤ 127 → posit8DecodeValue (posit8Code s k) =
      .number (((if s then -(positValue 8 2 k : Int) else positValue 8 2 k : Int) : Rat) *
        (2 : Rat) ^ (-24 : Int)) := by
    intro s k hk
    unfold posit8DecodeValue posit8Code posit8Number
    by_cases z : k = 0
    · subst z
      have v0 : positValue 8 2 0 = 0 := by decide +kernel
      simp [v0, Rat.zero_mul]
    · cases s
      · simp [show k ≠ 128 by omega, show k < 128 by omega]
      · have e : 256 - (256 - k) = k := by omega
        simp [z, show 256 - k ≠ 128 by omega, show ¬256 - k < 128 by omega, e]
  match v with
  | .nan | .infinity _ => exact absurd hv id
  | .negativeZero =>
    refine ⟨by exact trivial, ?_⟩
    show _ = posit8Steps.number (-24) mode 0
    rw [posit8Steps.number_zero wf]
    show (posit8DecodeValue 0).real = 0
    decide +kernel
  | .number x =>
    unfold posit8RoundValue
    have := code (decide (x < 0)) (posit8Steps.ordinal (-24) mode x) (posit8Steps.round_le wf mode _ _ _)
    show (posit8DecodeValue (posit8Code _ _)).IsFinite ∧ (posit8DecodeValue (posit8Code _ _)).real = _
    rw [this]
    refine ⟨trivial, ?_⟩
    show _ = posit8Steps.number (-24) mode x
    unfold Steps.number
    simp only [decide_eq_true_eq]
    rfl

/-- **Order is kept**, in every mode. -/
theorem posit8_round_mono (mode : Mode) {v w : Value} (hv : v.IsFinite) (hw : w.IsFinite)
    (h : v.real ≤ w.real) : posit8RoundValue mode v ≤ posit8RoundValue mode w := by
  obtain ⟨f1, r1⟩ := posit8_round_number mode hv
  obtain ⟨f2, r2⟩ := posit8_round_number mode hw
  rw [Value.le_iff f1 f2, r1, r2]
  exact posit8Steps.number_mono posit8Steps_wellFormed (-24) mode h

/-- Rounding keeps the order of a float format's neighbours. -/
theorem posit8_neighbours (g : Format) (wg : g.WellFormed) (mode : Mode) (k : Nat) (hk : k < g.top) :
    posit8RoundValue mode (g.decodeValue k) ≤ posit8RoundValue mode (g.decodeValue (k + 1)) := by
  obtain ⟨h1, h2, _, h3⟩ := g.decodeValue_succ wg k hk
  exact posit8_round_mono mode h1 h2 h3

/-- Rounding keeps the order of neighbours with a minus sign, and gives nothing positive. -/
theorem posit8_negative_neighbours (g : Format) (wg : g.WellFormed) (mode : Mode) (k : Nat)
    (hk : k < g.top) :
    posit8RoundValue mode (.number (-(g.decodeValue (k + 1)).real)) ≤
        posit8RoundValue mode (.number (-(g.decodeValue k).real)) ∧
      posit8RoundValue mode (.number (-(g.decodeValue k).real)) ≤ .number 0 := by
  obtain ⟨h1, h2, h0, h3⟩ := g.decodeValue_succ wg k hk
  have fin := fun x => Value.isFinite_number x
  constructor
  · apply posit8_round_mono mode (fin _) (fin _)
    show -_ ≤ -_
    grind
  · have m := posit8_round_mono mode (v := .number (-(g.decodeValue k).real)) (w := .number 0)
      (fin _) (fin _) (by show -_ ≤ (0 : Rat); grind)
    obtain ⟨f1, r1⟩ := posit8_round_number mode (fin (-(g.decodeValue k).real))
    obtain ⟨f2, r2⟩ := posit8_round_number mode (fin 0)
    rw [Value.le_iff f1 f2, r2] at m
    rw [Value.le_iff f1 (fin _)]
    have z : posit8Steps.number (-24) mode (Value.number 0).real = 0 :=
      posit8Steps.number_zero posit8Steps_wellFormed (-24) mode
    rw [z] at m
    exact m

end Verif
