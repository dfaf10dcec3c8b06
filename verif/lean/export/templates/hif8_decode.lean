-- import: Verif.DecodeTables
/-- What the codes of HiF8 stand for, line by line: sign bit `s`, exponent `e` and fraction `m`, of which some
lines have the upper bits only. `hif8At s p` is the HiF8 of sign bit `s` and lower bits `p`. -/
theorem $name :
    ∀ s, s < 2 → ∀ e, e < 8 → ∀ m, m < 8 →
    (m = 0 ∨ (hif8At s m).isNumber (signOf s * 2 ^ ((m : Int) - 23))) ∧
    (hif8At s (8 + m)).isNumber (signOf s * (1 + m / 8)) ∧
    (hif8At s (16 + m)).isNumber (signOf s * 2 * (1 + m / 8)) ∧
    (hif8At s (24 + m)).isNumber (signOf s * 2 ^ (-1 : Int) * (1 + m / 8)) ∧
    (hif8At s (32 + 8 * (e / 4) + m)).isNumber
      (signOf s * 2 ^ (2 + ((e / 4 : Nat) : Int)) * (1 + m / 8)) ∧
    (hif8At s (48 + 8 * (e / 4) + m)).isNumber
      (signOf s * 2 ^ (-2 - ((e / 4 : Nat) : Int)) * (1 + m / 8)) ∧
    (hif8At s (64 + 4 * (e / 2) + m / 2)).isNumber
      (signOf s * 2 ^ (4 + ((e / 2 : Nat) : Int)) * (1 + (m / 2 : Nat) / 4)) ∧
    (hif8At s (80 + 4 * (e / 2) + m / 2)).isNumber
      (signOf s * 2 ^ (-4 - ((e / 2 : Nat) : Int)) * (1 + (m / 2 : Nat) / 4)) ∧
    (e = 7 ∧ m / 4 = 1 ∨ (hif8At s (96 + 2 * e + m / 4)).isNumber
      (signOf s * 2 ^ (8 + (e : Int)) * (1 + (m / 4 : Nat) / 2))) ∧
    (hif8At s (112 + 2 * e + m / 4)).isNumber
      (signOf s * 2 ^ (-8 - (e : Int)) * (1 + (m / 4 : Nat) / 2)) :=
  hif8_decodes
