module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/claims/bits.arith, line 49, which says:
--
--   property int4_products {
--     given x, y : int(4);
--     prove fits(x * y, int(7)) == (not (x == -8 and y == -8));
--     cover x * y == 64;
--   }

@[expose] public section
noncomputable section
namespace Export.Bits.Int4Products
open Verif

-- property: specs/claims/bits.arith::int4_products
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem int4_products :
    ∀ x : Int, -8 ≤ x → x ≤ 7 →
    ∀ y : Int, -8 ≤ y → y ≤ 7 →
    (-64 ≤ x * y ∧ x * y ≤ 63 ↔ ¬(x = -8 ∧ y = -8)) := by
  decide +kernel

end Export.Bits.Int4Products
