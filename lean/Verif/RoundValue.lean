module

public import Verif.Quanta

/-!
# Rounding a number to a float format

The result is a sign and an ordinal: `Format.ordinal` is the magnitude code that a rational number rounds
to, `Format.rounded` the number of quanta that this stands for, with its sign.

Proved, for every signed format with a zero: what `roundValue` gives under saturation is that number;
without saturation the same, unless the number overflows, which none up to the largest does; the order of
numbers is kept; a mode to nearest gives a nearest value, of either sign; and what is a value of the
format stays what it is.
-/

@[expose] public section
noncomputable section
namespace Verif
namespace Format

/-- A sign and a magnitude code as a number of quanta. -/
def signedValue (f : Format) (negative : Bool) (k : Nat) : Int :=
  if negative then -(f.value k : Int) else f.value k

/-- The magnitude code that a number rounds to, at most the largest. -/
def ordinal (f : Format) (mode : Mode) (x : Rat) : Nat :=
  min (f.round mode (decide (x < 0)) (f.numerator x).natAbs (f.denominator x)) f.top

/-- The number of quanta that a number rounds to, at most the largest. -/
def rounded (f : Format) (mode : Mode) (x : Rat) : Int :=
  f.signedValue (decide (x < 0)) (f.ordinal mode x)

/-- Whether a finite value overflows. -/
def exceeds (f : Format) (mode : Mode) (v : Value) : Bool :=
  f.overflows mode v.negative (f.numerator v.real).natAbs (f.denominator v.real)

/-- A format with zero starts at zero. -/
theorem value_zero (f : Format) (hz : f.hasZero = true) : f.value 0 = 0 := by
  unfold value
  by_cases hs : f.subnormals = true
  · rw [if_pos hs]; exact magnitude_zero _
  · rw [if_neg hs, if_pos (by simp [hz])]

/-- Zero is no quanta. -/
theorem numerator_zero (f : Format) : f.numerator 0 = 0 := by
  unfold numerator
  rw [Rat.div_def, Rat.zero_mul]; rfl

/-- A finite code stands for its sign and magnitude. -/
theorem decodeValue_code (f : Format) (wf : f.WellFormed) (hz : f.hasZero = true) (s : Bool)
    (hs : s = true → f.signed = true) (c : Nat) (hc : c ≤ f.top) :
    (f.decodeValue (f.code s c)).IsFinite ∧
      (f.decodeValue (f.code s c)).real = (f.signedValue s c : Rat) * f.unit := by
  have v0 := f.value_zero hz
  unfold decodeValue
  rw [f.decode_code wf s hs c hc]
  unfold valueOf signedValue
  cases s
  · simp [Value.IsFinite, Value.real, Rat.intCast_natCast]
  · by_cases c0 : c = 0
    · subst c0
      rw [v0]
      by_cases hn : f.negativeZero = true <;>
        simp [hn, Value.IsFinite, Value.real, Rat.zero_mul]
    · have p : f.value c ≠ 0 := by
        have := f.value_increasing.lt (show 0 < c by omega)
        omega
      simp [c0, p, Value.IsFinite, Value.real, Rat.intCast_neg, Rat.intCast_natCast, Rat.neg_mul]

/-- A code that stands for something finite has a finite magnitude code. -/
theorem exists_of_finite (f : Format) (c : Nat) (hc : c < f.codes)
    (h : (f.decodeValue c).IsFinite) : ∃ s k, k ≤ f.top ∧ c = f.code s k ∧
      (f.decodeValue c).real = (f.signedValue s k : Rat) * f.unit ∧
      ((f.decodeValue c).negative = false → s = false) := by
  unfold decodeValue at *
  match e : f.decode c with
  | .nan => rw [e] at h; exact absurd h id
  | .infinity s => rw [e] at h; exact absurd h id
  | .finite s m =>
    obtain ⟨h1, h2, h3⟩ := f.code_of_decode c hc s m e
    refine ⟨s, _, h1, h3.symm, ?_⟩
    have u := f.unit_pos
    unfold signedValue valueOf
    rw [h2]
    cases s
    · simp [Value.real, Rat.intCast_natCast]
    · by_cases z : m = 0
      · subst z; simp [Value.real, Value.negative, Rat.zero_mul]
      · have ng : -((m : Rat) * f.unit) < 0 := by
          have := Rat.mul_pos (Rat.natCast_pos.2 (show 0 < m by omega)) u
          grind
        simp [z, Value.real, Value.negative, ng, Rat.intCast_neg, Rat.intCast_natCast, Rat.neg_mul]

