"""What is needed to look into a disagreement of engines: a folder that reproduces it."""

from __future__ import annotations

import json
import os
import time
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from verif.engines.engine import Query
from verif.engines.process import Worker, supported, wait_any
from verif.ir.text import canonical
from verif.properties.obligation import Obligation, Property
from verif.run.replay import Disagreement
from verif.run.trusted import sources, versions

ENCODING_SECONDS = 20.0
"""How long writing the question as SMT-LIB may take."""


def write_bundle(error: Disagreement, prop: Property, obligation: Obligation, again: str) -> str:
    """Write the folder; where it is, in words, or why there is none. It raises nothing.

    Its name comes from the question and the answers, so that the same disagreement is written once.
    """
    try:
        texts = _texts(error, prop, obligation, again)
        digest = sha256(json.dumps([texts["query.txt"], str(error)]).encode()).hexdigest()
        folder = Path(os.environ.get("VERIF_BUNDLE_DIR") or ".")
        folder = folder / f"verif-disagreement-{digest[:12]}"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            return f"see {folder}, which was there before"
        if error.query is not None:
            texts["question.smt2"] = _smt(error.query)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except Exception as failure:  # whatever it is, the verdict is more important
        return f"no bundle could be written ({type(failure).__name__}: {failure})"
    return f"see {folder}"


def _texts(
    error: Disagreement, prop: Property, obligation: Obligation, again: str
) -> dict[str, str]:
    """The files by name."""
    query = error.query
    about: dict[str, Any] = {
        "disagreement": str(error),
        "obligation": f"{prop.id}/{obligation.name}",
        "again": again,
        "answers": [
            {
                "engine": o.engine,
                "version": o.version,
                "answer": o.answer,
                "witness": None
                if o.witness is None
                else {str(getattr(v, "name", v)): str(x) for v, x in o.witness.items()},
            }
            for o in error.opinions
        ],
        "variables": [] if query is None else [_variable(v) for v in query.all_variables],
        "versions": dict(versions()),
        "sources": sources(),
    }
    return {
        "disagreement.json": json.dumps(about, indent=2) + "\n",
        "property.arith": prop.text.rstrip() + "\n",
        "query.txt": "" if query is None else _query(query),
    }


def _variable(v: Any) -> str:
    low, high = getattr(v, "low", None), getattr(v, "high", None)
    return f"{v.name}: all reals" if low is None else f"{v.name}: {low}..{high}"


def _query(query: Query) -> str:
    """The canonical text of the predicates, of the order and of the facts, in this order."""
    counts = f"{len(query.predicates)} {len(query.order)} {len(query.facts)}"
    roots = (*query.predicates, *query.order, *query.facts)
    return f"# roots: predicates, order, facts: {counts}\n{canonical(roots)}\n"


def _smt(query: Query) -> str:
    """The question as SMT-LIB, or a comment that says why there is none."""
    if len(query.predicates) != 1 or not supported():
        return "; the question is not about one predicate, or there are no processes to encode it\n"
    worker = Worker(partial(_encode, query), ENCODING_SECONDS)
    try:
        while not worker.poll():
            wait_any([worker], 0.5)
            time.sleep(0.001)
    finally:
        worker.kill()
    return str(worker.value) if not worker.reason else f"; not encoded: {worker.reason}\n"


def _encode(query: Query) -> str:
    from verif.engines.smt.text import question_text

    return question_text(query)
