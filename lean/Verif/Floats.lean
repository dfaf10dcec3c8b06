module

public import Verif.Magnitude

/-!
# Floats of a given precision, as integers

Everything is in units of the least subnormal number, so that floats, their sums and differences are
integers. A float of `M` fraction bits is an integer whose magnitude is a significand below `2^(M+1)`
times a power of two: `IsFloat M`. There is no largest one: what overflows is a matter of `Verif.Encode`.
`fl M mode z` is the integer `z` rounded to a float.

Proved, for every `M`: what is a float stays; the result is a float; to nearest no float is nearer; a
multiple of `2^e` rounds to one (so sums of floats lose nothing to underflow); and rounding commutes with
powers of two.
-/

@[expose] public section
namespace Verif

/-- Whether the integer `x` is a float of `M` fraction bits: `± m * 2^e` with `m < 2^(M+1)`. -/
def IsFloat (M : Nat) (x : Int) : Prop := ∃ m e : Nat, x.natAbs = m * 2 ^ e ∧ m < 2 ^ (M + 1)

/-- The integer `z` rounded to a float. -/
def fl (M : Nat) (mode : Mode) (z : Int) : Int :=
  if z < 0 then -(magnitude M (shiftRound M mode true z.natAbs 1) : Int)
  else magnitude M (shiftRound M mode false z.natAbs 1)

/-- Whether `z` is a multiple of `2^e`. -/
def IsMultiple (e : Nat) (z : Int) : Prop := ∃ c : Int, z = c * (2 ^ e : Nat)

/-- A multiple of a power of two is one of any smaller power. -/
theorem IsMultiple.of_le {g e : Nat} (h : g ≤ e) {z : Int} (hz : IsMultiple e z) : IsMultiple g z := by
  obtain ⟨c, rfl⟩ := hz
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h
  refine ⟨c * (2 ^ k : Nat), ?_⟩
  rw [Nat.pow_add, Int.natCast_mul]
  grind

/-- Sums of multiples are multiples. -/
theorem IsMultiple.add {e : Nat} {y z : Int} (hy : IsMultiple e y) (hz : IsMultiple e z) :
    IsMultiple e (y + z) := by
  obtain ⟨a, rfl⟩ := hy
  obtain ⟨b, rfl⟩ := hz
  exact ⟨a + b, by rw [Int.add_mul]⟩

/-- Differences of multiples are multiples. -/
theorem IsMultiple.sub {e : Nat} {y z : Int} (hy : IsMultiple e y) (hz : IsMultiple e z) :
    IsMultiple e (y - z) := by
  obtain ⟨a, rfl⟩ := hy
  obtain ⟨b, rfl⟩ := hz
  exact ⟨a - b, by rw [Int.sub_mul]⟩

/-- An integer whose magnitude is a multiple is a multiple. -/
theorem isMultiple_of_natAbs {e m : Nat} {z : Int} (h : z.natAbs = m * 2 ^ e) : IsMultiple e z := by
  rcases Int.le_total 0 z with g | g
  · refine ⟨m, ?_⟩
    rw [← Int.natCast_mul, ← h]; omega
  · refine ⟨-m, ?_⟩
    rw [Int.neg_mul, ← Int.natCast_mul, ← h]; omega

/-- A multiple of `2^e` that is nearer to zero than some `m * 2^e` of few bits is a float. -/
theorem isFloat_of_multiple {M e m : Nat} {z : Int} (hz : IsMultiple e z) (h : z.natAbs ≤ m * 2 ^ e)
    (hm : m < 2 ^ (M + 1)) : IsFloat M z := by
  obtain ⟨c, rfl⟩ := hz
  rw [Int.natAbs_mul, Int.natAbs_natCast] at h
  refine ⟨c.natAbs, e, by rw [Int.natAbs_mul, Int.natAbs_natCast], ?_⟩
  have := Nat.le_of_mul_le_mul_right h (Nat.two_pow_pos e)
  omega

/-- The significand may also be `2^(M+1)`: that is a power of two. -/
theorem isFloat_of_multiple_le {M e : Nat} {z : Int} (hz : IsMultiple e z)
    (h : z.natAbs ≤ 2 ^ (M + 1) * 2 ^ e) : IsFloat M z := by
  rcases Nat.lt_or_eq_of_le h with g | g
  · obtain ⟨c, rfl⟩ := hz
    rw [Int.natAbs_mul, Int.natAbs_natCast] at g
    exact ⟨c.natAbs, e, by rw [Int.natAbs_mul, Int.natAbs_natCast], Nat.lt_of_mul_lt_mul_right g⟩
  · refine ⟨1, M + 1 + e, by rw [g, Nat.one_mul, ← Nat.pow_add], ?_⟩
    exact Nat.one_lt_two_pow (by omega)

/-- The negative of a float is a float. -/
theorem IsFloat.neg {M : Nat} {x : Int} (h : IsFloat M x) : IsFloat M (-x) := by
  obtain ⟨m, e, h1, h2⟩ := h
  exact ⟨m, e, by rw [Int.natAbs_neg, h1], h2⟩

