module

public import Verif.Formats
public import Verif.Accumulators

-- Exported of specs/accumulators/widths.arith, line 83, which says:
--
--   property finn_width_after_the_repair {
--     given n : nat where 2 <= n and n <= 16;
--     given largest : int(20) where 0 <= largest;
--     assume -2**(n-1) <= -largest - 1;
--     prove fits(largest, int(n)) and fits(-largest, int(n));
--   }

@[expose] public section
noncomputable section
namespace Export.Widths.FinnWidthAfterTheRepair
open Verif

-- property: specs/accumulators/widths.arith::finn_width_after_the_repair
-- obligation: prove.1
/-- Where `-2^(n-1)` is at most `-largest - 1`, both `largest` and its opposite fit `n` bits, two's
complement. -/
theorem finn_width_after_the_repair :
    ∀ n : Nat, 2 ≤ n ∧ n ≤ 16 →
    ∀ largest : Int, Fits 20 largest → 0 ≤ largest →
    -(2 ^ (n - 1)) ≤ -largest - 1 →
    Fits n largest ∧ Fits n (-largest) := by
  intro n _ largest _ _ h
  unfold Fits
  omega

end Export.Widths.FinnWidthAfterTheRepair
