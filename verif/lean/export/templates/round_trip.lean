-- import: Verif.Value
-- needs: F float
-- policies: saturate, infinity, nan
/-- Decoding a code of $F that is no NaN and encoding the result in mode $M gives the code back. -/
theorem $name :
    ∀ c, c < ($F).codes → ¬(($F).decodeValue c).IsNaN →
    ($F).encodeValue .$M .$overflow (($F).decodeValue c) = c :=
  fun c hc h => ($F).encode_decode_value .$M .$overflow (by decide) c hc h
