"""Names of a spec as names of Lean."""

from __future__ import annotations

from collections.abc import Container

from verif.lean.rules import REFUSED, WORDS

KEYWORDS = """
  abbrev at attribute by calc case catch class def deriving do else end example exists export
  extends false finally for forall from fun have hiding if in include inductive instance intro join
  let local match mutual namespace noncomputable nomatch nonrec omit open private protected public
  rec renaming return scoped section set_option show sorry structure suffices then theorem this
  true try universe unless until using variable where while with
  assume axiom generalizing lemma mut repeat Prop Sort Type Int Nat True False Fits min max sum wrap
"""
"""Words that are no names, and names that statements use."""


def lean_name(name: str, taken: Container[str] = ()) -> str:
    """``name``, with ``_`` behind it where Lean or the rules for files reserve it or it is taken.

    Raises ``ValueError`` for what is no identifier.
    """
    if not (name.isascii() and name.isidentifier()):
        raise ValueError(f"{name!r} is no identifier")
    while name in KEYWORDS.split() or name in REFUSED or name in WORDS or name in taken:
        name += "_"
    return name
