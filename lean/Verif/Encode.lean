module

public import Verif.Format

/-!
# The encoder of a float format is round-to-nearest of the exact value

`Format.encode` is an executable encoder: it finds the exponent by a logarithm and the significand below
by a division, rounds that up or not, lets a carry run into the exponent, and then looks whether the
result is beyond the largest value. Its input is a sign and an exact magnitude `n / d` in quanta of the
format, any fraction with `0 < d`: a dyadic number is one with `d` a power of two.

Proved, for every format and every fraction:

* `encode_RNE`: with saturation, the code decodes to *the* nearest value of the format, ties to the
  even code; and `encode_RNE_iff`: no other code is;
* `encode_decode`: encoding what a code means gives the code back, in every mode;
* `encode_mono`: a larger number is not encoded as a smaller one, in every mode;
* `round_error_half`, `round_relative_error`: the error is at most half a unit in the last place, and
  relative to a normal number at most `2^-(M+1)`;
* `overflow_RNE_iff`: the result overflows from the middle between the largest value and the next one
  there would be, the middle itself if the largest code is odd.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- What becomes of a number that is too large. -/
inductive Overflow where
  /-- The largest finite value. -/
  | saturate
  /-- Infinity; the format's NaN if there is no infinity. -/
  | infinity
  /-- The format's NaN. -/
  | nan

/-- `c` is *the* nearest to `n / d` of the values up to ordinal `top`, ties to the even ordinal. -/
def IsNearestEvenUpTo (v : Nat → Nat) (top n d c : Nat) : Prop :=
  c ≤ top ∧ ∀ k, k ≤ top → dist (v c * d) n < dist (v k * d) n ∨
    (dist (v c * d) n = dist (v k * d) n ∧ (k ≠ c → c % 2 = 0))

/-- The number that a datum stands for, in quanta; 0 for what is not finite. -/
def Datum.toInt : Datum → Int
  | .finite true m => -(m : Int)
  | .finite false m => m
  | _ => 0

namespace Format

/-- The magnitude code that the magnitude `n / d` rounds to, as if the exponent had no end. -/
def round (f : Format) (mode : Mode) (negative : Bool) (n d : Nat) : Nat :=
  roundFrom f.value mode negative n d (f.floor n d)

/-- Whether the result is beyond the largest value. Modes that stop at the largest value never
overflow; rounding to odd does so as soon as the largest value is exceeded. -/
def overflows (f : Format) (mode : Mode) (negative : Bool) (n d : Nat) : Bool :=
  match mode, negative with
  | .RTZ, _ => false
  | .RTP, true => false
  | .RTN, false => false
  | .RTO, _ => Nat.blt (f.value f.top * d) n
  | _, _ => Nat.blt f.top (f.round mode negative n d)

/-- The code of the number with the given sign and magnitude `n / d`, in quanta. An unsigned format
ignores the sign: only numbers that are not negative are its business. -/
def encode (f : Format) (mode : Mode) (overflow : Overflow) (negative : Bool) (n d : Nat) : Nat :=
  if f.overflows mode negative n d then
    match overflow with
    | .saturate => f.code negative f.top
    | .infinity => if f.infinity then f.code negative (f.top + 1) else f.nanCode
    | .nan => f.nanCode
  else f.code negative (min (f.round mode negative n d) f.top)

/-- The code of the number `n / d`, with its sign. -/
def encodeInt (f : Format) (mode : Mode) (overflow : Overflow) (n : Int) (d : Nat) : Nat :=
  f.encode mode overflow (decide (n < 0)) n.natAbs d

/-- Where a format has subnormal numbers, rounding is what hardware does: a shift by the exponent, a
division, and a look at the remainder. -/
theorem round_eq_shiftRound (f : Format) (sub : f.subnormals = true) (mode : Mode) (s : Bool)
    (n d : Nat) : f.round mode s n d = shiftRound f.fractionBits mode s n d := by
  have hv : f.value = magnitude f.fractionBits := by
    funext c; unfold value; rw [if_pos sub]
  rw [shiftRound_eq, round, floor, if_pos sub, hv]

