"""What is code and what is not; files that could be read in two ways are refused."""

from __future__ import annotations

import pytest

from verif.lean.source import About, Refused, about_of, code_of, header_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a -- sorry\nb", "a         \nb"),
        ("a /- sorry -/ b", "a             b"),
        ("a /- /- -/ sorry -/ b", "a                   b"),
        ("/-- sorry\n-/ b", "         \n   b"),
        ("/-! -- -/ b", "          b"),
        ("/- \" -/ b", "        b"),
        ('x "-- sorry /-" b', "x               b"),
        ("a\r\nb", "a\nb"),
        ("h' x₁' ⟨a⟩", "h' x₁' ⟨a⟩"),
        ("-- /-\nsorry", "     \nsorry"),
        ("(-- x\n)", "(    \n)"),
    ],
)  # fmt: skip
def test_code(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        # Lean has an operator '//', so that the comment begins for one reader only.
        ("x //- -/ y", 1, "write a blank before"),
        ("x <-- y\nsorry", 1, "write a blank before"),
        ("x |-- y", 1, "write a blank before"),
        # Some versions of Lean take the third character for a part of the opening.
        ("\n/-/ a -/ sorry", 2, "'/-/' is not allowed"),
        ("/- /-/ -/", 1, "'/-/' is not allowed"),
        ("/--/ sorry -/", 1, "'/--/' is not allowed"),
        ("/-!/", 1, "'/-!/' is not allowed"),
        ("a\n /- b\n", 2, "this comment does not end"),
        # Strings that may hold code, or that may end elsewhere.
        ('s!"{sorry}"', 1, "write a blank before"),
        ('r"\\"', 1, "write a blank before"),
        ('r#"a"#', 1, "write a blank before"),
        (' "a\\"', 1, "only strings of one line"),
        (' "a\nb"', 1, "only strings of one line"),
        (" '\"' ", 1, "at the end of names only"),
        ("'a'", 1, "at the end of names only"),
        ("«sorry»", 1, "names in «»"),
        ("`sorry", 1, "'`' is not allowed"),
        # Letters that look like others, and what cannot be seen.
        ("\u0430xiom a : False", 1, "U+0430"),
        ("def \u039dat := 1", 1, "U+039D"),
        ("a\u200bb", 1, "the character U+200B"),
        ("-- \u202e sorry", 1, "the character U+202E"),
        ("/- \u2066 -/", 1, "the character U+2066"),
        ("a\tb", 1, "the character U+0009"),
        ("a\rb", 1, "the character U+000D"),
        ("\ufeffmodule", 1, "the character U+FEFF"),
        ("a\u00a0b", 1, "the character U+00A0"),
        ("ｓorry", 1, "U+FF53"),
    ],
)
def test_refused(text: str, line: int, why: str) -> None:
    with pytest.raises(Refused) as caught:
        code_of(text)
    assert caught.value.problem.line == line and why in caught.value.problem.text


def test_header() -> None:
    text = "module\n\n/- import No -/\npublic import Verif.Round -- why\nimport Std\ndef x := 1\n"
    header = header_of(code_of(text))
    assert header.is_module and header.imports == ("Verif.Round", "Std")
    assert code_of(text)[header.end :] == "def x := 1\n"
    assert header_of("import A").imports == ("A",) and not header_of("import A").is_module
    assert header_of("modules import A").imports == ()
    assert header_of("module\nimport all A").imports == ()
    assert header_of("").end == 0


def test_what_theorems_are_about() -> None:
    text = """-- property: a.arith::b[1, 2]
-- obligation: prove.2
/-- Of it:
theorem no : not this -/
theorem yes_1 : x
theorem another : y
-- property: a.arith::c
  theorem indented : x
theorem last.part' : x
  -- property: indented
theorem of_nothing : x
"""
    assert about_of(text, code_of(text)) == {
        "yes_1": About("a.arith::b[1, 2]", "prove.2"),
        "last.part'": About("a.arith::c", ""),
    }
