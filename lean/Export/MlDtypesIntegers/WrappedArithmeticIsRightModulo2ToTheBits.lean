module

public import Verif.Formats
public import Verif.Between

-- Exported of specs/kernels/ml_dtypes_integers.arith, line 14, which says:
--
--   property wrapped_arithmetic_is_right_modulo_2_to_the_bits for F in {INT2, UINT2, INT4, UINT4} {
--     given x, y : F;
--     prove (wrapped_sum(F, x, y) - (x + y)) mod 2**F.bits == 0;
--     prove (wrapped_difference(F, x, y) - (x - y)) mod 2**F.bits == 0;
--     prove (wrapped_product(F, x, y) - x * y) mod 2**F.bits == 0;
--   }

@[expose] public section
noncomputable section
namespace Export.MlDtypesIntegers.WrappedArithmeticIsRightModulo2ToTheBits
open Verif

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[INT2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_INT2_prove_1 :
    ∀ x : Int, -2 ≤ x → x ≤ 1 →
    ∀ y : Int, -2 ≤ y → y ≤ 1 →
    let t : Int := x + y;
    let t2 : Int := (if t % 4 ≤ 1 then t % 4 else t % 4 - 4) - t;
    t2 % 4 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[INT2]
-- obligation: prove.2
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_INT2_prove_2 :
    ∀ x : Int, -2 ≤ x → x ≤ 1 →
    ∀ y : Int, -2 ≤ y → y ≤ 1 →
    let t : Int := x - y;
    let t2 : Int := (if t % 4 ≤ 1 then t % 4 else t % 4 - 4) - t;
    t2 % 4 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[INT2]
-- obligation: prove.3
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_INT2_prove_3 :
    ∀ x : Int, -2 ≤ x → x ≤ 1 →
    ∀ y : Int, -2 ≤ y → y ≤ 1 →
    ((if x * y % 4 ≤ 1 then x * y % 4 else x * y % 4 - 4) - x * y) % 4 = 0 := by
  decide +kernel

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[UINT2]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_UINT2_prove_1 :
    ∀ x : Int, 0 ≤ x → x ≤ 3 →
    ∀ y : Int, 0 ≤ y → y ≤ 3 →
    let t : Int := x + y;
    let t2 : Int := t % 4 - t;
    t2 % 4 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[UINT2]
-- obligation: prove.2
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_UINT2_prove_2 :
    ∀ x : Int, 0 ≤ x → x ≤ 3 →
    ∀ y : Int, 0 ≤ y → y ≤ 3 →
    let t : Int := x - y;
    let t2 : Int := t % 4 - t;
    t2 % 4 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[UINT2]
-- obligation: prove.3
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_UINT2_prove_3 :
    ∀ x : Int, 0 ≤ x → x ≤ 3 →
    ∀ y : Int, 0 ≤ y → y ≤ 3 →
    (x * y % 4 - x * y) % 4 = 0 := by
  decide +kernel

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[INT4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_INT4_prove_1 :
    ∀ x : Int, -8 ≤ x → x ≤ 7 →
    ∀ y : Int, -8 ≤ y → y ≤ 7 →
    let t : Int := x + y;
    let t2 : Int := (if t % 16 ≤ 7 then t % 16 else t % 16 - 16) - t;
    t2 % 16 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[INT4]
-- obligation: prove.2
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_INT4_prove_2 :
    ∀ x : Int, -8 ≤ x → x ≤ 7 →
    ∀ y : Int, -8 ≤ y → y ≤ 7 →
    let t : Int := x - y;
    let t2 : Int := (if t % 16 ≤ 7 then t % 16 else t % 16 - 16) - t;
    t2 % 16 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[INT4]
-- obligation: prove.3
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_INT4_prove_3 :
    ∀ x : Int, -8 ≤ x → x ≤ 7 →
    ∀ y : Int, -8 ≤ y → y ≤ 7 →
    ((if x * y % 16 ≤ 7 then x * y % 16 else x * y % 16 - 16) - x * y) % 16 = 0 := by
  decide +kernel

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[UINT4]
-- obligation: prove.1
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_UINT4_prove_1 :
    ∀ x : Int, 0 ≤ x → x ≤ 15 →
    ∀ y : Int, 0 ≤ y → y ≤ 15 →
    let t : Int := x + y;
    let t2 : Int := t % 16 - t;
    t2 % 16 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[UINT4]
-- obligation: prove.2
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. A `let` is what the spec names, or uses more than once. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_UINT4_prove_2 :
    ∀ x : Int, 0 ≤ x → x ≤ 15 →
    ∀ y : Int, 0 ≤ y → y ≤ 15 →
    let t : Int := x - y;
    let t2 : Int := t % 16 - t;
    t2 % 16 = 0 := by
  intros
  first | omega | lia

-- property: specs/kernels/ml_dtypes_integers.arith::wrapped_arithmetic_is_right_modulo_2_to_the_bits[UINT4]
-- obligation: prove.3
/-- The claim above, in integers: a fixed-point number is the integer that it is a multiple
of, and fractions are multiplied out. Lean's kernel goes through all inputs. -/
theorem wrapped_arithmetic_is_right_modulo_2_to_the_bits_UINT4_prove_3 :
    ∀ x : Int, 0 ≤ x → x ≤ 15 →
    ∀ y : Int, 0 ≤ y → y ≤ 15 →
    (x * y % 16 - x * y) % 16 = 0 := by
  decide +kernel

end Export.MlDtypesIntegers.WrappedArithmeticIsRightModulo2ToTheBits
