module

public import Verif.Encode

/-!
# The formats of OCP, IEEE 754 and others

Each is an instance of `Format` and well formed, so that all of `Verif.Encode` holds for it: decode and
encode are inverse, the encoder rounds to nearest even, and so on. Beside each the largest value, which
the standards print, as a fact that the kernel computes: in quanta, that is multiples of the least
subnormal number.
-/

@[expose] public section
noncomputable section
namespace Verif

/-- OCP 8-bit float E4M3: no infinity, one NaN of each sign. Quantum 2^-9. -/
def E4M3 : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 7, top := 0x7E, nanCode := 0x7F }

/-- OCP 8-bit float E5M2, with infinity. Quantum 2^-16. -/
def E5M2 : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 15, top := 0x7B, infinity := true,
    nanCode := 0x7E }

/-- OCP MX 4-bit float E2M1: all codes are finite. Quantum 1/2. -/
def E2M1 : Format := { exponentBits := 2, fractionBits := 1, bias := 1, top := 0x7 }

/-- OCP MX 6-bit float E3M2: all codes are finite. Quantum 2^-4. -/
def E3M2 : Format := { exponentBits := 3, fractionBits := 2, bias := 3, top := 0x1F }

/-- OCP MX 6-bit float E2M3: all codes are finite. Quantum 2^-3. -/
def E2M3 : Format := { exponentBits := 2, fractionBits := 3, bias := 1, top := 0x1F }

/-- OCP MX scale E8M0: powers of two from 2^-127 on, no sign, no zero, one NaN. -/
def E8M0 : Format :=
  { exponentBits := 8, fractionBits := 0, bias := 127, signed := false, subnormals := false,
    hasZero := false, top := 0xFE, nanCode := 0xFF }

/-- E4M3 with one NaN, at the code of -0, and no infinity. -/
def E4M3FNUZ : Format :=
  { exponentBits := 4, fractionBits := 3, bias := 8, negativeZero := false, top := 0x7F,
    nanCode := 0x80 }

/-- E5M2 with one NaN, at the code of -0, and no infinity. -/
def E5M2FNUZ : Format :=
  { exponentBits := 5, fractionBits := 2, bias := 16, negativeZero := false, top := 0x7F,
    nanCode := 0x80 }

/-- IEEE 754's interchange formats and what is built like them: the last exponent is for infinity and
NaN. -/
def ieee (exponentBits fractionBits : Nat) : Format :=
  { exponentBits, fractionBits, bias := 2 ^ (exponentBits - 1) - 1,
    top := 2 ^ (exponentBits + fractionBits) - 2 ^ fractionBits - 1, infinity := true,
    nanCode := 2 ^ (exponentBits + fractionBits) - 2 ^ fractionBits + 2 ^ (fractionBits - 1) }

/-- IEEE 754 binary16. -/
def F16 : Format := ieee 5 10

/-- bfloat16: the upper half of binary32. -/
def BF16 : Format := ieee 8 7

/-- IEEE 754 binary32. -/
def F32 : Format := ieee 8 23

/-- E4M3 is well formed. -/
theorem E4M3_wellFormed : E4M3.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E5M2 is well formed. -/
theorem E5M2_wellFormed : E5M2.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E2M1 is well formed. -/
theorem E2M1_wellFormed : E2M1.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E3M2 is well formed. -/
theorem E3M2_wellFormed : E3M2.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E2M3 is well formed. -/
theorem E2M3_wellFormed : E2M3.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E8M0 is well formed. -/
theorem E8M0_wellFormed : E8M0.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E4M3FNUZ is well formed. -/
theorem E4M3FNUZ_wellFormed : E4M3FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩
/-- E5M2FNUZ is well formed. -/
theorem E5M2FNUZ_wellFormed : E5M2FNUZ.WellFormed := ⟨by decide, by decide, by decide⟩

/-- All formats built like IEEE 754's are well formed, from one fraction bit and one exponent bit. -/
theorem ieee_wellFormed (e m : Nat) (he : 0 < e) (hm : 0 < m) : (ieee e m).WellFormed := by
  have h1 := Nat.pow_lt_pow_right (show 1 < 2 by omega) (show m < e + m by omega)
  have h2 := Nat.pow_le_pow_right (show 2 > 0 by omega) hm
  refine ⟨?_, fun _ => ?_, fun _ => rfl⟩ <;> simp only [ieee, Format.half] <;> omega

