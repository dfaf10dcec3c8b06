module

/-!
# Claims that Lean's kernel evaluates

Finite claims are settled by evaluation: `decide +kernel` reduces a Boolean to `true`. The functions here
are written for the kernel's reduction, which is fast on natural number literals and the functions it
knows (`Nat.add`, `Nat.beq`, `Nat.shiftRight`, ...), and slow or deep on everything else. Beside each is a
theorem that turns the evaluated Boolean into a sentence, "for all `i < n` ...", so that nobody has to
read the Boolean.

* `allBelow p n`: `p` holds of all numbers below `n`; `allBlocks`: the same in blocks, which keeps
  recursion shallow for large `n`;
* `force`: evaluate a number once, then use it often;
* `sumBelow f n`: a sum, evaluated from one end with a literal in hand;
* `lane w t i`: entry `i` of a table of `w`-bit entries that is packed into the one number `t`, the
  first entry in the lowest bits. Lists of literals are expensive, one large literal is not;
* `signedLane`: the same for signed entries, stored with an offset of `2^(w-1)`.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- Evaluate `n` to a literal, then continue with `f`. It is `f n`; see `force_eq`. -/
def force {α : Type} (n : Nat) (f : Nat → α) : α := Nat.rec (f 0) (fun m _ => f (Nat.succ m)) n

/-- Forcing changes nothing but the order of evaluation. -/
theorem force_eq {α : Type} (n : Nat) (f : Nat → α) : force n f = f n := by cases n <;> rfl

/-- Whether `p` holds of all numbers below `n`, the largest first. -/
def allBelow (p : Nat → Bool) (n : Nat) : Bool := Nat.rec true (fun i rest => cond (p i) rest false) n

/-- What an evaluated `allBelow` says. -/
theorem allBelow_iff {p : Nat → Bool} {n : Nat} : allBelow p n = true ↔ ∀ i, i < n → p i = true := by
  induction n with
  | zero =>
    constructor
    · intro _ i h; omega
    · intro _; rfl
  | succ n ih =>
    have step : allBelow p (n + 1) = cond (p n) (allBelow p n) false := rfl
    rw [step]
    constructor
    · intro H i h
      cases hp : p n with
      | false => rw [hp] at H; cases H
      | true =>
        rw [hp] at H
        by_cases e : i = n
        · rw [e]; exact hp
        · exact ih.1 H i (by omega)
    · intro H
      rw [H n (by omega)]
      exact ih.2 (fun i h => H i (by omega))

/-- `p` holds of every number below `n`. -/
theorem forall_of_allBelow {p : Nat → Bool} {n : Nat} (h : allBelow p n = true) :
    ∀ i, i < n → p i = true := allBelow_iff.1 h

/-- Two functions agree below `n`. -/
theorem eq_of_allBelow {f g : Nat → Nat} {n : Nat}
    (h : allBelow (fun i => Nat.beq (f i) (g i)) n = true) : ∀ i, i < n → f i = g i :=
  fun i hi => Nat.eq_of_beq_eq_true (allBelow_iff.1 h i hi)

/-- One function is at most another below `n`. -/
theorem le_of_allBelow {f g : Nat → Nat} {n : Nat}
    (h : allBelow (fun i => Nat.ble (f i) (g i)) n = true) : ∀ i, i < n → f i ≤ g i :=
  fun i hi => Nat.le_of_ble_eq_true (allBelow_iff.1 h i hi)

/-- Two functions of two numbers agree below `m` and `n`. -/
theorem eq_of_allBelow₂ {f g : Nat → Nat → Nat} {m n : Nat}
    (h : allBelow (fun i => allBelow (fun j => Nat.beq (f i j) (g i j)) n) m = true) :
    ∀ i, i < m → ∀ j, j < n → f i j = g i j :=
  fun i hi => eq_of_allBelow (allBelow_iff.1 h i hi)

