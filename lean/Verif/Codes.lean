module

public import Verif.HiF8
public import Verif.Posit

/-!
# Codes and what they mean, whole

Tables of all codes of a format, with both signs, infinities and NaN, are packed into one number: a
datum is a *word*, and `Datum.ofWord` reads it. HiF8 and posit(8, 2) get their signs here: `Verif.HiF8`
and `Verif.Posit` are about magnitudes.

Proved: words are read as what they were written for; decoding follows the order of codes, for both
signs of a float, along the list of ordinals for HiF8, and by two's complement for posits; and encoding a
finite code of these two gives the code back.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- A datum as a number: a finite one four times its magnitude, and one more if it is negative;
2 and 6 are infinity and minus infinity, 3 is NaN. -/
def Datum.word : Datum → Nat
  | .finite false m => Nat.mul 4 m
  | .finite true m => Nat.succ (Nat.mul 4 m)
  | .infinity false => 2
  | .infinity true => 6
  | .nan => 3

/-- The datum that a number stands for. -/
def Datum.ofWord (x : Nat) : Datum :=
  if x % 4 = 0 then .finite false (x / 4)
  else if x % 4 = 1 then .finite true (x / 4)
  else if x % 4 = 2 then .infinity (x / 4 == 1)
  else .nan

/-- Reading a word gives what it was written for. -/
theorem Datum.ofWord_word (x : Datum) : Datum.ofWord x.word = x := by
  unfold Datum.ofWord
  rcases x with _ | _ | ⟨_ | _, m⟩
  · simp [Datum.word]
  · next s => cases s <;> simp [Datum.word]
  · have h : (Datum.finite false m).word = 4 * m := rfl
    rw [h, if_pos (by omega), show 4 * m / 4 = m by omega]
  · have h : (Datum.finite true m).word = 4 * m + 1 := rfl
    rw [h, if_neg (by omega), if_pos (by omega), show (4 * m + 1) / 4 = m by omega]

/-- A decoder agrees with a table of words, `w` bits each. -/
theorem decode_table {decode : Nat → Datum} {w t n : Nat}
    (h : allBelow (fun c => Nat.beq (decode c).word (lane w t c)) n = true) :
    ∀ c, c < n → decode c = Datum.ofWord (lane w t c) := by
  intro c hc
  rw [← eq_of_allBelow h c hc, Datum.ofWord_word]

namespace Format

/-- The number that a sign and a finite magnitude code stand for. -/
theorem toInt_code (f : Format) (wf : f.WellFormed) (hz : f.hasZero = true) (s : Bool)
    (hs : s = true → f.signed = true) (c : Nat) (hc : c ≤ f.top) :
    (f.decode (f.code s c)).toInt = if s then -(f.value c : Int) else f.value c := by
  rw [f.decode_code wf s hs c hc]
  have v0 : f.value 0 = 0 := by
    unfold value
    by_cases h : f.subnormals = true
    · rw [if_pos h]; exact magnitude_zero _
    · rw [if_neg h, if_pos (by simp [hz])]
  cases s
  · simp [Datum.toInt]
  · by_cases h : (f.negativeZero || c != 0) = true
    · rw [h]; simp [Datum.toInt]
    · have c0 : c = 0 := by simp at h; exact h.2
      rw [Bool.not_eq_true] at h
      rw [h, c0, v0]; simp [Datum.toInt]

/-- A code without the sign bit stands for its magnitude. -/
theorem toInt_positive (f : Format) (wf : f.WellFormed) (c : Nat) (hc : c ≤ f.top) :
    (f.decode c).toInt = f.value c := by
  have h := f.decode_code wf false (by simp) c hc
  have e : f.code false c = c := by unfold code; simp
  rw [e] at h
  rw [h]
  rfl

/-- A code with the sign bit stands for minus its magnitude. -/
theorem toInt_negative (f : Format) (wf : f.WellFormed) (signed : f.signed = true) (c : Nat)
    (c1 : 1 ≤ c) (hc : c ≤ f.top) : (f.decode (f.half + c)).toInt = -(f.value c : Int) := by
  have e : f.code true c = f.half + c := by
    unfold code
    rw [signed, show (c != 0) = true by simp; omega]
    simp
  have h := f.decode_code wf true (fun _ => signed) c hc
  rw [e, show (c != 0) = true by simp; omega] at h
  rw [h]
  simp [Datum.toInt]

