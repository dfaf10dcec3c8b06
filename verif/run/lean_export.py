"""Lean files of proved properties: which obligations a template covers, and the files of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from verif.base.collector import no_cycles
from verif.lean.export.cover import cover
from verif.lean.export.floats import LeanFloat
from verif.lean.export.integers import about_integers
from verif.lean.export.module import Exported, LeanModule, module_of, write_module
from verif.lean.export.template import Template, load_templates
from verif.properties.obligation import Property
from verif.run.prelude import prelude


class LeanExportError(Exception):
    """Files that cannot be written as they are asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The obligations of properties that templates cover, in order, and how many there are.

    ``of`` is the number of ``prove`` obligations by property, ``covered`` that of those with a
    template.
    """

    exported: tuple[Exported, ...]
    of: dict[str, int]

    @property
    def covered(self) -> dict[str, int]:
        """How many obligations of each property have a template."""
        found = dict.fromkeys(self.of, 0)
        for e in self.exported:
            found[e.about.id] += 1
        return found

    def modules(self, proved: Iterable[str]) -> tuple[LeanModule, ...]:
        """The files of those properties whose ids are among the proved ones.

        Raises ``LeanExportError`` where two files, or two formats of a file, would have one name.
        """
        known = set(proved)
        chosen = sorted(
            (e for e in self.exported if e.about.id in known),
            key=lambda e: module_of(e.about),
        )
        groups = [list(g) for _, g in groupby(chosen, key=lambda e: module_of(e.about))]
        for group in groups:
            named: dict[str, LeanFloat] = {}
            for fmt in (f for e in group for f in e.covered.floats):
                for name in fmt.names:
                    if named.setdefault(name, fmt) != fmt:
                        raise LeanExportError(
                            f"{group[0].about.id} speaks of two formats for which Lean would both "
                            f"define {name}: rename one of them"
                        )
            files = {e.about.span.file for e in group}
            if len(files) > 1:
                raise LeanExportError(
                    f"{' and '.join(sorted(files))} would both be exported as "
                    f"{module_of(group[0].about)}: export them one by one, to different "
                    f"projects, or rename a file"
                )
        return tuple(map(write_module, groups))


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """The shipped templates."""
    with no_cycles():
        return load_templates(tuple(prelude()))


def coverage(properties: Sequence[Property]) -> Coverage:
    """What templates cover of properties."""
    exported: list[Exported] = []
    of: dict[str, int] = {}
    for prop in properties:
        proves = [o for o in prop.obligations if o.kind == "prove"]
        of[prop.id] = len(proves)
        for obligation in proves:
            found = cover(obligation, templates()) or about_integers(obligation)
            if found is not None:
                exported.append(Exported(prop, obligation.name, found))
    return Coverage(tuple(exported), of)
