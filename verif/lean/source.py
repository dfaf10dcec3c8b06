"""The text of a Lean file with comments and strings taken out, and its header.

Lean's own reading of a text can be extended by the text. What is read here is a part on which both
readings agree for certain; a file that leaves that part is refused, with the place and what to
write instead. So nothing is code for Lean that is a comment here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENERS = " \t\n([{⟨⦃,;"
"""What may stand before a comment. After an operator Lean might read on: ``//-`` begins with the
operator ``//``."""

PLAIN = re.compile(r'"[^"\\\n]*"')
"""A string without escapes, which cannot be read in two ways."""

CONFUSING = ("/-/", "/--/", "/-!/")
"""Where Lean's versions differ in whether a comment is over."""

SYMBOLS = (
    "αβγδεζηθικμξπρστφχψωΓΔΘΛΞΠΣΦΨΩλ"
    "∀∃∄∈∉∋⊆⊂⊇∪∩∅∧∨¬→←↔⇒⟶≤≥≠≈≡≅∼∣∤×÷·∘•⊕⊗⊢⊤⊥∞∑∏√⌊⌋⌈⌉⟨⟩‹›⦃⦄▸↦↑↓⇑⋯…"
    "ℕℤℚℝ₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₘₙₚ⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀ"
)
"""What code may have beside ASCII; no letter that looks like one of the Latin alphabet."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text: line (from 1), what, and what would be right."""

    line: int
    text: str


class Refused(Exception):
    """A text that is not read further, because it might be read in two ways."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(line, text)


def code_of(text: str) -> str:
    """The text with blanks for comments and strings, in the same lines; raises ``Refused``."""
    text = text.replace("\r\n", "\n")
    for i, character in enumerate(text):
        if not character.isprintable() and character not in "\n ":
            # Among them all that changes the direction of writing, and spaces of no width.
            raise _refused(text, i, f"the character U+{ord(character):04X} is not allowed")
    for piece in CONFUSING:
        if piece in text:
            raise _refused(
                text, text.index(piece), f"'{piece}' is not allowed: write a blank in it"
            )
    made: list[str] = []
    i = 0
    while i < len(text):
        end = _skipped(text, i)
        if end == i:
            _look(text, i)
            made.append(text[i])
            i += 1
        else:
            made.append("".join("\n" if c == "\n" else " " for c in text[i:end]))
            i = end
    return "".join(made)


def _skipped(text: str, i: int) -> int:
    """The end of the comment or string that begins at ``i``; ``i`` where none does."""
    two = text[i : i + 2]
    if two not in ("--", "/-") and text[i] != '"':
        return i
    if i and text[i - 1] not in OPENERS:
        raise _refused(text, i, f"'{text[i - 1]}{two}': write a blank before comments and strings")
    if two == "--":
        end = text.find("\n", i)
        return len(text) if end < 0 else end
    if two == "/-":
        return _comment_end(text, i)
    plain = PLAIN.match(text, i)
    if plain is None:
        raise _refused(text, i, "only strings of one line without '\\' are allowed")
    return plain.end()


def _comment_end(text: str, start: int) -> int:
    """The end of a block comment, which may hold others."""
    depth, i = 1, start + 2
    while depth:
        if i >= len(text):
            raise _refused(text, start, "this comment does not end")
        two = text[i : i + 2]
        depth += (two == "/-") - (two == "-/")
        i += 2 if two in ("/-", "-/") else 1
    return i


def _look(text: str, i: int) -> None:
    """Refuse a character of code that may hide something."""
    c = text[i]
    if not c.isascii() and c not in SYMBOLS:
        if c in "«»":
            raise _refused(text, i, "names in «» are not allowed: use plain ones")
        raise _refused(
            text, i, f"'{c}' (U+{ord(c):04X}) is not among the symbols that are allowed in code"
        )
    if c == "`":
        raise _refused(text, i, "'`' is not allowed: quoted names and syntax are for macros")
    if c == "'" and not (i and (text[i - 1].isalnum() or text[i - 1] in "_'!?")):
        raise _refused(text, i, '"\'" is allowed at the end of names only')


def _refused(text: str, i: int, what: str) -> Refused:
    return Refused(text.count("\n", 0, i) + 1, what)


PART = r"[A-Za-z][A-Za-z0-9_]*"
IMPORT = re.compile(rf"(?:public\s+)?import\s+(?!all\s)({PART}(?:\.{PART})*)\s")
START = re.compile(r"\s*(module\s)?\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """Whether it says ``module``, what a file imports, and where its header ends in the code."""

    is_module: bool
    imports: tuple[str, ...]
    end: int


def header_of(code: str) -> Header:
    """The header at the top: ``module``, and ``import`` or ``public import`` lines."""
    start = START.match(code)
    assert start is not None, "it matches nothing, too"
    i = start.end()
    found = []
    while (match := IMPORT.match(code + "\n", i)) is not None:
        found.append(match[1])
        i = match.end()
        while i < len(code) and code[i].isspace():
            i += 1
    return Header(start[1] is not None, tuple(found), min(i, len(code)))


PROPERTY = "-- property:"
OBLIGATION = "-- obligation:"
"""What the lines above an exported theorem begin with, which say what it is about."""

THEOREM = re.compile(rf"theorem\s+({PART}[A-Za-z0-9_'.]*)")


@dataclass(frozen=True, slots=True)
class About:
    """What an exported theorem is about: a property by its id, and which of its obligations."""

    property: str
    obligation: str


def about_of(text: str, code: str) -> dict[str, About]:
    """What the theorems of an exported file are about, by their names within the file.

    ``code`` is the text without comments. Lines of a mark stand above the theorem's own text.
    """
    found: dict[str, About] = {}
    subject = part = ""
    for line, bare in zip(text.split("\n"), code.split("\n"), strict=True):
        if line.startswith(PROPERTY):
            subject, part = line.removeprefix(PROPERTY).strip(), ""
        elif line.startswith(OBLIGATION):
            part = line.removeprefix(OBLIGATION).strip()
        elif subject and (match := THEOREM.match(bare)) is not None:
            found[match[1]] = About(subject, part)
            subject = part = ""
    return found
