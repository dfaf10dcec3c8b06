module

public import Verif.Formats

-- Exported of specs/operators/requant.arith, line 26, which says:
--
--   property divide_by_pot_rounds_ties_away for E in 1..<9 {
--     given x : int(32);
--     let size = (abs(x) + 2**(E - 1)) >> E;
--     prove divide_by_pot(x, E) == (if x < 0 then -size else size);
--   }

@[expose] public section
noncomputable section
namespace Export.Requant.DivideByPotRoundsTiesAway
open Verif

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[1]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_1 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 1) / 2;
    x / 2 + (if (if x < 0 then (1 : Int) else 0) < x % 2 then (1 : Int) else 0) = (if x < 0 then -size else
        size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_2 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 2) / 4;
    x / 4 + (if 1 + (if x < 0 then (1 : Int) else 0) < x % 4 then (1 : Int) else 0) = (if x < 0 then -size
        else size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[3]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_3 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 4) / 8;
    x / 8 + (if 3 + (if x < 0 then (1 : Int) else 0) < x % 8 then (1 : Int) else 0) = (if x < 0 then -size
        else size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_4 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 8) / 16;
    x / 16 + (if 7 + (if x < 0 then (1 : Int) else 0) < x % 16 then (1 : Int) else 0) = (if x < 0 then -size
        else size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[5]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_5 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 16) / 32;
    x / 32 + (if 15 + (if x < 0 then (1 : Int) else 0) < x % 32 then (1 : Int) else 0) = (if x < 0 then
        -size else size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[6]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_6 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 32) / 64;
    x / 64 + (if 31 + (if x < 0 then (1 : Int) else 0) < x % 64 then (1 : Int) else 0) = (if x < 0 then
        -size else size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[7]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_7 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 64) / 128;
    x / 128 + (if 63 + (if x < 0 then (1 : Int) else 0) < x % 128 then (1 : Int) else 0) = (if x < 0 then
        -size else size) := by
  intros
  first | omega | lia

-- property: specs/operators/requant.arith::divide_by_pot_rounds_ties_away[8]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem divide_by_pot_rounds_ties_away_8 :
    ∀ x : Int, -2147483648 ≤ x → x ≤ 2147483647 →
    let size : Int := ((x.natAbs : Int) + 128) / 256;
    x / 256 + (if 127 + (if x < 0 then (1 : Int) else 0) < x % 256 then (1 : Int) else 0) = (if x < 0 then
        -size else size) := by
  intros
  first | omega | lia

end Export.Requant.DivideByPotRoundsTiesAway
