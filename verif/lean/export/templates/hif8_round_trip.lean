-- import: Verif.HiF8Value
-- policies: infinity
/-- Decoding a code of HiF8 that is no NaN and encoding the result in mode $M gives the code back, infinities
included. -/
theorem $name :
    ∀ c, c < 256 → ¬(hif8DecodeValue c).IsNaN →
    hif8EncodeValue .$M .infinity (hif8DecodeValue c) = c :=
  hif8_encode_decode .$M
