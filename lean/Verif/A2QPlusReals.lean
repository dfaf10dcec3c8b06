module

public import Verif.RealFloor
public import Verif.Sums

/-!
# A2Q+ for real weights

The weights before quantisation are real numbers `v i` with sum 0; they are rounded toward zero.
`Verif.A2QPlus` has the same for rational numbers, and every order and tree; here are reals and prefix sums,
in the words of the spec.

Proved: inputs from `-B` to `A`, `A + B + 1 = 2^N`, and L1 norm of `v` times `2^N - 1` at most `2^P - 2`:
every prefix sum of the products of inputs and rounded weights fits `P` bits.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Sums of natural numbers are sums of integers. -/
theorem sum_natCast (K : Nat) (f : Nat → Nat) : (sum K fun i => (f i : Int)) = sumBelow f K := by
  induction K with
  | zero => rfl
  | succ K ih => rw [sumBelow_succ, sum, ih, Int.natCast_add]

/-- Prefix sums of products stay within what the positive and the negative sums of the weights allow. -/
theorem prefix_parts (K A B : Nat) (x q : Nat → Int) (hx : ∀ i, i < K → -(B : Int) ≤ x i ∧ x i ≤ A)
    (p n : Nat) (hp : sumBelow (fun i => (q i).toNat) K = p)
    (hn : sumBelow (fun i => (-q i).toNat) K = n) (j : Nat) (hj : j < K) :
    -((B * p + A * n : Nat) : Int) ≤ prefixSum (fun i => x i * q i) j ∧
      prefixSum (fun i => x i * q i) j ≤ (A * p + B * n : Nat) := by
  have parts := fun i (hi : i < K) => product_parts A B (q i) (x i) (hx i hi).1 (hx i hi).2
  have split : ∀ C D : Nat, (sum K fun i => ((C * (q i).toNat + D * (-q i).toNat : Nat) : Int)) =
      (C * p + D * n : Nat) := by
    intro C D
    simp only [Int.natCast_add, Int.natCast_mul]
    rw [sum_add, sum_mul, sum_mul, sum_natCast K fun i => (q i).toNat,
      sum_natCast K fun i => (-q i).toNat, hp, hn]
  have up := prefixSum_le (t := fun i => x i * q i)
    (m := fun i => ((A * (q i).toNat + B * (-q i).toNat : Nat) : Int)) (K := K) (j := j)
    (fun i hi => by have := parts i hi; rw [Int.mul_comm] at this; dsimp only; omega)
    (fun _ _ => Int.natCast_nonneg _) hj
  have down := le_prefixSum (t := fun i => x i * q i)
    (m := fun i => -((B * (q i).toNat + A * (-q i).toNat : Nat) : Int)) (K := K) (j := j)
    (fun i hi => by have := parts i hi; rw [Int.mul_comm] at this; dsimp only; omega)
    (fun _ _ => by dsimp only; omega) hj
  rw [split] at up
  rw [sum_neg, split] at down
  exact ⟨down, up⟩

variable {R : Type} [RealFloor R]

/-- The positive and the negative sum of the rounded weights are at most half of the norm each. -/
theorem rtz_halves (K N P : Nat) (v : Nat → R) (mean : sumReal K v = 0)
    (h : (sumReal K fun i => absoluteReal (v i)) * (2 ^ N - 1) ≤ 2 ^ P - 2) (C : Nat) (hC : C + 1 = 2 ^ N)
    (f : Nat → Nat)
    (hf : (∀ i, i < K → ofNat (f i) ≤ positivePart (v i)) ∨
      ∀ i, i < K → ofNat (f i) ≤ negativePart (v i)) :
    2 * (C * sumBelow f K) + 2 ≤ 2 ^ P := by
  obtain ⟨e1, e2⟩ := sumReal_parts K v
  rw [mean] at e1
  have s : 2 * ofNat (sumBelow f K) ≤ sumReal K fun i => absoluteReal (v i) := by
    rcases hf with hf | hf
    · have := ofNat_sum_le K f _ hf
      grind
    · have := ofNat_sum_le K f _ hf
      grind
  have c : (2 : R) ^ N - 1 = ofNat C := by
    rw [← ofNat_two_pow, ← hC]
    show ofNat C + 1 - 1 = (ofNat C : R)
    grind
  rw [c, ← ofNat_two_pow] at h
  apply le_of_ofNat_le (R := R)
  have two : (ofNat 2 : R) = 2 := by show (0 : R) + 1 + 1 = 2; grind
  rw [ofNat_add, ofNat_mul, ofNat_mul, two]
  generalize (sumReal K fun i => absoluteReal (v i)) = S at *
  have := mul_nonneg (x := S - 2 * ofNat (sumBelow f K)) (y := ofNat C) (by grind) (ofNat_nonneg C)
  grind

/-- **A2Q+ over the reals**: every prefix sum fits. -/
theorem a2q_plus_prefix (K N P A B : Nat) (hP : 0 < P) (hAB : A + B + 1 = 2 ^ N) (x : Nat → Int)
    (hx : ∀ i, i < K → -(B : Int) ≤ x i ∧ x i ≤ A) (v : Nat → R) (mean : sumReal K v = 0)
    (h : (sumReal K fun i => absoluteReal (v i)) * (2 ^ N - 1) ≤ 2 ^ P - 2) :
    ∀ j, j < K → Fits P (prefixSum (fun i => x i * rtz (v i)) j) := by
  intro j hj
  have p := rtz_halves K N P v mean h (A + B) hAB (fun i => (rtz (v i)).toNat)
    (.inl fun i _ => (rtz_parts (v i)).1)
  have n := rtz_halves K N P v mean h (A + B) hAB (fun i => (-rtz (v i)).toNat)
    (.inr fun i _ => (rtz_parts (v i)).2)
  have b := prefix_parts K A B x (fun i => rtz (v i)) hx _ _ rfl rfl j hj
  dsimp only at b
  generalize sumBelow (fun i => (rtz (v i)).toNat) K = s at *
  generalize sumBelow (fun i => (-rtz (v i)).toNat) K = t at *
  obtain ⟨k, rfl⟩ : ∃ k, P = k + 1 := ⟨P - 1, by omega⟩
  rw [Nat.pow_succ] at p n
  have cast : ((2 ^ k : Nat) : Int) = 2 ^ k := by rw [Int.natCast_pow]; rfl
  have up : A * s + B * t + 1 ≤ 2 ^ k ∧ B * s + A * t + 1 ≤ 2 ^ k := by
    rw [Nat.add_mul] at p n
    rcases Nat.le_total s t with g | g
    · have := Nat.mul_le_mul_left A g
      have := Nat.mul_le_mul_left B g
      omega
    · have := Nat.mul_le_mul_left A g
      have := Nat.mul_le_mul_left B g
      omega
  unfold Fits
  rw [Nat.add_sub_cancel]
  omega

end Verif
