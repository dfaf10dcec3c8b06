module

public import Verif.Formats
public import Verif.DecodeTables

-- Exported of specs/claims/decode.arith, line 34, which says:
--
--   property hif8_decodes_as_published {
--     given s : uint(1);
--     given e : uint(3);
--     given m : uint(3);
--     let sign = if s == 1 then -1 else 1;
--     let e2 = e div 2;
--     let e1 = e div 4;
--     let m2 = m div 2;
--     let m1 = m div 4;
--     prove (m == 0 or decode(code(HiF8, 128*s + m)) == sign * 2**(m - 23))
--       and decode(code(HiF8, 128*s + 8 + m)) == sign * (1 + m/8)
--       and decode(code(HiF8, 128*s + 16 + m)) == sign * 2 * (1 + m/8)
--       and decode(code(HiF8, 128*s + 24 + m)) == sign * 2**-1 * (1 + m/8)
--       and decode(code(HiF8, 128*s + 32 + 8*e1 + m)) == sign * 2**(2 + e1) * (1 + m/8)
--       and decode(code(HiF8, 128*s + 48 + 8*e1 + m)) == sign * 2**(-2 - e1) * (1 + m/8)
--       and decode(code(HiF8, 128*s + 64 + 4*e2 + m2)) == sign * 2**(4 + e2) * (1 + m2/4)
--       and decode(code(HiF8, 128*s + 80 + 4*e2 + m2)) == sign * 2**(-4 - e2) * (1 + m2/4)
--       and (e == 7 and m1 == 1 or decode(code(HiF8, 128*s + 96 + 2*e + m1)) == sign * 2**(8 + e) * (1 + m1/2))
--       and decode(code(HiF8, 128*s + 112 + 2*e + m1)) == sign * 2**(-8 - e) * (1 + m1/2);
--   }

@[expose] public section
noncomputable section
namespace Export.Decode.Hif8DecodesAsPublished
open Verif

-- property: specs/claims/decode.arith::hif8_decodes_as_published
-- obligation: prove.1
/-- What the codes of HiF8 stand for, line by line: sign bit `s`, exponent `e` and fraction `m`, of which some
lines have the upper bits only. `hif8At s p` is the HiF8 of sign bit `s` and lower bits `p`. -/
theorem hif8_decodes_as_published :
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

end Export.Decode.Hif8DecodesAsPublished