/-- **Order**: of two codes without sign bit, the larger one stands for the larger number. -/
theorem order_positive (f : Format) (wf : f.WellFormed) (a b : Nat) (ha : a ≤ f.top) (hb : b ≤ f.top) :
    (f.decode a).toInt < (f.decode b).toInt ↔ a < b := by
  rw [f.toInt_positive wf a ha, f.toInt_positive wf b hb, ← f.value_lt_iff]
  omega

/-- **Order**: of two codes with the sign bit, the larger one stands for the smaller number. -/
theorem order_negative (f : Format) (wf : f.WellFormed) (signed : f.signed = true) (a b : Nat)
    (a1 : 1 ≤ a) (b1 : 1 ≤ b) (ha : a ≤ f.top) (hb : b ≤ f.top) :
    (f.decode (f.half + a)).toInt < (f.decode (f.half + b)).toInt ↔ b < a := by
  rw [f.toInt_negative wf signed a a1 ha, f.toInt_negative wf signed b b1 hb, ← f.value_lt_iff]
  omega

/-- To nearest even with saturation, the sign of a number is that of the result and changes nothing
else. -/
theorem encode_RNE_sign (f : Format) (s : Bool) (n d : Nat) (hd : 0 < d) :
    f.encode .RNE .saturate s n d = f.code s (f.encode .RNE .saturate false n d) := by
  rw [f.encode_saturate .RNE s n d hd, f.encode_saturate .RNE false n d hd]
  have e : f.round .RNE s n d = f.round .RNE false n d := rfl
  have c : ∀ x, f.code false x = x := fun x => by unfold code; simp
  rw [e, c]

end Format

/-! ## HiF8 -/

/-- The code of a sign and a code without one; there is no negative zero. -/
def hif8Signed (negative : Bool) (p : Nat) : Nat := if negative && p != 0 then 128 + p else p

/-- What a HiF8 code means. -/
def hif8Decode (code : Nat) : Datum :=
  let negative := Nat.ble 128 code
  let p := code % 128
  if p = 0x6F then .infinity negative
  else if negative && p == 0 then .nan
  else .finite negative (hif8Value p)

/-- The code of the number with the given sign and magnitude `n / d`, in units of 2^-22: to nearest, ties
away from zero, and infinity for what is too large. -/
def hif8EncodeSigned (negative : Bool) (n d : Nat) : Nat := hif8Signed negative (hif8Encode n d)

/-- The same in any mode, with the largest value for what is too large. -/
def hif8Saturate (mode : Mode) (negative : Bool) (n d : Nat) : Nat :=
  hif8Signed negative (hif8Code (tableRound hif8Ordered 126 mode negative n d))

/-- Values increase up to the largest finite one. -/
theorem hif8_finite_increasing : IncreasingTo hif8Ordered 126 :=
  fun c hc => hif8_increasing c (by omega)

/-- With saturation, what is not below the largest value becomes that value. -/
theorem hif8Saturate_large (mode : Mode) (s : Bool) (n d : Nat) (h : 32768 * 2 ^ 22 * d ≤ n) :
    hif8Saturate mode s n d = if s then 0xEE else 0x6E := by
  have e : tableRound hif8Ordered 126 mode s n d = 126 := by
    unfold tableRound; rw [hif8_extremes.2.2.1, if_pos h]
  have c : hif8Code 126 = 0x6E := by decide +kernel
  unfold hif8Saturate hif8Signed
  rw [e, c]
  cases s <;> rfl