/-- The floor of a number below the first value, in a format without zero. -/
theorem floor_below (f : Format) (n d : Nat) (hd : 0 < d) (h : n < f.value 0 * d) :
    f.floor n d = 0 := by
  have hf := floorOrdinal_isFloor f.fractionBits n d hd
  have hinc := magnitude_increasing f.fractionBits
  unfold floor
  unfold value at h
  by_cases hs : f.subnormals = true
  · rw [if_pos hs, magnitude_zero] at h; omega
  · rw [if_neg hs] at h ⊢
    by_cases hz : (f.hasZero && (0 : Nat) == 0) = true
    · rw [if_pos hz] at h; omega
    · rw [if_neg hz] at h
      have : f.fractionBits = f.fractionBits := rfl
      rcases Nat.lt_or_ge (floorOrdinal f.fractionBits n d) (0 + 2 ^ f.fractionBits) with g | g
      · omega
      · have := Nat.mul_le_mul_right d (hinc.le g)
        have := hf.1
        omega

/-- Rounding what is exact gives the ordinal itself, in every mode. -/
theorem round_exact (f : Format) (mode : Mode) (s : Bool) (c d : Nat) (hd : 0 < d) :
    f.round mode s (f.value c * d) d = c := by
  have hinc := f.value_increasing
  have h0 : f.value 0 * d ≤ f.value c * d := Nat.mul_le_mul_right d (hinc.le (Nat.zero_le c))
  have e := floor_unique hinc (f.floor_isFloor _ d hd h0) (floor_of_value hinc c d hd)
  unfold round
  rw [e]
  exact roundFrom_exact hinc mode s c d hd

/-- Below the first value, where a format has no zero, the result is the first value. -/
theorem round_below (f : Format) (mode : Mode) (s : Bool) (n d : Nat) (hd : 0 < d)
    (h : n < f.value 0 * d) : f.round mode s n d = 0 := by
  have hp : 0 < (f.value (0 + 1) - f.value 0) * d := by
    have := f.value_increasing 0
    exact Nat.mul_pos (by omega) hd
  unfold round roundFrom
  rw [f.floor_below n d hd h, show n - f.value 0 * d = 0 by omega, bump_exact mode s _ _ hp]