/-- One function of two numbers is at most another below `m` and `n`. -/
theorem le_of_allBelow₂ {f g : Nat → Nat → Nat} {m n : Nat}
    (h : allBelow (fun i => allBelow (fun j => Nat.ble (f i j) (g i j)) n) m = true) :
    ∀ i, i < m → ∀ j, j < n → f i j ≤ g i j :=
  fun i hi => le_of_allBelow (allBelow_iff.1 h i hi)

/-- Where each value is below the next one, up to `f n`, smaller indices have smaller values. -/
theorem increasing_of_allBelow {f : Nat → Nat} {n : Nat}
    (h : allBelow (fun i => Nat.blt (f i) (f (Nat.succ i))) n = true) :
    ∀ i j, i < j → j ≤ n → f i < f j := by
  have step : ∀ i, i < n → f i < f (i + 1) := fun i hi =>
    Nat.le_of_ble_eq_true (allBelow_iff.1 h i hi)
  intro i j
  induction j with
  | zero => intro h; omega
  | succ j ih =>
    intro hij hjn
    have := step j (by omega)
    by_cases e : i = j
    · subst e; exact this
    · have := ih (by omega) (by omega); omega

/-- Whether `p` holds of all numbers below `m * n`, in `m` blocks of `n`. -/
def allBlocks (p : Nat → Bool) (m n : Nat) : Bool :=
  allBelow (fun i => force (Nat.mul i n) fun base => allBelow (fun j => p (Nat.add base j)) n) m

/-- What an evaluated `allBlocks` says. -/
theorem forall_of_allBlocks {p : Nat → Bool} {m n : Nat} (h : allBlocks p m n = true) :
    ∀ k, k < m * n → p k = true := by
  intro k hk
  have hn : 0 < n := by
    rcases Nat.eq_zero_or_pos n with e | e
    · subst e; omega
    · exact e
  have h1 := allBelow_iff.1 h (k / n) ((Nat.div_lt_iff_lt_mul hn).2 hk)
  rw [force_eq] at h1
  have h2 := allBelow_iff.1 h1 (k % n) (Nat.mod_lt k hn)
  have e : Nat.add (Nat.mul (k / n) n) (k % n) = k := by
    have := Nat.div_add_mod k n
    rw [Nat.mul_comm] at this
    exact this
  rwa [e] at h2

/-- The sum of `f i` for `i < n`, added to a literal one by one. -/
def sumFrom (f : Nat → Nat) (n : Nat) : Nat → Nat :=
  Nat.rec (fun total => total) (fun i rest total => force (Nat.add total (f i)) rest) n

/-- The sum of `f i` for `i < n`. -/
def sumBelow (f : Nat → Nat) (n : Nat) : Nat := sumFrom f n 0

/-- The running total is only added to. -/
theorem sumFrom_eq (f : Nat → Nat) (n total : Nat) : sumFrom f n total = total + sumFrom f n 0 := by
  induction n generalizing total with
  | zero => rfl
  | succ n ih =>
    have step : ∀ t, sumFrom f (n + 1) t = force (Nat.add t (f n)) (sumFrom f n) := fun _ => rfl
    rw [step, step, force_eq, force_eq, ih, ih (Nat.add 0 (f n))]
    simp only [Nat.add_eq]
    omega

/-- The empty sum is 0. -/
theorem sumBelow_zero (f : Nat → Nat) : sumBelow f 0 = 0 := rfl

/-- One more term is added. -/
theorem sumBelow_succ (f : Nat → Nat) (n : Nat) : sumBelow f (n + 1) = sumBelow f n + f n := by
  have step : sumBelow f (n + 1) = force (Nat.add 0 (f n)) (sumFrom f n) := rfl
  rw [step, force_eq, sumFrom_eq, Nat.add_comm]
  simp only [Nat.add_eq, Nat.zero_add]
  rfl

/-- Entry `i` of the table `t` of `w`-bit entries: `t / 2^(w i) mod 2^w`. -/
def lane (w t i : Nat) : Nat :=
  Nat.land (Nat.shiftRight t (Nat.mul w i)) (Nat.sub (Nat.pow 2 w) 1)

