module

public import Verif.Sums

/-!
# Accumulators for sums over arrays of any length

What `Verif.A2Q` proves of lists, orders and trees, in the words of the specs in `specs/accumulators`:
arrays `x` and `w` of any length `K` with elements in the range of their type, `prefixSum`, `Fits`.

Proved: A2Q's bound keeps every prefix sum within `P` bits, for inputs without sign (with the largest input
`2^N - 1`, and the published `2^N`) and with; so does any part of the lanes, and so any order and tree; a
bias may be part of it; the bound may reach `2^(P-1)` where inputs have no sign. Then bounds from types and
lengths alone, for products, tiles and zero points.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- An input without sign, of `N` bits, is within its largest value. -/
theorem FitsUnsigned.within {N : Nat} {x : Int} (h : FitsUnsigned N x) :
    -(2 ^ N - 1) ≤ x ∧ x ≤ 2 ^ N - 1 := by
  have := two_pow_pos N
  unfold FitsUnsigned at h
  omega

/-- A signed input of `N` bits is at most `2^(N-1)` in magnitude. -/
theorem Fits.within {N : Nat} {x : Int} (h : Fits N x) : -(2 ^ (N - 1)) ≤ x ∧ x ≤ 2 ^ (N - 1) := by
  unfold Fits at h
  omega

/-- What is at most `2^(P-1) - 1` in magnitude fits `P` bits. -/
theorem fits_of_within {P : Nat} {B n : Int} (hB : B ≤ 2 ^ (P - 1) - 1) (h : -B ≤ n ∧ n ≤ B) :
    Fits P n := by
  unfold Fits
  omega

/-- Inputs of magnitude at most `B`, and weights whose L1 norm times `B` is at most `2^(P-1) - 1`: every
prefix sum fits `P` bits. -/
theorem prefix_fits (K P : Nat) (B : Int) (x w : Nat → Int) (hx : ∀ i, i < K → -B ≤ x i ∧ x i ≤ B)
    (h : (sum K fun i => (w i).natAbs) * B ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * w i) j) := by
  intro j hj
  rw [Int.mul_comm] at h
  exact fits_of_within h (prefixSum_within B (fun i hi => mul_within (hx i hi).1 (hx i hi).2) hj)

/-- **A2Q**, inputs of `N` bits without sign. -/
theorem a2q_prefix_unsigned (K N P : Nat) (x w : Nat → Int) (hx : ∀ i, i < K → FitsUnsigned N (x i))
    (h : (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * w i) j) :=
  prefix_fits K P (2 ^ N - 1) x w (fun i hi => (hx i hi).within) h

/-- The sum of magnitudes is not negative. -/
theorem sum_natAbs_nonneg (K : Nat) (w : Nat → Int) : 0 ≤ sum K fun i => (w i).natAbs :=
  sum_nonneg fun _ _ => Int.natCast_nonneg _

/-- The published form of A2Q's bound, with `2^N` for the largest input. -/
theorem a2q_prefix_published (K N P : Nat) (x w : Nat → Int)
    (hx : ∀ i, i < K → FitsUnsigned N (x i))
    (h : (sum K fun i => (w i).natAbs) * 2 ^ N ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * w i) j) := by
  apply a2q_prefix_unsigned K N P x w hx
  have := sum_natAbs_nonneg K w
  rw [Int.mul_sub]
  omega

/-- A2Q for signed inputs of `N` bits, which reach down to `-2^(N-1)`. -/
theorem a2q_prefix_signed (K N P : Nat) (x w : Nat → Int) (hx : ∀ i, i < K → Fits N (x i))
    (h : (sum K fun i => (w i).natAbs) * 2 ^ (N - 1) ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * w i) j) :=
  prefix_fits K P (2 ^ (N - 1)) x w (fun i hi => (hx i hi).within) h

/-- **Any order and any tree**: what is added up anywhere is a sum over some of the lanes, and fits. -/
theorem a2q_taken (K N P : Nat) (x w : Nat → Int) (taken : Nat → Bool)
    (hx : ∀ i, i < K → FitsUnsigned N (x i))
    (h : (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1) - 1) :
    Fits P (sum K fun i => if taken i then x i * w i else 0) := by
  rw [Int.mul_comm] at h
  refine fits_of_within h (sum_within (2 ^ N - 1) fun i hi => ?_)
  have := mul_within (w := w i) (hx i hi).within.1 (hx i hi).within.2
  split <;> omega

