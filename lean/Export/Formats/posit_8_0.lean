module

public import Verif.CodeTables

/-!
# posit_8_0

The format posit(8, 0).

Magnitudes are integers in units of 2^-6, the least posit. Codes are two's complement numbers, and
NaR is written as NaN.

The tables are the reference's, packed into one number each, the first entry in the lowest bits;
Lean's definitions give exactly these.
-/

@[expose] public section
noncomputable section
namespace Export.Formats.posit_8_0
open Verif

/-- What the codes mean, as the reference has it: 16 bits for each, first that of code 0. -/
def decodeTable : Nat :=
  0x50009000d001100150019001d002100250029002d003100350039003d004100450049004d005100550059005d006100650069006d007100750079007d008100850089008d009100950099009d00a100a500a900ad00b100b500b900bd00c100c500c900cd00d100d500d900dd00e100e500e900ed00f100f500f900fd0101010901110119012101290131013901410149015101590161016901710179018101890191019901a101a901b101b901c101c901d101d901e101e901f101f90201022102410261028102a102c102e10301032103410361038103a103c103e10401048105010581060106810701078108010a010c010e011001180120014001000340002000180010000e000c000a0008000780070006800600058005000480040003e003c003a00380036003400320030002e002c002a00280026002400220020001f801f001e801e001d801d001c801c001b801b001a801a00198019001880180017801700168016001580150014801400138013001280120011801100108010000fc00f800f400f000ec00e800e400e000dc00d800d400d000cc00c800c400c000bc00b800b400b000ac00a800a400a0009c009800940090008c008800840080007c007800740070006c006800640060005c005800540050004c004800440040003c003800340030002c002800240020001c001800140010000c000800040000

/-- **The decode table**: for all codes below 256, posit(8, 0) decodes to what the reference decodes
to. -/
theorem decode_table :
    ∀ code, code < 256 → positDecode 8 0 code = Datum.ofWord (lane 16 decodeTable code) :=
  Verif.decode_table (by decide +kernel)

/-- Positive codes are in the order of their values. -/
theorem magnitudes_increase : IncreasingTo (positValue 8 0) 127 := by
  have h : allBelow (fun c => Nat.blt (positValue 8 0 c) (positValue 8 0 (Nat.succ c))) 127 = true := by
    decide +kernel
  exact fun c hc => increasing_of_allBelow h c (c + 1) (by omega) (by omega)

/-- **Order of codes**, as two's complement numbers: from the most negative one, 129, through 255,
of the least negative posit, and 0 to 127, each code stands for a larger number than the one
before. -/
theorem order :
    ∀ i j, i < j → j < 255 →
      (positDecode 8 0 ((129 + i) % 256)).toInt <
        (positDecode 8 0 ((129 + j) % 256)).toInt :=
  posit_order (n := 8) (es := 0) (by decide) (by decide +kernel) magnitudes_increase

end Export.Formats.posit_8_0