/-- The largest E4M3 is 448. -/
theorem E4M3_max : E4M3.value E4M3.top = 448 * 2 ^ 9 ∧ E4M3.quantum = -9 := by decide +kernel
/-- The largest E5M2 is 57344. -/
theorem E5M2_max : E5M2.value E5M2.top = 57344 * 2 ^ 16 ∧ E5M2.quantum = -16 := by decide +kernel
/-- The largest E2M1 is 6. -/
theorem E2M1_max : E2M1.value E2M1.top = 6 * 2 ∧ E2M1.quantum = -1 := by decide +kernel
/-- The largest E3M2 is 28. -/
theorem E3M2_max : E3M2.value E3M2.top = 28 * 2 ^ 4 ∧ E3M2.quantum = -4 := by decide +kernel
/-- The largest E2M3 is 7.5. -/
theorem E2M3_max : 2 * E2M3.value E2M3.top = 15 * 2 ^ 3 ∧ E2M3.quantum = -3 := by decide +kernel
/-- The largest E8M0 is 2^254 times the least, which is 2^-127. -/
theorem E8M0_max : E8M0.value 0 = 1 ∧ E8M0.value E8M0.top = 2 ^ 254 ∧ E8M0.quantum = -127 := by
  decide +kernel
/-- The largest E4M3FNUZ is 240. -/
theorem E4M3FNUZ_max : E4M3FNUZ.value E4M3FNUZ.top = 240 * 2 ^ 10 ∧ E4M3FNUZ.quantum = -10 := by
  decide +kernel
/-- The largest E5M2FNUZ is 57344. -/
theorem E5M2FNUZ_max : E5M2FNUZ.value E5M2FNUZ.top = 57344 * 2 ^ 17 ∧ E5M2FNUZ.quantum = -17 := by
  decide +kernel
/-- The largest binary16 is 65504. -/
theorem F16_max : F16.value F16.top = 65504 * 2 ^ 24 ∧ F16.quantum = -24 := by decide +kernel
/-- The largest binary32 is (2^24 - 1) * 2^104. -/
theorem F32_max : F32.value F32.top = (2 ^ 24 - 1) * 2 ^ (104 + 149) ∧ F32.quantum = -149 := by
  decide +kernel

/-- E4M3 overflows above 464, and 464 itself, a tie, goes to 448: `n / d` is in quanta of 2^-9. -/
theorem E4M3_overflow (s : Bool) (n d : Nat) (hd : 0 < d) :
    E4M3.overflows .RNE s n d = true ↔ 464 * 2 ^ 9 * d < n := by
  have h1 : E4M3.value E4M3.top + E4M3.value (E4M3.top + 1) = 2 * (464 * 2 ^ 9) := by
    decide +kernel
  have h2 : E4M3.top % 2 = 0 := by decide
  rw [E4M3.overflow_RNE_iff s n d hd, h1]
  omega

/-- E5M2 overflows from 61440 on. -/
theorem E5M2_overflow (s : Bool) (n d : Nat) (hd : 0 < d) :
    E5M2.overflows .RNE s n d = true ↔ 61440 * 2 ^ 16 * d ≤ n := by
  have h1 : E5M2.value E5M2.top + E5M2.value (E5M2.top + 1) = 2 * (61440 * 2 ^ 16) := by
    decide +kernel
  have h2 : E5M2.top % 2 = 1 := by decide
  rw [E5M2.overflow_RNE_iff s n d hd, h1]
  omega

/-- The encoder at work: 7/3 in E4M3 is 9/4, code 0x41; and 1000 is NaN, infinity or the largest value,
as the context asks. -/
theorem encode_examples :
    E4M3.encode .RNE .nan false (7 * 2 ^ 9) 3 = 0x41 ∧
    E4M3.encode .RNE .nan false (1000 * 2 ^ 9) 1 = 0x7F ∧
    E4M3.encode .RNE .saturate true (1000 * 2 ^ 9) 1 = 0xFE ∧
    E5M2.encode .RNE .infinity true (61440 * 2 ^ 16) 1 = 0xFC ∧
    E4M3FNUZ.encode .RNE .nan true 1 1000 = 0x00 ∧
    E8M0.encode .RNE .nan false (3 * 2 ^ 127) 1 = 0x80 := by decide +kernel

end Verif
