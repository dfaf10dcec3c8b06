-- import: Verif.HiF8Nearest, Verif.NearestValue
-- needs: S float, S finite, M nearest
/-- No number of HiF8 is nearer to a number of $S than the one that it is rounded to in mode $M, under
saturation. -/
theorem $name :
    ∀ a, a < ($S).codes → ∀ b, b < 256 → (hif8DecodeValue b).IsFinite →
    let x := ($S).decodeValue a
    let y := hif8DecodeValue b
    let r := hif8RoundValue .$M .saturate x
    let error := absolute (x.real - r.real)
    let distance := absolute (x.real - y.real)
    r.IsFinite ∧ 0 ≤ error ∧ error ≤ distance :=
  fun a _ b _ fb => hif8_round_nearest .$M trivial (($S).isFinite_of_allFinite (by decide) a) b fb
