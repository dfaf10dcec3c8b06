"""Whether kept verdicts are what is found today: those of some properties, decided again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verif.properties.obligation import Property
from verif.results.record import ObligationRecord
from verif.run.cache import KEPT, Cache
from verif.run.check import Options, panel_for
from verif.run.decide import decide_property


@dataclass(frozen=True, slots=True)
class Compared:
    """A kept verdict and the one that was found now."""

    kept: ObligationRecord
    found: ObligationRecord

    @property
    def id(self) -> str:
        """The obligation's id."""
        return self.kept.id

    @property
    def verdict(self) -> str:
        """What the comparison says: ``agrees``, ``open`` where nothing was found, ``DIFFERS``."""
        if self.found.verdict not in KEPT:
            return "DIFFERS" if self.found.verdict == "error" else "open"
        return "DIFFERS" if self.difference else "agrees"

    @property
    def about(self) -> str:
        """What there is to say about it."""
        return self.found.reason if self.found.verdict not in KEPT else self.difference

    @property
    def difference(self) -> str:
        """What differs, in words; empty where nothing does."""
        if _what(self.kept) != _what(self.found):
            return f"kept as {_what(self.kept)}, found {_what(self.found)}"
        kept, found = (r.counterexample or r.witness for r in (self.kept, self.found))
        if kept is None or found is None:
            return ""
        if kept.minimal and found.minimal and kept.variables != found.variables:
            return "the smallest inputs differ"
        if None not in (kept.count, found.count) and kept.count != found.count:
            return f"kept with {kept.count} inputs, found {found.count}"
        return ""

    @property
    def seconds(self) -> float:
        """How long it took to decide again."""
        return self.found.seconds


def _what(record: ObligationRecord) -> str:
    return f"{record.verdict}{' (undefined)' if record.undefined else ''}"


def decide_again(
    properties: Sequence[Property],
    memory: Cache,
    options: Options,
    progress: Callable[[int, int, Compared], None],
) -> list[Compared]:
    """Decide every obligation that has a kept verdict, without looking at it."""
    hits: list[tuple[Property, ObligationRecord]] = []
    for prop in properties:
        for obligation in prop.obligations:
            kept = memory.recall(prop, obligation)
            if kept is not None:
                hits.append((replace(prop, obligations=(obligation,)), kept))
    done: list[Compared] = []
    for prop, kept in hits:
        (found,) = decide_property(prop, panel_for(options, prop), options.timeout).obligations
        done.append(Compared(kept, found))
        progress(len(done), len(hits), done[-1])
    return done
