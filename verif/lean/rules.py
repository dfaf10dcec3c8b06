"""What a file must not say, so that what Lean accepts is what its kernel has checked.

Commands that run code while a file is elaborated, or change how it is read, could add declarations
that no kernel has seen, or make a statement mean another thing than it says. None of them is needed
for proofs. Words are refused where they stand alone as well as within names that Lean might split.
"""

from __future__ import annotations

import re

from verif.lean.source import Header, Problem

KEYWORDS = {
    "it proves nothing: finish the proof": "sorry admit stop",
    "it is assumed, not proved: prove it as a theorem": "axiom",
    "it hides its value: write 'def'": "opaque",
    "it trusts compiled code: use 'decide +kernel' or 'omega'": "native_decide bv_decide bv_check",
    "it is outside the kernel's logic": "unsafe partial",
    "it changes how the file is read: write the term or the tactics out": (
        "macro macro_rules syntax elab elab_rules notation notation3 infix "
        "infixl infixr prefix postfix mixfix binder_predicate unif_hint meta "
        "simproc simproc_decl simproc_pattern dsimproc dsimproc_decl"
    ),
    "it runs code while the file is checked": (
        "run_cmd run_elab run_meta run_tac by_elab initialize include_str include_bytes "
        "dbg_trace dbg_trace_if_shared dbg_sleep dbg_stack_trace grind_propagator "
        "tactic_extension add_decl_doc docs_to_verso"
    ),
    "another foundation is not allowed": "prelude init_quot",
    "only 'import X' and 'public import X' are, at the top": "import",
}
"""Keywords of Lean by why they are refused. ``partial`` hides its value like ``opaque``."""

WORDS = {
    "sorryAx": "it proves nothing: finish the proof",
    "ofReduceBool": "it trusts compiled code: use 'decide +kernel'",
    "ofReduceNat": "it trusts compiled code: use 'decide +kernel'",
    "reduceBool": "it trusts compiled code: use 'decide +kernel'",
    "reduceNat": "it trusts compiled code: use 'decide +kernel'",
    "trustCompiler": "it trusts compiled code: use 'decide +kernel'",
    "native": "it trusts compiled code: use 'decide +kernel'",
    "skipKernelTC": "the kernel is not to be left out",
    "implemented_by": "it replaces what was proved about",
    "extern": "it replaces what was proved about",
    "csimp": "it replaces what was proved about",
    "lcProof": "it proves nothing: finish the proof",
    "lcUnreachable": "it proves nothing: finish the proof",
    "lcAny": "it is for the compiler",
    "Lean": "what is in 'Lean' is for macros and tactics of one's own",
}
"""Names that are refused anywhere, also as a part of others."""

FIELDS = re.compile(r"Lean\.Grind\.(Field|OrderedRing)\b")
"""What of ``Lean`` is not refused within terms: classes of algebra, and their theorems."""

OPTIONS = (
    "maxRecDepth", "maxHeartbeats", "synthInstance.maxHeartbeats", "synthInstance.maxSize",
    "exponentiation.threshold", "autoImplicit", "relaxedAutoImplicit",
)  # fmt: skip
"""Options that a file may set, and ``linter.*``: limits and style."""

ATTRIBUTES = """
  simp grind grind_eq expose no_expose inline noinline always_inline specialize nospecialize
  reducible irreducible semireducible instance default_instance class ext refl symm trans congr
  elab_as_elim elab_without_expected_type match_pattern deprecated inherit_doc norm_cast push_cast
  coe rfl defeq
"""
"""What a file may mark its declarations with."""

DERIVED = "DecidableEq BEq ReflBEq LawfulBEq Repr Inhabited Nonempty Ord Hashable"
"""Classes whose instances Lean may write."""

MODULES = ("Init", "Std", "Verif", "Export")
"""Where imported modules may come from; what is in ``Lean`` can add what no kernel has seen."""

FAMILIES = ("declare_", "register_", "builtin_")
"""Beginnings of commands that extend Lean, of which there are more with every version."""

REFUSED = {word: why for why, words in KEYWORDS.items() for word in words.split()}

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_'!?]*")
NUMBER = re.compile(r"(?<![A-Za-z0-9_'!?])[0-9][A-Za-z0-9_'!?]*(\.[A-Za-z_])?")
DIGITS = re.compile(r"[0-9]+(_[0-9]+)*|0[xX][0-9A-Fa-f]+|0[bB][01]+|0[oO][0-7]+")
HASH = re.compile(r"#([A-Za-z_][A-Za-z0-9_'!?]*)")
ATTRIBUTE = re.compile(r"@\s*\[|\battribute\s*\[")
DERIVING = re.compile(r"\bderiving\s+((?:instance\b)?)\s*([A-Za-z_., \t\n]*)")
FIELD = "'!?)]}⟩_₀₁₂₃₄₅₆₇₈₉"
"""What may stand before the dot of a field, beside letters and digits."""