/-- The sign of a number is that of its numerator. -/
theorem sign_eq (f : Format) (x : Rat) : decide (x < 0) = decide (f.numerator x < 0) :=
  decide_eq_decide.2 (f.isQuanta x).neg_iff

/-- The sign of a finite value is that of its numerator, or this is 0. -/
theorem numerator_sign (f : Format) (v : Value) (h : v.IsFinite) :
    (v.negative = true → f.numerator v.real ≤ 0) ∧
      (v.negative = false → 0 ≤ f.numerator v.real) := by
  match v with
  | .nan | .infinity _ => exact absurd h id
  | .negativeZero =>
    show _ ∧ (true = false → _)
    exact ⟨fun _ => by show f.numerator 0 ≤ 0; rw [f.numerator_zero]; omega, fun g => by cases g⟩
  | .number x =>
    show (decide (x < 0) = true → f.numerator x ≤ 0) ∧ (decide (x < 0) = false → 0 ≤ f.numerator x)
    rw [f.sign_eq x, decide_eq_true_iff, decide_eq_false_iff_not]
    omega

/-- The magnitude code of zero is 0. -/
theorem ordinal_zero (f : Format) (hz : f.hasZero = true) (mode : Mode) : f.ordinal mode 0 = 0 := by
  have r := f.round_exact mode (decide ((0 : Rat) < 0)) 0 (f.denominator 0) (f.isQuanta 0).1
  unfold ordinal
  rw [f.numerator_zero]
  rw [f.value_zero hz, Nat.zero_mul] at r
  simp only [Int.natAbs_zero, r, Nat.zero_min]

/-- Zero has no ordinal but 0, whatever its sign. -/
theorem round_zero (f : Format) (hz : f.hasZero = true) (mode : Mode) (s : Bool) (d : Nat)
    (hd : 0 < d) : f.round mode s 0 d = 0 := by
  have r := f.round_exact mode s 0 d hd
  rwa [f.value_zero hz, Nat.zero_mul] at r

/-- The encoder under saturation: the sign, and the magnitude code. -/
theorem encodeValue_saturate (f : Format) (hz : f.hasZero = true) (mode : Mode) (v : Value)
    (h : v.IsFinite) :
    f.encodeValue mode .saturate v = f.code v.negative (f.ordinal mode v.real) := by
  match v with
  | .nan | .infinity _ => exact absurd h id
  | .number x => exact f.encode_saturate mode _ _ _ (f.isQuanta x).1
  | .negativeZero =>
    show f.encode mode .saturate true 0 1 = f.code true (f.ordinal mode 0)
    rw [f.encode_saturate mode true 0 1 (by omega), f.round_zero hz mode true 1 (by omega),
      f.ordinal_zero hz, Nat.zero_min]

/-- What does not overflow is encoded alike with every policy. -/
theorem encodeValue_of_not_exceeds (f : Format) (hz : f.hasZero = true) (mode : Mode)
    (o : Overflow) (v : Value) (h : v.IsFinite) (ho : f.exceeds mode v = false) :
    f.encodeValue mode o v = f.encodeValue mode .saturate v := by
  match v with
  | .nan | .infinity _ => exact absurd h id
  | .number x =>
    show f.encode mode o _ _ _ = f.encode mode .saturate _ _ _
    unfold encode
    have : f.overflows mode (decide (x < 0)) (x / f.unit).num.natAbs (x / f.unit).den = false := ho
    rw [this]; rfl
  | .negativeZero =>
    show f.encode mode o true 0 1 = f.encode mode .saturate true 0 1
    have : f.overflows mode true 0 1 = false := by
      unfold overflows
      split <;> first | rfl | (rw [← Bool.not_eq_true, Nat.blt_eq]
                               try rw [f.round_zero hz _ _ _ (by omega)]
                               omega)
    unfold encode
    rw [this]; rfl

