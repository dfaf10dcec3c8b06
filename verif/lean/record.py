"""The record of a Lean check: what ``verif lean check --json`` writes."""

from __future__ import annotations

from typing import Literal

import msgspec

from verif.results.record import Tool

SCHEMA_VERSION = 1

RUNG = 7
"""The rung of a theorem that Lean's kernel has accepted."""

State = Literal["accepted", "rejected", "blocked", "open", "failed"]


class ToolchainRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The Lean that ran: ``native``, or the WebAssembly build with its package and Node.

    ``core_proofs``: whether the core library came with its proofs, so that the axioms of a theorem
    include those of the core theorems that it uses.
    """

    kind: Literal["native", "wasm"]
    version: str
    title: str
    package: str | None
    integrity: str | None
    node: str | None
    core_proofs: bool


class TheoremRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A theorem that was accepted: ``axioms`` are all that it rests on, through whatever it uses.

    ``property`` and ``obligation`` are what an exported theorem is about; ``sha256`` is the hash of
    the file, ``seconds`` what compiling it took, when it was compiled. ``rechecked``: the kernel
    has seen the file's declarations twice, the second time in a process that ran nothing of it.
    """

    name: str
    file: str
    property: str | None
    obligation: str | None
    axioms: tuple[str, ...]
    seconds: float
    sha256: str
    rechecked: bool
    rung: int = RUNG


class MessageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong in a file: the line from 1 on, and the text."""

    line: int
    text: str


class FileRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One file. ``rejected``: by the rules, by Lean, or by the audit; ``blocked``: something that
    it imports is not accepted; ``open``: a limit was reached; ``failed``: Lean did not do its
    work. Only an ``accepted`` file has theorems. ``cached``: nothing of it had to be computed.
    """

    file: str
    module: str
    sha256: str
    state: State
    reason: str
    messages: tuple[MessageRecord, ...]
    theorems: int
    seconds: float
    cached: bool


class LeanRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A run of ``verif lean check``: the files in the order of their imports, and the theorems of
    those that were accepted."""

    schema_version: int = SCHEMA_VERSION
    tool: Tool
    command: str
    toolchain: ToolchainRecord
    theorems: tuple[TheoremRecord, ...]
    files: tuple[FileRecord, ...]
    seconds: float
    exit_code: int
    reason: str
