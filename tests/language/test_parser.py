"""The parser: precedence, literals, every construct, and every message it can give."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verif.base.errors import Diagnostic, SpecError
from verif.base.source import Source
from verif.language import ast
from verif.language.depth import MAX_DEPTH, children
from verif.language.parser import MAX_ERRORS, parse

EVERYTHING = """\
arith 1;
use "lib/more.arith" as m;
use "other.arith";
const Q = 41/225;     # a comment
format F8(n : nat, es : nat) : posit(n, es) { bits = n; check max == 2**24; }
format P8 = posit(8, 2) { check count(nan) == 1; }
format A = P8;
format H : cases(8) {
  "0 0000 000" = 0;
  "s 001 e mmm" = (-1)**s * 2**(if e == 1 then -1 else 1) * (1 + m/8);
  ties = away;
  table = [0, -0.0, inf, nan,];
}
rounding sat { mode = RNE; overflow = saturate; }
op two_sum(F : format, r : rounding, a, b : F) -> (hi : F, lo : m.E4M3[3]) {
  requires abs(a) >= abs(b) and a != b;
  let x : int(8)[K] = [1, 2, 3];
  let (p, q) = fast(a, b);
  return (p, q);
}
op zero() -> real { return 0; }
property p for F in {A, posit(8, 2), m.E4M3}, n in 2..<n + 9 {
  given x, y : code(F) where not is_nan(x) and x[7:0] == 0x3;
  given w : int(8)[K];
  assume sum(abs(w[i]) for i in 0..<K) * (2**n - 1) <= 2**(P-1) - 1;
  prove forall j in 0..<K where j > 1, z in m.E4M3[8] : 1 <= g(w[j].a, exact = x) < 4 implies true;
  cover exists j in 0..<K : w[j] == 0b11 div 2 mod 3 tdiv 4 << 1 >> 2;
  expect refuted;
  engine z3;
  budget long;
  budget 1_0;
  using l;
  using m.l(F, x + 1, [1, 2]);
}
kernel k for F in {A} implements encode(F, RNE, overflow = saturate) {
  python = "a:\\"b\\\\c";
  compare = codes modulo nan;
  expect proved;
}
"""


def tree(text: str) -> ast.File:
    return parse(Source("t.arith", text))


def expr(text: str) -> ast.Expr:
    item = tree(f"const X = {text};").items[0]
    assert isinstance(item, ast.Constant)
    return item.value


def clause(text: str) -> ast.Clause:
    item = tree(f"property p {{ {text} }}").items[0]
    assert isinstance(item, ast.Property)
    return item.body[0]


def diagnostics(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(SpecError) as caught:
        tree(text)
    return caught.value.diagnostics


def only(text: str) -> Diagnostic:
    (found,) = diagnostics(text)
    return found


def shape(node: object) -> object:
    """A node without its spans."""
    if isinstance(node, ast.Node):
        parts = [shape(getattr(node, f.name)) for f in dataclasses.fields(node)[1:]]
        return (type(node).__name__, *parts)
    if isinstance(node, tuple):
        return tuple(shape(x) for x in node)
    return node


def walk(node: ast.Node) -> Iterator[ast.Node]:
    yield node
    for child in children(node):
        yield from walk(child)


def same(left: str, right: str) -> bool:
    return shape(expr(left)) == shape(expr(right))


# --- expressions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a implies b implies c", "a implies (b implies c)"),
        ("a or b implies c or d", "(a or b) implies (c or d)"),
        ("a or b or c", "(a or b) or c"),
        ("a or b and c", "a or (b and c)"),
        ("not a and b", "(not a) and b"),
        ("not not a", "not (not a)"),
        ("not a == b", "not (a == b)"),
        ("a << b < c", "(a << b) < c"),
        ("a << b >> c", "(a << b) >> c"),
        ("a + b << c - d", "(a + b) << (c - d)"),
        ("a - b - c", "(a - b) - c"),
        ("a - b + c", "(a - b) + c"),
        ("a + b * c", "a + (b * c)"),
        ("a * b / c div d mod e tdiv f", "((((a * b) / c) div d) mod e) tdiv f"),
        ("-a * b", "(-a) * b"),
        ("a * -b", "a * (-b)"),
        ("a - -b", "a - (-b)"),
        ("-2**2", "-(2**2)"),
        ("2**-6", "2**(-6)"),
        ("2**-3**2", "2**(-(3**2))"),
        ("2**-n * m", "(2**(-n)) * m"),
        ("a**b**c", "a**(b**c)"),
        ("a**b[i]", "a**(b[i])"),
        ("a.b(c)[d]", "((a.b)(c))[d]"),
        ("if a then b else c + d", "if a then b else (c + d)"),
        ("if a then b else if c then d else e", "if a then b else (if c then d else e)"),
        ("forall i in 0..<n : a and b", "forall i in 0..<n : (a and b)"),
        ("exists i in a + 1..<b * 2 : c", "exists i in (a + 1)..<(b * 2) : c"),
        ("forall i in T : exists j in T : c", "forall i in T : (exists j in T : c)"),
        (
            "f(if a then b else c, x = forall i in T : d)",
            "f((if a then b else c), x = (forall i in T : d))",
        ),
    ],
)
def test_precedence(text: str, meaning: str) -> None:
    assert same(text, meaning)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("007", Fraction(7)),
        ("1_000_000", Fraction(1000000)),
        ("12.5", Fraction(25, 2)),
        ("0.3585", Fraction(3585, 10000)),
        ("1e-3", Fraction(1, 1000)),
        ("1E3", Fraction(1000)),
        ("2.50e+1", Fraction(25)),
        ("1_0.2_5", Fraction(41, 4)),
        ("0x7F", Fraction(127)),
        ("0Xf_f", Fraction(255)),
        ("0x1e3", Fraction(0x1E3)),
        ("0b1010", Fraction(10)),
        ("0B1_1", Fraction(3)),
        ("1e10000", Fraction(10**10000)),
    ],
)
def test_number_forms(text: str, value: Fraction) -> None:
    node = expr(text)
    assert isinstance(node, ast.Number)
    assert (node.value, node.text) == (value, text)


def test_range_touching_its_bounds() -> None:
    node = expr("sum(i for i in 0..<K)")
    assert isinstance(node, ast.Fold) and node.function == "sum"
    domain = node.binders[0].domain
    assert isinstance(domain, ast.Range)
    assert shape(domain.low) == ("Number", Fraction(0), "0")
    assert shape(domain.high) == ("Name", "K")


def test_strings_are_unescaped() -> None:
    assert shape(expr(r'"a \"b\" \\"')) == ("Text", 'a "b" \\')
    assert shape(expr('"# no comment"')) == ("Text", "# no comment")


def test_atoms() -> None:
    assert shape(expr("true")) == ("Truth", True)
    assert shape(expr("(false)")) == ("Truth", False)
    assert shape(expr("(a, b)"))[0] == "TupleExpr"  # type: ignore[index]
    assert same("[a, b,]", "[a, b]")
    assert shape(expr("x[7:0]")) == shape(expr("x[(7):(0)]"))
    assert isinstance(expr("x[7:0]"), ast.Slice) and isinstance(expr("x[7]"), ast.Index)


def test_binder_domains() -> None:
    node = expr("exists x in m.E4M3 where p(x), y in int(8)[K][2] : q")
    assert isinstance(node, ast.Quantified)
    first, second = node.binders
    assert shape(first.domain) == ("TypeName", "m.E4M3", ())
    assert isinstance(first.where, ast.Call) and second.where is None
    assert isinstance(second.domain, ast.ArrayType)
    assert isinstance(second.domain.element, ast.ArrayType)
    assert shape(second.domain.element.length) == ("Name", "K")


@pytest.mark.parametrize("operators", ["< <", "< <=", "<= <=", "> >", ">= >"])
def test_chains(operators: str) -> None:
    first, second = operators.split()
    node = expr(f"a {first} b {second} c")
    assert isinstance(node, ast.Comparison)
    assert node.operators == (first, second) and len(node.operands) == 3


@pytest.mark.parametrize("text", ["a < b > c", "a == b == c", "a != b < c", "a < b == c"])
def test_chains_of_two_directions(text: str) -> None:
    found = only(f"const X = {text};")
    assert (found.code, found.span.column) == ("E003", 11)
    assert found.message == "the two comparisons of a chain must point the same way"


def test_chain_of_three() -> None:
    found = only("const X = a < b < c < d;")
    assert (found.code, found.message) == ("E003", "a chain has at most two comparisons")
    assert found.hint == "join comparisons with 'and'"


# --- items and clauses ---------------------------------------------------------------------


def test_everything() -> None:
    file = tree(EVERYTHING)
    kinds = [type(item).__name__ for item in file.items]
    assert kinds == [
        "Use", "Use", "Constant", "Format", "Alias", "Alias", "Format", "Rounding", "Operator",
        "Operator", "Property", "Kernel",
    ]  # fmt: skip
    use, plain, _, posit, alias, short, cases, rounding, op, zero, prop, kernel = file.items
    assert isinstance(use, ast.Use) and (use.path, use.alias) == ("lib/more.arith", "m")
    assert isinstance(plain, ast.Use) and plain.alias == ""
    assert isinstance(posit, ast.Format)
    assert [p.name for p in posit.parameters] == ["n", "es"]
    assert (posit.family, len(posit.arguments), len(posit.checks)) == ("posit", 2, 1)
    assert isinstance(alias, ast.Alias) and len(alias.checks) == 1
    assert shape(alias.target) == shape(clause("given x : posit(8, 2);").type)  # type: ignore[attr-defined]
    assert isinstance(short, ast.Alias) and shape(short.target) == ("TypeName", "P8", ())
    assert isinstance(cases, ast.Format)
    assert [c.pattern.value for c in cases.cases] == ["0 0000 000", "s 001 e mmm"]
    assert [f.name for f in cases.fields] == ["ties", "table"]
    assert isinstance(rounding, ast.Rounding)
    assert [(f.name, shape(f.value)) for f in rounding.fields] == [
        ("mode", ("Name", "RNE")),
        ("overflow", ("Name", "saturate")),
    ]
    assert isinstance(op, ast.Operator)
    assert [(p.name, shape(p.type)) for p in op.parameters] == [
        ("F", ("TypeName", "format", ())),
        ("r", ("TypeName", "rounding", ())),
        ("a", ("TypeName", "F", ())),
        ("b", ("TypeName", "F", ())),
    ]
    assert isinstance(op.result, ast.TupleType)
    assert [name for name, _ in op.result.fields] == ["hi", "lo"]
    assert [type(c).__name__ for c in op.body] == ["Requires", "Let", "Let", "Return"]
    assert isinstance(zero, ast.Operator) and zero.parameters == ()
    assert isinstance(prop, ast.Property)
    assert [t.name for t in prop.templates] == ["F", "n"]
    assert isinstance(prop.templates[1].choices, ast.Range)
    assert isinstance(prop.templates[0].choices, tuple) and len(prop.templates[0].choices) == 3
    assert [type(c).__name__ for c in prop.body] == [
        "Given", "Given", "Assume", "Prove", "Cover", "Expect", "Engine", "Budget",
        "Budget", "Using", "Using",
    ]  # fmt: skip
    assert isinstance(kernel, ast.Kernel) and kernel.expect and kernel.expect.verdict == "proved"
    assert [shape(f.value) for f in kernel.fields] == [
        ("Text", 'a:"b\\c'),
        ("Name", "codes modulo nan"),
    ]
    assert isinstance(kernel.operator, ast.Call)
    assert [n.name for n in kernel.operator.named] == ["overflow"]


def test_lets() -> None:
    assert shape(clause("let x = 1;"))[1:3] == (("x",), None)  # type: ignore[index]
    assert shape(clause("let (a, b) = c;"))[1:3] == (("a", "b"), None)  # type: ignore[index]
    typed = clause("let x : int(8)[3] = 1;")
    assert isinstance(typed, ast.Let) and isinstance(typed.type, ast.ArrayType)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "arith 1;"])
def test_empty_file(text: str) -> None:
    assert tree(text).items == ()


def test_carriage_returns_are_blanks() -> None:
    file = tree(EVERYTHING.replace("\n", "\r\n"))
    assert shape(file) == shape(tree(EVERYTHING))
    assert file.items[-1].span == tree(EVERYTHING).items[-1].span


# --- spans ---------------------------------------------------------------------------------


def test_span_of_an_expression_holds_its_text() -> None:
    source = Source("t.arith", "property p {\n  prove (a +\n    b) * f(c)[2] ;\n}\n")
    item = parse(source).items[0]
    assert isinstance(item, ast.Property)
    assert source.excerpt(item.span) == source.text.rstrip()
    prove = item.body[0]
    assert isinstance(prove, ast.Prove) and isinstance(prove.claim, ast.Binary)
    assert source.excerpt(prove.claim.span) == "(a +\n    b) * f(c)[2]"
    assert source.excerpt(prove.claim.left.span) == "(a +\n    b)"
    assert source.excerpt(prove.claim.right.span) == "f(c)[2]"
    assert (prove.span.line, prove.span.column, prove.span.end_line) == (2, 3, 3)


def test_every_expression_reads_again_from_its_span() -> None:
    source = Source("t.arith", EVERYTHING)
    expressions = [n for n in walk(parse(source)) if isinstance(n, ast.Expr)]
    assert len(expressions) > 100
    for node in expressions:
        text = source.excerpt(node.span)
        if text != "codes modulo nan":  # a phrase is no expression outside of its field
            assert shape(expr(text)) == shape(node), text


def test_every_type_reads_again_from_its_span() -> None:
    source = Source("t.arith", EVERYTHING)
    types = [n for n in walk(parse(source)) if isinstance(n, ast.Type)]
    assert len(types) > 15
    for node in types:
        text = source.excerpt(node.span)
        if text not in {"format", "rounding"}:
            read = clause(f"given x : {text};")
            assert isinstance(read, ast.Given) and shape(read.type) == shape(node)


# --- messages ------------------------------------------------------------------------------


def prop(text: str) -> str:
    return f"property p {{ {text} }}"


_EXPRESSION = "expected an expression"
_HALF_OPEN = "ranges are half-open: 0..<K"
_COMMENT = "comments start with #; floor division is div"
_NUMBER = "numbers look like 12, 1_000, 0.5, 1e-3, 0x7F or 0b1010"


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        # a clause without its end, a bracket without its partner
        (prop("prove a == b"), 26, "expected ';' after this clause", ""),
        (prop("prove a given x : T;"), 21, "expected ';' after this clause", ""),
        ("const X = 3", 12, "expected ';' after this item", ""),
        (prop("prove (a + b;"), 26, "unclosed '(' opened at line 1", ""),
        (prop("prove f(a, b;"), 26, "unclosed '(' opened at line 1", ""),
        (prop("prove a[3;"), 23, "unclosed '[' opened at line 1", ""),
        (prop("prove a[3);"), 23, "unclosed '[' opened at line 1", ""),
        ("property p {\n  prove a;\n", 1, "unclosed '{' opened at line 1", ""),
        ("const X = f(", 13, "unclosed '(' opened at line 1", ""),
        ("const X = ", 11, "the file ends too early: expected an expression", ""),
        ("}", 1, "unexpected '}': nothing is open", ""),
        ("const X = 3);", 12, "unexpected ')': nothing is open", ""),
        # names and keywords
        (prop("let in = 3;"), 18, "unexpected 'in': it is a keyword and can't be a name", ""),
        ("property check { }", 10, "unexpected 'check': it is a keyword and can't be a name", ""),
        (prop("prove mod(a);"), 20, "expected an expression before 'mod'", ""),
        (prop("giving x : T;"), 14, "unknown clause 'giving'", "did you mean 'given'?"),
        (prop("assert x;"), 14, "unknown clause 'assert'", "did you mean 'prove'?"),
        ("propery p { }", 1, "unknown item 'propery'", "did you mean 'property'?"),
        ('import "a";', 1, "unknown item 'import'", 'write: use "path.arith";'),
        ("format F : float { chek a; }", 20, "unknown clause 'chek'", "did you mean 'check'?"),
        ("const A = 1;\narith 1;", 1, "'arith' can only stand at the start of a file", ""),
        (
            "op f() -> real { prove x; return 3; }", 18,
            "'prove' can't stand here: expected a clause (requires, let or return) or '}'", "",
        ),
        (
            "prove x;", 1, "'prove' can't stand outside of an item",
            "clauses stand between the '{' and '}' of an item",
        ),
        # what was expected
        (prop("prove ;"), 20, f"{_EXPRESSION}, found ';'", ""),
        (prop("prove a + ;"), 24, f"{_EXPRESSION}, found ';'", ""),
        (prop("prove f(a b);"), 24, "expected ')', ',', 'for' or an operator, found 'b'", ""),
        (prop("given x y : T;"), 22, "expected ',' or ':', found 'y'", ""),
        (prop("given x : 3;"), 24, "expected a type, found '3'", ""),
        (prop("given x : T, y : U;"), 25, "expected ';' or 'where', found ','", "write one 'given' for each type"),
        (prop("given x : T were y;"), 26, "expected ';' or 'where', found 'were'", "did you mean 'where'?"),
        (prop("prove a[1 2];"), 24, "expected ':', ']' or an operator, found '2'", ""),
        ("property p for F in A { }", 23, "expected '..<' or an operator, found '{'", "choices stand in braces: for F in {A, B}"),
        ("property 3 { }", 10, "expected a name, found '3'", ""),
        ("use lib;", 5, "expected a string, found 'lib'", ""),
        ("arith x;", 7, "expected a number, found 'x'", ""),
        ("format F : float { a == 3; }", 22, "expected '=', found '=='", "define with '=': '==' only compares"),
        ("3;", 1, "expected an item (const, format, kernel, lemma, op, property, rounding or use), found '3'", ""),
        # loose operators inside tight ones
        (
            prop("prove a and forall i in T : b;"), 26,
            "'forall' needs parentheses inside an operator",
            "write it in parentheses: (forall ...)",
        ),
        (
            prop("prove 1 + if a then b else c;"), 24,
            "'if' needs parentheses inside an operator", "write it in parentheses: (if ...)",
        ),
        # habits
        (prop("prove a ^ b;"), 22, "unexpected '^'", "there is no '^': power is **, exclusive or is xor(a, b)"),
        (prop("prove a & b;"), 22, "unexpected '&'", "write 'and', or bit_and(a, b)"),
        (prop("prove a && b;"), 22, "unexpected '&&'", "write 'and', or bit_and(a, b)"),
        (prop("prove a | b;"), 22, "unexpected '|'", "write 'or', or bit_or(a, b)"),
        (prop("prove a || b;"), 22, "unexpected '||'", "write 'or', or bit_or(a, b)"),
        (prop("prove !a;"), 20, "unexpected '!'", "write 'not'"),
        (prop("prove |x| < 1;"), 20, "unexpected '|'", "write abs(x)"),
        (prop("prove a % b;"), 22, "unexpected '%'", "the remainder is a mod b"),
        (prop("prove a = b;"), 22, "expected ';' or an operator, found '='", "compare with '==': '=' only defines"),
        (prop("prove forall i in 0..K : b;"), 33, "unexpected '..'", _HALF_OPEN),
        (prop("prove forall i in 0..=K : b;"), 33, "unexpected '..='", _HALF_OPEN),
        (prop("prove a // b;"), 22, "unexpected '//'", _COMMENT),
        ("// a comment", 1, "unexpected '//'", _COMMENT),
        (prop("prove a => b;"), 22, "unexpected '=>'", "write 'implies', or '>=' to compare"),
        (prop("prove a <> b;"), 22, "unexpected '<>'", "write '!='"),
        (prop("let a := b;"), 20, "unexpected ':='", "'=' defines, '==' compares"),
        (prop("prove a xor b;"), 22, "expected ';' or an operator, found 'xor'", "write xor(a, b)"),
        (prop("prove 2 a;"), 22, "expected ';' or an operator, found 'a'", "a product needs its sign: a * b"),
        (prop("prove 2(a);"), 20, "only a name can be called", "a product needs its sign: a * (b + c)"),
        # numbers and strings
        (prop("prove 1"), 21, "expected ';' after this clause", ""),
        ("const A = 1", 12, "expected ';' after this item", ""),
        (prop("prove 12abc;"), 20, "'12abc' is not a number", _NUMBER),
        (prop("prove 0b12;"), 20, "'0b12' is not a number", _NUMBER),
        (prop("prove 0x;"), 20, "'0x' is not a number", _NUMBER),
        (prop("prove 1__0;"), 20, "'1__0' is not a number", "an underscore stands between two digits"),
        (prop("prove 1. + 2;"), 20, "'1.' is not a number", "write 1.0 or 1"),
        (prop("prove .5;"), 20, f"{_EXPRESSION}, found '.'", "a point needs a digit on both sides: 0.5"),
        (prop('prove "a;'), 20, "unclosed string", "a string ends on the line it begins on"),
        (prop(r'prove "a\n";'), 20, "unknown escape in a string", 'only \\" and \\\\ are escapes'),
        # characters
        (prop("prove a ≤ b;"), 22, "unexpected character '≤' (U+2264)", "write <="),
        (prop("prove ∀ b;"), 20, "unexpected character '∀' (U+2200)", "write forall"),
        (prop("prove “a”;"), 20, "unexpected character '“' (U+201C)", 'write "'),
        (prop("prove é;"), 20, "unexpected character 'é' (U+00E9)", "names are made of the letters A to Z, digits and _"),
        (prop("prove\u00a0a;"), 19, "unexpected blank U+00A0", "write an ordinary space"),
        (prop("prove\u200ba;"), 19, "unexpected invisible character U+200B", "remove it"),
        ("const A = 1;\vconst B = 2;", 13, "unexpected line break U+000B", "end lines with a line feed, or carriage return and line feed"),
        # what the builder refuses
        ("op f() -> real { let a = 1; }", 4, "operator 'f' has no 'return'", "end it with: return value;"),
        (
            "op f() -> real { return 1; let a = 1; }", 28,
            "nothing may follow 'return': it is the last clause of an operator", "",
        ),
        (prop("prove f(a = 1, b);"), 29, "a named argument can't be followed by one without a name", ""),
        (prop("prove forall i in 3 : b;"), 32, "expected a type or a range after 'in'", "such as: x in E4M3, or i in 0..<K"),
        (prop("prove 2(a for i in T);"), 20, "only a named function can be applied with 'for'", "such as: sum(x[i] for i in 0..<K)"),
        ("kernel k implements 3 { }", 21, "expected an operator after 'implements'", "such as: mul(E4M3, RNE)"),
    ],
)  # fmt: skip
def test_message(text: str, column: int, message: str, hint: str) -> None:
    found = diagnostics(text)[0]
    assert (found.code, found.message) == ("E002", message)
    assert (found.span.column, found.hint) == (column, hint)


def test_missing_semicolon_points_after_the_clause() -> None:
    found = only("property p {\n  prove a\n  prove b;\n}")
    assert (found.span.line, found.span.column) == (2, 10)


def test_bracket_is_named_where_it_opened() -> None:
    found = diagnostics("property p {\n  prove a;\n\nproperty q { }")[0]
    assert found.message == "unclosed '{' opened at line 1"
    assert (found.span.line, found.span.column) == (4, 1)


def test_keyword_as_field_is_not_a_new_item() -> None:
    found = only("format F : float {\n  a = 1;\n  op = 3;\n  b = 2;\n}")
    assert found.message == "unexpected 'op': it is a keyword and can't be a name"


def test_several_errors_in_one_run() -> None:
    text = """\
