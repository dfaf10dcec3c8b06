module

public import Verif.Formats
public import Verif.HiF8Nearest

-- Exported of specs/claims/rounding.arith, line 45, which says:
--
--   property hif8_ordinals_follow_their_values {
--     given a, b : HiF8 where is_finite(a) and is_finite(b);
--     prove (ordinal(a) < ordinal(b)) == (a < b);
--   }

@[expose] public section
noncomputable section
namespace Export.Rounding.Hif8OrdinalsFollowTheirValues
open Verif

-- property: specs/claims/rounding.arith::hif8_ordinals_follow_their_values
-- obligation: prove.1
/-- The ordinals of finite HiF8 codes, from a table of the 128 codes without sign, are in the order of their
values. -/
theorem hif8_ordinals_follow_their_values :
    ∀ a, a < 256 → ∀ b, b < 256 →
    (hif8DecodeValue a).IsFinite → (hif8DecodeValue b).IsFinite →
    (hif8SignedOrdinal a < hif8SignedOrdinal b ↔ hif8DecodeValue a < hif8DecodeValue b) :=
  fun a _ b _ => hif8_order a b

end Export.Rounding.Hif8OrdinalsFollowTheirValues
