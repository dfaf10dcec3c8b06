module

public import Verif.TableFormat

/-!
# Rounding at the quarters of every gap

A rounding into a list of values is determined by what happens at the values, at the middles of the gaps
between them, and strictly between these. `quarter v i` goes through all of that: numbered by `i`, in
fourths of a quantum, are `v 0`, the three points that quarter the gap above it, `v 1`, and so on.

Proved: what a fraction of a gap rounds to does not depend on the gap, so that encoders are known at all
quarters of all formats by a look at `i / 4` and `i % 4`. That makes it cheap to have the kernel compare an
encoder with a table of the codes that it ought to give, which `Format.encode_table` and
`tableRound_table` turn into sentences. Generated files of formats consist of such tables.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- The points that quarter the gaps of a list of values, in fourths of its unit: `i / 4` is the value
below, and `i % 4` says how many fourths of the gap above it are added. -/
def quarter (v : Nat → Nat) (i : Nat) : Nat := v (i / 4) * (4 - i % 4) + v (i / 4 + 1) * (i % 4)

/-- The value below a quarter point is its floor. -/
theorem quarter_isFloor {v : Nat → Nat} {i : Nat} (hv : v (i / 4) < v (i / 4 + 1)) :
    IsFloor v (quarter v i) 4 (i / 4) := by
  unfold IsFloor quarter
  generalize v (i / 4) = a at *
  generalize v (i / 4 + 1) = b at *
  rcases (show i % 4 = 0 ∨ i % 4 = 1 ∨ i % 4 = 2 ∨ i % 4 = 3 by omega) with e | e | e | e <;>
    rw [e] <;> omega

/-- Quarter points round by their number, not by the gap that they are in. -/
theorem roundFrom_quarter {v : Nat → Nat} {i : Nat} (hv : v (i / 4) < v (i / 4 + 1)) (mode : Mode)
    (s : Bool) :
    roundFrom v mode s (quarter v i) 4 (i / 4) = i / 4 + bump mode s (i / 4) (i % 4) 4 := by
  unfold roundFrom quarter
  generalize v (i / 4) = a at *
  generalize v (i / 4 + 1) = b at *
  have e1 : a * (4 - i % 4) + b * (i % 4) - a * 4 = i % 4 * (b - a) := by
    rcases (show i % 4 = 0 ∨ i % 4 = 1 ∨ i % 4 = 2 ∨ i % 4 = 3 by omega) with e | e | e | e <;>
      rw [e] <;> omega
  rw [e1, Nat.mul_comm (b - a) 4, bump_scale mode s _ _ 4 (b - a) (by omega) (by omega)]

/-- Quarter points are above the value of ordinal `top` if their number is above `4 top`. -/
theorem quarter_gt_iff {v : Nat → Nat} (hv : Increasing v) (top i : Nat) :
    v top * 4 < quarter v i ↔ 4 * top < i := by
  have f := quarter_isFloor (hv (i / 4))
  unfold IsFloor at f
  rcases Nat.lt_trichotomy (i / 4) top with g | g | g
  · have := hv.le (show i / 4 + 1 ≤ top from g)
    omega
  · unfold quarter
    subst g
    have := hv (i / 4)
    generalize v (i / 4) = a at *
    generalize v (i / 4 + 1) = b at *
    rcases (show i % 4 = 0 ∨ i % 4 = 1 ∨ i % 4 = 2 ∨ i % 4 = 3 by omega) with e | e | e | e <;>
      rw [e] <;> omega
  · have := hv.lt g
    omega

/-- Which way a number goes depends on the neighbour below only by whether that is odd. -/
theorem bump_parity (mode : Mode) (s : Bool) (q r d : Nat) :
    bump mode s (q % 2) r d = bump mode s q r d := by
  cases mode <;> cases s <;> simp only [bump, Nat.mod_mod]

/-- What a mode does at quarter points, in eight bits: whether it goes up at number `i % 8`. -/
def ups (mode : Mode) (negative : Bool) : Nat :=
  pack 1 (fun k => bump mode negative (k / 4) (k % 4) 4) 8

/-- What quarter point `i` rounds to, as the kernel evaluates it, where `up` is `ups` of the mode. -/
def upTo (up i : Nat) : Nat := Nat.add (Nat.div i 4) (Nat.land (Nat.shiftRight up (Nat.mod i 8)) 1)

/-- The evaluated ordinal is the rounded one. -/
theorem upTo_eq (mode : Mode) (s : Bool) (i : Nat) :
    upTo (ups mode s) i = i / 4 + bump mode s (i / 4) (i % 4) 4 := by
  have e : upTo (ups mode s) i = i / 4 + lane 1 (ups mode s) (i % 8) := by
    unfold upTo lane
    rw [show Nat.mul 1 (i % 8) = i % 8 from Nat.one_mul _]
    rfl
  have b : ∀ k, k < 8 → bump mode s (k / 4) (k % 4) 4 < 2 ^ 1 := fun k _ => by
    have := bump_le_one mode s (k / 4) (k % 4) 4
    omega
  rw [e, ups, lane_pack 1 _ 8 b (i % 8) (by omega), show i % 8 / 4 = i / 4 % 2 by omega,
    show i % 8 % 4 = i % 4 by omega, bump_parity]