/-- A lane by arithmetic. -/
theorem lane_eq (w t i : Nat) : lane w t i = t / 2 ^ (w * i) % 2 ^ w := by
  show (t >>> (w * i)) &&& (2 ^ w - 1) = _
  rw [Nat.and_two_pow_sub_one_eq_mod, Nat.shiftRight_eq_div_pow]

/-- A lane has `w` bits. -/
theorem lane_lt (w t i : Nat) : lane w t i < 2 ^ w := by
  rw [lane_eq]; exact Nat.mod_lt _ (Nat.two_pow_pos w)

/-- Entry `i` of a table of signed entries, from `-2^(w-1)` to `2^(w-1) - 1`, stored with `2^(w-1)`
added. -/
def signedLane (w t i : Nat) : Int := (lane w t i : Int) - (2 ^ (w - 1) : Nat)

/-- The magnitude of a signed entry, as the kernel evaluates it. -/
def laneMagnitude (w t i : Nat) : Nat :=
  force (lane w t i) fun x => force (Nat.pow 2 (Nat.sub w 1)) fun h =>
    Nat.add (Nat.sub x h) (Nat.sub h x)

/-- The magnitude of a signed entry. -/
theorem laneMagnitude_eq (w t i : Nat) : laneMagnitude w t i = (signedLane w t i).natAbs := by
  unfold laneMagnitude signedLane
  rw [force_eq, force_eq]
  simp only [Nat.add_eq, Nat.sub_eq, Nat.pow_eq]
  omega

/-- A table packed into one number: `f 0` in the lowest `w` bits, and so on. -/
def pack (w : Nat) (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => f n * 2 ^ (w * n) + pack w f n

/-- A packed table fits its lanes. -/
theorem pack_lt (w : Nat) (f : Nat → Nat) (n : Nat) (h : ∀ i, i < n → f i < 2 ^ w) :
    pack w f n < 2 ^ (w * n) := by
  induction n with
  | zero => simp [pack]
  | succ n ih =>
    have h1 := ih (fun i hi => h i (by omega))
    have h2 := Nat.mul_le_mul_right (2 ^ (w * n)) (show f n + 1 ≤ 2 ^ w from h n (by omega))
    have e : 2 ^ (w * (n + 1)) = 2 ^ w * 2 ^ (w * n) := by rw [← Nat.pow_add]; congr 1; grind
    rw [Nat.add_mul] at h2
    rw [pack, e]
    omega

/-- What was packed is found in its lane. -/
theorem lane_pack (w : Nat) (f : Nat → Nat) (n : Nat) (h : ∀ i, i < n → f i < 2 ^ w) (i : Nat)
    (hi : i < n) : lane w (pack w f n) i = f i := by
  rw [lane_eq]
  induction n with
  | zero => omega
  | succ n ih =>
    have below := pack_lt w f n (fun i hi => h i (by omega))
    rw [pack]
    by_cases e : i = n
    · subst e
      rw [Nat.add_comm, Nat.add_mul_div_right _ _ (Nat.two_pow_pos _), Nat.div_eq_of_lt below,
        Nat.zero_add, Nat.mod_eq_of_lt (h i hi)]
    · rw [← ih (fun i hi => h i (by omega)) (by omega)]
      obtain ⟨k, hk⟩ : ∃ k, n = i + 1 + k := ⟨n - i - 1, by omega⟩
      have e : f n * 2 ^ (w * n) = 2 ^ (w * i) * (2 ^ w * (f n * 2 ^ (w * k))) := by
        have : 2 ^ (w * n) = 2 ^ (w * i) * (2 ^ w * 2 ^ (w * k)) := by
          rw [← Nat.pow_add, ← Nat.pow_add]; congr 1; rw [hk]; grind
        rw [this]; grind
      rw [e, Nat.mul_add_div (Nat.two_pow_pos _), Nat.mul_add_mod]

end Verif
