"""The JavaScript that loads the WebAssembly module, cut down so that it starts in seconds.

As published it is 89 MB and takes minutes: each of five threads assigns 201,109 exports to
variables, of which some 50 are used, puts each function into the table by itself, and looks up
symbols by going through a list of all. Nothing in the module itself is changed. Every piece that is
replaced has to occur exactly once, so another version is refused rather than mangled.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from verif.lean.errors import LeanUnavailable

ASSIGN = "function assignWasmExports(wasmExports){"
NAMES = re.compile(r"var (_main,[^;=]*);")
IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")

FILL_TABLE = (
    "var fillTable=exports=>{"
    # The first look-up makes the map of what is in the table already.
    "getFunctionAddress(exports.__main_argc_argv);"
    "var added=[];"
    "for(var name in exports){var item=exports[name];"
    'if(typeof item=="function"&&!isInternalSym(name)&&!functionsInTableMap.has(item)){'
    "functionsInTableMap.set(item,0);added.push(item)}}"
    "var base=wasmTable.grow(added.length);"
    "added.forEach((item,i)=>{wasmTable.set(base+i,item);functionsInTableMap.set(item,base+i)});"
    "for(var name in GOT){var item=exports[name];"
    "if(item===undefined||GOT[name].value!=-1||isInternalSym(name))continue;"
    'if(typeof item=="function")GOT[name].value=functionsInTableMap.get(item);'
    'else if(typeof item.value=="number")GOT[name].value=item.value}'
    'wasmImports["main"]??=exports.__main_argc_argv};'
)
"""All functions into the table at once; addresses for the names that were imported."""

REPLACED = (
    # One worker: Lean is asked for one thread.
    ("pthreadPoolSize=4", "pthreadPoolSize=1"),
    # Lean elaborates and checks on that worker, and recurses deeply.
    (
        '{workerData:"em-pthread",name:"em-pthread"}',
        '{workerData:"em-pthread",name:"em-pthread",'
        "resourceLimits:{stackSizeMb:256,maxOldGenerationSizeMb:8192}}",
    ),
    ("var isImmutableGlobal=", FILL_TABLE + "var isImmutableGlobal="),
    ("updateGOT(origExports);LDSO.init()", "fillTable(origExports);LDSO.init()"),
    # Exports are found where they are, and not copied one by one.
    ('mergeLibSymbols(wasmExports,"main");', ""),
    (
        "var existing=wasmImports[symName];if(!existing||existing.stub){return false}return true",
        "var existing=wasmImports[symName];if(existing&&!existing.stub)return true;"
        "var own=wasmExports?.[symName];if(own===undefined)return false;"
        "wasmImports[symName]=own;return true",
    ),
    (
        "symbol=UTF8ToString(symbol);var result;var newSymIndex;",
        "symbol=UTF8ToString(symbol);var own=handle==0?wasmExports[symbol]:undefined;"
        'if(typeof own=="function"){var place=getFunctionAddress(own);if(place)return place}'
        'else if(typeof own?.value=="number"){return own.value}'
        "var result;var newSymIndex;",
    ),
    (
        "newSymIndex=Object.keys(lib.exports).indexOf(symbol)",
        "newSymIndex=symbol in lib.exports?Object.keys(lib.exports).indexOf(symbol):-1",
    ),
)
"""Pieces of the text, and what takes their place."""


def slim(text: str) -> str:
    """The glue without what is not needed; raises ``LeanUnavailable`` where a piece is missing."""
    start = _once(text, ASSIGN)
    end = text.index("}", start)
    assigned = [part for part in text[start + len(ASSIGN) : end].split(";") if part]
    names = NAMES.search(text)
    if names is None or names.end() > start:
        raise _unknown("var _main,...")
    before, between, after = text[: names.start()], text[names.end() : start], text[end + 1 :]
    used = set(IDENTIFIER.findall(before)) | set(IDENTIFIER.findall(between))
    used |= set(IDENTIFIER.findall(after)) | {"_main"}
    kept = ";".join(part for part in assigned if part.partition("=")[0] in used)
    declared = ",".join(name for name in names[1].split(",") if name in used)
    made = f"{before}var {declared};{between}{ASSIGN}{kept}}}{after}"
    for old, new in REPLACED:
        _once(made, old)
        made = made.replace(old, new)
    return made


def version() -> str:
    """A hash of this file: the glue is made anew where how it is made has changed."""
    return sha256(Path(__file__).read_bytes()).hexdigest()[:12]


def _once(text: str, piece: str) -> int:
    """The place of a piece that occurs once."""
    if text.count(piece) != 1:
        raise _unknown(piece)
    return text.index(piece)


def _unknown(piece: str) -> LeanUnavailable:
    return LeanUnavailable(
        f"the glue of the WebAssembly build is not the one that is known: '{piece[:50]}' does not "
        f"occur exactly once\nThis is a defect of verif: please report it. A native Lean "
        f"(https://lean-lang.org/install) does without."
    )