namespace Format

/-- The code for a rounded magnitude, from whether the number overflows and what it rounds to: the last
step of `Format.encode`. -/
def finish (f : Format) (overflow : Overflow) (negative over : Bool) (rounded : Nat) : Nat :=
  if over then
    match overflow with
    | .saturate => f.code negative f.top
    | .infinity => if f.infinity then f.code negative (f.top + 1) else f.nanCode
    | .nan => f.nanCode
  else f.code negative (min rounded f.top)

/-- Whether quarter point `i` overflows, where it rounds to `rounded`. -/
def quarterOverflows (f : Format) (mode : Mode) (negative : Bool) (i rounded : Nat) : Bool :=
  match mode, negative with
  | .RTZ, _ => false
  | .RTP, true => false
  | .RTN, false => false
  | .RTO, _ => Nat.blt (Nat.mul 4 f.top) i
  | _, _ => Nat.blt f.top rounded

/-- The code of quarter point `i`: the number overflows or not, and is rounded. -/
def quarterCode (f : Format) (mode : Mode) (overflow : Overflow) (negative : Bool) (i : Nat) : Nat :=
  f.finish overflow negative (f.quarterOverflows mode negative i (upTo (ups mode negative) i))
    (upTo (ups mode negative) i)

/-- Whether the codes of `n` quarter points from `start` on are those of a table, as the kernel evaluates
it: what does not depend on the point comes first. -/
def quartersAre (f : Format) (mode : Mode) (overflow : Overflow) (negative : Bool) (start w t n : Nat) :
    Bool :=
  force (ups mode negative) fun up => force f.top fun top => force (f.code negative 0) fun atZero =>
    force (f.code negative 1) fun atOne => force (f.finish overflow negative true 0) fun beyond =>
      allBelow (fun i => force (Nat.add start i) fun k => force (upTo up k) fun c =>
        Nat.beq
          (cond (f.quarterOverflows mode negative k c) beyond
            (force (cond (Nat.ble c top) c top) fun c =>
              cond (Nat.beq c 0) atZero (Nat.add (Nat.sub atOne 1) c)))
          (lane w t i)) n

/-- What a quarter point of a format rounds to. -/
theorem round_quarter (f : Format) (mode : Mode) (s : Bool) (i : Nat) :
    f.round mode s (quarter f.value i) 4 = i / 4 + bump mode s (i / 4) (i % 4) 4 := by
  have hv := f.value_increasing
  have q := quarter_isFloor (hv (i / 4))
  have h0 := Nat.le_trans (Nat.mul_le_mul_right 4 (hv.le (Nat.zero_le (i / 4)))) q.1
  unfold round
  rw [floor_unique hv (f.floor_isFloor _ 4 (by omega) h0) q, roundFrom_quarter (hv _)]

/-- The evaluated code is the encoder's. -/
theorem encode_quarter (f : Format) (mode : Mode) (o : Overflow) (s : Bool) (i : Nat) :
    f.encode mode o s (quarter f.value i) 4 = f.quarterCode mode o s i := by
  have r := f.round_quarter mode s i
  have over : f.overflows mode s (quarter f.value i) 4 =
      f.quarterOverflows mode s i (f.round mode s (quarter f.value i) 4) := by
    have blt : Nat.blt (f.value f.top * 4) (quarter f.value i) = Nat.blt (Nat.mul 4 f.top) i := by
      rw [Bool.eq_iff_iff, Nat.blt_eq, Nat.blt_eq]
      exact quarter_gt_iff f.value_increasing f.top i
    unfold overflows quarterOverflows
    cases mode <;> cases s <;> first | rfl | exact blt
  have e : f.encode mode o s (quarter f.value i) 4 = f.finish o s
      (f.overflows mode s (quarter f.value i) 4) (f.round mode s (quarter f.value i) 4) := rfl
  rw [e, over, r]
  unfold quarterCode
  rw [upTo_eq]

/-- The evaluated comparison is one of codes. -/
theorem quartersAre_eq (f : Format) (mode : Mode) (o : Overflow) (s : Bool) (start w t n : Nat) :
    f.quartersAre mode o s start w t n =
      allBelow (fun i => Nat.beq (f.quarterCode mode o s (start + i)) (lane w t i)) n := by
  have m : ∀ k top : Nat, cond (Nat.ble k top) k top = min k top := by
    intro k top
    cases h : Nat.ble k top with
    | true => have := ble_iff.1 h; simp only [cond]; omega
    | false =>
      have : ¬ k ≤ top := by rw [← ble_iff, h]; simp
      simp only [cond]; omega
  have c : ∀ k : Nat, cond (Nat.beq k 0) (f.code s 0) (Nat.add (Nat.sub (f.code s 1) 1) k) =
      f.code s k := by
    intro k
    rcases k with _ | k
    · rfl
    · show f.code s 1 - 1 + (k + 1) = f.code s (k + 1)
      unfold code
      cases f.signed <;> cases s <;> cases f.negativeZero <;> simp
  unfold quartersAre
  simp only [force_eq]
  congr 1
  funext i
  congr 1
  rw [m, c]
  unfold quarterCode finish
  show cond (f.quarterOverflows mode s (start + i) (upTo (ups mode s) (start + i))) _ _ = _
  cases f.quarterOverflows mode s (start + i) (upTo (ups mode s) (start + i)) <;> rfl

