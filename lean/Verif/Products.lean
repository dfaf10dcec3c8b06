module

public import Verif.Codes

/-!
# Tables of rounded products

The product of two numbers of a float format, both in quanta, is in quanta again after a division by a
power of two, and then it is rounded. `Format.products` has the kernel compare all products of two magnitude
codes, rounded to nearest even with saturation, with a table that is packed into one number, row by row;
`Format.product_of_codes` adds the signs.
-/

@[expose] public section
noncomputable section
namespace Verif
namespace Format

/-- The magnitude code of the product of `x` and `y`, over `d`, as the kernel evaluates it: `M` fraction
bits, rounded to nearest even, at most `top`. -/
def productCode (M top d x y : Nat) : Nat :=
  force (Nat.mul x y) fun n =>
    force (Nat.mul d (Nat.pow 2 (Nat.sub (Nat.log2 (Nat.div n d)) M))) fun e =>
      force (Nat.add (Nat.mul (Nat.pow 2 M) (Nat.sub (Nat.log2 (Nat.div n d)) M)) (Nat.div n e)) fun c =>
        force (Nat.mul 2 (Nat.mod n e)) fun r =>
          force (Nat.add c (cond (Nat.blt e r) 1 (cond (Nat.blt r e) 0 (Nat.mod c 2)))) fun k =>
            cond (Nat.ble k top) k top

/-- The evaluated code is the encoder's. -/
theorem encode_product (f : Format) (sub : f.subnormals = true) (x y d : Nat) (hd : 0 < d) :
    f.encode .RNE .saturate false (x * y) d = productCode f.fractionBits f.top d x y := by
  rw [f.encode_saturate .RNE false _ d hd, f.round_eq_shiftRound sub]
  have c : ∀ k, f.code false k = k := fun k => by unfold code; simp
  rw [c]
  unfold productCode
  simp only [force_eq]
  have m : ∀ k top : Nat, cond (Nat.ble k top) k top = min k top := by
    intro k top
    cases h : Nat.ble k top with
    | true => have := ble_iff.1 h; simp only [cond]; omega
    | false =>
      have : ¬ k ≤ top := by rw [← ble_iff, h]; simp
      simp only [cond]; omega
  have b : ∀ q r e : Nat, cond (Nat.blt e (2 * r)) 1 (cond (Nat.blt (2 * r) e) 0 (q % 2)) =
      bump .RNE false q r e := by
    intro q r e
    simp only [bump]
    cases h : Nat.blt e (2 * r) with
    | true => rw [Nat.blt_eq] at h; rw [if_pos h]; rfl
    | false =>
      rw [← Bool.not_eq_true, Nat.blt_eq] at h
      rw [if_neg h]
      cases h' : Nat.blt (2 * r) e with
      | true => rw [Nat.blt_eq] at h'; rw [if_pos h']; rfl
      | false => rw [← Bool.not_eq_true, Nat.blt_eq] at h'; rw [if_neg h']; rfl
  rw [m]
  exact congrArg (min · f.top) (congrArg (_ + ·) (b _ _ _).symm)

/-- **Rounded products** of all pairs of magnitude codes below `n`: row `a` of a packed table, entry `b`.
Magnitudes are evaluated once, in a table of their own, `v`. -/
theorem products (f : Format) (sub : f.subnormals = true) {d n w v rows t : Nat} (hd : 0 < d)
    (hv : allBelow (fun b => Nat.beq (f.value b) (lane w v b)) n = true)
    (h : allBelow (fun a => force (lane w v a) fun x => force (lane rows t a) fun row =>
      allBelow (fun b => Nat.beq (productCode f.fractionBits f.top d x (lane w v b)) (lane 8 row b)) n) n
        = true) :
    ∀ a, a < n → ∀ b, b < n →
      f.encode .RNE .saturate false (f.value a * f.value b) d = lane 8 (lane rows t a) b := by
  intro a ha b hb
  have g := forall_of_allBelow h a ha
  rw [force_eq, force_eq] at g
  have values := eq_of_allBelow hv
  rw [f.encode_product sub _ _ d hd, values a ha, values b hb]
  exact eq_of_allBelow g b hb

/-- Rounded products of all finite codes: the sign is negative if one of the two is, and the magnitude is that
of the product of magnitude codes. -/
theorem product_of_codes (f : Format) {d n : Nat} (hd : 0 < d) {table : Nat → Nat → Nat} (hn : f.top < n)
    (h : ∀ a, a < n → ∀ b, b < n →
      f.encode .RNE .saturate false (f.value a * f.value b) d = table a b)
    (x y : Nat) (hx : x < f.codes) (hy : y < f.codes) (s t : Bool) (m k : Nat)
    (dx : f.decode x = .finite s m) (dy : f.decode y = .finite t k) :
    f.encode .RNE .saturate (s != t) (m * k) d =
      f.code (s != t) (table (x % f.half) (y % f.half)) := by
  obtain ⟨x1, x2, _⟩ := f.code_of_decode x hx s m dx
  obtain ⟨y1, y2, _⟩ := f.code_of_decode y hy t k dy
  rw [f.encode_RNE_sign (s != t) (m * k) d hd, ← x2, ← y2, h _ (by omega) _ (by omega)]

end Format
end Verif
