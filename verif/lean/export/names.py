"""Names of a spec as names of Lean."""

from __future__ import annotations

import re
from collections.abc import Container

from verif.formats.format import Format
from verif.lean.rules import REFUSED, WORDS

KEYWORDS = """
  abbrev at attribute by calc case catch class def deriving do else end example exists export
  extends false finally for forall from fun have hiding if in include inductive instance intro join
  let local match mutual namespace noncomputable nomatch nonrec omit open private protected public
  rec renaming return scoped section set_option show sorry structure suffices then theorem this
  true try universe unless until using variable where while with
  assume axiom generalizing lemma mut repeat Prop Sort Type Int Nat True False Fits min max sum wrap
  Format Mode Overflow Verif
  nofun nomatch matches haveI letI nat_lit termination_by decreasing_by deriving unsafe partial
  initialize builtin_initialize unif_hint binder_predicate declare_syntax_cat dbg_trace panic
  unreachable assert break continue throw catch finally
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


def joined(*names: str) -> str:
    """One name of several, of which any character may be no part of a name: ``posit(8, 2)`` becomes
    ``posit_8_2``. Different ones may become the same."""
    words = (re.sub(r"[^A-Za-z0-9_]+", "_", name).strip("_") for name in names)
    return lean_name("_".join(words))


def format_name(fmt: Format) -> str:
    """What a format is called."""
    return joined(fmt.name)
