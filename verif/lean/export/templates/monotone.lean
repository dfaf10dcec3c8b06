-- import: Verif.WideMonotone
-- needs: F float, F signed, F zero, S float
-- policies: saturate, infinity
/-- Rounding values of $S to $F in mode $M keeps their order, infinities included. -/
theorem $name :
    ∀ a, a < ($S).codes → ∀ b, b < ($S).codes →
    let x := ($S).decodeValue a
    let y := ($S).decodeValue b
    x ≤ y → ($F).roundValue .$M .$overflow x ≤ ($F).roundValue .$M .$overflow y :=
  fun _ _ _ _ h => ($F).round_mono_value ${F}_wellFormed (by decide) (by decide) .$M .$overflow
    (by decide) h
