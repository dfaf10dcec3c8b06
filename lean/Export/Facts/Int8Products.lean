module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/claims/facts.arith, line 389, which says:
--
--   property int8_products {
--     given x, y : int(8);
--     let product = x * y;
--     prove fits(product, int(16));
--     prove fits(product, int(15)) == (x != -128 or y != -128);
--   }

@[expose] public section
noncomputable section
namespace Export.Facts.Int8Products
open Verif

-- property: specs/claims/facts.arith::int8_products
-- obligation: prove.1
/-- A product of two integers of 8 bits fits 16 bits, two's complement. -/
theorem int8_products_prove_1 :
    ∀ x : Int, Fits 8 x →
    ∀ y : Int, Fits 8 y →
    Fits 16 (x * y) :=
  fun _ hx _ hy => (int8_product hx hy).1

-- property: specs/claims/facts.arith::int8_products
-- obligation: prove.2
/-- A product of two integers of 8 bits fits 15 bits, two's complement, if and only if not both are -128. -/
theorem int8_products_prove_2 :
    ∀ x : Int, Fits 8 x →
    ∀ y : Int, Fits 8 y →
    (Fits 15 (x * y) ↔ x ≠ -128 ∨ y ≠ -128) :=
  fun _ hx _ hy => (int8_product hx hy).2

end Export.Facts.Int8Products