/-- An odd number above 1 does not divide a power of two. -/
theorem odd_mul_ne_two_pow (d : Int) (h1 : d % 2 = 1) (h2 : 1 < d) (k : Nat) :
    ∀ n : Int, n * d ≠ 2 ^ k := by
  induction k with
  | zero =>
    intro n h
    rcases Int.lt_or_le 0 n with g | g
    · have := Int.mul_le_mul_of_nonneg_right (show 1 ≤ n by omega) (show 0 ≤ d by omega)
      omega
    · have := Int.mul_le_mul_of_nonneg_right g (show 0 ≤ d by omega)
      omega
  | succ k ih =>
    intro n h
    have e : n % 2 = 0 := by
      have : n * d % 2 = 0 := by rw [h, Int.pow_succ]; omega
      rw [Int.mul_emod, h1] at this
      omega
    apply ih (n / 2)
    have : n = 2 * (n / 2) := by omega
    rw [this, Int.mul_assoc, Int.pow_succ] at h
    omega

/-- For inputs without sign the bound may reach `2^(P-1)`: the largest input is odd and above 1, and so no
multiple of it is a power of two. -/
theorem a2q_may_reach (K N P : Nat) (hN : 2 ≤ N) (x w : Nat → Int)
    (hx : ∀ i, i < K → FitsUnsigned N (x i))
    (h : (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1)) :
    Fits P (sum K fun i => x i * w i) := by
  obtain ⟨m, rfl⟩ : ∃ m, N = m + 2 := ⟨N - 2, by omega⟩
  have e : (2 : Int) ^ (m + 2) = 4 * 2 ^ m := by rw [Int.pow_add]; omega
  have pos := two_pow_pos m
  have ne := odd_mul_ne_two_pow (2 ^ (m + 2) - 1) (by omega) (by omega) (P - 1)
    (sum K fun i => (w i).natAbs)
  have b := sum_within (2 ^ (m + 2) - 1) (fun i hi =>
    mul_within (w := w i) (hx i hi).within.1 (hx i hi).within.2)
  rw [Int.mul_comm (2 ^ (m + 2) - 1)] at b
  unfold Fits
  omega

