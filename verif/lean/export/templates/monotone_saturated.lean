-- import: Verif.WideMonotone
-- needs: F float, F signed, F zero, S float
-- policies: saturate
/-- Rounding values of $S to $F in mode $M under saturation keeps their order, infinities included: they
become the largest numbers. -/
theorem $name :
    ∀ a, a < ($S).codes → ∀ b, b < ($S).codes →
    let x := ($S).decodeValue a
    let y := ($S).decodeValue b
    x ≤ y → ($F).roundValue .$M .saturate x ≤ ($F).roundValue .$M .saturate y :=
  fun _ _ _ _ h => ($F).round_mono_value ${F}_wellFormed (by decide) (by decide) .$M .saturate
    rfl h