/-- What a rounded magnitude is made of: a significand and the exponent `g` of its last place, which is
that of `n`; if `n` is a multiple of `2^g` it is exact. -/
theorem shiftRound_parts (M : Nat) (mode : Mode) (s : Bool) (n : Nat) :
    ∃ g k, magnitude M (shiftRound M mode s n 1) = k * 2 ^ g ∧ k ≤ 2 ^ (M + 1) ∧
      (g = 0 ∨ 2 ^ M * 2 ^ g ≤ n) ∧ n < 2 ^ (M + 1) * 2 ^ g ∧
      (n % 2 ^ g = 0 → magnitude M (shiftRound M mode s n 1) = n) := by
  obtain ⟨p1, p2⟩ := floor_parts M n 1
  have v0 := magnitude_floorOrdinal M n 1
  have v1 := magnitude_floorOrdinal_succ M n 1
  unfold shiftRound
  rw [Nat.one_mul] at *
  generalize floorExponent M n 1 = g at *
  generalize floorOrdinal M n 1 = c at *
  have hp := Nat.two_pow_pos g
  have dm := Nat.div_add_mod n (2 ^ g)
  have ml := Nat.mod_lt n hp
  have b1 := bump_le_one mode s c (n % 2 ^ g) (2 ^ g)
  have b0 := bump_exact mode s c (2 ^ g) hp
  refine ⟨g, n / 2 ^ g + bump mode s c (n % 2 ^ g) (2 ^ g), ?_, by omega, ?_, ?_, ?_⟩
  · rcases (show bump mode s c (n % 2 ^ g) (2 ^ g) = 0 ∨ bump mode s c (n % 2 ^ g) (2 ^ g) = 1 by
      omega) with e | e <;> rw [e]
    · rw [Nat.add_zero, Nat.add_zero, v0]
    · exact v1
  · rcases p2 with h | h
    · exact Or.inl h
    · exact Or.inr ((Nat.le_div_iff_mul_le hp).1 h)
  · exact (Nat.div_lt_iff_lt_mul hp).1 p1
  · intro h
    rw [h, b0, Nat.add_zero, v0]
    rw [Nat.mul_comm] at dm
    omega

/-- What a rounded integer is made of. -/
theorem fl_parts (M : Nat) (mode : Mode) (z : Int) :
    ∃ g, IsMultiple g (fl M mode z) ∧ (fl M mode z).natAbs ≤ 2 ^ (M + 1) * 2 ^ g ∧
      (g = 0 ∨ 2 ^ M * 2 ^ g ≤ z.natAbs) ∧ z.natAbs < 2 ^ (M + 1) * 2 ^ g ∧
      (IsMultiple g z → fl M mode z = z) := by
  have exact : ∀ g, IsMultiple g z → z.natAbs % 2 ^ g = 0 := by
    rintro g ⟨c, rfl⟩
    rw [Int.natAbs_mul, Int.natAbs_natCast]
    exact Nat.mul_mod_left ..
  unfold fl
  by_cases h : z < 0
  · rw [if_pos h]
    obtain ⟨g, k, h1, h2, h3, h4, h5⟩ := shiftRound_parts M mode true z.natAbs
    refine ⟨g, isMultiple_of_natAbs (m := k) (by rw [Int.natAbs_neg, Int.natAbs_natCast, h1]), ?_, h3,
      h4, fun hm => ?_⟩
    · rw [Int.natAbs_neg, Int.natAbs_natCast, h1]; exact Nat.mul_le_mul_right _ h2
    · rw [h5 (exact g hm)]; omega
  · rw [if_neg h]
    obtain ⟨g, k, h1, h2, h3, h4, h5⟩ := shiftRound_parts M mode false z.natAbs
    refine ⟨g, isMultiple_of_natAbs (m := k) (by rw [Int.natAbs_natCast, h1]), ?_, h3, h4,
      fun hm => ?_⟩
    · rw [Int.natAbs_natCast, h1]; exact Nat.mul_le_mul_right _ h2
    · rw [h5 (exact g hm)]; omega

/-- The result of rounding is a float. -/
theorem fl_isFloat (M : Nat) (mode : Mode) (z : Int) : IsFloat M (fl M mode z) := by
  obtain ⟨g, h1, h2, _⟩ := fl_parts M mode z
  exact isFloat_of_multiple_le h1 h2

/-- What is a float stays what it is, in every mode. -/
theorem fl_exact {M : Nat} (mode : Mode) {z : Int} (h : IsFloat M z) : fl M mode z = z := by
  obtain ⟨m, e, h1, h2⟩ := h
  obtain ⟨g, _, _, g1, _, g2⟩ := fl_parts M mode z
  apply g2
  rcases Nat.lt_or_ge e g with k | k
  · exfalso
    rcases g1 with g1 | g1
    · omega
    · have a := Nat.mul_lt_mul_of_pos_right h2 (Nat.two_pow_pos e)
      have b := Nat.pow_le_pow_right (show 2 > 0 by omega) (show M + 1 + e ≤ M + g by omega)
      rw [Nat.pow_add 2 (M + 1) e, Nat.pow_add 2 M g] at b
      omega
  · exact (isMultiple_of_natAbs h1).of_le k