/-- The encoder agrees with a table of codes, `w` bits each, on the first `n` quarter points. -/
theorem encode_table (f : Format) {mode : Mode} {o : Overflow} {s : Bool} {w t n : Nat}
    (h : f.quartersAre mode o s 0 w t n = true) :
    ∀ i, i < n → f.encode mode o s (quarter f.value i) 4 = lane w t i := by
  intro i hi
  rw [quartersAre_eq] at h
  have := eq_of_allBelow h i hi
  rw [f.encode_quarter]
  rwa [Nat.zero_add] at this

/-- The encoder agrees with a table of codes on `n` quarter points from `start` on. -/
theorem encode_table_from (f : Format) {mode : Mode} {o : Overflow} {s : Bool} {start w t n : Nat}
    (h : f.quartersAre mode o s start w t n = true) :
    ∀ i, i < n → f.encode mode o s (quarter f.value (start + i)) 4 = lane w t i := by
  intro i hi
  rw [quartersAre_eq] at h
  rw [f.encode_quarter]
  exact eq_of_allBelow h i hi

/-- What is below the first value, in a format without zero, becomes that value. -/
theorem encode_below (f : Format) (mode : Mode) (o : Overflow) (s : Bool) (n d : Nat) (hd : 0 < d)
    (h : n < f.value 0 * d) : f.encode mode o s n d = f.code s 0 := by
  have r := f.round_below mode s n d hd h
  have le := Nat.mul_le_mul_right d (f.value_increasing.le (Nat.zero_le f.top))
  have no : f.overflows mode s n d = false := by
    unfold overflows
    split
    · rfl
    · rfl
    · rfl
    · rw [← Bool.not_eq_true, Nat.blt_eq]; omega
    · rw [r, ← Bool.not_eq_true, Nat.blt_eq]; omega
  unfold encode
  rw [no, r]
  simp

end Format

/-- What a quarter point of a list of values rounds to. -/
theorem tableRound_quarter {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top) (mode : Mode)
    (s : Bool) {i : Nat} (hi : i < 4 * top) :
    tableRound v top mode s (quarter v i) 4 = i / 4 + bump mode s (i / 4) (i % 4) 4 := by
  have hw := continued_increasing hv
  have same : quarter v i = quarter (continued v top) i := by
    unfold quarter
    rw [continued_eq v (by omega), continued_eq v (by omega)]
  have f := quarter_isFloor (hw (i / 4))
  have lo := hw.le (Nat.zero_le (i / 4))
  have hi := hw.le (show i / 4 + 1 ≤ top by omega)
  unfold IsFloor at f
  rw [← same] at f
  have h0 : v 0 * 4 ≤ quarter v i := by
    rw [← continued_eq v (Nat.zero_le top)]; omega
  have ht : quarter v i < v top * 4 := by
    rw [← continued_eq v (Nat.le_refl top)]; omega
  obtain ⟨c, _, h2, h3⟩ := tableRound_eq h0 ht mode s
  rw [h3, floor_unique hw h2 f, same]
  exact roundFrom_quarter (hw _) mode s

/-- Whether the codes of the first `n` quarter points of a list of values are those of a table, as the kernel
evaluates it; `code` gives the codes of ordinals. -/
def tableQuartersAre (code : Bool → Nat → Nat) (mode : Mode) (negative : Bool) (w t n : Nat) : Bool :=
  force (ups mode negative) fun up =>
    allBelow (fun i => Nat.beq (force (upTo up i) (code negative)) (lane w t i)) n

/-- Rounding into a list of values agrees with a table of codes, on quarter points. -/
theorem tableRound_table {v : Nat → Nat} {top : Nat} (hv : IncreasingTo v top)
    (code : Bool → Nat → Nat) {mode : Mode} {s : Bool} {w t n : Nat} (hn : n ≤ 4 * top)
    (h : tableQuartersAre code mode s w t n = true) :
    ∀ i, i < n → code s (tableRound v top mode s (quarter v i) 4) = lane w t i := by
  intro i hi
  unfold tableQuartersAre at h
  rw [force_eq] at h
  have e := eq_of_allBelow h i hi
  rw [force_eq, upTo_eq] at e
  rw [tableRound_quarter hv mode s (show i < 4 * top by omega)]
  exact e

end Verif
