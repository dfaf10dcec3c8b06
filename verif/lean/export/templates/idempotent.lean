-- import: Verif.DirectedValue
-- needs: F float, F signed, F zero, S float, S finite
/-- A number of $S that is rounded to $F in mode $M under saturation, and then again with any policy for
overflow, stays what it is, the sign of zero included. -/
theorem $name :
    ∀ a, a < ($S).codes →
    let x := ($S).decodeValue a
    let once := ($F).roundValue .$M .saturate x
    ∀ overflow, ($F).roundValue .$M overflow once = once :=
  fun a _ overflow => ($F).round_round ${F}_wellFormed (by decide) (by decide) .$M .$M overflow
    (($S).isFinite_of_allFinite (by decide) a)
