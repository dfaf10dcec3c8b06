module

public import Verif.Kernel

/-!
# Lookup tables

A function on codes may be replaced by a table, a composition of functions by one table, and a dot
product with weights of a few bits by lookups, one for each bit plane or each group of inputs. All of it
is exact; the identities below are what kernels such as T-MAC and LUT Tensor Core rest on.

Proved: a packed table gives what was packed, also through a second table; a dot product is the sum of
its bit planes; a table of signed sums is antisymmetric, so half of it is enough; sums of inputs with
signs are sums of subsets, doubled, less the total; bipolar integers; and the change of scale and zero
point that makes quantised weights odd.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- A lookup of a packed function is the function, on every code. -/
theorem lookup_pack (w n : Nat) (f : Nat → Nat) (h : ∀ i, i < n → f i < 2 ^ w) (c : Nat)
    (hc : c < n) : lane w (pack w f n) c = f c := lane_pack w f n h c hc

/-- Two lookups, one after the other, are the composition: of tables certified against `f` and `g`. -/
theorem lookup_lookup {w u n m t s : Nat} {f g : Nat → Nat} (hf : ∀ c, c < n → lane w t c = f c)
    (hg : ∀ c, c < m → lane u s c = g c) (h : ∀ c, c < n → f c < m) :
    ∀ c, c < n → lane u s (lane w t c) = g (f c) := by
  intro c hc
  rw [hf c hc, hg _ (h c hc)]

/-- Two lookups are one lookup in the table of the composition. -/
theorem lookup_comp {w u n m t s : Nat} {f g : Nat → Nat} (hf : ∀ c, c < n → lane w t c = f c)
    (hg : ∀ c, c < m → lane u s c = g c) (h : ∀ c, c < n → f c < m)
    (hb : ∀ c, c < n → g (f c) < 2 ^ u) :
    ∀ c, c < n → lane u (pack u (fun c => g (f c)) n) c = lane u s (lane w t c) := by
  intro c hc
  rw [lane_pack u _ n hb c hc, lookup_lookup hf hg h c hc]

/-- The dot product of unsigned weights and inputs, as long as both last. -/
def dotNat : List Nat → List Int → Int
  | w :: ws, a :: as => w * a + dotNat ws as
  | _, _ => 0

/-- The dot product by bit planes: the lowest bits of all weights, and twice what the others give. -/
def bitPlanes : Nat → List Nat → List Int → Int
  | 0, _, _ => 0
  | b + 1, ws, as => dotNat (ws.map (· % 2)) as + 2 * bitPlanes b (ws.map (· / 2)) as

/-- The lowest bit and the rest of all weights. -/
theorem dotNat_split (ws : List Nat) (as : List Int) :
    dotNat ws as = dotNat (ws.map (· % 2)) as + 2 * dotNat (ws.map (· / 2)) as := by
  induction ws generalizing as with
  | nil => simp [dotNat]
  | cons w ws ih =>
    cases as with
    | nil => simp [dotNat]
    | cons a as =>
      simp only [List.map_cons, dotNat]
      rw [ih as]
      have e : (w : Int) = ((w % 2 : Nat) : Int) + 2 * ((w / 2 : Nat) : Int) := by omega
      have e' : (w : Int) * a = ((w % 2 : Nat) : Int) * a + 2 * (((w / 2 : Nat) : Int) * a) := by
        rw [← Int.mul_assoc, ← Int.add_mul, ← e]
      omega

/-- **Bit-serial dot products**: for weights of `b` bits the planes give the dot product. -/
theorem bitPlanes_eq (b : Nat) (ws : List Nat) (as : List Int) (h : ∀ w, w ∈ ws → w < 2 ^ b) :
    bitPlanes b ws as = dotNat ws as := by
  induction b generalizing ws with
  | zero =>
    have z : ∀ (ws : List Nat) (as : List Int), (∀ w, w ∈ ws → w < 2 ^ 0) → dotNat ws as = 0 := by
      intro ws
      induction ws with
      | nil => intro as _; rfl
      | cons w ws ih =>
        intro as h
        cases as with
        | nil => rfl
        | cons a as =>
          have := h w (List.mem_cons_self ..)
          have w0 : w = 0 := by omega
          rw [dotNat, ih as (fun v hv => h v (List.mem_cons_of_mem _ hv)), w0]
          simp
    rw [bitPlanes, z ws as h]
  | succ b ih =>
    rw [bitPlanes, dotNat_split ws as, ih]
    intro w hw
    obtain ⟨v, hv, rfl⟩ := List.mem_map.1 hw
    have := h v hv
    rw [Nat.pow_succ] at this
    omega

/-- The inputs added with the signs that the bits of an index say, the lowest bit first: 1 is plus. -/
def signedSum : List Int → Nat → Int
  | [], _ => 0
  | a :: as, i => (if i % 2 = 1 then a else -a) + signedSum as (i / 2)

/-- The inputs whose bit in an index is 1, added up. -/
def subsetSum : List Int → Nat → Int
  | [], _ => 0
  | a :: as, i => (if i % 2 = 1 then a else 0) + subsetSum as (i / 2)

/-- All inputs added up. -/
def totalSum : List Int → Int
  | [] => 0
  | a :: as => a + totalSum as

/-- **Half of the table is enough**: the entry at the complement of an index is the negative. -/
theorem signedSum_complement (as : List Int) (i : Nat) (h : i < 2 ^ as.length) :
    signedSum as (2 ^ as.length - 1 - i) = -signedSum as i := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih =>
    rw [List.length_cons, Nat.pow_succ] at h ⊢
    have p := Nat.two_pow_pos as.length
    have e1 : (2 ^ as.length * 2 - 1 - i) / 2 = 2 ^ as.length - 1 - i / 2 := by omega
    have ih' := ih (i / 2) (by omega)
    rw [signedSum, signedSum, e1, ih']
    split <;> split <;> omega

/-- Signs and subsets: twice the subset less the total. -/
theorem signedSum_eq (as : List Int) (i : Nat) :
    signedSum as i = 2 * subsetSum as i - totalSum as := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih =>
    rw [signedSum, subsetSum, totalSum, ih]
    split <;> omega

/-- A bipolar integer: the bits of `u` as digits -1 and 1. -/
def bipolar : Nat → Nat → Int
  | 0, _ => 0
  | n + 1, u => (if u % 2 = 1 then 1 else -1) + 2 * bipolar n (u / 2)

/-- Bipolar integers of `n` digits are the odd numbers `2 u - (2^n - 1)`; 0 is not among them. -/
theorem bipolar_eq (n u : Nat) (h : u < 2 ^ n) : bipolar n u = 2 * u - ((2 ^ n : Nat) - 1) := by
  induction n generalizing u with
  | zero => simp [bipolar]; omega
  | succ n ih =>
    rw [Nat.pow_succ] at h ⊢
    rw [bipolar, ih (u / 2) (by omega)]
    split <;> omega

/-- The change of scale and zero point that makes quantised weights odd (LUT Tensor Core): with
`q' = 2 q - (2^k - 1)` and `z' = 2 z + 1 - 2^k`, `q' - z'` is twice `q - z`; half the scale makes up for it. -/
theorem odd_reinterpretation (q z : Int) (k : Nat) :
    (2 * q - (2 ^ k - 1)) - (2 * z + 1 - 2 ^ k) = 2 * (q - z) := by
  generalize (2 : Int) ^ k = p
  omega

end Verif
