module

/-!
# Stochastic rounding with a few random bits

`n / d` is rounded to an integer with a random draw `t`, one of `0, ..., d - 1` with equal probability: add
`t` to the numerator and round down. With `d = 2^r` that is a draw of `r` bits added below the point, where
`r` bits are discarded.

Proved, for all integers `n` and all `d`: the result is one of the two neighbours; exactly `n mod d` of
the `d` draws round up, so that the probability is the fraction; and the results of all draws add up to
`n`, so that their mean is `n / d`: the rounding is unbiased. With fewer random bits than discarded ones
it is unbiased for what is left after cutting off, and so low by less than the last place of the draw.
-/

@[expose] public section
namespace Verif

/-- `n / d` rounded with the draw `t`. -/
def stochastic (n : Int) (d t : Nat) : Int := (n + t) / (d : Int)

/-- The sum of `f 0, ..., f (k - 1)`. -/
def sumDraws (f : Nat → Int) : Nat → Int
  | 0 => 0
  | k + 1 => sumDraws f k + f k

/-- The result is the integer below, or the next one where the draw and the fraction reach 1. -/
theorem stochastic_eq (n : Int) (d t : Nat) (ht : t < d) :
    stochastic n d t = n / (d : Int) + if (d : Int) ≤ n % d + t then 1 else 0 := by
  have hd : (0 : Int) < d := by omega
  have dm := Int.emod_add_mul_ediv n d
  have m0 := Int.emod_nonneg n (show (d : Int) ≠ 0 by omega)
  have m1 := Int.emod_lt_of_pos n hd
  unfold stochastic
  split
  · next h =>
    have e : n + t = (n % d + t - d) + d * (n / d + 1) := by rw [Int.mul_add]; omega
    rw [e, Int.add_mul_ediv_left _ _ (by omega), Int.ediv_eq_zero_of_lt (by omega) (by omega)]
    omega
  · next h =>
    have e : n + t = (n % d + t) + d * (n / d) := by omega
    rw [e, Int.add_mul_ediv_left _ _ (by omega), Int.ediv_eq_zero_of_lt (by omega) (by omega)]
    omega

/-- What is an integer already stays, whatever is drawn. -/
theorem stochastic_exact (k : Int) (d t : Nat) (ht : t < d) : stochastic (k * d) d t = k := by
  rw [stochastic_eq _ _ _ ht, Int.mul_emod_left, Int.mul_ediv_cancel _ (by omega),
    if_neg (by omega), Int.add_zero]

/-- A larger number is not rounded to a smaller one by the same draw. -/
theorem stochastic_mono {n m : Int} (h : n ≤ m) (d t : Nat) (hd : 0 < d) :
    stochastic n d t ≤ stochastic m d t :=
  Int.ediv_le_ediv (by omega) (by omega)

/-- The error is less than one, whatever is drawn. -/
theorem stochastic_error (n : Int) (d t : Nat) (ht : t < d) :
    (d * stochastic n d t - n).natAbs < d := by
  have hd : (0 : Int) < d := by omega
  have dm := Int.emod_add_mul_ediv n d
  have m0 := Int.emod_nonneg n (show (d : Int) ≠ 0 by omega)
  have m1 := Int.emod_lt_of_pos n hd
  rw [stochastic_eq _ _ _ ht, Int.mul_add]
  split <;> omega

/-- How many of the first `k` draws reach `d` together with `r`. -/
theorem count_draws (q r : Int) (d k : Nat) (h1 : r < d) (hk : k ≤ d) :
    sumDraws (fun t => q + if (d : Int) ≤ r + t then 1 else 0) k =
      k * q + (if (d : Int) ≤ r + k then r + k - d else 0) := by
  induction k with
  | zero => simp only [sumDraws]; rw [if_neg (by omega)]; simp
  | succ k ih =>
    have e : ((k + 1 : Nat) : Int) * q = k * q + q := by
      rw [Int.natCast_add, Int.add_mul]; omega
    simp only [sumDraws]
    rw [ih (by omega), e]
    split <;> split <;> omega

/-- Sums of equal terms are equal. -/
theorem sumDraws_congr {f g : Nat → Int} (k : Nat) (h : ∀ t, t < k → f t = g t) :
    sumDraws f k = sumDraws g k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [sumDraws, sumDraws, ih (fun t ht => h t (by omega)), h k (by omega)]

/-- **Unbiased**: the results of all `d` draws add up to `n`, so their mean is `n / d`. -/
theorem stochastic_unbiased (n : Int) (d : Nat) (hd : 0 < d) :
    sumDraws (fun t => stochastic n d t) d = n := by
  have hd' : (0 : Int) < d := by omega
  have dm := Int.emod_add_mul_ediv n d
  have m0 := Int.emod_nonneg n (show (d : Int) ≠ 0 by omega)
  have m1 := Int.emod_lt_of_pos n hd'
  rw [sumDraws_congr d (fun t ht => stochastic_eq n d t ht), count_draws _ _ d d m1 (by omega),
    if_pos (by omega)]
  omega

/-- **The probability of rounding up is the fraction**: `n mod d` of the `d` draws do. -/
theorem stochastic_probability (n : Int) (d : Nat) (hd : 0 < d) :
    sumDraws (fun t => stochastic n d t - n / d) d = n % d := by
  have hd' : (0 : Int) < d := by omega
  have m0 := Int.emod_nonneg n (show (d : Int) ≠ 0 by omega)
  have m1 := Int.emod_lt_of_pos n hd'
  have c := count_draws 0 (n % d) d d m1 (by omega)
  rw [if_pos (by omega)] at c
  rw [sumDraws_congr (g := fun t => 0 + if (d : Int) ≤ n % d + t then 1 else 0) d
    (fun t ht => by simp only [stochastic_eq n d t ht]; omega), c]
  omega

/-- With `r` random bits where `r + j` bits are discarded, the lowest `j` are cut off: the mean of the
`2^r` results is that of the number cut to `r` bits, which is low by less than `2^-r`. -/
theorem stochastic_few_bits (n : Int) (r j : Nat) :
    let sum := sumDraws (fun t => stochastic (n / (2 ^ j : Nat)) (2 ^ r) t) (2 ^ r)
    (2 ^ j : Nat) * sum ≤ n ∧ n < (2 ^ j : Nat) * sum + (2 ^ j : Nat) := by
  intro sum
  have e : sum = n / (2 ^ j : Nat) := stochastic_unbiased _ _ (Nat.two_pow_pos r)
  have hp := Int.natCast_pos.2 (Nat.two_pow_pos j)
  have dm := Int.emod_add_mul_ediv n (2 ^ j : Nat)
  have m0 := Int.emod_nonneg n (show ((2 ^ j : Nat) : Int) ≠ 0 by omega)
  have m1 := Int.emod_lt_of_pos n hp
  rw [e]
  omega

end Verif