/-- Rounding keeps order, in every mode: where `n / d ≤ m / e`, the ordinal of the first is not the
larger one. -/
theorem round_mono (f : Format) (mode : Mode) (s : Bool) {n d m e : Nat} (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) : f.round mode s n d ≤ f.round mode s m e := by
  rcases Nat.lt_or_ge n (f.value 0 * d) with g | g
  · rw [f.round_below mode s n d hd g]; exact Nat.zero_le _
  · have g' : f.value 0 * e ≤ m := by
      have h1 := Nat.mul_le_mul_right e g
      have h2 : f.value 0 * d * e = f.value 0 * e * d := by grind
      exact Nat.le_of_mul_le_mul_right (Nat.le_trans (h2 ▸ h1) h) hd
    exact roundFrom_mono f.value_increasing mode s hd he (f.floor_isFloor n d hd g)
      (f.floor_isFloor m e he g') h

/-- Up to the largest value, rounding to nearest even among the format's values is rounding among all
magnitudes and cutting off at the largest. -/
theorem round_RNE (f : Format) (s : Bool) (n d : Nat) (hd : 0 < d) :
    IsNearestEvenUpTo f.value f.top n d (min (f.round .RNE s n d) f.top) := by
  have hinc := f.value_increasing
  refine ⟨Nat.min_le_right .., fun k hk => ?_⟩
  rcases Nat.lt_or_ge n (f.value 0 * d) with g | g
  · rw [f.round_below .RNE s n d hd g, Nat.zero_min]
    by_cases k0 : k = 0
    · right; subst k0; exact ⟨rfl, fun h => absurd rfl h⟩
    · left
      have := Nat.mul_lt_mul_of_pos_right (hinc.lt (show 0 < k by omega)) hd
      simp only [dist]; omega
  · have hf := f.floor_isFloor n d hd g
    have near := roundFrom_RNE hinc s n d (f.floor n d) hd hf
    have two := roundFrom_cases (v := f.value) .RNE s n d (f.floor n d)
    unfold round
    rcases Nat.lt_or_ge f.top (roundFrom f.value .RNE s n d (f.floor n d)) with h | h
    · rw [Nat.min_eq_right (by omega)]
      by_cases kt : k = f.top
      · right; subst kt; exact ⟨rfl, fun h => absurd rfl h⟩
      · left
        have h1 := Nat.mul_lt_mul_of_pos_right (hinc.lt (show k < f.top by omega)) hd
        have h2 := Nat.mul_le_mul_right d (hinc.le (show f.top ≤ f.floor n d by omega))
        have h3 := hf.1
        simp only [dist]; omega
    · rw [Nat.min_eq_left h]
      exact near k

/-- There is one nearest value up to the largest, ties to even. -/
theorem nearestEvenUpTo_unique (f : Format) {n d a b : Nat} (hd : 0 < d)
    (ha : IsNearestEvenUpTo f.value f.top n d a) (hb : IsNearestEvenUpTo f.value f.top n d b) :
    a = b := by
  have step : ∀ {a b}, IsNearestEvenUpTo f.value f.top n d a →
      IsNearestEvenUpTo f.value f.top n d b → ¬ a < b := by
    intro a b ha hb h
    have ea := ha.2 b hb.1
    have eb := hb.2 a ha.1
    have pa : a % 2 = 0 := by
      rcases ea with g | g
      · omega
      · exact g.2 (by omega)
    have pb : b % 2 = 0 := by
      rcases eb with g | g
      · omega
      · exact g.2 (by omega)
    have m1 := Nat.mul_lt_mul_of_pos_right (f.value_increasing.lt (show a < a + 1 by omega)) hd
    have m2 := Nat.mul_lt_mul_of_pos_right (f.value_increasing.lt (show a + 1 < b by omega)) hd
    have em := ha.2 (a + 1) (by have := hb.1; omega)
    simp only [dist] at *
    omega
  have := step ha hb
  have := step hb ha
  omega

/-- With saturation the encoder gives the code of the rounded magnitude, or of the largest. -/
theorem encode_saturate (f : Format) (mode : Mode) (s : Bool) (n d : Nat) (hd : 0 < d) :
    f.encode mode .saturate s n d = f.code s (min (f.round mode s n d) f.top) := by
  unfold encode
  by_cases h : f.overflows mode s n d = true
  · rw [if_pos h]
    have : f.top ≤ f.round mode s n d := by
      unfold overflows at h
      split at h
      · cases h
      · cases h
      · cases h
      · next b =>
        rw [Nat.blt_eq] at h
        have := f.round_mono .RTO b hd hd (Nat.mul_le_mul_right d (Nat.le_of_lt h))
        rwa [f.round_exact .RTO b f.top d hd] at this
      · rw [Nat.blt_eq] at h; omega
    rw [Nat.min_eq_right this]
  · rw [if_neg h]

/-- **The executable encoder is round-to-nearest, ties to even, of the exact value**: for every format
and every fraction, what the code decodes to is the nearest of all finite values of that sign. -/
theorem encode_RNE (f : Format) (wf : f.WellFormed) (s : Bool) (hs : s = true → f.signed = true)
    (n d : Nat) (hd : 0 < d) :
    ∃ c t, f.decode (f.encode .RNE .saturate s n d) = .finite t (f.value c) ∧
      IsNearestEvenUpTo f.value f.top n d c := by
  have h := f.round_RNE s n d hd
  rw [f.encode_saturate .RNE s n d hd, f.decode_code wf s hs _ h.1]
  exact ⟨_, _, rfl, h⟩

/-- The same as an equivalence: a finite code is what the encoder gives exactly if its value is the
nearest, ties to even. -/
theorem encode_RNE_iff (f : Format) (wf : f.WellFormed) (s : Bool) (n d : Nat) (hd : 0 < d)
    (c : Nat) (hc : c ≤ f.top) :
    f.encode .RNE .saturate s n d = f.code s c ↔ IsNearestEvenUpTo f.value f.top n d c := by
  have h := f.round_RNE s n d hd
  rw [f.encode_saturate .RNE s n d hd]
  constructor
  · intro e
    have : min (f.round .RNE s n d) f.top = c := by
      have := wf.top_lt
      have := h.1
      unfold code at e
      split at e <;> split at e <;> omega
    rwa [this] at h
  · intro g
    rw [f.nearestEvenUpTo_unique hd h g]

/-- Encoding the number that a code stands for gives the code back, in every mode and with every
policy for overflow. -/
theorem encode_decode (f : Format) (mode : Mode) (o : Overflow) (x : Nat)
    (hx : x < f.codes) (s : Bool) (m : Nat) (h : f.decode x = .finite s m) :
    f.encode mode o s m 1 = x := by
  obtain ⟨h1, h2, h3⟩ := f.code_of_decode x hx s m h
  have r := f.round_exact mode s (x % f.half) 1 (by omega)
  rw [Nat.mul_one, h2] at r
  have no : f.overflows mode s m 1 = false := by
    have hle := f.value_increasing.le h1
    unfold overflows
    split
    · rfl
    · rfl
    · rfl
    · rw [← Bool.not_eq_true, Nat.blt_eq]; omega
    · rw [r, ← Bool.not_eq_true, Nat.blt_eq]; omega
  unfold encode
  rw [no, r, Nat.min_eq_left h1]
  simpa using h3

/-- Rounding of magnitudes up to the largest keeps the order of values. -/
theorem value_round_mono (f : Format) (mode : Mode) (s : Bool) {n d m e : Nat} (hd : 0 < d)
    (he : 0 < e) (h : n * e ≤ m * d) :
    f.value (min (f.round mode s n d) f.top) ≤ f.value (min (f.round mode s m e) f.top) := by
  apply f.value_increasing.le
  have := f.round_mono mode s hd he h
  omega

/-- The number that a saturating encoder gives: the sign, and the rounded magnitude. -/
theorem toInt_encode (f : Format) (wf : f.WellFormed) (mode : Mode) (s : Bool)
    (hs : s = true → f.signed = true) (hz : f.hasZero = true) (n d : Nat) (hd : 0 < d) :
    (f.decode (f.encode mode .saturate s n d)).toInt =
      if s then -(f.value (min (f.round mode s n d) f.top) : Int)
      else f.value (min (f.round mode s n d) f.top) := by
  rw [f.encode_saturate mode s n d hd, f.decode_code wf s hs _ (Nat.min_le_right ..)]
  generalize min (f.round mode s n d) f.top = c
  have v0 : f.value 0 = 0 := by
    unfold value
    by_cases hs : f.subnormals = true
    · rw [if_pos hs]; exact magnitude_zero _
    · rw [if_neg hs, if_pos (by simp [hz])]
  cases s
  · simp [Datum.toInt]
  · by_cases h : (f.negativeZero || c != 0) = true
    · rw [h]; simp [Datum.toInt]
    · have c0 : c = 0 := by simp at h; exact h.2
      rw [Bool.not_eq_true] at h
      rw [h, c0, v0]; simp [Datum.toInt]

/-- **Encoding keeps order**, in every mode: where `n / d ≤ m / e`, the decoded results are in the same
order. Numbers may be negative. -/
theorem encode_mono (f : Format) (wf : f.WellFormed) (mode : Mode) (hs : f.signed = true)
    (hz : f.hasZero = true) {n m : Int} {d e : Nat} (hd : 0 < d) (he : 0 < e)
    (h : n * e ≤ m * d) :
    (f.decode (f.encodeInt mode .saturate n d)).toInt ≤
      (f.decode (f.encodeInt mode .saturate m e)).toInt := by
  unfold encodeInt
  rw [f.toInt_encode wf mode _ (fun _ => hs) hz _ d hd,
    f.toInt_encode wf mode _ (fun _ => hs) hz _ e he]
  have hde : (0 : Int) < d := by omega
  have hee : (0 : Int) < e := by omega
  by_cases hn : n < 0 <;> by_cases hm : m < 0
  · have : m.natAbs * d ≤ n.natAbs * e := by
      have h1 : ((m.natAbs * d : Nat) : Int) = -(m * d) := by
        rw [Int.natCast_mul, Int.ofNat_natAbs_of_nonpos (by omega), Int.neg_mul]
      have h2 : ((n.natAbs * e : Nat) : Int) = -(n * e) := by
        rw [Int.natCast_mul, Int.ofNat_natAbs_of_nonpos (by omega), Int.neg_mul]
      omega
    have := f.value_round_mono mode true he hd this
    simp only [hn, hm, decide_true, if_true]
    omega
  · simp only [hn, hm, decide_true, decide_false, if_true, Bool.false_eq_true, if_false]
    omega
  · exfalso
    have h1 : 0 ≤ n * e := Int.mul_nonneg (by omega) (by omega)
    have h2 : m * d < 0 := Int.mul_neg_of_neg_of_pos hm hde
    omega
  · have : n.natAbs * e ≤ m.natAbs * d := by
      have h1 : ((n.natAbs * e : Nat) : Int) = n * e := by
        rw [Int.natCast_mul, Int.natAbs_of_nonneg (by omega)]
      have h2 : ((m.natAbs * d : Nat) : Int) = m * d := by
        rw [Int.natCast_mul, Int.natAbs_of_nonneg (by omega)]
      omega
    have := f.value_round_mono mode false hd he this
    simp only [hn, hm, decide_false, Bool.false_eq_true, if_false]
    omega

/-- To nearest, the error is at most half a unit in the last place of the number, which is
`2 ^ floorExponent` quanta. -/
theorem round_error_half (f : Format) (sub : f.subnormals = true) (mode : Mode)
    (near : mode.Nearest) (s : Bool) (n d : Nat) (hd : 0 < d) :
    2 * dist (f.value (f.round mode s n d) * d) n ≤
      2 ^ floorExponent f.fractionBits n d * d := by
  have hv : f.value = magnitude f.fractionBits := by
    funext c; unfold value; rw [if_pos sub]
  have h := roundFrom_error_half mode near s n d _ (floorOrdinal_isFloor f.fractionBits n d hd)
  unfold round floor
  rw [if_pos sub, hv]
  rw [magnitude_floorOrdinal_succ, magnitude_floorOrdinal, Nat.add_mul, Nat.one_mul,
    Nat.add_sub_cancel_left] at h
  exact h

/-- To nearest, the error of a number that is not below the normal numbers is at most `2^-(M+1)` of
it, where `M` is the number of fraction bits. -/
theorem round_relative_error (f : Format) (sub : f.subnormals = true) (mode : Mode)
    (near : mode.Nearest) (s : Bool) (n d : Nat) (hd : 0 < d) (h : 2 ^ f.fractionBits * d ≤ n) :
    2 ^ (f.fractionBits + 1) * dist (f.value (f.round mode s n d) * d) n ≤ n := by
  have e := f.round_error_half sub mode near s n d hd
  have hf := (floorOrdinal_isFloor f.fractionBits n d hd).1
  rw [magnitude_floorOrdinal] at hf
  obtain ⟨_, hp⟩ := floor_parts f.fractionBits n d
  generalize dist (f.value (f.round mode s n d) * d) n = x at *
  have big : 2 ^ f.fractionBits ≤ n / (d * 2 ^ floorExponent f.fractionBits n d) := by
    rcases hp with g | g
    · rw [g, Nat.pow_zero, Nat.mul_one]
      exact (Nat.le_div_iff_mul_le hd).2 h
    · exact g
  generalize n / (d * 2 ^ floorExponent f.fractionBits n d) = q at *
  generalize 2 ^ floorExponent f.fractionBits n d = g at *
  rw [Nat.pow_succ]
  generalize 2 ^ f.fractionBits = P at *
  have h1 := Nat.mul_le_mul_left P e
  have h2 := Nat.mul_le_mul_right (g * d) big
  have h3 : P * (2 * x) = P * 2 * x := by grind
  have h4 : q * g * d = q * (g * d) := by grind
  omega

/-- Rounding to nearest even overflows exactly from the middle between the largest value and the next
one there would be, the middle itself included where the largest code is odd. -/
theorem overflow_RNE_iff (f : Format) (s : Bool) (n d : Nat) (hd : 0 < d) :
    f.overflows .RNE s n d = true ↔
      (f.value f.top + f.value (f.top + 1)) * d < 2 * n ∨
        ((f.value f.top + f.value (f.top + 1)) * d = 2 * n ∧ f.top % 2 = 1) := by
  have hinc := f.value_increasing
  have ho : f.overflows .RNE s n d = Nat.blt f.top (f.round .RNE s n d) := rfl
  rw [ho, Nat.blt_eq]
  have gap := Nat.mul_lt_mul_of_pos_right (hinc f.top) hd
  rcases Nat.lt_or_ge n (f.value f.top * d) with g | g
  · have := f.round_mono .RNE s hd hd (Nat.mul_le_mul_right d (Nat.le_of_lt g))
    rw [f.round_exact .RNE s f.top d hd] at this
    rw [Nat.add_mul]
    omega
  rcases Nat.lt_or_ge n (f.value (f.top + 1) * d) with g' | g'
  · have h0 : f.value 0 * d ≤ n :=
      Nat.le_trans (Nat.mul_le_mul_right d (hinc.le (Nat.zero_le f.top))) g
    have e := floor_unique hinc (f.floor_isFloor n d hd h0) ⟨g, g'⟩
    unfold round roundFrom
    rw [e, Nat.add_mul, Nat.sub_mul]
    simp only [bump]
    split
    · omega
    · split <;> omega
  · have := f.round_mono .RNE s hd hd (Nat.mul_le_mul_right d g')
    rw [f.round_exact .RNE s (f.top + 1) d hd] at this
    rw [Nat.add_mul]
    omega

end Format
end Verif
