-- import: Verif.E4M3Value
-- needs: S float
-- policies: nan
/-- Rounding values of $S to E4M3 keeps their order from -464 to 464. -/
theorem $name :
    ∀ a, a < ($S).codes → ∀ b, b < ($S).codes →
    let x := ($S).decodeValue a
    let y := ($S).decodeValue b
    Value.number (-464) ≤ x → x ≤ y → y ≤ .number 464 →
    E4M3.roundValue .RNE .nan x ≤ E4M3.roundValue .RNE .nan y :=
  fun _ _ _ _ hx h hy => E4M3_round_mono hx h hy