/-- A bias is part of what is added up: the bound leaves room for it. -/
theorem a2q_bias (K N P : Nat) (x w : Nat → Int) (bias : Int)
    (hx : ∀ i, i < K → FitsUnsigned N (x i))
    (h : (sum K fun i => (w i).natAbs) * (2 ^ N - 1) + bias.natAbs ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (bias + prefixSum (fun i => x i * w i) j) := by
  intro j hj
  have b := prefixSum_within (2 ^ N - 1) (fun i hi =>
    mul_within (w := w i) (hx i hi).within.1 (hx i hi).within.2) hj
  rw [Int.mul_comm (2 ^ N - 1)] at b
  unfold Fits
  omega

/-- A row's exact interval: each weight takes the end of the input range that its sign asks for. -/
theorem row_interval (K : Nat) (x low high w : Nat → Int)
    (h : ∀ i, i < K → low i ≤ x i ∧ x i ≤ high i) :
    (sum K fun i => x i * w i) ≤ (sum K fun i => if 0 < w i then high i * w i else low i * w i) ∧
      (sum K fun i => if 0 < w i then low i * w i else high i * w i) ≤ sum K fun i => x i * w i := by
  have nonneg : ∀ a b c : Int, a ≤ b → 0 < c → a * c ≤ b * c := fun a b c hab hc =>
    Int.mul_le_mul_of_nonneg_right hab (by omega)
  have nonpos : ∀ a b c : Int, a ≤ b → ¬0 < c → b * c ≤ a * c := fun a b c hab hc =>
    Int.mul_le_mul_of_nonpos_right hab (by omega)
  constructor <;> refine sum_le fun i hi => ?_ <;> have := h i hi <;> split
  · exact nonneg _ _ _ this.2 (by assumption)
  · exact nonpos _ _ _ this.1 (by assumption)
  · exact nonneg _ _ _ this.1 (by assumption)
  · exact nonpos _ _ _ this.2 (by assumption)

/-- Positive and negative parts bound a row at every step, for inputs from 0 to `A`. -/
theorem parts_bound (K : Nat) (A : Int) (x w : Nat → Int) (hx : ∀ i, i < K → 0 ≤ x i ∧ x i ≤ A) :
    ∀ j, j < K → prefixSum (fun i => x i * w i) j ≤ A * (sum K fun i => max (w i) 0) ∧
      A * (sum K fun i => min (w i) 0) ≤ prefixSum (fun i => x i * w i) j := by
  intro j hj
  have up : ∀ i, i < K → 0 ≤ A * max (w i) 0 ∧ x i * w i ≤ A * max (w i) 0 := by
    intro i hi
    have h := hx i hi
    have a := Int.mul_le_mul_of_nonneg_right h.2 (show 0 ≤ max (w i) 0 by omega)
    have b := Int.mul_le_mul_of_nonneg_left (show w i ≤ max (w i) 0 by omega) h.1
    have c := Int.mul_nonneg h.1 (show 0 ≤ max (w i) 0 by omega)
    omega
  have down : ∀ i, i < K → A * min (w i) 0 ≤ 0 ∧ A * min (w i) 0 ≤ x i * w i := by
    intro i hi
    have h := hx i hi
    have a := Int.mul_le_mul_of_nonpos_right h.2 (show min (w i) 0 ≤ 0 by omega)
    have b := Int.mul_le_mul_of_nonneg_left (show min (w i) 0 ≤ w i by omega) h.1
    have c := Int.mul_nonpos_of_nonneg_of_nonpos h.1 (show min (w i) 0 ≤ 0 by omega)
    omega
  rw [← sum_mul, ← sum_mul]
  exact ⟨prefixSum_le (fun i hi => (up i hi).2) (fun i hi => (up i hi).1) hj,
    le_prefixSum (fun i hi => (down i hi).2) (fun i hi => (down i hi).1) hj⟩

/-- With a zero point `Z` that is itself a possible input of `N` bits, the range is that of `N` bits. -/
theorem zero_point_fits (K N P : Nat) (Z : Int) (hZ : FitsUnsigned N Z) (x w : Nat → Int)
    (hx : ∀ i, i < K → FitsUnsigned N (x i))
    (h : (sum K fun i => (w i).natAbs) * (2 ^ N - 1) ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (prefixSum (fun i => (x i - Z) * w i) j) := by
  apply prefix_fits K P (2 ^ N - 1) (fun i => x i - Z) w _ h
  intro i hi
  have := hx i hi
  unfold FitsUnsigned at *
  dsimp only
  omega

/-- Terms from `-low` to `high`: prefixes of at most `K` of them are from `-K low` to `K high`. -/
theorem prefixSum_range {K j : Nat} {t : Nat → Int} (low high : Int) (hl : 0 ≤ low) (hh : 0 ≤ high)
    (h : ∀ i, i < K → -low ≤ t i ∧ t i ≤ high) (hj : j < K) :
    -(K * low) ≤ prefixSum t j ∧ prefixSum t j ≤ K * high := by
  have h1 := prefixSum_le (m := fun _ => high) (fun i hi => (h i hi).2) (fun _ _ => hh) hj
  have h2 := le_prefixSum (m := fun _ => -low) (fun i hi => (h i hi).1)
    (fun _ _ => Int.neg_nonpos_of_nonneg hl) hj
  rw [sum_const] at h1 h2
  rw [Int.mul_neg] at h2
  exact ⟨h2, h1⟩

/-- Products of inputs within `A` and weights within `B`, both in magnitude: of at most `L` of them every
prefix sum is within `L A B`. -/
theorem prefix_products (K : Nat) (A B L : Int) (hA : 0 ≤ A) (hB : 0 ≤ B) (hK : K ≤ L)
    (x w : Nat → Int) (hx : ∀ i, i < K → -A ≤ x i ∧ x i ≤ A) (hw : ∀ i, i < K → -B ≤ w i ∧ w i ≤ B) :
    ∀ j, j < K → -(L * (A * B)) ≤ prefixSum (fun i => x i * w i) j ∧
      prefixSum (fun i => x i * w i) j ≤ L * (A * B) := by
  intro j hj
  have ab := Int.mul_nonneg hA hB
  have b := prefixSum_range (t := fun i => x i * w i) (A * B) (A * B) ab ab (fun i hi => by
    have h1 := mul_within (w := w i) (hx i hi).1 (hx i hi).2
    have h2 := Int.mul_le_mul_of_nonneg_left (show ((w i).natAbs : Int) ≤ B by
      have := hw i hi; omega) hA
    dsimp only
    omega) hj
  have := Int.mul_le_mul_of_nonneg_right hK ab
  omega

/-- Products of bounded numbers, at most `L` of them: every prefix sum is at most `T` in magnitude where
`L A B` is. -/
theorem products_magnitude (K L T : Nat) (A B : Int) (hA : 0 ≤ A) (hB : 0 ≤ B) (hT : L * (A * B) ≤ T)
    (hK : K ≤ L) (x w : Nat → Int) (hx : ∀ i, i < K → -A ≤ x i ∧ x i ≤ A)
    (hw : ∀ i, i < K → -B ≤ w i ∧ w i ≤ B) :
    ∀ j, j < K → (prefixSum (fun i => x i * w i) j).natAbs ≤ T := by
  intro j hj
  have := prefix_products K A B L hA hB (by omega) x w hx hw j hj
  omega

/-- And it fits `P` bits where `L A B` is at most `2^(P-1) - 1`. -/
theorem products_fit (K L P : Nat) (A B : Int) (hA : 0 ≤ A) (hB : 0 ≤ B)
    (hP : L * (A * B) ≤ 2 ^ (P - 1) - 1) (hK : K ≤ L) (x w : Nat → Int)
    (hx : ∀ i, i < K → -A ≤ x i ∧ x i ≤ A) (hw : ∀ i, i < K → -B ≤ w i ∧ w i ≤ B) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * w i) j) := by
  intro j hj
  have := prefix_products K A B L hA hB (by omega) x w hx hw j hj
  exact fits_of_within hP this