/-- Nothing up to the largest number overflows, in any mode. -/
theorem not_exceeds (f : Format) (mode : Mode) (v : Value) (h : absolute v.real ≤ f.max) :
    f.exceeds mode v = false := by
  have q := f.isQuanta v.real
  have h := (q.absolute_le (f.value f.top)).1 h
  have h : (f.numerator v.real).natAbs ≤ f.value f.top * f.denominator v.real := by
    rw [← Int.natCast_mul] at h
    exact Int.ofNat_le.1 h
  have r := f.round_mono mode v.negative q.1 q.1 (Nat.mul_le_mul_right (f.denominator v.real) h)
  rw [f.round_exact mode v.negative f.top _ q.1] at r
  unfold exceeds overflows
  split <;> first | rfl | (rw [← Bool.not_eq_true, Nat.blt_eq]; omega)

/-- Under saturation the result is finite, and the number that `rounded` says. -/
theorem roundValue_saturate (f : Format) (wf : f.WellFormed) (hs : f.signed = true)
    (hz : f.hasZero = true) (mode : Mode) (v : Value) (h : v.IsFinite) :
    (f.roundValue mode .saturate v).IsFinite ∧
      (f.roundValue mode .saturate v).real = (f.rounded mode v.real : Rat) * f.unit := by
  have d := f.decodeValue_code wf hz v.negative (fun _ => hs) (f.ordinal mode v.real)
    (Nat.min_le_right ..)
  unfold roundValue
  rw [f.encodeValue_saturate hz mode v h]
  refine ⟨d.1, d.2.trans ?_⟩
  match v with
  | .nan | .infinity _ => exact absurd h id
  | .number x => rfl
  | .negativeZero =>
    show (f.signedValue true (f.ordinal mode 0) : Rat) * _ = (f.rounded mode 0 : Rat) * _
    unfold rounded signedValue
    rw [f.ordinal_zero hz, f.value_zero hz]
    simp

/-- Where nothing overflows the result is finite, and the number that `rounded` says. -/
theorem roundValue_finite (f : Format) (wf : f.WellFormed) (hs : f.signed = true)
    (hz : f.hasZero = true) (mode : Mode) (o : Overflow) (v : Value) (h : v.IsFinite)
    (ho : f.exceeds mode v = false) :
    (f.roundValue mode o v).IsFinite ∧
      (f.roundValue mode o v).real = (f.rounded mode v.real : Rat) * f.unit := by
  have := f.roundValue_saturate wf hs hz mode v h
  unfold roundValue at *
  rwa [f.encodeValue_of_not_exceeds hz mode o v h ho]

/-- **Rounding keeps order**, in every mode. -/
theorem rounded_mono (f : Format) (wf : f.WellFormed) (hs : f.signed = true)
    (hz : f.hasZero = true) (mode : Mode) {x y : Rat} (h : x ≤ y) :
    f.rounded mode x ≤ f.rounded mode y := by
  have qx := f.isQuanta x
  have qy := f.isQuanta y
  have m := f.encode_mono wf mode hs hz qx.1 qy.1 ((qx.le_iff qy).1 h)
  unfold encodeInt at m
  rw [f.toInt_encode wf mode _ (fun _ => hs) hz _ _ qx.1,
    f.toInt_encode wf mode _ (fun _ => hs) hz _ _ qy.1] at m
  unfold rounded signedValue ordinal
  rwa [f.sign_eq x, f.sign_eq y]

