module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/operators/lookup_tables.arith, line 37, which says:
--
--   property bipolar_numbers_are_odd for N in {2, 4, 8} {
--     given u : uint(N);
--     prove sum(sign_of(u, b) * 2**b for b in 0..<N) == 2 * u - (2**N - 1);
--   }

@[expose] public section
noncomputable section
namespace Export.LookupTables.BipolarNumbersAreOdd
open Verif

-- property: specs/operators/lookup_tables.arith::bipolar_numbers_are_odd[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem bipolar_numbers_are_odd_2 :
    ∀ u : Int, 0 ≤ u → u ≤ 3 →
    let t : Int := u / 2;
    2 * (u % 2) - 1 + 2 * (2 * (t % 2) - 1) = 2 * u - 3 := by
  intros
  first | omega | lia

-- property: specs/operators/lookup_tables.arith::bipolar_numbers_are_odd[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem bipolar_numbers_are_odd_4 :
    ∀ u : Int, 0 ≤ u → u ≤ 15 →
    2 * (u % 2) - 1 + 2 * (2 * (u / 2 % 2) - 1) + 4 * (2 * (u / 4 % 2) - 1) + 8 * (2 * (u / 8 % 2) - 1) = 2
        * u - 15 := by
  decide +kernel

-- property: specs/operators/lookup_tables.arith::bipolar_numbers_are_odd[8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem bipolar_numbers_are_odd_8 :
    ∀ u : Int, 0 ≤ u → u ≤ 255 →
    2 * (u % 2) - 1 + 2 * (2 * (u / 2 % 2) - 1) + 4 * (2 * (u / 4 % 2) - 1) + 8 * (2 * (u / 8 % 2) - 1) + 16
        * (2 * (u / 16 % 2) - 1) + 32 * (2 * (u / 32 % 2) - 1) + 64 * (2 * (u / 64 % 2) - 1) + 128 * (2 * (u
        / 128 % 2) - 1) = 2 * u - 255 := by
  decide +kernel

end Export.LookupTables.BipolarNumbersAreOdd