/-- A multiple of `2^e` rounds to a multiple of `2^e`: rounding never reaches below the last place of
what is rounded. -/
theorem fl_multiple (M : Nat) (mode : Mode) {e : Nat} {z : Int} (h : IsMultiple e z) :
    IsMultiple e (fl M mode z) := by
  obtain ⟨g, h1, _, _, _, h2⟩ := fl_parts M mode z
  rcases Nat.lt_or_ge g e with k | k
  · rw [h2 (h.of_le (by omega))]; exact h
  · exact h1.of_le k

/-- Every float's magnitude has an ordinal. -/
theorem IsFloat.ordinal {M : Nat} {x : Int} (h : IsFloat M x) : ∃ c, magnitude M c = x.natAbs := by
  have e := fl_exact .RTZ h
  unfold fl at e
  split at e
  · exact ⟨shiftRound M .RTZ true x.natAbs 1, by omega⟩
  · exact ⟨shiftRound M .RTZ false x.natAbs 1, by omega⟩

/-- To nearest, no float is nearer than the result. -/
theorem fl_nearest {M : Nat} (mode : Mode) (near : mode.Nearest) (z : Int) {f : Int}
    (h : IsFloat M f) : (fl M mode z - z).natAbs ≤ (f - z).natAbs := by
  obtain ⟨k, hk⟩ := h.ordinal
  have n : ∀ s, dist (magnitude M (shiftRound M mode s z.natAbs 1)) z.natAbs ≤
      dist f.natAbs z.natAbs := by
    intro s
    have := roundFrom_nearest (magnitude_increasing M) mode near s z.natAbs 1 _
      (floorOrdinal_isFloor M z.natAbs 1 (by omega)) k
    rw [← shiftRound_eq, Nat.mul_one, Nat.mul_one, hk] at this
    exact this
  unfold fl
  simp only [dist] at n
  split
  · have := n true; omega
  · have := n false; omega

/-- To nearest, the error is at most half a unit in the last place of the number, `2^g`; where `g` is
not 0 the number is at least `2^(M+g)`. -/
theorem fl_error_half {M : Nat} (mode : Mode) (near : mode.Nearest) (z : Int) :
    ∃ g, IsMultiple g (fl M mode z) ∧ (g = 0 ∨ 2 ^ M * 2 ^ g ≤ z.natAbs) ∧
      z.natAbs < 2 ^ (M + 1) * 2 ^ g ∧ (IsMultiple g z → fl M mode z = z) ∧
      2 * (fl M mode z - z).natAbs ≤ 2 ^ g := by
  obtain ⟨g, h1, h2, h3, h4, h5⟩ := fl_parts M mode z
  refine ⟨g, h1, h3, h4, h5, ?_⟩
  -- the multiples of `2^g` on both sides of `z` are floats, and one of them is that near
  have hp := Nat.two_pow_pos g
  have hi := Int.natCast_pos.2 hp
  have dm := Int.emod_add_mul_ediv z (2 ^ g : Nat)
  have m0 := Int.emod_nonneg z (show ((2 ^ g : Nat) : Int) ≠ 0 by omega)
  have m1 := Int.emod_lt_of_pos z hi
  have mul : ∀ c : Int, IsMultiple g (((2 ^ g : Nat) : Int) * c) := fun c => ⟨c, Int.mul_comm ..⟩
  have inside : ∀ c : Int, (c * (2 ^ g : Nat)).natAbs < 2 ^ (M + 1) * 2 ^ g + 2 ^ g →
      (c * (2 ^ g : Nat)).natAbs ≤ 2 ^ (M + 1) * 2 ^ g := by
    intro c hc
    rw [Int.natAbs_mul, Int.natAbs_natCast] at hc ⊢
    apply Nat.mul_le_mul_right
    have : c.natAbs * 2 ^ g < (2 ^ (M + 1) + 1) * 2 ^ g := by rw [Nat.add_mul]; omega
    have := Nat.lt_of_mul_lt_mul_right this
    omega
  have f0 : IsFloat M (((2 ^ g : Nat) : Int) * (z / (2 ^ g : Nat))) := by
    apply isFloat_of_multiple_le (mul _)
    rw [Int.mul_comm]; apply inside; rw [Int.mul_comm]; omega
  have f1 : IsFloat M (((2 ^ g : Nat) : Int) * (z / (2 ^ g : Nat) + 1)) := by
    apply isFloat_of_multiple_le (mul _)
    rw [Int.mul_comm]; apply inside; rw [Int.mul_comm, Int.mul_add, Int.mul_one]; omega
  have n0 := fl_nearest mode near z f0
  have n1 := fl_nearest mode near z f1
  rw [Int.mul_add, Int.mul_one] at n1
  omega

end Verif