/-- Among magnitudes up to the largest, a mode to nearest gives a nearest one. -/
theorem round_nearest_upTo (f : Format) (hz : f.hasZero = true) (mode : Mode) (near : mode.Nearest)
    (s : Bool) (n d : Nat) (hd : 0 < d) (k : Nat) (hk : k ≤ f.top) :
    dist (f.value (min (f.round mode s n d) f.top) * d) n ≤ dist (f.value k * d) n := by
  have hinc := f.value_increasing
  have hf := f.floor_isFloor_of_zero hz n d hd
  have near := roundFrom_nearest hinc mode near s n d _ hf
  have two := roundFrom_cases (v := f.value) mode s n d (f.floor n d)
  unfold round
  rcases Nat.lt_or_ge f.top (roundFrom f.value mode s n d (f.floor n d)) with h | h
  · rw [Nat.min_eq_right (by omega)]
    have h1 := Nat.mul_le_mul_right d (hinc.le hk)
    have h2 := Nat.mul_le_mul_right d (hinc.le (show f.top ≤ f.floor n d by omega))
    have h3 := hf.1
    simp only [dist]; omega
  · rw [Nat.min_eq_left h]
    exact near k

/-- A magnitude that is as near as another one, given the sign of the number, is as near as the other
one with either sign. -/
theorem signed_distance (n : Int) (d r k : Nat) (t : Bool)
    (nk : dist (r * d) n.natAbs ≤ dist (k * d) n.natAbs) :
    (n - (if decide (n < 0) then -(r : Int) else r) * d).natAbs ≤
      (n - (if t then -(k : Int) else k) * d).natAbs := by
  have e1 : (r : Int) * d = ((r * d : Nat) : Int) := (Int.natCast_mul ..).symm
  have e2 : (k : Int) * d = ((k * d : Nat) : Int) := (Int.natCast_mul ..).symm
  simp only [dist] at *
  by_cases hn : n < 0 <;> cases t <;> simp only [hn, decide_true, decide_false, if_true,
    Bool.false_eq_true, if_false, Int.neg_mul, e1, e2] <;> omega

/-- **Nearest**: no value of the format, of either sign, is nearer to a number than the one that a mode
to nearest gives. -/
theorem rounded_nearest (f : Format) (hz : f.hasZero = true) (mode : Mode) (near : mode.Nearest)
    (x : Rat) (t : Bool) (k : Nat) (hk : k ≤ f.top) :
    absolute (x - (f.rounded mode x : Rat) * f.unit) ≤
      absolute (x - (f.signedValue t k : Rat) * f.unit) := by
  have q := f.isQuanta x
  rw [q.distance_le]
  have nk := f.round_nearest_upTo hz mode near (decide (x < 0)) (f.numerator x).natAbs
    (f.denominator x) q.1 k hk
  unfold rounded signedValue ordinal
  rw [f.sign_eq x] at nk ⊢
  exact signed_distance _ _ _ _ t nk

/-- What is a value of the format already stays what it is, in every mode. -/
theorem rounded_exact (f : Format) (mode : Mode) (s : Bool) (k : Nat)
    (hk : k ≤ f.top) : f.rounded mode ((f.signedValue s k : Rat) * f.unit) = f.signedValue s k := by
  have q := f.isQuanta ((f.signedValue s k : Rat) * f.unit)
  have e := (q.eq_whole _).1 rfl
  unfold rounded ordinal
  rw [f.sign_eq, e]
  have na : (f.signedValue s k * (f.denominator ((f.signedValue s k : Rat) * f.unit) : Int)).natAbs =
      f.value k * f.denominator ((f.signedValue s k : Rat) * f.unit) := by
    unfold signedValue
    rw [Int.natAbs_mul, Int.natAbs_natCast]
    split <;> simp
  rw [na, f.round_exact mode _ k _ q.1, Nat.min_eq_left hk]
  have dp := q.1
  clear na e q
  generalize f.denominator ((f.signedValue s k : Rat) * f.unit) = d at *
  unfold signedValue
  rcases Nat.eq_zero_or_pos (f.value k) with z | z
  · rw [z]; simp
  · cases s
    · have : ¬((f.value k : Int) * d < 0) := by
        have := Int.mul_nonneg (Int.natCast_nonneg (f.value k)) (Int.natCast_nonneg d)
        omega
      simp [this]
    · have : -(f.value k : Int) * d < 0 :=
        Int.mul_neg_of_neg_of_pos (by omega) (by omega)
      simp [this]

end Format
end Verif