/-- What the finite code of an ordinal stands for, without and with the sign bit. -/
theorem hif8_toInt (o : Nat) (h : o ≤ 126) :
    (hif8Decode (hif8Code o)).toInt = hif8Ordered o ∧
      (1 ≤ o → (hif8Decode (128 + hif8Code o)).toInt = -(hif8Ordered o : Int)) := by
  have lt : hif8Code o < 128 := by
    have g : ∀ i, i < 127 → hif8Code i ≤ 127 := le_of_allBelow (by decide +kernel)
    have := g o (by omega)
    omega
  have back := hif8_ordinal_code o (by omega)
  have inf : hif8Code o ≠ 0x6F := by
    intro e
    have x : hif8Ordinal 0x6F = 127 := by decide +kernel
    rw [e, x] at back
    omega
  unfold hif8Decode
  constructor
  · have b : Nat.ble 128 (hif8Code o) = false := by rw [← Bool.not_eq_true, ble_iff]; omega
    simp only [b, Nat.mod_eq_of_lt lt, inf, if_false, Bool.false_and, Bool.false_eq_true]
    rfl
  · intro o1
    have n0 : hif8Code o ≠ 0 := by
      intro e
      have x : hif8Ordinal 0 = 0 := by decide +kernel
      rw [e, x] at back
      omega
    have b : Nat.ble 128 (128 + hif8Code o) = true := ble_iff.2 (by omega)
    have z : (hif8Code o == 0) = false := by simp [n0]
    simp only [b, Nat.add_mod_left, Nat.mod_eq_of_lt lt, inf, z, if_false, Bool.and_false,
      Bool.false_eq_true]
    rfl

/-- **Order**: numbers increase along the list of codes, and with the sign bit they decrease. -/
theorem hif8_code_order (a b : Nat) (h : a < b) (hb : b ≤ 126) :
    (hif8Decode (hif8Code a)).toInt < (hif8Decode (hif8Code b)).toInt ∧
      (1 ≤ a → (hif8Decode (128 + hif8Code b)).toInt < (hif8Decode (128 + hif8Code a)).toInt) := by
  have lt := (continued_increasing hif8_increasing).lt h
  rw [continued_eq _ (by omega), continued_eq _ (by omega)] at lt
  obtain ⟨a1, a2⟩ := hif8_toInt a (by omega)
  obtain ⟨b1, b2⟩ := hif8_toInt b hb
  rw [a1, b1]
  refine ⟨by omega, fun g => ?_⟩
  rw [a2 g, b2 (by omega)]
  omega

/-- **Round trip**: encoding what a finite code means gives that code. -/
theorem hif8_code_round_trip (code : Nat) (hc : code < 256) (s : Bool) (m : Nat)
    (h : hif8Decode code = .finite s m) : hif8EncodeSigned s m 1 = code := by
  unfold hif8Decode at h
  simp only at h
  split at h
  · cases h
  · split at h
    · cases h
    · next hz =>
      simp only [Datum.finite.injEq] at h
      obtain ⟨hs, hm⟩ := h
      unfold hif8EncodeSigned hif8Signed
      rw [← hm, hif8_round_trip (code % 128) (by omega), ← hs]
      rw [hs] at hz
      by_cases g : 128 ≤ code
      · have b : Nat.ble 128 code = true := ble_iff.2 g
        rw [← hs, b] at hz
        rw [b]
        have n0 : (code % 128 != 0) = true := by simp at hz ⊢; exact hz
        rw [n0]
        simp only [Bool.and_self, if_true]
        omega
      · have b : Nat.ble 128 code = false := by rw [← Bool.not_eq_true, ble_iff]; omega
        rw [b]
        simp only [Bool.false_and, Bool.false_eq_true, if_false]
        omega

/-! ## Posits -/

/-- The code of a sign and a positive code of `n` bits: the two's complement. -/
def positSigned (n : Nat) (negative : Bool) (c : Nat) : Nat :=
  if negative && c != 0 then 2 ^ n - c else c

/-- What a code of a posit of `n` bits and `es` exponent bits means; NaR is NaN here. -/
def positDecode (n es code : Nat) : Datum :=
  if code = 2 ^ (n - 1) then .nan
  else if code < 2 ^ (n - 1) then .finite false (positValue n es code)
  else .finite true (positValue n es (2 ^ n - code))

