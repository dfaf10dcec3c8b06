module

public import Verif.Formats
public import Verif.DecodeTables

-- Exported of specs/claims/decode.arith, line 9, which says:
--
--   property posit8_2_decodes_as_published {
--     given s : uint(1);
--     given e : uint(2);
--     given f : uint(3);
--     let sign = if s == 1 then -1 else 1;
--     let f2 = f div 2;
--     let f1 = f div 4;
--     let e1 = e div 2;
--     let end1 = if s == 1 then 256 else 0;
--     prove decode(code(posit8_2, end1 + sign * (64 + 8*e + f))) == sign * 2**e * (1 + f/8)
--       and decode(code(posit8_2, end1 + sign * (32 + 8*e + f))) == sign * 2**(e - 4) * (1 + f/8)
--       and decode(code(posit8_2, end1 + sign * (96 + 4*e + f2))) == sign * 2**(e + 4) * (1 + f2/4)
--       and decode(code(posit8_2, end1 + sign * (16 + 4*e + f2))) == sign * 2**(e - 8) * (1 + f2/4)
--       and decode(code(posit8_2, end1 + sign * (112 + 2*e + f1))) == sign * 2**(e + 8) * (1 + f1/2)
--       and decode(code(posit8_2, end1 + sign * (8 + 2*e + f1))) == sign * 2**(e - 12) * (1 + f1/2)
--       and decode(code(posit8_2, end1 + sign * (120 + e))) == sign * 2**(e + 12)
--       and decode(code(posit8_2, end1 + sign * (4 + e))) == sign * 2**(e - 16)
--       and decode(code(posit8_2, end1 + sign * (124 + e1))) == sign * 2**(2*e1 + 16)
--       and decode(code(posit8_2, end1 + sign * (2 + e1))) == sign * 2**(2*e1 - 20)
--       and decode(code(posit8_2, end1 + sign * 126)) == sign * 2**20
--       and decode(code(posit8_2, end1 + sign * 127)) == sign * 2**24
--       and decode(code(posit8_2, end1 + sign * 1)) == sign * 2**-24;
--   }

@[expose] public section
noncomputable section
namespace Export.Decode.Posit82DecodesAsPublished
open Verif

-- property: specs/claims/decode.arith::posit8_2_decodes_as_published
-- obligation: prove.1
/-- What the codes of posit(8, 2) stand for, line by line: sign bit `s`, exponent `e` and fraction `f`, of which
the lines with a longer regime have the upper bits only. `posit8At s c` is the posit of sign bit `s` whose
magnitude has the positive code `c`. -/
theorem posit8_2_decodes_as_published :
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

end Export.Decode.Posit82DecodesAsPublished
