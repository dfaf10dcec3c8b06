"""The run record: the one structure that reports, exit codes and the API are made from.

It is what ``--report json`` writes and ``verif schema`` describes; a change of meaning raises
``SCHEMA_VERSION``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from verif.results.verdict import Verdict, exit_code

SCHEMA_VERSION = 1
SEMANTICS_VERSION = 1


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A named value: an input, an intermediate value, or one side of a comparison.

    ``code`` is hexadecimal; ``fields`` are name and bits, high to low; ``exact`` is the exact value
    as text, ``decimal`` the same in decimal with ``~`` where digits were left out. ``free`` has an
    ``x`` for each of the ``bits`` (or for a value without bits) that may be anything: all settings
    of all these bits together do the same.
    """

    name: str
    kind: str
    exact: str
    decimal: str = ""
    format: str = ""
    code: str = ""
    bits: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    free: str = ""


class ClaimPart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A comparison or a predicate of a claim at the inputs: whether it holds, and its sides.

    ``relation`` stands between ``left`` and ``right``: ``<=``, or ``same``. It is empty for a
    predicate, whose arguments are ``left``. An array or a tuple is shown by its elements.
    """

    text: str
    holds: bool
    relation: str = ""
    left: tuple[Shown, ...] = ()
    right: tuple[Shown, ...] = ()


class Counterexample(msgspec.Struct, frozen=True, kw_only=True):
    """Inputs that refute a claim or reach a cover, replayed on the reference.

    ``minimal``: whether no smaller one exists (SEMANTICS: fewest lanes, magnitude, code).
    ``count`` is how many inputs do the same, where all were tried. ``parts`` are the comparisons
    and predicates of the claim, those that are reached at these inputs.
    """

    variables: tuple[Shown, ...]
    values: tuple[Shown, ...]
    minimal: bool
    count: int | None
    parts: tuple[ClaimPart, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question that was put to an engine, and its answer; or a rule, with the lemmas it rests
    on as ``steps``.

    ``answer``: ``none`` (no input satisfies it), ``some``, or with a ``reason`` ``open`` or
    ``unsupported``, where the engine has no way to put the question. ``rlimit`` are resource units,
    ``checked`` at how many inputs the encoded term was held against the reference. ``facts``: what
    lemmas say was taken for granted.
    """

    question: str
    answer: Literal["none", "some", "open", "unsupported"]
    engine: str
    version: str = ""
    logic: str = ""
    rlimit: int | None = None
    seconds: float = 0.0
    checked: int = 0
    inputs: int | None = None
    reason: str = ""
    facts: bool = False
    steps: tuple[Step, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What a verdict rests on: the rung of the ladder, its name, and how much was covered.

    ``inputs`` is how many inputs there are, ``None`` where a variable ranges over all reals.
    ``steps`` are the questions that were settled on the way, lemma by lemma.
    """

    rung: int
    kind: Literal["exhaustive", "tested", "interval", "smt", "two engines"]
    inputs: int | None
    satisfying: int | None = None
    replayed: int | None = None
    seed: int | None = None
    text: str = ""
    steps: tuple[Step, ...] = ()


class LeanProof(msgspec.Struct, frozen=True, kw_only=True):
    """A theorem that says what an obligation says, and that Lean's kernel has accepted.

    ``text`` is the theorem with its proof, ``sha256`` the hash of the file that it stands in;
    ``axioms`` are all that it rests on, but for those of the core library where its proofs are not
    at hand (``core_proofs``). ``seconds`` are those of the file. ``rechecked``: the kernel has seen
    it twice.
    """

    theorem: str
    module: str
    text: str
    sha256: str
    toolchain: str
    axioms: tuple[str, ...]
    core_proofs: bool
    seconds: float
    rechecked: bool
    rung: int = 7


class ObligationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One ``prove`` or ``cover``; it is born ``error``. ``lean`` is a proof beside the evidence."""

    id: str
    kind: Literal["prove", "cover"]
    line: int
    text: str
    verdict: Verdict = "error"
    engine: str | None = None
    evidence: Evidence | None = None
    counterexample: Counterexample | None = None
    witness: Counterexample | None = None
    reason: str = ""
    undefined: bool = False
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    rlimit: int | None = None
    cached: bool = False
    lean: LeanProof | None = None


class PropertyRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A property instance with its obligations.

    ``rests_on`` are the ids of the lemmas behind the verdict; none where it was reached without.
    ``comment`` is what the spec says in the lines right above it.
    """

    id: str
    file: str
    line: int
    name: str
    text: str
    expected: str
    verdict: Verdict
    as_expected: bool
    reason: str
    obligations: tuple[ObligationRecord, ...]
    seconds: float
    rests_on: tuple[str, ...] = ()
    comment: str = ""

    @property
    def _deciding(self) -> ObligationRecord | None:
        """The obligation that shows the property's verdict."""
        return next((o for o in self.obligations if o.verdict == self.verdict), None)

    @property
    def engine(self) -> str | None:
        """The engine behind the verdict."""
        return self._deciding.engine if self._deciding else None

    @property
    def evidence(self) -> Evidence | None:
        """What the verdict rests on."""
        return self._deciding.evidence if self._deciding else None

    @property
    def counterexample(self) -> Counterexample | None:
        """The counterexample of a refuted property."""
        return self._deciding.counterexample if self._deciding else None

    @property
    def exit_code(self) -> int:
        """The exit code this property asks for."""
        return exit_code(self.verdict, self.expected, self.as_expected)

    # Last, as the name hides the decorator from here on.
    @property
    def property(self) -> str:
        """The property's id."""
        return self.id


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """One input on which a kernel and its operator differ."""

    inputs: tuple[Shown, ...]
    expected: Shown
    got: Shown


class KernelRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A kernel gated against its operator.

    ``compared`` inputs were compared and ``excluded`` ones left out, where the operator has no
    meaning; ``exclusions`` say why and how many. ``nans_folded`` counts inputs whose NaN codes
    differ and count as equal. ``smallest`` are the first differing inputs in order of magnitude,
    ``largest`` the last finite ones, one for each pair of expected and returned codes, and
    ``examples`` the first input for each such pair.
    """

    id: str
    file: str
    line: int
    name: str
    operator: str
    callable: str
    expected: str
    verdict: Verdict
    as_expected: bool
    reason: str
    evidence: Evidence | None = None
    versions: tuple[tuple[str, str], ...] = ()
    compared: int = 0
    excluded: int = 0
    exclusions: tuple[tuple[str, int], ...] = ()
    nans_folded: int = 0
    mismatches: int = 0
    smallest: tuple[Mismatch, ...] = ()
    largest: tuple[Mismatch, ...] = ()
    examples: tuple[Mismatch, ...] = ()
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """The exit code this kernel asks for."""
        return exit_code(self.verdict, self.expected, self.as_expected)


class Tool(msgspec.Struct, frozen=True, kw_only=True):
    """What ran: versions of the tool, of Python and of the packages that verdicts rest on."""

    name: str
    version: str
    semantics: int
    python: str
    packages: tuple[tuple[str, str], ...]


class FormatUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A format that the run met, and the file that defines it, if one does.

    ``key`` is a hash of all that gives its codes their meaning, so that a reader of the record can
    tell whether a definition is still the one that verdicts are about.
    """

    name: str
    file: str
    bits: int
    key: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A spec error."""

    code: str
    message: str
    file: str
    line: int
    column: int
    hint: str


class NotRun(msgspec.Struct, frozen=True, kw_only=True):
    """A property that was chosen but not decided, and why."""

    id: str
    file: str
    line: int
    name: str
    reason: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by verdict, how many are not as expected, and the exit code with its reason."""

    verdicts: dict[str, int]
    unexpected: int
    exit_code: int
    reason: str


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run. ``settings`` are its options by name, those that have a value."""

    schema_version: int = SCHEMA_VERSION
    tool: Tool
    command: str
    run_state: Literal["complete", "partial"]
    properties: tuple[PropertyRecord, ...]
    kernels: tuple[KernelRecord, ...]
    problems: tuple[Problem, ...]
    not_run: tuple[NotRun, ...] = ()
    formats: tuple[FormatUsed, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    checks: int = 0
    seconds: float
    summary: Summary

    @property
    def verdicts(self) -> tuple[PropertyRecord, ...]:
        """The properties, in order of file and line."""
        return self.properties

    @property
    def exit_code(self) -> int:
        """The exit code of the run."""
        return self.summary.exit_code
