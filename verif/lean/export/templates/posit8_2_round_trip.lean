-- import: Verif.PositValue
/-- Decoding a code of posit(8, 2) that is not NaR and encoding the result in mode $M gives the code back. -/
theorem $name :
    ∀ c, c < 256 → ¬(posit8DecodeValue c).IsNaN →
    posit8EncodeValue .$M (posit8DecodeValue c) = c :=
  posit8_encode_decode .$M