def problems(code: str, header: Header) -> list[Problem]:
    """Everything that the rules have against a file's code, in order of lines."""
    found: list[tuple[int, str]] = []
    if not header.is_module:
        found.append(
            (
                0,
                "the file does not begin with 'module'; without it, and with another "
                "build of Lean, imports would mean something else",
            )
        )
    found += _imports(code, header)
    body = " " * header.end + code[header.end :]
    found += _words(body)
    found += _numbers(body)
    found += _hashes(body)
    found += _attributes(body)
    found += _deriving(body)
    return [Problem(code.count("\n", 0, i) + 1, text) for i, text in sorted(found)]


def _imports(code: str, header: Header) -> list[tuple[int, str]]:
    return [
        (
            code.index(name),
            f"'import {name}' is not allowed: only modules of {', '.join(MODULES)}",
        )
        for name in header.imports
        if name.partition(".")[0] not in MODULES
    ]


def _words(body: str) -> list[tuple[int, str]]:
    found = []
    for match in WORD.finditer(body):
        word, i = match[0], match.start()
        if word in WORDS and not _is_algebra(body, i):
            found.append((i, f"'{word}' is not allowed: {WORDS[word]}"))
        elif (key := word.lstrip("_")) in REFUSED and not _is_field(body, i):
            found.append((i, f"'{word}' is not allowed: {REFUSED[key]}"))
        elif word.startswith(FAMILIES):
            found.append((i, f"'{word}' is not allowed: it extends Lean"))
        elif word == "set_option":
            option = re.compile(r"\s+([A-Za-z_.]+)").match(body, match.end())
            name = option[1] if option else "?"
            if name not in OPTIONS and not name.startswith("linter."):
                allowed = ", ".join((*OPTIONS, "linter.*"))
                found.append((i, f"'set_option {name}' is not allowed: only {allowed}"))
    return found


def _is_algebra(body: str, i: int) -> bool:
    """Whether the name at ``i`` is of a class of ``FIELDS``, where no ``open`` can come before."""
    before = body[:i].rstrip().endswith(("extends", ",", ":=", "[", "("))
    return before and FIELDS.match(body, i) is not None


def _is_field(body: str, i: int) -> bool:
    """Whether the word at ``i`` comes after a dot within a name or after a term."""
    return i > 1 and body[i - 1] == "." and (body[i - 2].isalnum() or body[i - 2] in FIELD)


def _numbers(body: str) -> list[tuple[int, str]]:
    """Letters right behind a number: Lean may take them for a word of their own."""
    found = []
    for match in NUMBER.finditer(body):
        whole = match[0][: match.start(1) - match.start()] if match[1] else match[0]
        after_dot = match.start() > 0 and body[match.start() - 1] == "."
        if not DIGITS.fullmatch(whole) or (match[1] and not after_dot):
            found.append((match.start(), f"'{match[0]}': write a blank behind the number"))
    return found


def _hashes(body: str) -> list[tuple[int, str]]:
    """Commands such as ``#eval``; the shortest has more letters than a width, ``5#w``, needs."""
    return [
        (
            match.start(),
            f"'#{match[1]}' is not allowed: remove the command, or give the width a short name",
        )
        for match in HASH.finditer(body)
        if len(match[1]) > 2
    ]


def _attributes(body: str) -> list[tuple[int, str]]:
    found = []
    allowed = ATTRIBUTES.split()
    for match in ATTRIBUTE.finditer(body):
        for i, item in _items(body, match.end()):
            words: list[str] = re.findall(r"[A-Za-z_][A-Za-z0-9_'.]*|\S", item)
            while words and words[0] in ("local", "scoped", "-"):
                words.pop(0)
            name = words[0] if words else "?"
            if name not in allowed:
                found.append((i, f"the attribute '{name}' is not among those that are allowed"))
    return found


def _items(body: str, start: int) -> list[tuple[int, str]]:
    """What stands between commas from ``start`` to the bracket that closes."""
    items, depth, begin = [], 0, start
    for i in range(start, len(body)):
        c = body[i]
        if depth == 0 and c in ",]":
            items.append((begin, body[begin:i]))
            begin = i + 1
            if c == "]":
                break
        depth += (c in "([{⟨") - (c in ")]}⟩")
    return items


def _deriving(body: str) -> list[tuple[int, str]]:
    found = []
    for match in DERIVING.finditer(body):
        if match[1]:
            found.append(
                (match.start(), "'deriving instance' is not allowed: derive with the type")
            )
            continue
        # The list ends where a word does not follow a comma.
        first = re.match(r"[A-Za-z_.]+(?:\s*,\s*[A-Za-z_.]+)*", match[2])
        for name in re.split(r"\s*,\s*", first[0]) if first else ["?"]:
            if name not in DERIVED.split():
                found.append((match.start(), f"'deriving {name}' is not allowed"))
    return found
