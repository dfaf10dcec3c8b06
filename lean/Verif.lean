module

public import Verif.Mode
public import Verif.ValueSet
public import Verif.Nearest
public import Verif.Round
public import Verif.Grid
public import Verif.RoundTwice
public import Verif.Magnitude
public import Verif.Format
public import Verif.Encode
public import Verif.Formats
public import Verif.Value
public import Verif.Quanta
public import Verif.RoundValue
public import Verif.MonotoneValue
public import Verif.WideMonotone
public import Verif.NearestValue
public import Verif.DirectedValue
public import Verif.OddValue
public import Verif.OverflowValue
public import Verif.E4M3Value
public import Verif.Kernel
public import Verif.TableFormat
public import Verif.Posit
public import Verif.HiF8
public import Verif.Steps
public import Verif.StepsValue
public import Verif.PositValue
public import Verif.HiF8Value
public import Verif.HiF8Nearest
public import Verif.DecodeTables
public import Verif.Quarters
public import Verif.Codes
public import Verif.CodeTables
public import Verif.Products
public import Verif.A2Q
public import Verif.Wrap
public import Verif.Sums
public import Verif.Accumulators
public import Verif.A2QPlus
public import Verif.Packed
public import Verif.Pam
public import Verif.LMul
public import Verif.Reals
public import Verif.LMulReals
public import Verif.RealFloor
public import Verif.A2QPlusReals
public import Verif.Requant
public import Verif.Floats
public import Verif.Fast2Sum
public import Verif.Scale
public import Verif.Lut
public import Verif.Between
public import Verif.StochasticRounding

/-!
# Arithmetic of low-precision machine learning, proved

Number formats, rounding, accumulators and approximate products, for all parameters, by Lean's core library
alone. `README.md` says what is in which file.
-/