/-- The data-type bound: inputs of `N` bits without sign, weights of `M` bits, and `K * 2^(N+M-1)` at most
`2^(P-1) - 1`. -/
theorem data_type_fits (K N M P : Nat) (hM : 0 < M) (x w : Nat → Int)
    (hx : ∀ i, i < K → FitsUnsigned N (x i)) (hw : ∀ i, i < K → Fits M (w i))
    (h : (K : Int) * 2 ^ (N + M - 1) ≤ 2 ^ (P - 1) - 1) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * w i) j) := by
  have e : (2 : Int) ^ (N + M - 1) = 2 ^ N * 2 ^ (M - 1) := by
    rw [← Int.pow_add]; congr 1; omega
  rw [e] at h
  have a := two_pow_pos N
  have b := two_pow_pos (M - 1)
  refine products_fit K K P (2 ^ N) (2 ^ (M - 1)) (by omega) (by omega) h (Nat.le_refl _) x w ?_
    (fun i hi => (hw i hi).within)
  intro i hi
  have := hx i hi
  unfold FitsUnsigned at this
  omega

/-- Products of two integers of 8 bits fit 16 bits, and 15 unless both are -128. -/
theorem int8_product {x y : Int} (hx : Fits 8 x) (hy : Fits 8 y) :
    Fits 16 (x * y) ∧ (Fits 15 (x * y) ↔ x ≠ -128 ∨ y ≠ -128) := by
  have bx := hx.within
  have all := mul_within (w := y) bx.1 bx.2
  have one : ∀ a b : Int, Fits 8 a → Fits 8 b → a ≠ -128 → -16256 ≤ a * b ∧ a * b ≤ 16256 := by
    intro a b ha hb h
    unfold Fits at ha hb
    have := mul_within (w := b) (x := a) (B := 127) (by omega) (by omega)
    omega
  have h1 := one x y hx hy
  have h2 := one y x hy hx
  rw [Int.mul_comm y x] at h2
  unfold Fits at *
  refine ⟨by omega, ?_, by omega⟩
  intro h
  by_cases e : x = -128
  · by_cases g : y = -128
    · rw [e, g] at h; omega
    · exact .inr g
  · exact .inl e

/-- Wrapping a part of a sum changes nothing that is wrapped later. -/
theorem wrap_add_left (P : Nat) (a b : Int) : wrap P (wrap P a + b) = wrap P (a + b) := by
  unfold wrap
  rw [Int.bmod_add_bmod]

/-- What fits is not changed by saturation. -/
theorem saturate_of_fits (P : Nat) (n : Int) (h : Fits P n) : saturate P n = n := by
  unfold saturate
  unfold Fits at h
  omega

/-- Saturation keeps order. -/
theorem saturate_mono (P : Nat) {a b : Int} (h : a ≤ b) : saturate P a ≤ saturate P b := by
  unfold saturate
  omega

/-- Tiles that fit an inner accumulator of `P` bits, no more than `2^more` of them: every prefix sum fits
an outer one of `more` bits more. -/
theorem outer_fits (K P more : Nat) (hP : 0 < P) (tile : Nat → Int) (ht : ∀ i, i < K → Fits P (tile i))
    (hK : (K : Int) ≤ 2 ^ more) : ∀ j, j < K → Fits (P + more) (prefixSum tile j) := by
  intro j hj
  obtain ⟨q, rfl⟩ : ∃ q, P = q + 1 := ⟨P - 1, by omega⟩
  have pos := two_pow_pos q
  have b := prefixSum_range (t := tile) (2 ^ q) (2 ^ q - 1) (by omega) (by omega) (fun i hi => by
    have := ht i hi
    simp only [Fits, Nat.add_sub_cancel] at this
    omega) hj
  have e : (2 : Int) ^ (q + 1 + more - 1) = 2 ^ more * 2 ^ q := by
    rw [← Int.pow_add]; congr 1; omega
  have m1 := Int.mul_le_mul_of_nonneg_right hK (show (0 : Int) ≤ 2 ^ q by omega)
  have m2 : (K : Int) * (2 ^ q - 1) = K * 2 ^ q - K := by rw [Int.mul_sub, Int.mul_one]
  unfold Fits
  rw [e]
  omega

end Verif
