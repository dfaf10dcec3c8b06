-- import: Verif.DecodeTables
/-- What the codes of posit(8, 2) stand for, line by line: sign bit `s`, exponent `e` and fraction `f`, of which
the lines with a longer regime have the upper bits only. `posit8At s c` is the posit of sign bit `s` whose
magnitude has the positive code `c`. -/
theorem $name :
    ∀ s, s < 2 → ∀ e, e < 4 → ∀ f, f < 8 →
    (posit8At s (64 + 8 * e + f)).isNumber (signOf s * 2 ^ (e : Int) * (1 + f / 8)) ∧
    (posit8At s (32 + 8 * e + f)).isNumber (signOf s * 2 ^ ((e : Int) - 4) * (1 + f / 8)) ∧
    (posit8At s (96 + 4 * e + f / 2)).isNumber
      (signOf s * 2 ^ ((e : Int) + 4) * (1 + (f / 2 : Nat) / 4)) ∧
    (posit8At s (16 + 4 * e + f / 2)).isNumber
      (signOf s * 2 ^ ((e : Int) - 8) * (1 + (f / 2 : Nat) / 4)) ∧
    (posit8At s (112 + 2 * e + f / 4)).isNumber
      (signOf s * 2 ^ ((e : Int) + 8) * (1 + (f / 4 : Nat) / 2)) ∧
    (posit8At s (8 + 2 * e + f / 4)).isNumber
      (signOf s * 2 ^ ((e : Int) - 12) * (1 + (f / 4 : Nat) / 2)) ∧
    (posit8At s (120 + e)).isNumber (signOf s * 2 ^ ((e : Int) + 12)) ∧
    (posit8At s (4 + e)).isNumber (signOf s * 2 ^ ((e : Int) - 16)) ∧
    (posit8At s (124 + e / 2)).isNumber (signOf s * 2 ^ (2 * ((e / 2 : Nat) : Int) + 16)) ∧
    (posit8At s (2 + e / 2)).isNumber (signOf s * 2 ^ (2 * ((e / 2 : Nat) : Int) - 20)) ∧
    (posit8At s 126).isNumber (signOf s * 2 ^ (20 : Int)) ∧
    (posit8At s 127).isNumber (signOf s * 2 ^ (24 : Int)) ∧
    (posit8At s 1).isNumber (signOf s * 2 ^ (-24 : Int)) :=
  posit8_decodes
