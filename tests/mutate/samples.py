"""Small specs to mutate."""

from __future__ import annotations

from pathlib import Path

from verif.language.declare import Declarations
from verif.language.library import Library
from verif.mutate.find import find
from verif.mutate.kill import Baseline, judge
from verif.mutate.mutant import Mutant
from verif.mutate.record import MutantRecord
from verif.run.check import Options, load


def mutants_of(tmp_path: Path, text: str) -> tuple[Baseline, list[Mutant]]:
    """The baseline and the mutants of a spec."""
    file = tmp_path / "it.arith"
    file.write_text(f"arith 1;\n{text}", encoding="utf-8")
    declared = Declarations(Library(load([file])))
    (name,) = declared.library.loaded.roots
    unit = declared.library.loaded.files[name]
    return Baseline(declared, Options(jobs=1)), find(unit.source, unit.tree)


def edits(tmp_path: Path, text: str) -> dict[str, str]:
    """The kinds of the mutants of a spec, by their edits."""
    return {f"{m.old} -> {m.new}": m.kind for m in mutants_of(tmp_path, text)[1]}


def judged(tmp_path: Path, text: str) -> dict[str, MutantRecord]:
    """What becomes of each mutant of a spec, by item and edit."""
    baseline, mutants = mutants_of(tmp_path, text)
    found: dict[str, MutantRecord] = {}
    for mutant in mutants:
        edit = f"{mutant.old} -> {mutant.new}"
        found[f"{mutant.item}: {edit}"] = judge(baseline, mutant)
    return found