property a {
  prove x ^ 2;
  giving y : T;
  prove (x;
  prove y == 1
  prove z = 1;
  prove 1 < 2 > 3;
}
propety b { prove x; }
format F : float { x = ; y = 3 }
property for { prove 3; }
op f(x) -> real { return 1; }
property c {
  prove fine;
property d {
  prove 12x;
}
"""
    lines = [(d.span.line, d.code) for d in diagnostics(text)]
    assert lines == [
        (2, "E002"), (3, "E002"), (4, "E002"), (5, "E002"), (6, "E002"), (7, "E003"),
        (9, "E002"), (10, "E002"), (10, "E002"), (11, "E002"), (12, "E002"), (15, "E002"),
        (16, "E002"),
    ]  # fmt: skip


def test_errors_are_limited() -> None:
    assert len(diagnostics(prop("prove ;\n" * 100))) == MAX_ERRORS
    assert len(diagnostics(prop("prove 1 < 2 > 1;\n" * 100))) == MAX_ERRORS


def test_rendering() -> None:
    with pytest.raises(SpecError) as caught:
        tree("property p {\n  prove x ^ 2;\n}\n")
    assert caught.value.render() == (
        "t.arith:2:11: E002 unexpected '^'\n"
        "      prove x ^ 2;\n"
        "              ^\n"
        "    hint: there is no '^': power is **, exclusive or is xor(a, b)"
    )


# --- limits --------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["2", "0", "11", "9" * 5000])
def test_other_editions(edition: str) -> None:
    found = only(f"arith {edition};")
    assert (found.code, found.hint) == ("E004", "known editions: arith 1;")
    assert found.message.endswith("of the language is not supported")


@pytest.mark.parametrize("number", ["1e999999999", "1e-10001", "1.5e10001", "9" * 5000])
def test_absurd_numbers(number: str) -> None:
    assert only(f"const X = {number};").code == "E006"


def test_exponents_themselves_may_be_long() -> None:
    assert only(f"const X = 1e{'9' * 100_000};").code == "E006"


def nested(kind: str, n: int) -> str:
    return {
        "sum": "+".join(["1"] * n),
        "power": "**".join(["x"] * n),
        "implies": " implies ".join(["a"] * n),
        "minus": "-" * n + "1",
        "not": "not " * n + "a",
        "call": "f(" * n + "1" + ")" * n,
        "index": "x" + "[0]" * n,
        "member": "x" + ".a" * n,
        "list": "[" * n + "1" + "]" * n,
        "if": "if a then b else " * n + "c",
        "forall": "forall x in T : " * n + "c",
        "where": "exists x in T where " * n + "c" + " : c" * n,
        "parentheses": "(1 + " * n + "1" + ")" * n,
    }[kind]


KINDS = [
    "sum", "power", "implies", "minus", "not", "call", "index", "member", "list", "if", "forall",
    "where", "parentheses",
]  # fmt: skip


@pytest.mark.share(2)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [MAX_DEPTH + 10, 40_000, 5_000])
def test_deep_nesting(kind: str, n: int) -> None:
    found = only(f"property p {{\n  prove {nested(kind, n)};\n}}\nconst A = 1;")
    assert found.code == "E005"
    assert found.message == f"nested too deeply: more than {MAX_DEPTH} levels"
    assert found.span.line == 2


@pytest.mark.parametrize("kind", KINDS)
def test_bearable_nesting(kind: str) -> None:
    tree(f"property p {{ prove {nested(kind, MAX_DEPTH // 2)}; }}")


def test_long_but_flat() -> None:
    values = ", ".join(map(str, range(5_000)))
    node = expr(f"[{values}]")
    assert isinstance(node, ast.ListExpr) and len(node.items) == 5_000


def test_plain_parentheses_do_not_deepen() -> None:
    assert shape(expr("(" * 1_000 + "a" + ")" * 1_000)) == ("Name", "a")


def test_too_large() -> None:
    found = only("# " + "x" * 1_000_000)
    assert (found.code, found.message) == (
        "E001",
        "the file is too large: 1000002 characters, at most 1000000",
    )


def test_not_text() -> None:
    found = only("const A = 1;\n\0\0")
    assert (found.code, found.span.line, found.span.column) == ("E001", 2, 1)
    assert found.message == "the file is not text: it contains a zero character"


# --- whatever the text ---------------------------------------------------------------------

TOKENS = EVERYTHING.split() + list("{}()[];,:.=<>+-*/|&^!\"'#\n") + ["..<", "**", "1e5", "é", "0x"]


def accepts_or_refuses(text: str) -> None:
    """Reading ends soon, with a tree or with located diagnostics."""
    started = time.perf_counter()
    source = Source("t.arith", text)
    try:
        parse(source)
    except SpecError as error:
        assert error.diagnostics
        for found in error.diagnostics:
            assert found.code.startswith("E0") and found.message
            assert found.span.line >= 1 and found.span.column >= 1
            assert (found.span.end_line, found.span.end_column) >= (
                found.span.line,
                found.span.column,
            )
            assert found.span.line <= len(text.splitlines()) + 1
        error.render()
    assert time.perf_counter() - started < 5


@given(st.text())
def test_arbitrary_text(text: str) -> None:
    accepts_or_refuses(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=60).map(" ".join))
def test_arbitrary_tokens(text: str) -> None:
    accepts_or_refuses(text)


@settings(deadline=None)
@given(st.data())
def test_mutated_specs(data: st.DataObject) -> None:
    text = EVERYTHING
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        text = text[:start] + data.draw(st.sampled_from(["", *TOKENS])) + text[end:]
    accepts_or_refuses(text)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from([*TOKENS, "(", "f(", "a[", "{", "if ", "not ", "-"]))
def test_repeated_text(piece: str) -> None:
    accepts_or_refuses((piece + " ") * (10_000 // (len(piece) + 1)))
    accepts_or_refuses("const A = " + piece * (10_000 // len(piece)))


def test_speed() -> None:
    parse(Source("t.arith", "const A = 1;"))
    text = EVERYTHING.replace("arith 1;", "") * 30
    started = time.process_time()
    tree(text)
    assert time.process_time() - started < 5, "reading a thousand lines should take 0.1 s"
