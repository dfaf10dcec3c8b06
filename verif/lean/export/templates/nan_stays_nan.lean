-- import: Verif.Value
-- needs: F float
/-- A NaN code of $F, decoded and encoded in mode $M, gives a NaN code. -/
theorem $name :
    ∀ c, c < ($F).codes → (($F).decodeValue c).IsNaN →
    (($F).decodeValue (($F).encodeValue .$M .$overflow (($F).decodeValue c))).IsNaN :=
  fun c _ h => ($F).nan_stays_nan .$M .$overflow (by exact trivial) c h