/-- The posit(8, 2) of the number with the given sign and magnitude `n / d`, in units of 2^-24. -/
def posit8Encode (negative : Bool) (n d : Nat) : Nat := positSigned 8 negative (posit8Round n d)

/-- **Order** of the codes of posits, as two's complement numbers: from the most negative one, `2^(n-1) + 1`,
through the codes of minus one and zero, `2^n - 1` and `0`, to the largest, each stands for a larger number than
the one before. It is so if positive codes are in order. -/
theorem posit_order {n es : Nat} (hn : 2 ≤ n) (zero : positValue n es 0 = 0)
    (hv : IncreasingTo (positValue n es) (2 ^ (n - 1) - 1)) (i j : Nat) (h : i < j)
    (hj : j < 2 ^ n - 1) :
    (positDecode n es ((2 ^ (n - 1) + 1 + i) % 2 ^ n)).toInt <
      (positDecode n es ((2 ^ (n - 1) + 1 + j) % 2 ^ n)).toInt := by
  have hp : 2 ^ n = 2 * 2 ^ (n - 1) := by
    rw [← Nat.pow_succ']; congr 1; omega
  have big := Nat.pow_le_pow_right (show 2 > 0 by omega) (show 1 ≤ n - 1 by omega)
  have value : ∀ k, k < 2 ^ n - 1 → (positDecode n es ((2 ^ (n - 1) + 1 + k) % 2 ^ n)).toInt =
      if k < 2 ^ (n - 1) - 1 then -(positValue n es (2 ^ (n - 1) - 1 - k) : Int)
      else positValue n es (k + 1 - 2 ^ (n - 1)) := by
    intro k hk
    rw [hp] at hk ⊢
    unfold positDecode
    rw [hp]
    generalize 2 ^ (n - 1) = H at *
    by_cases g : k < H - 1
    · rw [if_pos g, Nat.mod_eq_of_lt (by omega), if_neg (by omega), if_neg (by omega),
        show 2 * H - (H + 1 + k) = H - 1 - k by omega]
      rfl
    · rw [if_neg g, show H + 1 + k = k + 1 - H + 2 * H by omega, Nat.add_mod_right,
        Nat.mod_eq_of_lt (by omega), if_neg (by omega), if_pos (by omega)]
      rfl
  have hw := continued_increasing hv
  have lt : ∀ a b, a < b → b ≤ 2 ^ (n - 1) - 1 → positValue n es a < positValue n es b := by
    intro a b hab hb
    have := hw.lt hab
    rwa [continued_eq _ (by omega), continued_eq _ hb] at this
  rw [value i (by omega), value j hj]
  rw [hp] at hj
  generalize 2 ^ (n - 1) = H at *
  by_cases gi : i < H - 1 <;> by_cases gj : j < H - 1
  · rw [if_pos gi, if_pos gj]
    have := lt (H - 1 - j) (H - 1 - i) (by omega) (by omega)
    omega
  · rw [if_pos gi, if_neg gj]
    have := lt 0 (H - 1 - i) (by omega) (by omega)
    omega
  · omega
  · rw [if_neg gi, if_neg gj]
    have := lt (i + 1 - H) (j + 1 - H) (by omega) (by omega)
    omega

/-- **Round trip**: encoding what a code of posit(8, 2) means gives that code. -/
theorem posit8_code_round_trip (code : Nat) (hc : code < 256) (s : Bool) (m : Nat)
    (h : positDecode 8 2 code = .finite s m) : posit8Encode s m 1 = code := by
  unfold positDecode at h
  unfold posit8Encode positSigned
  split at h
  · cases h
  · split at h
    · next g =>
      simp only [Datum.finite.injEq] at h
      rw [← h.1, ← h.2, posit8_round_trip code (by omega)]
      rfl
    · next g1 g2 =>
      simp only [Datum.finite.injEq] at h
      rw [← h.1, ← h.2, posit8_round_trip (2 ^ 8 - code) (by omega)]
      have n0 : (2 ^ 8 - code != 0) = true := by simp; omega
      rw [n0]
      simp only [Bool.and_self, if_true]
      omega

end Verif
