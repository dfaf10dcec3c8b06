"""What a file must not say, however it is written."""

from __future__ import annotations

import pytest

from verif.lean.rules import KEYWORDS, OPTIONS, WORDS, problems
from verif.lean.source import code_of, header_of


def found(body: str) -> list[str]:
    """The problems of a file with this body."""
    code = code_of(f"module\n{body}\n")
    return [p.text for p in problems(code, header_of(code))]


GOOD = """
public import Verif.Round
import Init.Data.Nat.Lemmas

/-- An axiom, sorry, #eval and `native_decide` in words. -/
@[expose] public section
namespace Verif
open Nat in
set_option maxRecDepth 4000 in
@[simp, grind =] theorem a (x₁ : Nat) (h' : x₁ ≤ 0x1F) : x₁ < 32 := by omega -- no sorry
structure P where
  low : Nat
  deriving DecidableEq, Repr
theorem b (v : BitVec 8) (w : Nat) (u : BitVec w) : v + 0#8 = v ∧ u + 0#w = u := by simp
theorem c (h : a ∧ b ∧ c) : b := h.2.1
theorem d (l : List Nat) : l.prefix.notation = x.1.macro := rfl
@[local simp] theorem e : #[1, 2].size = 2 := rfl
attribute [-simp] Nat.add_zero
set_option linter.unusedVariables false in
theorem f : 1_000 + 0b11 = 1003 := by decide +kernel
instance : Inhabited P := ⟨⟨0⟩⟩
theorem g : "not: sorry".length = 10 := rfl
class K (R : Type) extends Lean.Grind.Field R, LE R, Lean.Grind.OrderedRing R
theorem m (h : x ≠ 0) : x * x⁻¹ = 1 := Lean.Grind.Field.mul_inv_cancel h
end Verif
"""


def test_nothing_against_plain_proofs() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize("word", sorted({w for ws in KEYWORDS.values() for w in ws.split()}))
def test_keywords(word: str) -> None:
    for text in (word, f"(x := {word})", f"⟨{word}⟩", f"α{word}", f"x₁{word}", f"←{word} x"):
        assert any(f"'{word}' is not allowed" in p for p in found(text)), text
    assert found(f"def x := y.{word} + z.1.{word}") == []
    assert found(f"def {word}X := my{word}") == []


@pytest.mark.parametrize("word", sorted(WORDS))
def test_words(word: str) -> None:
    for text in (word, f"foo.{word}", f"{word}.foo x", f"a.{word}.b"):
        assert found(text), text


@pytest.mark.parametrize(
    "body",
    [
        "theorem a : 1 = 2 := by\n  sorry",
        "theorem a : 1 = 2 := sorryAx _",
        "axiom a : False",
        "private axiom a : False",
        "@[simp]axiom a : False",
        "theorem a : p := by native_decide",
        "theorem a : p := by decide +native",
        "theorem a : p := by decide (config := { native := true })",
        "theorem a : p := Lean.ofReduceBool _ _ rfl",
        "open Lean in\ntheorem a : p := ofReduceBool _ _ rfl",
        "open Lean in\n#eval addDecl x",
        "open Lean.Grind.Field",
        "namespace Lean.Grind.Field",
        "open Nat Lean.Grind.Field in\ntheorem a : p := x",
        "theorem a : p := Lean.Grind.Fields.x",
        "theorem a : p := Lean.Grind.Ring.x",
        "#eval 1",
        "theorem a : x = 0#eval 1",
        "#print axioms a",
        "#exit",
        "theorem a : True := trivial #exit",
        'local macro "t" : tactic => `(tactic| sorry)'.replace("`", ""),
        "macro_rules | x => y",
        "local notation x => y",
        "scoped infixl:65 x => y",
        "set_option debug.skipKernelTC true",
        "set_option debug.skipKernelTC true in\ntheorem a : False := x",
        "set_option\n  debug.skipKernelTC true in\ntheorem a : False := x",
        "set_option warn.sorry false in\ntheorem a : True := trivial",
        "set_option warningAsError false",
        "set_option compiler.extract_closed false",
        "set_option maxRecDepthX 3",
        "theorem a : p := by\n  set_option debug.skipKernelTC true in exact x",
        "@[implemented_by f] def g := 1",
        '@[simp, extern "c"] def g := 1'.replace('"c"', "c"),
        "attribute [csimp] a",
        "attribute [simp, local macro] a",
        "@[macro x] def e : M := y",
        "@[command_elab x] def e : M := y",
        "@[init] def e := y",
        "@[export f] def e := y",
        "@[\n term_parser\n] def e := y",
        "@[simp, (x), tactic t] def e := y",
        "@[] def e := y",
        "unsafe def a := 1",
        "partial def a := a",
        "opaque a : Nat",
        "run_cmd x",
        "initialize x : y ← z",
        "theorem a : p := by run_tac x",
        "theorem a : p := by_elab x",
        "elab_rules : tactic | x => y",
        "declare_syntax_cat x",
        "declare_config_elab e C",
        "register_option x : Bool := { }",
        "builtin_initialize x : y ← z",
        "grind_propagator p ↑x := y",
        "meta def a := 1",
        "deriving instance Repr for P",
        "structure P where\n  deriving Repr, ToExpr",
        "structure P where\n  deriving\n    Lean.ToJson",
        "structure P where\n  deriving Handler",
        "theorem a : p := by stop x",
        "theorem a : p := by admit",
        "def a := include_str x",
        # Where Lean may see two words in one.
        "def x := 0xasorry",
        "def x := 1sorry",
        "def x := 1.sorry",
        "def x := 1.e5sorry",
        "def x := 2.1e5sorry",
        "def x := 0b1sorry",
        "theorem a : p := by refine ?_sorry",
        "def x := !sorry",
        "def x := .sorry",
        "def x := [0..sorry]",
        # Other foundations, and imports that bring what can do anything.
        "prelude\ndef x := 1",
        "import Lean",
        "import Lean.Elab.Command",
        "import Mathlib.Tactic",
        "import Lake",
        "import VerifX",
        "meta import Init",
        "import all Init",
        "def x := 1\nimport Init",
    ],
)
def test_refused(body: str) -> None:
    assert found(body)


@pytest.mark.parametrize("option", [*OPTIONS, "linter.all", "linter.unusedVariables"])
def test_options(option: str) -> None:
    assert found(f"set_option {option} 3 in\ntheorem a : True := trivial") == []


def test_place_and_order() -> None:
    code = code_of("module\nimport Lean\n\naxiom a : x\ntheorem b : x := by sorry\n")
    assert [p.line for p in problems(code, header_of(code))] == [2, 4, 5]


def test_files_are_modules() -> None:
    code = code_of("theorem a : True := trivial\n")
    (problem,) = problems(code, header_of(code))
    assert problem.line == 1 and "does not begin with 'module'" in problem.text
